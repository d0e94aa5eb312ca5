import type { News } from '../../features/grievances/domain/news.ts';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { hashing } from '../keys/hashing.ts';
import { insertRows } from './insert.ts';
import { statement, type Transaction } from './transaction.ts';

/** Something the filer is told, if there is a relay: whether an address was left, nobody here knows. */
export interface NewsOf {
  readonly matter: string;
  readonly recordedAt: Instant;
  readonly news: News | null;
}

const BOXES = statement<{ matter: string; sealed: Buffer; lang: string }>(
  'relay_boxes',
  'select b.matter, b.sealed, m.lang from keystore.relay_box b join matter m on m.jurisdiction = b.jurisdiction and m.matter = b.matter where b.jurisdiction = $1 and b.matter = any($2) and exists (select from relay r where r.jurisdiction = $1)',
);

/** Messages for the relay leave with their cause or not at all; the key makes each of them one, however often this is tried. */
export const writeNews = async (tx: Transaction, all: readonly NewsOf[]): Promise<void> => {
  const told = all.flatMap(({ matter, recordedAt, news }) => (news === null ? [] : [{ matter, recordedAt, news }]));
  if (told.length === 0) return;
  const found = await tx.run(BOXES, [tx.jurisdiction, told.map((it) => it.matter)]);
  const boxes = new Map(found.map((row) => [row.matter, row] as const));
  const rows = told.flatMap(({ matter, recordedAt, news: { template, event } }) => {
    const box = boxes.get(matter);
    const name = JSON.stringify(['huiyin/relay/v1', matter, event.level, event.n]);
    const message = box && JSON.stringify({ sealed: box.sealed.toString('hex'), template, lang: box.lang });
    return message === undefined ? [] : [[tx.jurisdiction, hashing.sha256(utf8Encode(name)), 'relay', message, toIso(recordedAt)]];
  });
  await insertRows(tx, 'outbox', ['jurisdiction', 'dedupe', 'topic', 'message', 'due_at'], rows, 'on conflict do nothing');
};
