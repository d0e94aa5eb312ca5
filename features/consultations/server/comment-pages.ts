import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** How many comments stand on a page. */
export const COMMENTS_A_PAGE = 50;

const UNGROUPED = statement<{ readonly matter: string }>(
  'comments_ungrouped',
  `select matter from consultation_comment where jurisdiction = $1 and consultation = $2 and in_group is null and outcome is null
      and not withdrawn and matter > $3 order by matter limit $4`,
);
const OF_GROUP = statement<{ readonly matter: string }>(
  'comments_of_group',
  `select matter from consultation_comment where jurisdiction = $1 and consultation = $2 and in_group = $3 and matter > $4
    order by matter limit $5`,
);

const AMONG = statement<{ readonly matter: string }>(
  'comments_among',
  'select matter from consultation_comment where jurisdiction = $1 and matter = any($3) and consultation = $2 order by matter',
);

/** A page of comments by their numbers, which are random: those that wait in no group, or those of one. One more than a page says that there is another. */
export const commentsAfter = async (
  tx: Transaction,
  consultation: string,
  group: number | null,
  after: string,
): Promise<readonly string[]> => {
  const limit = COMMENTS_A_PAGE + 1;
  const rows =
    group === null
      ? await tx.run(UNGROUPED, [tx.jurisdiction, consultation, after, limit])
      : await tx.run(OF_GROUP, [tx.jurisdiction, consultation, group, after, limit]);
  return rows.map(({ matter }) => matter);
};

/** Which of some numbers are comments of this consultation. */
export const commentsAmong = async (tx: Transaction, consultation: string, numbers: readonly string[]): Promise<readonly string[]> =>
  (await tx.run(AMONG, [tx.jurisdiction, consultation, numbers])).map(({ matter }) => matter);
