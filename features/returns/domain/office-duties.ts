import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { slotRuleOf, spanMs, type DoneBy, type Programme, type ProgrammeRule } from '../../../kernel/programme/programme.ts';
import type { Duty, Rulebook } from '../../checks/public.ts';

/** Offices by id, each with the one above it, in the order in which pages list them. */
export type OfficeTree = ReadonlyMap<string, { readonly parent: string | null }>;

/** What an office hands in itself. Drills and checks about offices have records of their own. */
export const RETURNED_BY: readonly DoneBy[] = ['return', 'paper', 'lesson', 'meeting'];

const EVER = instant(0);

const lowest = (offices: OfficeTree): readonly string[] => {
  const above = new Set([...offices.values()].map(({ parent }) => parent));
  return [...offices].flatMap(([id, { parent }]) => (parent === null || above.has(id) ? [] : [id]));
};

/** The same programme and the same offices have the same answer: both are read once and never changed. */
const KNOWN = new WeakMap<OfficeTree, WeakMap<Programme, Map<string, ReadonlySet<string>>>>();

/**
 * The offices that owe a rule as the offices stand: those that are named by the rule, else by its programme; of a tier that gathers, each
 * directly above one that owes the rule below it. Whom nobody names owes nothing.
 */
export const owersOf = (programme: Programme, rule: ProgrammeRule, offices: OfficeTree): ReadonlySet<string> => {
  const known = KNOWN.get(offices) ?? new WeakMap<Programme, Map<string, ReadonlySet<string>>>();
  KNOWN.set(offices, known);
  const rules = known.get(programme) ?? new Map<string, ReadonlySet<string>>();
  known.set(programme, rules);
  const owing = rules.get(rule.id) ?? findOwers(programme, rule, offices);
  rules.set(rule.id, owing);
  return owing;
};

const findOwers = (programme: Programme, rule: ProgrammeRule, offices: OfficeTree): ReadonlySet<string> => {
  if (rule.about !== 'office' || rule.owedBy !== 'office' || !RETURNED_BY.includes(rule.doneBy)) return new Set();
  const { gathers } = rule;
  if (gathers !== undefined) {
    const lower = programme.rules.find(({ id }) => id === gathers);
    const below = lower ? [...owersOf(programme, lower, offices)] : [];
    return new Set(below.flatMap((id) => offices.get(id)?.parent ?? []));
  }
  const named = rule.offices ?? programme.offices ?? [];
  return new Set(named === 'lowest' ? lowest(offices) : named.filter((id) => offices.has(id)));
};

interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly rule: ProgrammeRule;
  readonly programme: Programme;
}

/** The spans in which an office is under the rules of one programme: as long as version after version says a rule alike, it is one and goes on. */
const spansOf = (office: string, versions: Rulebook['programmes'], offices: OfficeTree): readonly Span[] => {
  const done: Span[] = [];
  let open = new Map<string, Span>();
  for (const { programme, from } of versions) {
    const at = from ?? EVER;
    const bound = programme.rules.filter((rule) => owersOf(programme, rule, offices).has(office));
    const next = new Map<string, Span>();
    for (const rule of bound) {
      const was = open.get(rule.id);
      next.set(rule.id, { from: was?.rule.every === rule.every ? was.from : at, to: null, rule, programme });
    }
    for (const [id, was] of open) if (next.get(id)?.from !== was.from) done.push({ ...was, to: at });
    open = next;
  }
  return [...done, ...open.values()];
};

/** The duties of an office that come back, each with the time in which the office is under it; none before `since`. Pure. */
export const officeDuties = (office: string, since: Instant, { programmes }: Rulebook, offices: OfficeTree): readonly Duty[] =>
  [...Map.groupBy(programmes, (it) => it.programme.id).values()].flatMap((versions) =>
    spansOf(office, versions, offices).flatMap(({ from, to, rule, programme }): readonly Duty[] => {
      const cover = { from: from > since ? from : since, to };
      if (to !== null && to <= cover.from) return [];
      const key = `${programme.id}/${rule.id}`;
      return [
        { key, programme: programme.id, rule, arrivesMs: spanMs(programme.arrives), slotRule: { ...slotRuleOf(rule), id: key }, cover },
      ];
    }),
  );

/** The offices that owe something by the programmes as they are now. */
export const officesOwing = ({ programmes }: Rulebook, offices: OfficeTree): ReadonlySet<string> => {
  const newest = new Map(programmes.map(({ programme }) => [programme.id, programme] as const));
  return new Set([...newest.values()].flatMap((programme) => programme.rules.flatMap((rule) => [...owersOf(programme, rule, offices)])));
};

/** Of a duty that gathers: the key of the duty below it, and the offices that owe that one to this office, in their order. */
export const belowOf = (
  office: string,
  { programme: id, rule }: Pick<Duty, 'programme' | 'rule'>,
  { programmes }: Rulebook,
  offices: OfficeTree,
): { readonly key: string; readonly offices: readonly string[] } | null => {
  const programme = programmes.findLast((it) => it.programme.id === id)?.programme;
  const lower = programme?.rules.find((it) => it.id === rule.gathers);
  if (!programme || !lower) return null;
  const owing = owersOf(programme, lower, offices);
  return {
    key: `${id}/${lower.id}`,
    offices: [...offices].flatMap(([below, { parent }]) => (parent === office && owing.has(below) ? [below] : [])),
  };
};
