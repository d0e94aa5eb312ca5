import { parsePayload, streamName, type EventPayload } from '../../../kernel/leaf/payload.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Title } from '../../../desk/worklist/work-kind.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { openPayload, whole, type ContentKeys } from '../../../engine/keys/content.ts';
import type { Reader } from '../../../engine/keys/broker.ts';
import type { Service } from '../../../engine/service.ts';
import { readTexts } from './read-matter.ts';

const FILINGS = statement<{ matter: string; stream: string; version: number; payload: Buffer }>(
  'worklist_filings',
  'select matter, stream, version, payload from event where jurisdiction = $1 and stream = any($2) and version = 0',
);

const readFilings = async (tx: Transaction, keys: ReadonlyMap<string, ContentKeys>): Promise<readonly EventPayload[]> => {
  const rows = await tx.run(FILINGS, [tx.jurisdiction, [...keys.keys()].map((matter) => streamName(matter, 0))]);
  return rows.flatMap((row) => {
    const key = keys.get(row.matter)?.[0];
    const payload = key && whole(() => openPayload(key, tx.jurisdiction, row.stream, row.version, row.payload));
    const parsed = payload && parsePayload(payload);
    return parsed?.ok ? [parsed.payload] : [];
  });
};

/** The titles of some matters for a member of staff, each an entry of the access record; refused beyond the day's budget. */
export const readTitles = async (
  tx: Transaction,
  service: Service,
  matters: readonly string[],
  reader: Reader,
): Promise<ReadonlyMap<string, Title> | Refusal> => {
  const keys = await service.broker.forStaff(tx, matters, reader, 'listed');
  if (isRefusal(keys)) return keys;
  const firsts = await readFilings(tx, keys);
  const texts = await readTexts(
    tx,
    firsts.map((payload) => ({ ...payload, texts: payload.texts['subject'] ? { subject: payload.texts['subject'] } : {} })),
    keys,
    () => undefined, // a matter is listed without its title sooner than not at all
  );
  return new Map(
    firsts.map((filing) => [
      filing.matter,
      { title: texts.get(filing.texts['subject']?.blob ?? '') ?? '', lang: filing.data['lang'] === 'en' ? 'en' : 'zh-CN' },
    ]),
  );
};
