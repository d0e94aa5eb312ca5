import { joinSubject, SUBJECT_NAMES } from '../../assets/public.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const TITLES = statement<{ matter: string; name: string }>(
  'check_titles',
  `select c.matter, ${SUBJECT_NAMES} from check_record c ${joinSubject('c.site')} where c.jurisdiction = $1 and c.matter = any($2)`,
);

/** Records are called by the name of their site or asset: asking for it is no read. */
export const checkTitles = async (
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly lang: 'zh-CN' }>> =>
  new Map((await tx.run(TITLES, [tx.jurisdiction, numbers])).map(({ matter, name }) => [matter, { title: name, lang: 'zh-CN' }]));
