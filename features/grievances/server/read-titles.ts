import { langOf } from '../../../kernel/language/languages.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Title } from '../../../desk/worklist/work-kind.ts';
import type { Reader } from '../../../engine/keys/broker.ts';
import type { Service } from '../../../engine/service.ts';
import { readTitlesBy } from '../../../engine/store/read-entity.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';

/** The titles of some matters for a member of staff: what their filers call them, each in its language. */
export const readTitles = async (
  tx: Transaction,
  service: Service,
  matters: readonly string[],
  reader: Reader,
): Promise<ReadonlyMap<string, Title> | Refusal> => {
  const read = await readTitlesBy(tx, service, 'subject', matters, reader);
  if (isRefusal(read)) return read;
  return new Map([...read].map(([number, { title, first }]) => [number, { title, lang: langOf(first.data['lang']) }]));
};
