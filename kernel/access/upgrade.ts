import type { AccessRule } from './access.ts';

/** A rule that gets steps it did not know, or that is new. */
export interface AddedRow {
  readonly rule: string;
  readonly verbs: readonly string[];
  readonly isNew: boolean;
}

/**
 * What a newer version of the program adds to an access table that is in force: the steps that no rule of it names, where the shipped table
 * has them, and nothing else; and whole rules for a seat of which it knows nothing. What a place has changed or taken away stays changed and
 * away. The same table where nothing is new.
 */
export const upgradeAccess = (
  inForce: readonly AccessRule[],
  shipped: readonly AccessRule[],
): { readonly rules: readonly AccessRule[]; readonly added: readonly AddedRow[] } => {
  const keyOf = (rule: AccessRule, verb: string): string => `${(rule.of ?? ['matter']).join(' ')}/${verb}`;
  /** Whether the table in force lets anybody of such a seat do anything: where it does not, nobody has taken a step from there. */
  const knowsSeat = (rule: AccessRule): boolean =>
    inForce.some(
      (one) =>
        one.effect === 'allow' &&
        (one.of ?? ['matter']).some((of) => (rule.of ?? ['matter']).includes(of)) &&
        (one.relations === undefined || rule.relations === undefined || one.relations.some((it) => rule.relations?.includes(it))),
    );
  const knowsKind = (rule: AccessRule): boolean =>
    inForce.some((one) => (one.of ?? ['matter']).some((of) => (rule.of ?? ['matter']).includes(of)));
  const known = new Set(inForce.flatMap((rule) => (rule.verbs ?? []).map((verb) => keyOf(rule, verb))));
  const rows = shipped.flatMap((rule): readonly { readonly from: AccessRule; readonly verbs: readonly string[] }[] => {
    const isSeatNew = rule.effect === 'allow' && knowsKind(rule) && !knowsSeat(rule);
    const verbs = (rule.verbs ?? []).filter((verb) => isSeatNew || !known.has(keyOf(rule, verb)));
    return verbs.length === 0 ? [] : [{ from: rule, verbs }];
  });
  const fresh = rows.filter(({ from }) => !inForce.some((rule) => rule.id === from.id));
  return {
    rules: [
      ...inForce.map((rule) => {
        const more = rows.find(({ from }) => from.id === rule.id);
        return more && rule.verbs ? { ...rule, verbs: [...rule.verbs, ...more.verbs] } : rule;
      }),
      // Of a rule that is not there, whether never or no more, only what is new comes with it, and reading, without which no step is taken.
      ...fresh.map(({ from, verbs }) => ({
        ...from,
        verbs: [...(from.verbs?.includes('read') ? ['read'] : []), ...verbs.filter((it) => it !== 'read')],
      })),
    ],
    added: rows.map(({ from, verbs }) => ({ rule: from.id, verbs, isNew: fresh.some((it) => it.from === from) })),
  };
};
