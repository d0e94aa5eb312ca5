import { endsAt, opensAt, parseCadence, type Cadence } from '../recurrence/cadence.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { isObject, listOf, said, type Report } from './check-text.ts';

const OFFICE = /^[a-z0-9-]{1,40}$/;
const OFFICES_MAX = 500;

/** A list of offices, or the word for those that have none below them. */
export const checkOfficeList = (offices: Json | undefined, path: string, report: Report): void => {
  if (offices === undefined || offices === 'lowest') return;
  const some = listOf(offices);
  const isWrong = (it: Json, i: number): boolean => typeof it !== 'string' || !OFFICE.test(it) || some.indexOf(it) !== i;
  if (some.length === 0 || some.length > OFFICES_MAX || some.some(isWrong)) report('offices.invalid', path, { max: OFFICES_MAX });
};

/** Who owes a rule about offices: named ones, each that has none below it, or those above another tier; of each rule one of these. */
export const checkOffices = (rule: JsonObject, path: string, report: Report): void => {
  const { about, offices, gathers } = rule;
  if (offices === undefined) return;
  if (about !== 'office') return report('offices.of_site', `${path}/offices`);
  if (gathers !== undefined) return report('tier.names_offices', `${path}/offices`);
  return checkOfficeList(offices, `${path}/offices`, report);
};

/** Whether two windows come together, one in each bucket: the same unit, once. */
const keepStep = (a: Cadence | undefined, b: Cadence | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  ((a.kind === 'bucket' && b.kind === 'bucket' && a.unit === b.unit && a.times === 1 && b.times === 1) ||
    (a.kind === 'after' && b.kind === 'after' && a.unit === b.unit)) &&
  !('during' in a && a.during !== null) &&
  !('during' in b && b.during !== null);

/** Whether the upper one opens no earlier than the lower one closes. */
const opensAfter = (upper: Cadence, lower: Cadence): boolean =>
  (upper.kind === 'bucket' || upper.kind === 'after') &&
  (lower.kind === 'bucket' || lower.kind === 'after') &&
  upper.opens !== undefined &&
  lower.by !== null &&
  opensAt(upper.opens) >= endsAt(lower.by);

const cadenceOf = (rule: JsonObject | undefined): Cadence | undefined => {
  const every = rule?.['every'];
  return typeof every === 'string' ? parseCadence(every) : undefined;
};

/**
 * Tiers of returns: each sums up a rule of the same programme and form, opens when that one closes, and comes to an end: none gathers itself
 * or goes round.
 */
export const checkTiers = (rules: readonly Json[], allNamed: boolean, report: Report): void => {
  const rows = rules.map((it): JsonObject => (isObject(it) ? it : {}));
  const ruleOf = (id: Json | undefined): JsonObject | undefined => rows.find((row) => row['id'] === id);
  const goesRound = (from: JsonObject): boolean => {
    let at = ruleOf(from['gathers']);
    for (let steps = 0; at !== undefined && steps <= rows.length; steps += 1) {
      if (at === from) return true;
      at = at['gathers'] === undefined ? undefined : ruleOf(at['gathers']);
    }
    return false;
  };
  rows.forEach((row, i) => {
    const { gathers, id, about, doneBy, form } = row;
    if (gathers === undefined) return;
    const path = `/rules/${i}/gathers`;
    const lower = ruleOf(gathers);
    const facts = { rule: said(gathers) };
    if (gathers === id) return report('tier.itself', path, facts);
    if (typeof gathers !== 'string' || lower === undefined) return report('tier.unknown', path, facts);
    if (goesRound(row)) return report('tier.circle', path, facts);
    const isReturn = (it: JsonObject): boolean => it['about'] === 'office' && it['doneBy'] === 'return' && it['owedBy'] === 'office';
    if (about !== 'office' || doneBy !== 'return' || !isReturn(row) || !isReturn(lower)) return report('tier.no_return', path, facts);
    if (typeof form !== 'string' || form !== lower['form']) return report('tier.other_form', path, facts);
    if (!allNamed && lower['gathers'] === undefined && lower['offices'] === undefined) return report('tier.nobody_below', path, facts);
    const [upper, below] = [cadenceOf(row), cadenceOf(lower)];
    // What no cadence can be read from is said where it stands.
    if (!upper || !below) return;
    if (!keepStep(upper, below)) report('tier.other_rhythm', path, facts);
    else if (!opensAfter(upper, below)) report('tier.opens_before', path, facts);
    return undefined;
  });
};
