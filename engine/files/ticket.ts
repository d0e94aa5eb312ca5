import type { Instant } from '../../kernel/calendar/instant.ts';
import { unwrap, wrap } from '../keys/wrap.ts';
import { randomBytes } from '../keys/random.ts';

/** Long enough for a slow line to take a file up again; a link that was seen by somebody else is soon worth nothing. */
const TICKET_MS = 15 * 60_000;

// In memory only: when the process ends, every link ends.
const key = randomBytes(32);

/** What a link to a file says: which one, and until when. */
interface Ticket {
  readonly matter: string;
  readonly file: string;
}

const labelOf = (jurisdiction: number): string => `huiyin/ticket/v1/${jurisdiction}`;

/** A link for the holder of a receipt to one file, without the code and without anything that can be read. */
export const sealTicket = (jurisdiction: number, { matter, file }: Ticket, now: Instant): string =>
  wrap(key, labelOf(jurisdiction), Buffer.from(`${matter} ${file} ${now + TICKET_MS}`)).toString('base64url');

/** The inverse of `sealTicket`; undefined when it was not made here, or has ended. */
export const openTicket = (jurisdiction: number, ticket: string, now: Instant): Ticket | undefined => {
  try {
    const [matter = '', file = '', until] = unwrap(key, labelOf(jurisdiction), Buffer.from(ticket, 'base64url')).toString().split(' ');
    return now < Number(until) ? { matter, file } : undefined;
  } catch {
    return undefined; // not sealed by this process
  }
};
