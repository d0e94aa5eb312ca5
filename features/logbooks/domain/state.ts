import type { Relation } from '../../../kernel/access/access.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { ClosedSlots, LogbookEventKind } from './vocabulary.ts';

/** A logbook as its events tell it. */
export interface LogbookState {
  readonly stage: LogbookEventKind | null;
  readonly office: string | null;
  readonly local: string | null;
  /** `YYYY-MM`. */
  readonly month: string | null;
  /** The last day that was closed. */
  readonly closedThrough: string | null;
  readonly closed: readonly { readonly day: string; readonly results: ClosedSlots }[];
  /** Days with something missed that nobody has looked into since. */
  readonly missed: readonly string[];
}

export const initialState: LogbookState = {
  stage: null,
  office: null,
  local: null,
  month: null,
  closedThrough: null,
  closed: [],
  missed: [],
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: LogbookState, event: StreamEvent): LogbookState => {
  const { data } = event;
  const text = (name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
  switch (event.type as LogbookEventKind) {
    case 'logbook_opened':
      return { ...state, stage: 'logbook_opened', office: text('office'), local: text('local'), month: text('month') };
    case 'slots_closed': {
      const day = text('day') ?? '';
      const results = data['results'] as unknown as ClosedSlots; // composed by close-days.ts alone
      return { ...state, stage: 'slots_closed', closedThrough: day, closed: [...state.closed, { day, results }] };
    }
    case 'slots_missed':
      return { ...state, stage: 'slots_missed', missed: [...state.missed, text('day') ?? ''] };
    case 'looked_into':
      return { ...state, stage: 'looked_into', missed: [] };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): LogbookState => events.reduce(evolve, initialState);

/** How an office stands to a logbook: it keeps it, or oversees it. */
export const relationOf = ({ office: own, local }: LogbookState, office: string): Relation =>
  own === null || office === own ? 'own' : office === local ? 'above' : 'other';

/** The five figures' parts of one rule of one site in a month. */
export interface SlotCount {
  readonly site: string;
  readonly rule: string;
  readonly done: number;
  readonly nil: number;
  readonly late: number;
  readonly missed: number;
  readonly excused: number;
}

/** Counts by site and rule, in order. */
export const countsOf = ({ closed }: LogbookState): readonly SlotCount[] => {
  const counts = new Map<string, SlotCount>();
  for (const { results } of closed)
    for (const [site, rules] of Object.entries(results))
      for (const [rule, some] of Object.entries(rules)) {
        const key = `${site} ${rule}`;
        const was = counts.get(key) ?? { site, rule, done: 0, nil: 0, late: 0, missed: 0, excused: 0 };
        const plus = (result: string): number => some.filter(([, it]) => it === result).length;
        counts.set(key, {
          ...was,
          done: was.done + plus('d'),
          nil: was.nil + plus('n'),
          late: was.late + plus('l'),
          missed: was.missed + plus('m'),
          excused: was.excused + plus('x'),
        });
      }
  return [...counts.values()].toSorted((a, b) => (`${a.site} ${a.rule}` < `${b.site} ${b.rule}` ? -1 : 1));
};

/** What was not done as it was owed: rows exist for these only. */
export const exceptionsOf = ({ closed }: LogbookState) =>
  closed.flatMap(({ day, results }) =>
    Object.entries(results).flatMap(([site, rules]) =>
      Object.entries(rules).flatMap(([rule, some]) =>
        some.flatMap(([slot, result, lastDay]) =>
          result === 'l' || result === 'm' || result === 'x' ? [{ site, rule, slot, result, day: lastDay ?? day }] : [],
        ),
      ),
    ),
  );
