import { addMs, type Instant } from '../../../../kernel/calendar/instant.ts';
import type { EventKind, MatterEvent } from '../../../../kernel/matter/event.ts';

/** `code`: acts; `reader`: reads only; `claim`: of who said that the code is lost; `slip`: printed at a counter or read out on the telephone, changed for a code at first use; `joining`: lets others join; `invitation`: to the other side of a dispute; `party`: that side's own; `carrier`: of who carries the matter for the filer. */
export type ReceiptKind = 'code' | 'reader' | 'claim' | 'slip' | 'joining' | 'invitation' | 'party' | 'carrier';

/** One receipt of a matter, by the look-up id of its code; the code itself is nowhere. */
export interface Receipt {
  readonly id: string;
  readonly nth: number;
  readonly kind: ReceiptKind;
  readonly since: Instant;
  readonly endedAt: Instant | null;
  readonly endedHow: 'replaced' | 'contested' | 'ended' | null;
}

const DAY_MS = 86_400_000;
/** G7: a replaced code keeps "was this you?" for 30 days. */
const WARNED_MS = 30 * DAY_MS;
/** G7: whoever lost the code gets a new one after 7 days, and has 30 more to fetch it. */
const CLAIM_WAIT_MS = 7 * DAY_MS;
const CLAIM_LAPSES_MS = CLAIM_WAIT_MS + WARNED_MS;
/** Design 1: up to five receipts a matter: the code, a claim, and these. */
export const READERS_MAX = 3;

/** What the holder of a receipt may do at an instant; null is "no such code". */
export type Right = 'act' | 'read' | 'warned' | 'waiting' | 'claim' | 'join' | 'invited' | 'party' | 'carry';

/** The first instant at which a claim may take a new code. */
export const claimReadyAt = (since: Instant): Instant => addMs(since, CLAIM_WAIT_MS);

/** Reads a right off a receipt; time alone changes it, so no row is written for that. */
export const rightOf = (it: Pick<Receipt, 'kind' | 'since' | 'endedAt' | 'endedHow'>, now: Instant): Right | null => {
  if (it.endedAt !== null)
    return (it.kind === 'code' || it.kind === 'slip') && it.endedHow === 'replaced' && now < addMs(it.endedAt, WARNED_MS) ? 'warned' : null;
  if (it.kind === 'code') return 'act';
  if (it.kind === 'reader') return 'read';
  if (it.kind === 'joining') return 'join';
  if (it.kind === 'invitation') return 'invited';
  if (it.kind === 'party') return 'party';
  if (it.kind === 'carrier') return 'carry';
  // A clerk may have seen what a printer printed: it shows nothing before its holder has taken a code of their own (G7).
  if (it.kind === 'slip') return 'claim';
  if (now < claimReadyAt(it.since)) return 'waiting';
  return now < addMs(it.since, CLAIM_LAPSES_MS) ? 'claim' : null;
};

const added = (all: readonly Receipt[], event: MatterEvent, kind: ReceiptKind): readonly Receipt[] => {
  const id = event.data['receipt'];
  if (typeof id !== 'string') return all;
  return [...all, { id, nth: all.length, kind, since: event.recordedAt, endedAt: null, endedHow: null }];
};

const ended = (
  all: readonly Receipt[],
  event: MatterEvent,
  how: Exclude<Receipt['endedHow'], null>,
  which: (it: Receipt) => boolean,
): readonly Receipt[] => all.map((it) => (it.endedAt === null && which(it) ? { ...it, endedAt: event.recordedAt, endedHow: how } : it));

/** Whether a receipt is the filer's, or given out by the filer: a change of the filer's code says nothing of the other side of a dispute. */
const isFilers = (it: Receipt): boolean => it.kind !== 'invitation' && it.kind !== 'party';

/** Whether a slip is changed for a code, as everybody who was handed one does: nothing that was asked for with it ends by that. */
const isFirstUse = (all: readonly Receipt[], event: MatterEvent): boolean =>
  all.some((it) => it.kind === 'slip' && it.id === event.data['by']);

const contested = (all: readonly Receipt[], event: MatterEvent): readonly Receipt[] => {
  if (typeof event.data['receipt'] !== 'string') return ended(all, event, 'contested', (it) => it.kind === 'claim');
  // The code that was replaced has had its say; what replaced it is gone, with all that it gave out.
  const spent = all.map((it) => (it.id === event.data['by'] ? { ...it, endedHow: 'ended' as const } : it));
  return added(ended(spent, event, 'contested', isFilers), event, 'code');
};

/** What changes the receipts of a matter after its filing. */
export const RECEIPT_EVENTS: readonly EventKind[] = [
  'code_replaced',
  'code_lost',
  'replacement_contested',
  'reading_code_given',
  'reading_codes_ended',
  'carrying_code_given',
  'carrying_ended',
  'opened_to_others',
  'closed_to_others',
  'party_invited',
  'consent_given',
  'consent_withdrawn',
];

/** All receipts of a matter, oldest first; a fold of its events. */
export const receiptsOf = (events: readonly MatterEvent[]): readonly Receipt[] =>
  events.reduce<readonly Receipt[]>((all, event) => {
    switch (event.type) {
      case 'filed':
        return added(all, event, event.data['handed'] === 'slip' || event.data['handed'] === 'aloud' ? 'slip' : 'code');
      case 'code_replaced':
        return added(
          ended(all, event, 'replaced', (it) => isFilers(it) && !(it.kind === 'carrier' && isFirstUse(all, event))),
          event,
          'code',
        );
      case 'code_lost':
        return added(all, event, 'claim');
      case 'replacement_contested':
        return contested(all, event);
      case 'reading_code_given':
        return added(all, event, 'reader');
      case 'reading_codes_ended':
        return ended(all, event, 'ended', (it) => it.kind === 'reader');
      case 'carrying_code_given':
        return added(all, event, 'carrier');
      case 'carrying_ended':
        return ended(all, event, 'ended', (it) => it.kind === 'carrier');
      case 'opened_to_others':
        return added(all, event, 'joining');
      case 'party_invited':
        return added(
          ended(all, event, 'ended', (it) => it.kind === 'invitation'),
          event,
          'invitation',
        );
      case 'consent_given':
        return added(
          ended(all, event, 'ended', (it) => it.kind === 'invitation'),
          event,
          'party',
        );
      case 'consent_withdrawn':
        return ended(all, event, 'ended', (it) => it.kind === 'invitation');
      case 'closed_to_others':
        return ended(all, event, 'ended', (it) => it.kind === 'joining');
      default:
        return all;
    }
  }, []);
