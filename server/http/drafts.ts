import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { unwrap, wrap } from '../keys/wrap.ts';

const HOUR_MS = 3_600_000;
/** All drafts together; the oldest give way. */
const BYTES_MAX = 32 * 1_048_576;

/** What somebody was writing when their form was refused or left, and why it was refused. */
export interface Draft {
  readonly fields: { readonly [name: string]: string };
  readonly refusal?: Refusal;
}

interface Kept {
  readonly sealed: Buffer;
  readonly until: number;
}

// In memory only, and sealed there under the form's own token, which stands in the browser and nowhere here: who reads the memory finds no
// words (G9), and when the process ends every draft ends. A browser keeps what was typed by itself, too; this is for what it forgets.
const key = randomBytes(32);
const drafts = new Map<string, Kept>();
let bytes = 0;

const idOf = (jurisdiction: number, token: string): string =>
  createHmac('sha256', key).update(`id ${jurisdiction} ${token}`).digest('base64url');
const keyOf = (jurisdiction: number, token: string): Buffer => createHmac('sha256', key).update(`key ${jurisdiction} ${token}`).digest();
const LABEL = 'huiyin/draft/v1';

const drop = (id: string): void => {
  bytes -= drafts.get(id)?.sealed.length ?? 0;
  drafts.delete(id);
};

/** Keeps what was written for an hour, under the form's token; a newer one takes its place. */
export const keepDraft = (jurisdiction: number, token: string, draft: Draft, now: Instant): void => {
  const id = idOf(jurisdiction, token);
  drop(id);
  const sealed = wrap(keyOf(jurisdiction, token), LABEL, Buffer.from(JSON.stringify(draft)));
  drafts.set(id, { sealed, until: now + HOUR_MS });
  bytes += sealed.length;
  for (const [oldest, it] of drafts) {
    if (bytes <= BYTES_MAX && it.until > now) break;
    drop(oldest);
  }
};

/** What was written under a token; undefined once the hour is over, or it gave way to others. */
export const findDraft = (jurisdiction: number, token: string, now: Instant): Draft | undefined => {
  const kept = drafts.get(idOf(jurisdiction, token));
  if (!kept || kept.until <= now) return undefined;
  return JSON.parse(unwrap(keyOf(jurisdiction, token), LABEL, kept.sealed).toString('utf8')) as Draft; // sealed by us under this token
};
