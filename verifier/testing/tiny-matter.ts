import { instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Bundle, BundleEvent } from '../../kernel/leaf/bundle.ts';
import { blobId, blobKey, eventLeaf, internalKey, leafSalt, viewKey } from '../../kernel/leaf/leaf.ts';
import { payloadBytes, type EventPayload } from '../../kernel/leaf/payload.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { Level, Visibility } from '../../kernel/stream/event.ts';
import { hashing } from './ports.ts';
import { FILED_AT, fillers, ORIGIN, tinyLog, tinyPromise, type TinyLog } from './tiny-log.ts';

export const MATTER = 'K7QM4X2D';
export const LOG_KEY = new Uint8Array(16).fill(0x5a);
const INTERNAL_KEY = new Uint8Array(32).fill(0xa5);

/** What a test says about an event; the rest follows. */
export interface Told {
  readonly type: string;
  readonly level?: Level;
  readonly visibility?: Visibility;
  readonly texts?: { readonly [field: string]: string };
  readonly change?: Partial<EventPayload>;
}

interface Written {
  readonly events: readonly BundleEvent[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Writes the events of a matter as a server would, none of them in the log yet. */
export const tinyMatter = (told: readonly Told[], logKey = LOG_KEY): Written => {
  const events: BundleEvent[] = [];
  const texts = new Map<string, string>();
  for (const [at, { type, level = 0, visibility = 'open', texts: words = {}, change = {} }] of told.entries()) {
    const view = viewKey(hashing, logKey, level);
    const isInternal = visibility === 'internal';
    const key = isInternal ? internalKey(hashing, INTERNAL_KEY, level) : view;
    const stream = events.filter((event) => event.level === level);
    const n = stream.length;
    const before = stream.at(-1);
    const named = Object.entries(words).map(([field, text]) => {
      const content = utf8Encode(text);
      const blob = toHex(blobId(hashing, blobKey(hashing, key), n, field, content));
      texts.set(blob, text);
      return [field, { blob, size: content.length }] as const;
    });
    const payload = payloadBytes({
      jurisdiction: 1,
      matter: MATTER,
      level,
      n,
      type,
      v: 1,
      recordedAt: instant(FILED_AT + at * 1000),
      occurredOn: null,
      actor: at === 0 ? { kind: 'filer' } : { kind: 'staff', post: 'desk', office: 'water' },
      visibility,
      policy: 'a'.repeat(64),
      calendar: 'b'.repeat(64),
      keyEpoch: 0,
      previous: before === undefined ? null : toHex(hashLeaf(hashing, before.leaf)),
      texts: Object.fromEntries(named),
      data: {},
      ...change,
    });
    const leaf = eventLeaf(hashing, { view, saltKey: key }, n, payload);
    const opening = isInternal ? { salt: leafSalt(hashing, key, n), blobKey: blobKey(hashing, key) } : { salt: null, blobKey: null };
    events.push({ payload, level, n, leaf, place: null, ...opening });
  }
  return { events, texts };
};

/** A matter with two streams, an internal note and texts, in the middle of a log. */
export const TOLD: readonly Told[] = [
  { type: 'filed', texts: { subject: '井盖坏了', details: '青川县东街 12 号门前的井盖坏了三天。' } },
  { type: 'registered' },
  { type: 'supervised', level: 1 },
  { type: 'acknowledged', visibility: 'internal', texts: { note: '等零件' } },
  { type: 'replied', texts: { reply: '已换新井盖。' } },
  { type: 'supervision_notified', level: 1, texts: { reason: '逾期' } },
];

/** The bundle of a matter: `included` of its events stand among 300 other leaves of a log. */
export const tinyBundle = (
  options: { readonly told?: readonly Told[]; readonly included?: number; readonly cosigners?: number; readonly more?: number } = {},
): { readonly bundle: Bundle; readonly log: TinyLog; readonly leaves: readonly Uint8Array[] } => {
  const { told = TOLD, included = told.length, cosigners = 2, more = 43 } = options;
  const { events, texts } = tinyMatter(told);
  const leaves = [...fillers(257), ...events.slice(0, included).map(({ leaf }) => leaf), ...fillers(more, 257)];
  const log = tinyLog(leaves, cosigners);
  const placed = events.map((event, at) => ({ ...event, place: at < included ? { index: 257 + at, proof: log.proof(257 + at) } : null }));
  const promise = tinyPromise(events[0]?.leaf ?? new Uint8Array()); // a matter has at least its filing
  const bundle: Bundle = {
    kind: 'bundle',
    origin: ORIGIN,
    matter: MATTER,
    logKey: LOG_KEY,
    logKeys: [LOG_KEY],
    accesses: [],
    jurisdiction: 1,
    events: placed,
    texts,
    checkpoint: included > 0 ? log.checkpoint : null,
    promise,
  };
  return { bundle, log, leaves };
};
