import { words } from '../../../kernel/language/words.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Block, Paper, Say } from './paper.ts';

export const WORDS = words<{
  readonly title: string;
  readonly lead: (place: string, day: string) => string;
  readonly size: string;
  readonly entries: (size: number) => string;
  readonly root: string;
  readonly rootHex: string;
  readonly origin: string;
  readonly day: string;
  readonly witnesses: string;
  readonly none: string;
  readonly heads: readonly [string, string];
  readonly signed: string;
  readonly unsigned: string;
  readonly why: string;
  readonly use: readonly string[];
  readonly foot: string;
}>('papers/domain/head-poster.WORDS', {
  'zh-CN': {
    title: '公开日志：大小和树根',
    lead: (place, day) =>
      `${place}收到的每一件事、办过的每一步，都在一本公开的日志里留下指纹。这张纸写着${day}这本日志的大小和树根。纸贴出去以后，谁要删改以前的任何一步，就和这张纸对不上。`,
    size: '大小',
    entries: (size) => `${size}条`,
    root: '树根（核对程序显示的写法，四个一组）',
    rootHex: '树根（只有数字和a到f的写法，念给别人听用）',
    origin: '日志的名字',
    day: '日期',
    witnesses: '外部见证人',
    none: '没有外部见证人，只有本单位签名。所以这张纸更要紧：请拍照留存。',
    heads: ['见证人', '对这个大小'],
    signed: '签了名',
    unsigned: '还没有签名',
    why: '怎样用它',
    use: [
      '拍一张照片，记下日期，自己留着。',
      '以后用 verify 核对证明文件时，大小和这里一样的，树根必须一字不差；大小比这里大的，必须是接着这一本长出来的，huiyin watch 能查。',
      '在别处看到同一天、同一大小、树根不同的一张，请两张都拍下来：那是证据。',
    ],
    foot: '每周换一张新的。旧的不必收起来：它一直是真的。',
  },
  en: {
    title: 'Public log: size and root',
    lead: (place, day) =>
      `Every matter that ${place} takes, and every step, leaves a fingerprint in a public log. This sheet says the size and root of that log on ${day}. Once it hangs here, nobody can remove or change an earlier step and still agree with it.`,
    size: 'Size',
    entries: (size) => `${size} entries`,
    root: 'Root (as the checking program shows it, in groups of four)',
    rootHex: 'Root (in digits and a to f only, for reading out)',
    origin: 'Name of the log',
    day: 'Day',
    witnesses: 'Outside witnesses',
    none: 'There is no outside witness; only this office has signed. So this sheet matters all the more: please photograph it.',
    heads: ['Witness', 'For this size'],
    signed: 'has signed',
    unsigned: 'has not signed yet',
    why: 'How to use it',
    use: [
      'Photograph it, note the day, and keep the picture.',
      'Later, when verify shows the same size, the root must be exactly this one; a larger log must have grown from this one, which huiyin watch can check.',
      'If you see a sheet elsewhere with the same size and another root, photograph both: that is evidence.',
    ],
    foot: 'A new one is hung up every week. The old one may stay: it remains true.',
  },
});

/** What the weekly poster is made from: one head of the log, and who has signed it. */
export interface HeadFacts {
  readonly place: string;
  readonly origin: string;
  readonly size: number;
  /** As base64, the way verifiers show it, and as hexadecimal. */
  readonly root: string;
  readonly rootHex: string;
  /** The day on which it was signed. */
  readonly day: PlainDate;
  readonly madeAt: Instant;
  readonly witnesses: readonly { readonly name: string; readonly signed: boolean }[];
}

/** Characters in groups, and groups in lines, so that two people can compare them aloud. */
export const inGroups = (text: string, group: number, groupsALine: number): string => {
  const groups = text.match(new RegExp(`.{1,${group}}`, 'g')) ?? [];
  const lines = Array.from({ length: Math.ceil(groups.length / groupsALine) }, (_, i) =>
    groups.slice(i * groupsALine, (i + 1) * groupsALine).join(' '),
  );
  return lines.join('\n');
};

/** The weekly sheet with a head of the log, for a wall that many people pass. */
export const headPosterOf = (facts: HeadFacts, say: Say): Paper => {
  const words = WORDS[say.lang];
  const day = say.day(facts.day);
  const witnesses: readonly Block[] =
    facts.witnesses.length === 0
      ? [{ kind: 'note', text: words.none }]
      : [
          {
            kind: 'table',
            widths: [10, 6],
            head: words.heads,
            rows: facts.witnesses.map(({ name, signed }) => [name, signed ? words.signed : words.unsigned]),
          },
        ];
  return {
    kind: 'log_poster',
    lang: say.lang,
    title: words.title,
    number: '',
    issuer: facts.place,
    addressee: '',
    day: null,
    signature: '',
    blocks: [
      { kind: 'text', text: words.lead(facts.place, day) },
      {
        kind: 'facts',
        rows: [
          [words.day, day],
          [words.size, words.entries(facts.size)],
          [words.root, inGroups(facts.root, 4, 6)],
          [words.rootHex, inGroups(facts.rootHex, 4, 4)],
          [words.origin, facts.origin],
        ],
      },
      { kind: 'heading', text: words.witnesses },
      ...witnesses,
      { kind: 'heading', text: words.why },
      { kind: 'list', items: words.use },
    ],
    foot: [words.foot],
    path: '/log',
    madeAt: facts.madeAt,
  };
};
