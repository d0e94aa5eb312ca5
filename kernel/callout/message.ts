import { INCIDENT_KIND_WORDS } from '../incident/kind-words.ts';
import type { IncidentKind } from '../incident/kinds.ts';
import { inLang, type Both, type Lang } from '../language/languages.ts';
import { phrases } from '../language/words.ts';
import type { CallReason } from './call-state.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

/** Levels of response that a plan knows. */
export const CALL_LEVELS = ['routine', 'strengthened', 'extraordinary'] as const;
export type CallLevel = (typeof CALL_LEVELS)[number];

/** What a call is about, in closed words and a public name: nothing that anybody wrote, nobody's name and no number to ring (G12). */
export interface CallSubject {
  readonly kind: IncidentKind;
  /** The public name of a place or a site; null where none is known. */
  readonly place: Both<string> | null;
  /** The level of response; null before there is one. */
  readonly level: CallLevel | null;
}

export interface CallMessage extends CallSubject {
  /** The number of what happened. */
  readonly number: string;
  readonly because: CallReason;
  /** The public names of the offices whose posts are called: a message to a group says whom it means. */
  readonly offices: readonly Both<string>[];
  /** Where to answer. */
  readonly link: string;
  /** Nothing of a drill can be taken for the real thing (G22). */
  readonly exercise: boolean;
}

export const CALL_WORDS = phrases('kernel/callout/message.CALL_WORDS', {
  levels: {
    routine: say('三级响应（常态）', 'response level 3, routine'),
    strengthened: say('二级响应（加强）', 'response level 2, strengthened'),
    extraordinary: say('一级响应（非常）', 'response level 1, extraordinary'),
  } satisfies { readonly [level in CallLevel]: Both<string> },
  asks: {
    first: say('请马上确认并到场。', 'Answer now, and come.'),
    next: say('前面的人没有按时响应。请马上确认并到场。', 'Nobody before you answered in time. Answer now, and come.'),
    again: say('仍没有足够的人响应。请马上确认并到场。', 'Still not enough have answered. Answer now, and come.'),
    silent: say('您已确认，但还没有报告到场。请再确认一次。', 'You answered and have not said that you are there. Answer again.'),
    leader: say('有一级呼叫没有按时响应。请过问。', 'A step of the call-out was not answered in time. Please see to it.'),
  } satisfies { readonly [because in CallReason]: Both<string> },
  between: say('，', ', '),
  number: say('编号', 'number'),
  called: say('呼叫：', 'Called: '),
  answer: say('在此答复：', 'Answer here: '),
  several: say('{n}起，各自答复：', '{n} at once, each to be answered for itself:'),
  severalSubject: say('{n}起：', '{n} at once: '),
  dot: say('. ', '. '),
});

/** Stands in front of and behind every message of an exercise, in both languages whatever the rest is in. */
export const EXERCISE_MARK = '【演练 / EXERCISE】';

/** The longest text of a message, in characters. In UTF-8 it is below the 2,048 bytes that the narrowest channel takes. */
export const MESSAGE_MAX = 500;
/** So many calls that wait for one address have a message each; more are said together. */
export const ALONE_MAX = 2;
/** At most so many calls stand in one message: as many as somebody reads, and answers, without scrolling far. */
export const TOGETHER_MAX = 5;
const NAMES_MAX = 60;
export const LINK_MAX = 150;

/** A run of digits long enough to ring somebody: no public name needs one. */
const DIALLED = /\d(?:[\s-]?\d){6,}/gu;

/** A public name, or several, as they stand in one line. */
const named = (names: readonly Both<string>[], lang: Lang): string => {
  const plain = names
    .map((name) => inLang(name, lang))
    .join(CALL_WORDS.between[lang])
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(DIALLED, '…')
    .trim();
  const signs = Array.from(plain);
  return signs.length > NAMES_MAX ? `${signs.slice(0, NAMES_MAX - 1).join('')}…` : plain;
};

const marked = (text: string, exercise: boolean): string => (exercise ? `${EXERCISE_MARK}${text}${EXERCISE_MARK}` : text);

/** What it is about, as one line. */
const about = ({ kind, place, level, number }: CallMessage, lang: Lang): string =>
  [
    INCIDENT_KIND_WORDS[kind][lang],
    ...(place === null ? [] : [named([place], lang)]),
    ...(level === null ? [] : [CALL_WORDS.levels[level][lang]]),
    `${CALL_WORDS.number[lang]} ${number}`,
  ].join(CALL_WORDS.between[lang]);

/** The subject of a mail. */
export const messageSubject = (message: CallMessage, lang: Lang): string => marked(about(message, lang), message.exercise);

/** The subject of a mail that says several. */
export const togetherSubject = (messages: readonly CallMessage[], lang: Lang): string => {
  const kinds = [...new Set(messages.map(({ kind }) => INCIDENT_KIND_WORDS[kind][lang]))].join(CALL_WORDS.between[lang]);
  const [first] = messages;
  return marked(`${CALL_WORDS.severalSubject[lang].replace('{n}', String(messages.length))}${kinds}`, first?.exercise === true);
};

/**
 * Several calls that ask the same of one address, each with its own link, so that each is answered for itself; all of them real, or all of them of
 * exercises. Undefined where they do not fit into one message, differ in what they ask, or are none.
 */
export const togetherText = (messages: readonly CallMessage[], lang: Lang): string | undefined => {
  const [first] = messages;
  if (!first || messages.length > TOGETHER_MAX) return undefined;
  if (messages.some(({ because, exercise, link }) => because !== first.because || exercise !== first.exercise || link.length > LINK_MAX))
    return undefined;
  const lines = [
    CALL_WORDS.several[lang].replace('{n}', String(messages.length)),
    ...messages.map((one, i) => {
      const whom = one.offices.length === 0 ? [] : [`${CALL_WORDS.called[lang]}${named(one.offices, lang)}`];
      return `${i + 1}${CALL_WORDS.dot[lang]}${[about(one, lang), ...whom].join(CALL_WORDS.between[lang])}\n${one.link}`;
    }),
    CALL_WORDS.asks[first.because][lang],
  ];
  const text = marked(lines.join('\n'), first.exercise);
  return text.length > MESSAGE_MAX ? undefined : text;
};

/** The whole text of a message. Throws on a link that is longer than any of ours. */
export const messageText = (message: CallMessage, lang: Lang): string => {
  if (message.link.length > LINK_MAX) throw new Error(`a link of ${message.link.length} characters`);
  const lines = [
    about(message, lang),
    ...(message.offices.length === 0 ? [] : [`${CALL_WORDS.called[lang]}${named(message.offices, lang)}`]),
    CALL_WORDS.asks[message.because][lang],
    `${CALL_WORDS.answer[lang]}${message.link}`,
  ];
  return marked(lines.join('\n'), message.exercise);
};
