import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { parseDocument, type FiguresDocument } from '../domain/document.ts';

interface FigureRow {
  readonly month: string;
  readonly document: Buffer;
}

const READ = statement<FigureRow>('read_figures', 'select month, document from figure where jurisdiction = $1 order by month');
const RECENT = statement<FigureRow>(
  'read_recent_figures',
  'select month, document from figure where jurisdiction = $1 order by month desc limit $2',
);

/** The stored bytes of every month, oldest first. */
export const readFigureRows = (tx: Transaction): Promise<readonly FigureRow[]> => tx.run(READ, [tx.jurisdiction]);

const documentOf = (row: FigureRow): FiguresDocument => {
  const it = parseDocument(row.document);
  if (!it) throw new Error(`the figures of ${row.month} are damaged: run reconcile`);
  return it;
};

/** Every month's figures, oldest first, with their bytes. */
export const readFigures = async (tx: Transaction): Promise<readonly (FigureRow & { readonly figures: FiguresDocument })[]> =>
  (await readFigureRows(tx)).map((row) => ({ ...row, figures: documentOf(row) }));

/** The newest months, newest first. */
export const readNewestFigures = async (tx: Transaction, months: number): Promise<readonly FiguresDocument[]> =>
  (await tx.run(RECENT, [tx.jurisdiction, months])).map(documentOf);
