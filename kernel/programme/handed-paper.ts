import { foldForms } from '../canonical/bounded-text.ts';
import { parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { findControlWord } from '../policy/tripwire.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { findPeopleWord } from './people.ts';

/** A paper that was handed in: its own number and day, its pages, and the SHA-256 (hex) of its file where one is given. No title and no words. */
export interface HandedPaper {
  readonly number: string;
  readonly on: string;
  readonly pages: number;
  readonly sha256?: string;
}

/** A number of a paper: 青应急〔2026〕12号, QYJ(2026)12. An office's short sign, a year, a number: words do not fit in. */
const NUMBER = /^[\p{Script=Han}A-Za-z0-9-]{1,12}[〔([（]\d{4}[〕)\]）]\d{1,5}号?$/u;
const PAGES_MAX = 9999;
const HASH = /^[0-9a-f]{64}$/;

/** The number of a paper as it is typed: nothing of it is a title or a remark (G11). */
export const readPaperNumber = (typed: string): string | Refusal => {
  const number = foldForms(typed.trim().slice(0, 60));
  const isWord = findControlWord(number) !== null || findPeopleWord(number) !== null;
  return !NUMBER.test(number) || isWord ? refuse('return_paper', { field: 'paper' }) : number;
};

/** A paper as it is typed. Days lie in the past or are today. */
export const readPaper = (typed: { readonly [field: string]: string | undefined }, today: PlainDate): HandedPaper | Refusal => {
  const number = readPaperNumber(typed['paper'] ?? '');
  if (isRefusal(number)) return number;
  const on = parsePlainDate((typed['on'] ?? '').trim());
  if (on === undefined || on > today) return refuse('return_paper_day', { field: 'on' });
  const pages = /^\d{1,4}$/.test((typed['pages'] ?? '').trim()) ? Number(typed['pages']) : 0;
  if (pages < 1 || pages > PAGES_MAX) return refuse('return_pages', { field: 'pages', max: PAGES_MAX });
  const sha256 = (typed['sha256'] ?? '').trim().toLowerCase();
  if (sha256 !== '' && !HASH.test(sha256)) return refuse('return_hash', { field: 'sha256' });
  return { number, on, pages, ...(sha256 === '' ? {} : { sha256 }) };
};
