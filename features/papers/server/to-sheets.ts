import { writingOf } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { encode } from 'uqr';
import { href } from '../../../portal/page.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import type { Paper } from '../domain/paper.ts';
import { PAPER_WORDS } from '../domain/words.ts';
import type { Sheet, SheetDocument } from './sheet.ts';

export const LOST = words<string>('papers/server/to-sheets.LOST', {
  'zh-CN': '方括号里U+开头的是字体里没有的字，写的是它的统一编码，内容没有改动。',
  en: 'Where the typeface lacks a character, its Unicode number stands in square brackets; the content is unchanged.',
});

export const LEFT_OUT = words<{ readonly leftOut: string; readonly leftOutNote: string }>('papers/server/to-sheets.LEFT_OUT', {
  'zh-CN': {
    leftOut: '〔这一段文字排不了版，没有印在这里〕',
    leftOutNote: '有文字没有印出来，是因为排版程序排不了。原文没有改动，在进度页上可以看到。',
  },
  en: {
    leftOut: '[These words could not be set in type and are not printed here]',
    leftOutNote: 'Words are missing here because they could not be set in type. They stand unchanged on the progress page.',
  },
});

const qrSvg = (text: string): string => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
};

/** Sheets for a wall: what their address is for. Every other paper's is that of its leaf. */
const ADDRESSES: { readonly [kind in Paper['kind']]?: 'site' | 'log' } = { poster: 'site', log_poster: 'log' };

/** A paper with the address of its leaf on this site. */
const toSheet = (paper: Paper, origin: string): Sheet => {
  const address = paper.path === '' ? '' : `${origin}${href(paper.lang, paper.path)}`;
  const check = address === '' || paper.kind === 'card' ? '' : PAPER_WORDS[paper.lang][ADDRESSES[paper.kind] ?? 'check'](address);
  return {
    issuer: paper.issuer,
    number: paper.number,
    title: paper.title,
    addressee: paper.addressee,
    blocks: paper.blocks,
    signature: paper.signature,
    seal: paper.signature === '' ? '' : PAPER_WORDS[paper.lang].seal,
    foot: [...(check === '' ? [] : [check]), ...paper.foot],
    qr: address === '' ? '' : qrSvg(address),
    qrText: paper.kind === 'card' ? address : check,
    dense: paper.kind === 'poster',
  };
};

/** What both renderers take: the first paper gives the file its title, its language and its date. */
export const toDocument = (papers: readonly [Paper, ...Paper[]], origin: string): SheetDocument => {
  const [first] = papers;
  return {
    title: first.number === '' ? first.title : `${first.title} ${first.number}`,
    lang: writingOf(first.lang).reads,
    locale: writingOf(first.lang).locale,
    words: { page: PAPER_WORDS[first.lang].page, lost: LOST[first.lang], ...LEFT_OUT[first.lang] },
    papers: papers.map((paper) => toSheet(paper, origin)),
    ...(first.kind === 'card' ? { cards: true as const } : {}),
    wide: first.isWide === true,
    madeAt: Math.floor(Date.parse(toIso(first.madeAt)) / 1000),
  };
};
