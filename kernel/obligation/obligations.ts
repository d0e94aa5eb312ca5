import { dateIn, startOfDay } from '../calendar/zone.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { parseIso, type Instant } from '../calendar/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Level, StreamEvent } from '../stream/event.ts';
import { DAY_PROMISED, DAY_SET, type Pack, type Rule as RuleOf } from '../policy/pack.ts';
import type { Vocabulary, Words } from '../policy/vocabulary.ts';
import { beginsAhead, deadlineOf, namedDay } from './deadline.ts';
import { gradeApplies } from './grade.ts';
import { readHistory, type Fact, type Moment } from './history.ts';
import type { Obligation as ObligationOf } from './obligation.ts';
import { pausesOf } from './pause.ts';
import { momentOfMeeting, momentOfStart, settle, type Circumstances, type Unsettled } from './settle.ts';
import { withdrawalEffectAt } from './withdrawal.ts';

type Rule = RuleOf<Words>;
type Obligation = ObligationOf<Words>;

interface Fold {
  readonly of: Vocabulary;
  readonly facts: readonly Fact[];
  readonly pack: Pack<Words>;
  readonly calendar: Calendar;
  readonly withdrawnFrom: Instant | null;
  readonly asOf: Instant;
  /** Obligations of each rule, filled as they are asked for; a rule being computed stands as empty, so cycles end. */
  readonly done: Map<string, readonly Traced[]>;
}

/** An obligation and the event its chain began with. */
interface Traced {
  readonly obligation: Obligation;
  readonly origin: Fact;
}

/** Those outside the offices have rights, and no stream of their own. */
const isOutside = ({ owedBy }: Rule, { of }: Fold): boolean => of.parties[owedBy]?.level === null;

const levelOf = ({ owedBy }: Rule, given: Level, { of }: Fold): Level => of.parties[owedBy]?.level ?? given;

/** `of`: the number of the event that started it, where each start is met by a step of its own. */
const findMet = (rule: Rule, fold: Fold, after: number, from: Instant | null, of?: number): Fact | null =>
  fold.facts.find(
    (fact) =>
      fact.index > after &&
      !fact.voided &&
      rule.metBy.includes(fact.event.type) &&
      (of === undefined || fact.event.data['of'] === of) &&
      (from === null || momentOfMeeting(fact, isOutside(rule, fold)).at >= from),
  ) ?? null;

/** Dates of an obligation of `rule` that counts from `start`. */
const dated = (
  rule: Rule,
  start: Moment,
  given: Pick<Obligation, 'startedBy' | 'breachOf' | 'level'>,
  later: readonly Fact[],
  fold: Fold,
  naming?: StreamEvent,
): Unsettled => {
  const { id, kind, nature, ownRule, owedBy, owedTo, within } = rule;
  const end =
    within === null
      ? { due: null, breachAt: null, provisional: false, extendedBy: null }
      : within === DAY_PROMISED || within === DAY_SET
        ? namedDay(rule, naming, start, later, given.level, fold.calendar)
        : deadlineOf(rule, within, start, later, given.level, fold.calendar, pausesOf(fold.of, rule));
  return { rule: id, kind, nature, ownRule, owedBy, owedTo, within, ...given, from: start.on, fromAt: start.at, ...end };
};

/** Events after `start` that may still move the due date: those before it was met. */
const between = (fold: Fold, start: Fact, met: Fact | null): readonly Fact[] =>
  fold.facts.filter((fact) => !fact.voided && fact.index > start.index && (met === null || fact.index < met.index));

const startsWith = (fact: Fact, start: Extract<Rule['start'], { event: unknown }>): boolean =>
  fact.event.type === start.event && (start.notice === null || fact.event.data['notice'] === start.notice);

/** The day that an event names for its clock to start on, where that is still to come when it is recorded. */
const dayAhead = ({ event, recorded }: Fact, fold: Fold): Moment | undefined => {
  const by = fold.of.onDay?.includes(event.type) ? event.data['by'] : undefined;
  const on = typeof by === 'string' ? parsePlainDate(by) : undefined;
  return on !== undefined && on > recorded.on ? { on, at: startOfDay(on, fold.calendar.zone) } : undefined;
};

/** The later day from which what an event starts is counted, where it names one: it is owed from the event on all the same. */
const countedFrom = ({ event, recorded }: Fact, fold: Fold): Moment | undefined => {
  const field = fold.of.countedFrom?.[event.type];
  const named = field === undefined ? undefined : event.data[field];
  const on = typeof named === 'string' ? parsePlainDate(named) : undefined;
  return on !== undefined && on > recorded.on ? { on, at: startOfDay(on, fold.calendar.zone) } : undefined;
};

/** Where a clock starts from an event: on the day it names, when somebody knew, for those that say so; else by its day and its record. */
const momentFrom = (fact: Fact, rule: Rule, fold: Fold): Moment => {
  const ahead = dayAhead(fact, fold);
  if (ahead) return ahead;
  const at = fold.of.known?.includes(fact.event.type) ? parseIso(String(fact.event.data['knownAt'])) : undefined;
  if (at === undefined || at >= fact.recorded.at) return momentOfStart(fact, isOutside(rule, fold));
  return { on: dateIn(at, fold.calendar.zone), at };
};

/** Opening the same paper again, or the same step again while its duty is unmet, starts no new clock. */
const isRepeat = (
  fact: Fact,
  start: Extract<Rule['start'], { event: unknown }>,
  before: { readonly fact: Fact; readonly met: Fact | null } | undefined,
  fold: Fold,
): boolean => {
  if (before === undefined || start.event === fold.of.promise?.event || fold.of.each?.includes(start.event) === true) return false;
  if (start.notice === null) return before.met === null || before.met.index > fact.index;
  const giving = fold.of.notices[start.notice];
  return !fold.facts.some(
    (other) => !other.voided && other.event.type === giving && other.index > before.fact.index && other.index < fact.index,
  );
};

const fromEvents = (rule: Rule, start: Extract<Rule['start'], { event: unknown }>, fold: Fold): readonly Traced[] => {
  const found: Traced[] = [];
  let before: { readonly fact: Fact; readonly met: Fact | null } | undefined;
  const isEach = rule.within === DAY_PROMISED || fold.of.each?.includes(start.event) === true;
  for (const fact of fold.facts) {
    if (!startsWith(fact, start) || (rule.within === DAY_SET && typeof fact.event.data['by'] !== 'string')) continue;
    if (!fact.voided && isRepeat(fact, start, before, fold)) continue;
    const met = findMet(rule, fold, fact.index, null, isEach ? fact.event.n : undefined);
    const applies = gradeApplies(fold.of, fold.facts, fact, met?.index ?? Infinity, rule, fold.pack);
    if (!fact.voided) before = { fact, met };
    if (applies === 'never') continue;
    const given = { startedBy: fact.ref, breachOf: null, level: levelOf(rule, fact.event.level, fold) };
    const begins = beginsAhead(rule, fact.event, momentFrom(fact, rule, fold), fold.calendar);
    const counted = dated(rule, countedFrom(fact, fold) ?? begins, given, between(fold, fact, met), fold, fact.event);
    const unsettled = { ...counted, from: begins.on, fromAt: begins.at };
    const obligation = settle(unsettled, {
      ...circumstances(rule, fold),
      met,
      waits: rule.ahead !== undefined || dayAhead(fact, fold) !== undefined,
      cancelled: fact.voided || applies === 'before',
    });
    found.push({ obligation, origin: fact });
  }
  return found;
};

const circumstances = (rule: Rule, fold: Fold): Circumstances => ({
  isOutside: isOutside(rule, fold),
  met: null,
  cancelled: false,
  waits: false,
  withdrawnFrom: fold.withdrawnFrom,
  asOf: fold.asOf,
});

const dueDay = (base: Obligation, calendar: Calendar): PlainDate | null =>
  base.due === null || typeof base.due === 'string' ? base.due : dateIn(base.due, calendar.zone);

/** What a breach opens is not needed when there is none: met in time, stopped before, voided. */
const NO_BREACH: readonly Obligation['status'][] = ['met', 'stopped', 'not_needed'];

const metAtOf = (base: Obligation, fold: Fold): Fact | undefined =>
  fold.facts.find((fact) => base.metBy !== null && fact.ref.level === base.metBy.level && fact.ref.n === base.metBy.n);

/** Opens by itself on the first day after the due date, and ends when the duty is met after all before it is late itself. */
const fromBreach = (rule: Rule, base: Traced, fold: Fold): readonly Traced[] => {
  const { breachAt, startedBy, provisional } = base.obligation;
  const day = dueDay(base.obligation, fold.calendar);
  if (breachAt === null || day === null) return [];
  const from = typeof base.obligation.due === 'string' ? addDays(day, 1) : day;
  const { stopsAt } = base.obligation;
  const breaks = stopsAt === null || stopsAt >= breachAt;
  const used = breaks ? findMet(rule, fold, base.origin.index, breachAt) : null;
  const late = metAtOf(base.obligation, fold);
  const given = { startedBy, breachOf: base.obligation.rule, level: levelOf(rule, base.obligation.level, fold) };
  const unsettled = dated(rule, { on: from, at: breachAt }, given, between(fold, base.origin, used), fold);
  const ended =
    late !== undefined && (used === null || used.index > late.index) && (unsettled.breachAt === null || late.late.at < unsettled.breachAt);
  const obligation = settle(
    { ...unsettled, provisional: provisional || unsettled.provisional },
    {
      ...circumstances(rule, fold),
      met: used,
      cancelled: ended || NO_BREACH.includes(base.obligation.status),
      waits: true,
    },
  );
  return [{ obligation, origin: base.origin }];
};

/** Starts with an event, but no later than at the end of another period. Voiding the event does not move the date back. */
const fromEnd = (rule: Rule, base: Traced, orEvent: string, fold: Fold): readonly Traced[] => {
  const { breachAt, startedBy, provisional } = base.obligation;
  const day = dueDay(base.obligation, fold.calendar);
  const event = fold.facts.find((fact) => fact.index > base.origin.index && fact.event.type === orEvent);
  const byEvent = event === undefined ? null : momentOfStart(event, isOutside(rule, fold));
  const byEnd = breachAt === null || day === null ? null : { on: day, at: breachAt };
  const start = byEvent !== null && (byEnd === null || byEvent.on <= byEnd.on) ? byEvent : byEnd;
  if (start === null) return [];
  const met = findMet(rule, fold, base.origin.index, null);
  const given = { startedBy, breachOf: base.obligation.rule, level: levelOf(rule, base.obligation.level, fold) };
  const unsettled = dated(rule, start, given, between(fold, base.origin, met), fold);
  const obligation = settle(
    { ...unsettled, provisional: unsettled.provisional || (start === byEnd && provisional) },
    {
      ...circumstances(rule, fold),
      met,
      cancelled: base.obligation.status === 'not_needed',
      waits: start === byEnd,
    },
  );
  return [{ obligation, origin: base.origin }];
};

const ofRuleId = (id: string, fold: Fold): readonly Traced[] => {
  const rule = fold.pack.rules.find((other) => other.id === id);
  return rule ? ofRule(rule, fold) : [];
};

const compute = (rule: Rule, fold: Fold): readonly Traced[] => {
  const { start } = rule;
  if ('event' in start) return fromEvents(rule, start, fold);
  if ('breachOf' in start) return start.breachOf.flatMap((id) => ofRuleId(id, fold)).flatMap((base) => fromBreach(rule, base, fold));
  return ofRuleId(start.endOf, fold).flatMap((base) => fromEnd(rule, base, start.orEvent, fold));
};

const ofRule = (rule: Rule, fold: Fold): readonly Traced[] => {
  const known = fold.done.get(rule.id);
  if (known) return known;
  fold.done.set(rule.id, []);
  const found = compute(rule, fold);
  fold.done.set(rule.id, found);
  return found;
};

/**
 * Who owes what to whom by when, as of an instant: a pure fold over the events of one entity, in the vocabulary of its kind. Give it the
 * events of the streams its reader may see, and nothing else: what is not given leaves no trace in the answer. Total for instants of the
 * years 1 to 9998; events that do not fit are passed over, never refused.
 */
export const obligations = <W extends Words>(
  of: Vocabulary<W>,
  events: readonly StreamEvent[],
  pack: Pack<W>,
  calendar: Calendar,
  asOf: Instant,
): readonly ObligationOf<W>[] => {
  const facts = readHistory(events, calendar);
  const withdrawnFrom = withdrawalEffectAt(of, facts, pack, calendar);
  const fold: Fold = { of, facts, pack, calendar, withdrawnFrom, asOf, done: new Map() };
  const found = pack.rules.flatMap((rule) => ofRule(rule, fold)).map((traced) => traced.obligation);
  // Their words are those of the pack's rules.
  return found as readonly unknown[] as readonly ObligationOf<W>[];
};
