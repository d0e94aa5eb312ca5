import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { NewStreamEvent } from '../../../kernel/stream/event.ts';
import { booksThere } from './read-books.ts';
import { returns } from './returns.ts';

/** An event that nobody but time has made. */
export const systemEvent = (type: string, data: NewStreamEvent['data']): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  texts: {},
});

/** The books of some offices of a month (`YYYY-MM`), begun where there are none; empty where no pack of the kind is in force. */
export const booksOf = async (
  service: Service,
  it: Jurisdiction,
  offices: readonly string[],
  month: string,
): Promise<ReadonlyMap<string, string>> => {
  const rules = rulesFor(returns, it);
  if (!rules) return new Map();
  const books = new Map(await service.read((tx) => booksThere(tx, offices, month)));
  await Promise.all(
    offices
      .filter((office) => !books.has(office))
      .map(async (office) => {
        const above = it.offices.get(office)?.parent ?? null;
        const data = { office, month, ...(above === null ? {} : { above }) };
        const form = { token: `return book ${office} ${month}`.padEnd(22, ' '), request: data };
        const begun = await beginEntity(service, returns, it, rules, [systemEvent('book_opened', data)], form);
        if (isRefusal(begun)) throw new Error(`a book of returns was not begun: ${begun.refused}`);
        books.set(office, begun);
      }),
  );
  return books;
};
