import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const TITLES = statement<{ matter: string; name: string }>(
  'check_titles',
  'select c.matter, s.name from check_record c join site s on s.jurisdiction = $1 and s.matter = c.site where c.jurisdiction = $1 and c.matter = any($2)',
);

/** Records are called by the public name of their site: asking for it is no read. */
export const checkTitles = async (
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly lang: 'zh-CN' }>> =>
  new Map((await tx.run(TITLES, [tx.jurisdiction, numbers])).map(({ matter, name }) => [matter, { title: name, lang: 'zh-CN' }]));
