import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Effects } from '../../kernel/stream/effects.ts';
import { hashing } from '../keys/hashing.ts';
import { insertRows } from './insert.ts';
import { statement, type Transaction } from './transaction.ts';

/** Whom to tell of what was written to a matter. */
export interface Told {
  readonly matter: string;
  readonly recordedAt: Instant;
  readonly effects: Effects;
}

// Whether an address was left, nobody here knows: the row is there for every filing alike.
const BOXES = statement<{ matter: string; sealed: Buffer; lang: string }>(
  'relay_boxes',
  'select b.matter, b.sealed, m.lang from keystore.relay_box b join matter m on m.jurisdiction = b.jurisdiction and m.matter = b.matter where b.jurisdiction = $1 and b.matter = any($2) and exists (select from relay r where r.jurisdiction = $1)',
);

interface Message {
  /** What makes it one, however often this is tried. */
  readonly name: readonly unknown[];
  readonly topic: 'bell' | 'danger' | 'relay' | 'hook';
  readonly message: object;
  readonly at: Instant;
}

const bells = ({ matter, recordedAt, effects }: Told): readonly Message[] =>
  effects.bells.map(({ office, event, danger }) => ({
    name: ['huiyin/bell/v1', matter, event.level, event.n, office],
    topic: danger ? 'danger' : 'bell',
    message: { office },
    at: recordedAt,
  }));

const hooks = ({ matter, recordedAt, effects: { hook } }: Told): readonly Message[] =>
  hook === null
    ? []
    : [
        {
          name: ['huiyin/hook/v1', matter, hook.event.level, hook.event.n],
          topic: 'hook',
          message: { client: hook.client, request: matter, status: hook.status, on: hook.on },
          at: recordedAt,
        },
      ];

const news = async (tx: Transaction, all: readonly Told[]): Promise<readonly Message[]> => {
  const told = all.flatMap(({ matter, recordedAt, effects }) =>
    effects.news === null ? [] : [{ matter, recordedAt, news: effects.news }],
  );
  if (told.length === 0) return [];
  const found = await tx.run(BOXES, [tx.jurisdiction, told.map((it) => it.matter)]);
  const boxes = new Map(found.map((row) => [row.matter, row] as const));
  return told.flatMap(({ matter, recordedAt, news: { template, event } }): readonly Message[] => {
    const box = boxes.get(matter);
    return box === undefined
      ? []
      : [
          {
            name: ['huiyin/relay/v1', matter, event.level, event.n],
            topic: 'relay',
            message: { sealed: box.sealed.toString('hex'), template, lang: box.lang },
            at: recordedAt,
          },
        ];
  });
};

/** Messages leave with their cause or not at all. */
export const writeEffects = async (tx: Transaction, all: readonly Told[]): Promise<void> => {
  const messages = [...all.flatMap(bells), ...(await news(tx, all)), ...all.flatMap(hooks)];
  const rows = messages.map(({ name, topic, message, at }) => [
    tx.jurisdiction,
    hashing.sha256(utf8Encode(JSON.stringify(name))),
    topic,
    JSON.stringify(message),
    toIso(at),
  ]);
  await insertRows(tx, 'outbox', ['jurisdiction', 'dedupe', 'topic', 'message', 'due_at'], rows, 'on conflict do nothing');
};
