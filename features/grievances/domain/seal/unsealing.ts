import { addMs, type Instant } from '../../../../kernel/calendar/instant.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { custodiansOf, mayOpen, type CustodianSet } from '../../../../kernel/seal/custodians.ts';
import type { GrievanceState } from '../state.ts';

/** For what an office may ask that a name be opened (G4). The fourth purpose is the filer's own. */
export const OFFICE_PURPOSES = ['service_by_name', 'court_order', 'life_in_danger'] as const;
export const PURPOSES = ['filer_asks', ...OFFICE_PURPOSES] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A request to open the name of one matter, and what the custodians answered. */
export interface UnsealRequest {
  readonly level: Level;
  /** Number of the asking event in its stream. */
  readonly n: number;
  readonly purpose: Purpose;
  /** Hash of the set of custodians that it is put to. */
  readonly custodians: string;
  readonly askedAt: Instant;
  readonly released: readonly string[];
  readonly refused: readonly string[];
  readonly unsealedAt: Instant | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const answers = (state: GrievanceState, asked: MatterEvent, type: MatterEvent['type']): readonly MatterEvent[] =>
  state.history.filter((event) => event.type === type && event.level === asked.level && event.data['request'] === asked.n);
const whoIn = (events: readonly MatterEvent[]): readonly string[] => events.map((event) => String(event.data['custodian']));

/** Every request of a matter, oldest first. */
export const unsealRequests = (state: GrievanceState): readonly UnsealRequest[] =>
  state.history.flatMap((event): readonly UnsealRequest[] => {
    const purpose = PURPOSES.find((it) => it === event.data['purpose']);
    if (event.type !== 'unseal_asked' || !purpose) return [];
    return [
      {
        level: event.level,
        n: event.n,
        purpose,
        custodians: String(event.data['custodians']),
        askedAt: event.recordedAt,
        released: whoIn(answers(state, event, 'share_released')),
        refused: whoIn(answers(state, event, 'share_refused')),
        unsealedAt: answers(state, event, 'unsealed')[0]?.recordedAt ?? null,
      },
    ];
  });

/** Under which custodians the name of a matter is sealed; null where none was taken, or its shares were destroyed. */
export const sealedUnder = (state: GrievanceState): string | null => {
  if (state.history.some((event) => event.type === 'erased')) return null;
  const sealed = state.history.find((event) => event.type === 'filed')?.data['sealed'];
  const hash = typeof sealed === 'object' && sealed !== null && 'custodians' in sealed ? sealed.custodians : null;
  return typeof hash === 'string' ? hash : null;
};

/** From when custodians may release a share: at once when a life is in danger, otherwise once it has been public (design 6). */
export const releasableFrom = (request: UnsealRequest, set: CustodianSet): Instant =>
  addMs(request.askedAt, request.purpose === 'life_in_danger' ? 0 : set.publishedHours * HOUR_MS);

/** First instant at which a request that was not granted has lapsed. */
export const lapsesAt = (request: UnsealRequest, set: CustodianSet): Instant => addMs(request.askedAt, set.lapseDays * DAY_MS);

/** Until when an opened name can be read. */
export const readableUntil = (unsealedAt: Instant, set: CustodianSet): Instant => addMs(unsealedAt, set.readableHours * HOUR_MS);

const isOutOfReach = (request: UnsealRequest, set: CustodianSet): boolean =>
  !mayOpen(
    set,
    custodiansOf(set)
      .map((it) => it.id)
      .filter((id) => !request.refused.includes(id)),
  );

/** Where a request stands at an instant. `refused`: so many said no that it cannot be granted any more. */
export const standingOf = (
  request: UnsealRequest,
  set: CustodianSet,
  now: Instant,
): 'waiting' | 'open' | 'readable' | 'over' | 'refused' | 'lapsed' => {
  if (request.unsealedAt !== null) return now < readableUntil(request.unsealedAt, set) ? 'readable' : 'over';
  if (isOutOfReach(request, set)) return 'refused';
  if (now >= lapsesAt(request, set)) return 'lapsed';
  return now < releasableFrom(request, set) ? 'waiting' : 'open';
};
