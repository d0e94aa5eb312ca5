import type { Instant } from '../calendar/instant.ts';
import type { PublicEvent } from './public-event.ts';

/** One sentence that an office has published about a trouble, and when. */
export interface Progress {
  readonly at: Instant;
  readonly words: string;
}

/** Something wrong in public that several matters are about: of one office, about a subject, a place, or both. It holds no word of a filer (G14). */
export interface Trouble {
  /** Eight characters, random, as a matter's number is. */
  readonly number: string;
  readonly office: string;
  readonly subject: string | null;
  readonly place: string | null;
  /** The day on which the first of its matters was filed, `YYYY-MM-DD`. */
  readonly since: string;
  /** Oldest first. */
  readonly progress: readonly Progress[];
  readonly endedAt: Instant | null;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Every trouble that the public stream tells of, by number; events about one that it does not know change nothing. */
export const troublesOf = (events: readonly PublicEvent[]): ReadonlyMap<string, Trouble> => {
  const troubles = new Map<string, Trouble>();
  for (const { type, data, recordedAt } of events) {
    const number = textOf(data['trouble']);
    const known = number === null ? undefined : troubles.get(number);
    const [office, since] = [textOf(data['office']), textOf(data['since'])];
    if (type === 'trouble_opened' && number !== null && known === undefined && office !== null && since !== null) {
      const about = { subject: textOf(data['subject']), place: textOf(data['place']) };
      troubles.set(number, { number, office, ...about, since, progress: [], endedAt: null });
    }
    const words = textOf(data['words']);
    if (type === 'trouble_told' && known && words !== null)
      troubles.set(known.number, { ...known, progress: [...known.progress, { at: recordedAt, words }] });
    if (type === 'trouble_ended' && known) troubles.set(known.number, { ...known, endedAt: known.endedAt ?? recordedAt });
  }
  return troubles;
};
