import type { AssignmentRow } from './table.ts';

/** Which office has which part after an event: the office, and its role. */
export type Parts = ReadonlyMap<string, string>;

/** The same office in two parts has the first of them. */
export const partsOf = (named: readonly (readonly [office: string | null, role: string])[]): Parts => {
  const parts = new Map<string, string>();
  for (const [office, role] of named) if (office !== null && !parts.has(office)) parts.set(office, role);
  return parts;
};

/**
 * Which office has had which part, since and until which event, from the parts after each event. `staysAt`: whether a row that is still wanted
 * goes on at an event, where one may begin anew.
 */
export const assignmentRows = (
  after: readonly Parts[],
  staysAt: (row: AssignmentRow, n: number) => boolean = () => true,
): readonly AssignmentRow[] => {
  const rows: AssignmentRow[] = [];
  for (const [n, wanted] of after.entries()) {
    for (const [i, row] of rows.entries())
      if (row.until === null && !(wanted.get(row.office) === row.role && staysAt(row, n))) rows[i] = { ...row, until: n };
    for (const [office, role] of wanted)
      if (!rows.some((row) => row.until === null && row.office === office)) rows.push({ level: 0, office, role, since: n, until: null });
  }
  return rows;
};
