import type { Span } from '../calendar/due.ts';
import { addDays, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { getPeriod } from '../calendar/within.ts';
import type { Rule } from '../policy/pack.ts';
import type { Vocabulary, Words } from '../policy/vocabulary.ts';
import type { Fact } from './history.ts';

/** How whoever is owed lets a duty rest: the vocabulary's own words, never those of a pack. */
export interface Pauses {
  /** Most days of all pauses of one entity together. */
  readonly days: number;
  readonly isAsked: (fact: Fact) => boolean;
  readonly isEnded: (fact: Fact) => boolean;
  readonly changedBy: (fact: Fact) => boolean;
}

const inDays = (within: string | null): boolean => {
  if (within === null) return false;
  const { unit } = getPeriod(within);
  return unit !== 'hours' && unit !== 'minutes';
};

/**
 * The pauses that a rule knows; null where it knows none. Only what an office owes to somebody outside rests, and only by that person's own
 * act (G17): a window of the filer runs on, and so does what is counted in hours or minutes.
 */
export const pausesOf = (of: Vocabulary, rule: Rule<Words>): Pauses | null => {
  const { pause } = of;
  if (pause === undefined || rule.nature !== 'duty' || of.parties[rule.owedTo]?.level !== null || !inDays(rule.within)) return null;
  const isAsked = ({ event, voided }: Fact): boolean => !voided && event.type === pause.asked && event.actor.kind === 'filer';
  const isEnded = ({ event, voided }: Fact): boolean => !voided && event.type === pause.ended && event.actor.kind === 'filer';
  return { days: pause.days, isAsked, isEnded, changedBy: (fact) => isAsked(fact) || isEnded(fact) };
};

const dayOf = (value: unknown): PlainDate | undefined => (typeof value === 'string' ? parsePlainDate(value) : undefined);

/**
 * The days that do not count, both ends included: those after the day on which a pause was asked, up to its own end or to the day on which
 * it was ended before. All pauses together leave out `days` at most.
 */
export const pausedSpans = (pauses: Pauses, facts: readonly Fact[], start: PlainDate): readonly Span[] => {
  const spans: Span[] = [];
  let left = pauses.days;
  for (const [i, fact] of facts.entries()) {
    const until = pauses.isAsked(fact) ? dayOf(fact.event.data['until']) : undefined;
    if (until === undefined) continue;
    const ended = facts.slice(i + 1).find((later) => pauses.changedBy(later));
    const last = ended === undefined || until < ended.recorded.on ? until : ended.recorded.on;
    const after = fact.recorded.on > start ? fact.recorded.on : start;
    const most = addDays(after, left);
    const to = last < most ? last : most;
    if (to <= after) continue;
    for (let day = after; day < to; day = addDays(day, 1)) left -= 1;
    spans.push({ from: addDays(after, 1), to });
  }
  return spans;
};
