import type { StepCall } from '../kernel/callout/call-state.ts';
import type { Calendar } from '../kernel/calendar/calendar.ts';
import { obligations } from '../kernel/obligation/obligations.ts';
import { newlyLate } from '../kernel/obligation/rows.ts';
import type { Pack } from '../kernel/policy/pack.ts';
import type { Vocabulary, Words } from '../kernel/policy/vocabulary.ts';
import type { Bell, Effects } from '../kernel/stream/effects.ts';
import type { StreamEvent } from '../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../kernel/stream/table.ts';
import type { Jurisdiction } from './place/read.ts';
import type { Service } from './service.ts';
import type { History } from './store/history.ts';
import type { KindInStore } from './store/lane.ts';

/** The definitions that an entity is judged by, as hashes. */
type Bound = Pick<History, 'pack' | 'calendar'>;

/** The same, read. */
export interface Judging {
  readonly pack: Pack<Words>;
  readonly calendar: Calendar;
}

/** One kind of entity, told once: the store, the sweep, `reconcile`, packs and access go by this and know no feature (docs/adr/0039). */
export interface EntityKind {
  /** As it stands in the store: `matter`. */
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** Every step of staff, in the order in which a table of who may do what lists them. */
  readonly verbs: readonly string[];
  /** Packs that a place without one of this kind is offered by an upgrade; none where a place begins with them. */
  readonly offers: readonly string[];
  /** Papers that its steps give, beside those of matters (features/papers): the event of each. */
  readonly papers: { readonly [paper: string]: string };
  /** Tables that only this kind has. */
  readonly tables: readonly TableSpec[];
  /** After which events what lists ask of it may differ. */
  readonly listedBy: readonly string[];
  /** Parties whose duties a feature writes itself, by time and by what happens elsewhere: no event of the entity says them. */
  readonly keeps?: readonly string[];
  /** Whom its events call, by step: `reconcile` looks for a message of each (engine/calls). */
  readonly calls?: (events: readonly StreamEvent[]) => readonly (StepCall & { readonly n: number })[];
  /** Looks again at what hangs on an entity beside its own rows, once something has happened to it. Late or twice, it comes to the same. */
  readonly after?: (service: Service, number: string) => Promise<void>;
  /** Every row that follows from its events, in any order. */
  readonly project: (number: string, bound: Bound, events: readonly StreamEvent[], judging: Judging) => Rows;
  readonly effects: (it: Jurisdiction, history: History, added: readonly StreamEvent[]) => Effects;
}

/** Bells of the offices that asked for one, or for one of those on duty. */
export const wantedBells = (it: Jurisdiction, rung: readonly Bell[]): readonly Bell[] =>
  rung.filter((bell) => {
    const office = it.offices.get(bell.office);
    return office?.has_bell === true || (bell.danger === true && office?.has_duty === true);
  });

/** What an entity is judged by: its own pack, its own calendar with all years loaded since. */
export const judgedBy = (it: Jurisdiction, bound: Bound): Judging => {
  const pack = it.packs.get(bound.pack);
  const calendar = it.calendars.get(bound.calendar);
  if (!pack || !calendar) throw new Error('an entity cites a definition that is not stored');
  return { pack, calendar };
};

/** What the store is told of a kind, by the rules of today's jurisdiction. */
export const kindIn = (kind: EntityKind, it: Jurisdiction): KindInStore => ({
  project: (history) => kind.project(history.matter, history, history.events, judgedBy(it, history)),
  listedBy: kind.listedBy,
  effects: (history, added) => kind.effects(it, history, added),
  calendarNow: (bound) => it.newestCalendar.get(bound) ?? bound,
});

/** Writes down the deadlines that have passed on one entity; nothing when they are written already. */
export const recordPassedDeadlines = async (service: Service, kind: EntityKind, number: string): Promise<void> => {
  const it = await service.jurisdiction();
  await service.sweepLane.submit({
    kind: 'step',
    matter: number,
    of: kindIn(kind, it),
    decide: (history, now) => {
      const { pack, calendar } = judgedBy(it, history);
      const events = history.events.toSorted((a, b) => a.recordedAt - b.recordedAt || a.level - b.level || a.n - b.n);
      return newlyLate(obligations(kind.vocabulary, events, pack, calendar, now), events);
    },
  });
};

/** Writes an entity's projections again, after its calendar has learnt a year. No event: nothing happened to it. */
export const projectAgain = async (service: Service, kind: EntityKind, number: string): Promise<void> => {
  const it = await service.jurisdiction();
  await service.lane.submit({ kind: 'step', matter: number, again: true, of: kindIn(kind, it), decide: () => [] });
};
