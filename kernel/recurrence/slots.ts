import { addMs, instant, type Instant } from '../calendar/instant.ts';
import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import { startOfDay } from '../calendar/zone.ts';
import type { Cadence } from './cadence.ts';
import type { Chain, Met } from './since.ts';
import type { Cover, Range, Surroundings, Why, Window } from './surroundings.ts';
import { windows } from './windows.ts';

/** What a slot has become. `missed` is for ever. */
export type SlotState = 'ahead' | 'open' | 'done' | 'done_nil' | 'late' | 'missed' | 'excused';

/** A rule as the fold needs it. */
export interface SlotRule {
  readonly id: string;
  readonly cadence: Cadence;
  /** Milliseconds after a window in which an act still counts, as late. */
  readonly lateMs: number;
  /** Whether an act counts only once a second post has signed it. */
  readonly countersign: boolean;
  /** Whether a nil return counts only with the list that was looked at (rules-safety 10). */
  readonly nilNeedsList: boolean;
}

/** An act, as its record tells it. One act may be made for several rules. */
export interface ActRecord {
  readonly id: string;
  /** For which window of which rule, one of each; `null`: the one in which it was done, as of rules that count from the last time. */
  readonly for: readonly { readonly rule: string; readonly window: string | null }[];
  /** When it was done, as claimed. */
  readonly doneAt: Instant;
  /** The newest checkpoint that the device knew: it was not made before; null where it knew none. */
  readonly notBefore: Instant | null;
  /** When it arrived here: it was not made after. */
  readonly receivedAt: Instant;
  readonly nil: boolean;
  /** Whether it carries the list that was looked at. */
  readonly hasList: boolean;
  readonly countersignedAt: Instant | null;
}

/** A public reason for which something is not owed: closed for the holidays, out of use by order. */
export interface Excuse {
  readonly id: string;
  /** Null: every rule of the thing. */
  readonly rules: readonly string[] | null;
  readonly from: Instant;
  readonly to: Instant;
  /** It counts for windows that end after it. */
  readonly recordedAt: Instant;
}

/** What a closing event says of one slot. It stands, whatever arrives later. */
export interface Closing {
  readonly rule: string;
  readonly slot: string;
  readonly result: 'done' | 'done_nil' | 'late' | 'missed' | 'excused';
  readonly doneAt: Instant | null;
  readonly record: string | null;
  /** When the event was recorded. */
  readonly at: Instant;
}

export interface Slot {
  readonly rule: string;
  /** Name of its window; `.01` and so on where several are owed in one. */
  readonly id: string;
  readonly window: Window;
  readonly state: SlotState;
  /** The record that met it, and when that act was done (within what can be believed). */
  readonly record: string | null;
  readonly doneAt: Instant | null;
  readonly excuse: string | null;
  /** Records made for its window that did not meet it: too early, too late, without list or second signature, or one more than was owed. */
  readonly beside: readonly string[];
  /** From then on nothing can change it. */
  readonly finalAt: Instant;
  readonly isFinal: boolean;
  readonly provisional: Why | null;
}

/**
 * Everything that slots are folded from. Lists may be in any order; what came after `asOf` is not looked at. Records, excuses and closings
 * of other windows do no harm; of rules that count from the last time, all closings since the cover began are needed.
 */
export interface SlotFacts {
  readonly surroundings: Surroundings;
  /** Of all the rules given; rules whose cover differs (a fact of the site that came later) are folded one by one. */
  readonly cover: Cover;
  readonly records: readonly ActRecord[];
  readonly excuses: readonly Excuse[];
  readonly closings: readonly Closing[];
  /** How long after a window an act may arrive that was done inside it: the programme's `arrives`, in milliseconds. */
  readonly arrivesMs: number;
}

/** An act may be claimed at no other time than the checkpoint it knew and its arrival allow. */
export const believedAt = ({ doneAt, notBefore, receivedAt }: ActRecord): Instant => {
  const earliest = notBefore !== null && notBefore > doneAt ? notBefore : doneAt;
  return earliest > receivedAt ? receivedAt : earliest;
};

const finalOf = (window: Window, rule: SlotRule, facts: SlotFacts): Instant => addMs(window.due, Math.max(rule.lateMs, facts.arrivesMs));

interface Outcome {
  readonly record: ActRecord;
  readonly doneAt: Instant;
  readonly late: boolean;
}

/** Whether an act has what the rule asks of it, before a slot is final. */
const isWhole = (record: ActRecord, rule: SlotRule, finalAt: Instant): boolean =>
  (!record.nil || !rule.nilNeedsList || record.hasList) &&
  (!rule.countersign || (record.countersignedAt !== null && record.countersignedAt < finalAt));

/**
 * What an act is to a window: on time, late, or neither. On time: done in it and arrived before its end. Late: done and arrived within the
 * rule's grace after it, or done in it and arrived within the programme's `arrives`.
 */
const outcomeOf = (record: ActRecord, window: Window, rule: SlotRule, facts: SlotFacts): Outcome | null => {
  const doneAt = believedAt(record);
  const { from, due } = window;
  if (doneAt < from || !isWhole(record, rule, finalOf(window, rule, facts))) return null;
  const graceEnds = addMs(due, rule.lateMs);
  if (doneAt < due && record.receivedAt < due) return { record, doneAt, late: false };
  const late = record.receivedAt < graceEnds || (doneAt < due && record.receivedAt < addMs(due, facts.arrivesMs));
  return late ? { record, doneAt, late } : null;
};

/** What one rule needs of the facts, looked up by window: a year of two-hourly patrols is some thousand windows. */
interface OfRule {
  readonly rule: SlotRule;
  readonly facts: SlotFacts;
  /** Records made for a window, by its name. */
  readonly named: ReadonlyMap<string, readonly ActRecord[]>;
  /** Records that count where they were done, in the order in which they were. */
  readonly unnamed: readonly ActRecord[];
  /** The first closing of each slot. */
  readonly closed: ReadonlyMap<string, Closing>;
}

const ofRule = (rule: SlotRule, facts: SlotFacts): OfRule => {
  const made = facts.records.flatMap((record) => {
    const links = record.for.filter((it) => it.rule === rule.id);
    // One act is one act: of two windows of one rule it is for the first.
    const [window = null] = links.flatMap((it) => it.window ?? []).toSorted(text);
    return links.length === 0 ? [] : [{ record, window }];
  });
  const named = new Map<string, ActRecord[]>();
  for (const { record, window } of made) {
    if (window !== null) named.set(window, [...(named.get(window) ?? []), record]);
  }
  const closings = facts.closings.filter((it) => it.rule === rule.id).toSorted((a, b) => b.at - a.at);
  return {
    rule,
    facts,
    named,
    unnamed: made.flatMap(({ record, window }) => (window === null ? [record] : [])).toSorted((a, b) => believedAt(a) - believedAt(b)),
    closed: new Map(closings.map((it) => [it.slot, it] as const)),
  };
};

/** Of records in the order in which they were done, those of a span. */
const doneIn = (records: readonly ActRecord[], from: Instant, to: Instant): readonly ActRecord[] => {
  let low = 0;
  for (let high = records.length; low < high;) {
    const middle = Math.floor((low + high) / 2);
    const record = records[middle];
    if (record !== undefined && believedAt(record) < from) low = middle + 1;
    else high = middle;
  }
  const found: ActRecord[] = [];
  for (let i = low; i < records.length; i += 1) {
    const record = records[i];
    if (record === undefined || believedAt(record) >= to) break;
    found.push(record);
  }
  return found;
};

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** On time before late, then the first to arrive: what arrives later takes nothing from what met a slot. */
const byMerit = (a: Outcome, b: Outcome): number =>
  Number(a.late) - Number(b.late) || a.record.receivedAt - b.record.receivedAt || a.doneAt - b.doneAt || text(a.record.id, b.record.id);

/** The acts made for a window that meet it, best first. One without a window's name counts where it was done; of intervals, in the grace after, too. */
const outcomesIn = (window: Window, { rule, facts, named, unnamed }: OfRule): readonly Outcome[] => {
  const until = rule.cadence.kind === 'since' ? addMs(window.due, rule.lateMs) : window.due;
  return [...(named.get(window.id) ?? []), ...doneIn(unnamed, window.from, until)]
    .flatMap((record) => outcomeOf(record, window, rule, facts) ?? [])
    .toSorted(byMerit);
};

/** An excuse counts where less than half of a window is left beside those that were recorded before it ended. */
const excuseOf = (window: Window, rule: SlotRule, facts: SlotFacts): string | null => {
  const fitting = facts.excuses
    .filter(
      (it) =>
        it.recordedAt < window.due && (it.rules === null || it.rules.includes(rule.id)) && it.from < window.due && it.to > window.from,
    )
    .toSorted((a, b) => a.from - b.from || text(a.id, b.id));
  let covered = 0;
  let upTo = window.from;
  for (const { from, to } of fitting) {
    const [begin, end] = [Math.max(upTo, from), Math.min(window.due, to)];
    if (end <= begin) continue;
    covered += end - begin;
    upTo = instant(end);
  }
  return covered * 2 > window.due - window.from ? (fitting[0]?.id ?? null) : null;
};

const stateOf = (met: Outcome | undefined, excuse: string | null, window: Window, finalAt: Instant, asOf: Instant): SlotState => {
  if (met) return met.late ? 'late' : met.record.nil ? 'done_nil' : 'done';
  if (asOf < window.from) return 'ahead';
  // What may still change is owed by nobody, and what may still arrive is not missed.
  if (window.provisional !== null) return 'open';
  if (excuse !== null) return 'excused';
  return asOf < finalAt ? 'open' : 'missed';
};

const besides = (window: Window, { named, unnamed }: OfRule, used: readonly (string | null)[]): readonly string[] =>
  [...(named.get(window.id) ?? []), ...doneIn(unnamed, window.from, window.to)]
    .map((record) => record.id)
    .filter((id) => !used.includes(id))
    .toSorted(text);

const slotsOf = (window: Window, of: OfRule, asOf: Instant): readonly Slot[] => {
  const { rule, facts } = of;
  const finalAt = finalOf(window, rule, facts);
  const ids = Array.from({ length: window.times }, (_, i) =>
    window.times === 1 ? window.id : `${window.id}.${String(i + 1).padStart(2, '0')}`,
  );
  const closed = ids.map((id) => of.closed.get(id));
  // What a closing names is spoken for; the rest goes to the slots that are not closed.
  const taken = closed.flatMap((it) => it?.record ?? []);
  const free = window.provisional === null ? outcomesIn(window, of).filter((it) => !taken.includes(it.record.id)) : [];
  const excuse = excuseOf(window, rule, facts);
  let next = 0;
  const made = ids.map((id, i): Omit<Slot, 'beside'> => {
    const shut = closed[i];
    const same = { rule: rule.id, id, window, finalAt, provisional: window.provisional };
    if (shut) return { ...same, state: shut.result, record: shut.record, doneAt: shut.doneAt, excuse: null, isFinal: true };
    const met = free[next];
    if (met) next += 1;
    const state = stateOf(met, excuse, window, finalAt, asOf);
    return {
      ...same,
      state,
      record: met?.record.id ?? null,
      doneAt: met?.doneAt ?? null,
      excuse: state === 'excused' ? excuse : null,
      isFinal: window.provisional === null && asOf >= finalAt,
    };
  });
  const used = made.map((it) => it.record);
  const beside = besides(window, of, used);
  return made.map((it) => ({ ...it, beside }));
};

/** How windows that count from the last time ended: as an event closed them, else as the records have it. */
const chainOf = (of: OfRule, asOf: Instant): Chain => ({
  asOf,
  met: (window): Met => {
    const shut = of.closed.get(window.id);
    if (shut) return shut.doneAt === null ? 'missed' : { doneAt: shut.doneAt, late: shut.result === 'late' };
    const met = outcomesIn(window, of)[0];
    if (met) return { doneAt: met.doneAt, late: met.late };
    return asOf < finalOf(window, of.rule, of.facts) ? 'open' : 'missed';
  },
});

const known = (facts: SlotFacts, asOf: Instant): SlotFacts => ({
  ...facts,
  records: facts.records
    .filter((it) => it.receivedAt <= asOf)
    .map((it) => (it.countersignedAt !== null && it.countersignedAt > asOf ? { ...it, countersignedAt: null } : it)),
  excuses: facts.excuses.filter((it) => it.recordedAt <= asOf),
  closings: facts.closings.filter((it) => it.at <= asOf),
});

/**
 * The slots of a thing by some rules whose windows share an instant with a range, as of an instant: a pure fold, as obligations are. A slot
 * is `ahead`, then `open`; done in time it is `done` or, looked at and nothing found, `done_nil`; else `late`, `missed` or, for a public
 * reason that was recorded before its window ended, `excused`. While an act could still arrive (`finalAt`) it stays `open`. What a closing
 * event said stands.
 */
export const slots = (rules: readonly SlotRule[], facts: SlotFacts, range: Range, asOf: Instant): readonly Slot[] => {
  const now = known(facts, asOf);
  return rules.flatMap((rule) => {
    const of = ofRule(rule, now);
    const chain = rule.cadence.kind === 'since' ? chainOf(of, asOf) : undefined;
    return windows(rule.cadence, now.surroundings, now.cover, range, chain).flatMap((window) => slotsOf(window, of, asOf));
  });
};

/** The range in which every slot lies that becomes final on a day: what a daily closing has to look at. */
export const rangeToClose = (day: PlainDate, rules: readonly SlotRule[], arrivesMs: number, zone: string): Range => {
  const margin = rules.reduce((most, rule) => Math.max(most, rule.lateMs), arrivesMs);
  return { from: addMs(startOfDay(day, zone), -margin - 1), to: startOfDay(addDays(day, 1), zone) };
};

const isResult = (state: SlotState): state is Closing['result'] => state !== 'ahead' && state !== 'open';

/**
 * What a closing event of a day says, recorded at `at`: the result of every slot that became final on that day and is not closed yet.
 * Provisional ones are never closed.
 */
export const closedOn = (all: readonly Slot[], day: PlainDate, zone: string, at: Instant): readonly Closing[] => {
  const [begin, end] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
  return all.flatMap((slot): readonly Closing[] => {
    const { rule, id, state, doneAt, record, finalAt, provisional } = slot;
    const isDue = provisional === null && begin <= finalAt && finalAt < end && finalAt <= at;
    return isDue && isResult(state) ? [{ rule, slot: id, result: state, doneAt, record, at }] : [];
  });
};
