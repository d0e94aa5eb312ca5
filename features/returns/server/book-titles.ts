import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const TITLES = statement<{ matter: string; name: string; month: string }>(
  'return_book_titles',
  'select b.matter, o.name_zh as name, b.month from return_book b join office o on o.jurisdiction = $1 and o.office = b.office where b.jurisdiction = $1 and b.matter = any($2)',
);

/** Books of returns are called by their office and month. */
export const bookTitles = async (
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly lang: 'zh-CN' }>> =>
  new Map(
    (await tx.run(TITLES, [tx.jurisdiction, numbers])).map(({ matter, name, month }) => [
      matter,
      { title: `${name} ${month}`, lang: 'zh-CN' },
    ]),
  );
