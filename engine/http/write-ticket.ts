import type { Instant } from '../../kernel/calendar/instant.ts';
import { randomBytes } from '../keys/random.ts';
import { unwrap, wrap } from '../keys/wrap.ts';

/** Long enough to write a long letter; what is written later is asked for its code once more. */
const TICKET_MS = 4 * 3_600_000;

// In memory only: when the process ends, every ticket ends.
const key = randomBytes(32);

/** What the address of a page to write on stands for: the step, of whom, and what it answers. */
export interface WriteTicket {
  readonly code: string;
  readonly command: string;
  /** The number of the step that is answered. */
  readonly of: string;
}

const labelOf = (jurisdiction: number): string => `huiyin/write-ticket/v1/${jurisdiction}`;

/**
 * An address for a page to write on, made of nothing that can be read. Opened, it shows the question and the empty form and nothing of the
 * matter; whoever sends the form from there acts as the holder of the code, for some hours.
 */
export const sealWriteTicket = (jurisdiction: number, { code, command, of }: WriteTicket, now: Instant): string =>
  wrap(key, labelOf(jurisdiction), Buffer.from([code, command, of, now + TICKET_MS].join(' '))).toString('base64url');

/** The inverse; undefined when it was not made here, or has ended. */
export const openWriteTicket = (jurisdiction: number, ticket: string, now: Instant): WriteTicket | undefined => {
  try {
    const [code = '', command = '', of = '', until] = unwrap(key, labelOf(jurisdiction), Buffer.from(ticket, 'base64url'))
      .toString()
      .split(' ');
    return now < Number(until) ? { code, command, of } : undefined;
  } catch {
    return undefined; // not sealed by this process
  }
};
