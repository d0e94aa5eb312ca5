import type { AccessRule } from './access.ts';

/** A rule that gets steps it did not know, or that is new. */
export interface AddedRow {
  readonly rule: string;
  readonly verbs: readonly string[];
  readonly isNew: boolean;
}

/**
 * What a newer version of the program adds to an access table that is in force. `ever` is every table that the place has had, the first one
 * that came with its program among them. A rule of a name that none of them knew comes whole; a rule that one of them knew gets the steps
 * that none of them named; nothing else. What a place has changed or taken away stays changed and away. The same table where nothing is new.
 */
export const upgradeAccess = (
  inForce: readonly AccessRule[],
  shipped: readonly AccessRule[],
  ever: readonly (readonly AccessRule[])[],
): { readonly rules: readonly AccessRule[]; readonly added: readonly AddedRow[] } => {
  const kindsOf = (rule: AccessRule): readonly string[] => rule.of ?? ['matter'];
  const keyOf = (rule: AccessRule, verb: string): string => `${kindsOf(rule).join(' ')}/${verb}`;
  const before = [inForce, ...ever].flat();
  const named = new Set(before.flatMap((rule) => (rule.verbs ?? []).map((verb) => keyOf(rule, verb))));
  const ids = new Set(before.map((rule) => rule.id));
  const isNew = (rule: AccessRule): boolean => !ids.has(rule.id);
  const rows = shipped.flatMap((rule): readonly { readonly from: AccessRule; readonly verbs: readonly string[] }[] => {
    const verbs = (rule.verbs ?? []).filter((verb) => isNew(rule) || !named.has(keyOf(rule, verb)));
    // A rule that forbids everything names no step.
    return verbs.length === 0 && !(isNew(rule) && rule.verbs === undefined) ? [] : [{ from: rule, verbs }];
  });
  const fresh = rows.filter(({ from }) => !inForce.some((rule) => rule.id === from.id));
  return {
    rules: [
      ...inForce.map((rule) => {
        const more = rows.find(({ from }) => from.id === rule.id);
        return more && rule.verbs ? { ...rule, verbs: [...rule.verbs, ...more.verbs] } : rule;
      }),
      // Of a rule that was taken away only the new steps come, and reading, without which no step is taken.
      ...fresh.map(({ from, verbs }) => ({
        ...from,
        ...(from.verbs && { verbs: [...(from.verbs.includes('read') ? ['read'] : []), ...verbs.filter((it) => it !== 'read')] }),
      })),
    ],
    added: rows.map(({ from, verbs }) => ({ rule: from.id, verbs, isNew: fresh.some((it) => it.from === from) })),
  };
};
