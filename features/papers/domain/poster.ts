import { words } from '../../../kernel/language/words.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Block, Paper, Say } from './paper.ts';
import { inLang, spaceIn } from '../../../kernel/language/languages.ts';
import { breachRights, type NamedStage } from './stage-table.ts';

export const WORDS = words<{
  readonly title: string;
  readonly lead: (place: string) => string;
  readonly stages: string;
  readonly heads: (day: string) => readonly [string, string, string, string];
  readonly extend: (max: string) => string;
  readonly noEnd: string;
  readonly soFar: string;
  readonly example: string;
  readonly breach: string;
  readonly breachLead: string;
  readonly never: string;
  readonly promises: readonly string[];
  readonly where: string;
  readonly rule: (pack: string) => string;
  readonly counter: (desk: string) => string;
}>('papers/domain/poster.WORDS', {
  'zh-CN': {
    title: '您说的事，会有回音',
    lead: (place) => `把一件事交给${place}的单位，领一张回执，不用写姓名。谁要做什么、到哪一天，都写在这里。`,
    stages: '从提交到走完：谁、做什么、多久',
    heads: (day) => ['做什么', '谁来做', '多久', `${day}提交的话`],
    extend: (max) => `可延长一次，最多${max}`,
    noEnd: '没有截止日期',
    soFar: '暂定',
    example: '右边一列的日子，假定每一步都用足时间；办得快，后面的日期会提前。遇法定节假日顺延。',
    breach: '到期没有结果',
    breachLead: '不需要任何人同意，从第二天起：',
    never: '请记住',
    promises: [
      '查询码只给您一个人。任何工作人员都无权向您要它。',
      '撤回、换码、请求复查，只有您自己能做，不要在单位的电脑上做。',
      '谁在哪一天打开过您的事，您的进度页上都写着。',
      '坐在您对面的人看得见您。不想被看见，可以换个地方提交。',
    ],
    where: '在哪里',
    rule: (pack) => `按${pack}计算。`,
    counter: (desk) => `窗口：${desk}。在窗口提交，和在网上提交，期限一样。`,
  },
  en: {
    title: 'What you raise gets an answer',
    lead: (place) =>
      `Bring a matter to the offices of ${place} and take a receipt; no name is needed. Who must do what, and by which day, stands here.`,
    stages: 'From filing to the end: who does what, how long it takes',
    heads: (day) => ['What', 'Who', 'How long', `If filed on ${day}`],
    extend: (max) => `may be extended once, by at most ${max}`,
    noEnd: 'no end date',
    soFar: 'provisional',
    example:
      'The days on the right assume that every step takes all the time it has; when one is quicker, later days move forward. Public holidays are allowed for.',
    breach: 'If a date passes without a result',
    breachLead: 'Nobody has to agree. From the next day:',
    never: 'Please remember',
    promises: [
      'Your code is for you alone. No member of staff may ask you for it.',
      'Withdrawing, replacing the code and asking for a review are your acts alone. Do not do them on an office’s computer.',
      'Your progress page lists which post opened your matter, and on which day.',
      'The person opposite sees you. To be unseen, file from elsewhere.',
    ],
    where: 'Where',
    rule: (pack) => `Computed from: ${pack}.`,
    counter: (desk) => `Counter: ${desk}. Filed there or online, the dates are the same.`,
  },
});

/** What a poster is made from: the pack in force and who would owe what. */
export interface PosterFacts {
  readonly place: string;
  readonly desk: string;
  readonly today: PlainDate;
  readonly madeAt: Instant;
  readonly pack: Pack;
  readonly stages: readonly NamedStage[];
}

/** One page for the wall of a waiting room: every stage with who owes it, how long it takes, and the day for a matter filed today. */
export const posterOf = ({ place, desk, today, madeAt, pack, stages }: PosterFacts, say: Say): Paper => {
  const words = WORDS[say.lang];
  const rows = stages.map(({ stage: { rule, due, provisional }, who }) => [
    `${inLang(rule.label, say.lang)}\n${inLang(rule.clause, say.lang)}`,
    who,
    [
      rule.within === null ? words.noEnd : say.within(rule.within),
      ...(rule.extend ? [words.extend(say.within(rule.extend.max))] : []),
    ].join('\n'),
    due === null ? words.noEnd : `${say.day(due)}${provisional ? `\n${words.soFar}` : ''}`,
  ]);
  const rights = breachRights(
    pack,
    pack.rules.map((rule) => rule.id),
    say,
  );
  const breach: readonly Block[] =
    rights.length === 0
      ? []
      : [
          { kind: 'heading', text: words.breach },
          { kind: 'text', text: words.breachLead },
          { kind: 'list', items: rights },
        ];
  return {
    kind: 'poster',
    lang: say.lang,
    title: words.title,
    number: '',
    issuer: place,
    addressee: '',
    day: null,
    signature: '',
    blocks: [
      { kind: 'text', text: words.lead(place) },
      { kind: 'heading', text: words.stages },
      { kind: 'table', widths: [10, 5, 5, 5], head: words.heads(say.day(today)), rows },
      { kind: 'text', text: `${words.example}${spaceIn(say.lang)}${words.rule(inLang(pack.title, say.lang))}` },
      ...breach,
      { kind: 'heading', text: words.never },
      { kind: 'list', items: words.promises },
    ],
    foot: [words.counter(desk)],
    path: '/',
    madeAt,
  };
};
