import { witnessesOf } from '../../kernel/jurisdiction/peers.ts';
import type { SignedHead } from '../../kernel/log/standing.ts';
import type { Service } from '../service.ts';
import { logHash } from '../witness/routes.ts';
import { readLimited } from './request-cosignature.ts';
import { keepOutside } from './standing.ts';

/** How long a start waits for all witnesses together; one that is away costs no more. */
const PATIENCE_MS = 5_000;

const fetchNote = async (url: string, origin: string, signal: AbortSignal): Promise<string | undefined> => {
  const response = await fetch(`${url.replace(/\/$/, '')}/checkpoint/${logHash(origin)}`, { redirect: 'error', signal });
  return response.ok ? readLimited(response) : undefined;
};

/**
 * Asks every witness which head of this log it has cosigned last, and keeps the largest that this log has signed indeed. A machine that
 * was set back whole, key directory and all, learns here what it has forgotten. One that lies or is away changes nothing: only our own
 * signature is believed. Never throws.
 */
export const askForHeads = async (service: Service): Promise<readonly SignedHead[]> => {
  const { origin, peers } = await service.jurisdiction();
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const shown = await Promise.all(
    witnessesOf(peers).map(async ({ url }) => {
      const note = await fetchNote(url, origin, signal).catch(() => undefined);
      return note === undefined ? undefined : keepOutside(service, note);
    }),
  );
  return shown.filter((head) => head !== undefined);
};
