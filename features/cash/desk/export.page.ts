import { csvText } from '../../../kernel/canonical/csv-text.ts';
import type { Page, PageReply, PageRequest } from '../../../portal/page.ts';
import { postName, whoOf } from '../../grievances/public.ts';
import { lineNumber, markOf } from '../domain/cash-book.ts';
import { keepsCash } from '../server/keep-cash.ts';
import { linesOfMonth } from '../server/read-cash.ts';
import { forWhat } from './cash-book.tsx';
import { monthAsked, notHere } from './cash.page.tsx';
import { CASH } from './words.ts';

/** A month of the cash book as a sheet, for whoever keeps the accounts. */
const sendMonth = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang } = request;
  const it = await service.jurisdiction();
  if (!keepsCash(it, whoOf(request))) return notHere(lang);
  const month = await monthAsked(request);
  const lines = await service.read((tx) => linesOfMonth(tx, month));
  const body = csvText([
    CASH[lang].csvHeads,
    ...lines.map((line) => [
      lineNumber(line),
      line.day,
      String(line.amount),
      markOf(line),
      postName(it, line.post, lang),
      forWhat(line, lang),
    ]),
  ]);
  return { kind: 'file', name: `huiyin-cash-${month}.csv`, type: 'text/csv; charset=utf-8', body };
};

export const exportPage: Page = { path: '/desk/cash.csv', method: 'GET', face: 'desk', handle: sendMonth };
