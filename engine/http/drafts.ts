import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { unwrap, wrap } from '../keys/wrap.ts';

const HOUR_MS = 3_600_000;
/** All drafts together; the oldest give way. */
const BYTES_MAX = 32 * 1_048_576;
/** The drafts of one address: its own oldest give way first, so that nobody writes what others wrote out of memory. */
const BYTES_OF_ADDRESS = 8 * 1_048_576;
/** What keeping one costs beside its words. */
const BYTES_EACH = 4096;

/** What somebody was writing when their form was refused or left, and why it was refused. */
export interface Draft {
  readonly fields: { readonly [name: string]: string };
  readonly refusal?: Refusal;
}

/** Who keeps: where, when, and what stands for their address within the hour. */
export interface Keeper {
  readonly service: { readonly id: number; readonly clock: () => Instant };
  readonly visitor: string;
}

interface Kept {
  readonly sealed: Buffer;
  readonly visitor: string;
  readonly until: number;
}

// In memory only, and sealed there under a name that stands in the browser's address and nowhere here: who reads the memory finds no words
// (G9), and when the process ends every draft ends. A browser keeps what was typed by itself, too; this is for what it forgets.
const key = randomBytes(32);
const drafts = new Map<string, Kept>();
let bytes = 0;

const idOf = (jurisdiction: number, name: string): string =>
  createHmac('sha256', key).update(`id ${jurisdiction} ${name}`).digest('base64url');
const keyOf = (jurisdiction: number, name: string): Buffer => createHmac('sha256', key).update(`key ${jurisdiction} ${name}`).digest();
const LABEL = 'huiyin/draft/v1';

const cost = ({ sealed }: Kept): number => sealed.length + BYTES_EACH;

const drop = (id: string): void => {
  const kept = drafts.get(id);
  if (kept) bytes -= cost(kept);
  drafts.delete(id);
};

/** Lets the oldest drafts of one address give way until what is left is its share. */
const bound = (visitor: string): void => {
  const own = [...drafts].filter(([, it]) => it.visitor === visitor);
  let all = own.reduce((sum, [, it]) => sum + cost(it), 0);
  for (const [id, it] of own) {
    if (all <= BYTES_OF_ADDRESS) return;
    all -= cost(it);
    drop(id);
  }
};

/** A name that nobody can know before the draft is kept: an address that somebody was given finds nothing of what they write. */
export const draftName = (): string => randomBytes(16).toString('base64url');

/** Keeps what was written for an hour, under a name that stands in the page's address; a newer one takes its place. */
export const keepDraft = ({ service, visitor }: Keeper, name: string, draft: Draft): void => {
  const [id, now] = [idOf(service.id, name), service.clock()];
  drop(id);
  const kept: Kept = { sealed: wrap(keyOf(service.id, name), LABEL, Buffer.from(JSON.stringify(draft))), visitor, until: now + HOUR_MS };
  drafts.set(id, kept);
  bytes += cost(kept);
  bound(visitor);
  for (const [oldest, it] of drafts) {
    if (bytes <= BYTES_MAX && it.until > now) break;
    drop(oldest);
  }
};

/** What was written under a name; undefined once the hour is over, or it gave way to others. */
export const findDraft = (jurisdiction: number, name: string, now: Instant): Draft | undefined => {
  const kept = drafts.get(idOf(jurisdiction, name));
  if (!kept || kept.until <= now) return undefined;
  return JSON.parse(unwrap(keyOf(jurisdiction, name), LABEL, kept.sealed).toString('utf8')) as Draft; // sealed by us under this name
};
