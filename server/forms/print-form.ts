import type { Instant } from '../../kernel/calendar/instant.ts';
import { FORM_WORDS } from '../../kernel/form/form-words.ts';
import {
  canFail,
  CHECK_ANSWERS,
  keyOf,
  questionsOf,
  type Condition,
  type Form,
  type Item,
  type Question,
  type When,
} from '../../kernel/form/form.ts';
import { boundsSaid, clauseSaid, clauseText } from '../../kernel/form/said-of-item.ts';
import { xformGroups } from '../../kernel/form/xform-paths.ts';
import { inLang, spaceIn, type Lang } from '../../kernel/language/languages.ts';
import { words } from '../../kernel/language/words.ts';
import type { Block, Paper } from '../../features/papers/domain/paper.ts';
import { toDocument } from '../../features/papers/server/to-sheets.ts';
import type { SheetDocument } from '../../features/papers/server/sheet.ts';

export const WORDS = words<{
  readonly kind: string;
  readonly head: string;
  readonly columns: readonly [string, string, string];
  readonly day: string;
  readonly photo: string;
  readonly valid: string;
  readonly fill: string;
  readonly colon: string;
  readonly and: string;
  readonly or: string;
  readonly only: (when: string) => string;
  readonly is: (item: string, answers: string) => string;
  readonly choose: string;
  readonly na: string;
  readonly clauses: string;
  readonly mark: (n: number) => string;
  readonly signed: string;
  readonly paper: string;
  readonly foot: (id: string, version: number, hash: string) => string;
  readonly page: (id: string, version: number, hash: string) => string;
}>('server/forms/print-form.WORDS', {
  'zh-CN': {
    kind: '检查表（纸上填写）',
    head: '场所：__________________　设备：____________　______年____月____日　____时____分',
    columns: ['序号', '项目', '结果'],
    day: '______年____月____日',
    photo: '□ 已拍照',
    valid: '有效 ______ 份，应有 ______ 份',
    fill: '________________',
    colon: '：',
    and: '，并且',
    or: '，或者',
    only: (when) => `只在${when}时填`,
    is: (item, answers) => `第${item}项为“${answers}”`,
    choose: '可以选几项',
    na: '不适用',
    clauses: '依据',
    mark: (n) => `依据${n}`,
    signed: '填表岗位：______________　签字：______________\n复核岗位：______________　签字：______________',
    paper: '在纸上填的，回去后录入为一份记录，写明填表的日期和录入的日期。只写物和地方，不写人名。',
    foot: (id, version, hash) => `表号 ${id}，第${version}版。内容的指纹：${hash}`,
    page: (id, version, hash) => `${id}　第${version}版　${hash}　　第#页，共%页`,
  },
  en: {
    kind: 'Check on paper',
    head: 'Site: ____________________   Thing: ______________   Day: ______________   Time: ________',
    columns: ['No.', 'Item', 'Result'],
    day: 'day ____ month ____ year ______',
    photo: '□ photo taken',
    valid: '______ valid, of ______',
    fill: '________________',
    colon: ': ',
    and: ', and ',
    or: ', or ',
    only: (when) => `only if ${when}`,
    is: (item, answers) => `item ${item} is “${answers}”`,
    choose: 'several may be ticked',
    na: 'N/A',
    clauses: 'Where the items come from',
    mark: (n) => `source ${n}`,
    signed: 'Filled by the post: ______________  signed: ______________\nChecked by the post: ______________  signed: ______________',
    paper:
      'What is filled in on paper is entered later as a record, with the day it was filled and the day it was entered. Things and places only; no names.',
    foot: (id, version, hash) => `Form ${id}, version ${version}. Fingerprint of its content: ${hash}`,
    page: (id, version, hash) => `${id}   version ${version}   ${hash}      page # of %`,
  },
});

const box = (text: string): string => `□ ${text}`;
const WIDE = '　';

/** What is ticked or written for an item: the first line in full size, what follows in small. */
const resultOf = (item: Item, lang: Lang): string => {
  const { [lang]: it } = WORDS;
  const wide = spaceIn(lang) === '' ? WIDE : '   ';
  switch (item.kind) {
    case 'check':
      return CHECK_ANSWERS.filter((one) => one !== 'na' || item.always !== true)
        .map((one) => box(one === 'na' ? it.na : FORM_WORDS.answers[one][lang]))
        .join(wide);
    case 'one_of':
    case 'some_of':
      return `${item.options.map((one) => box(inLang(one.label, lang))).join(wide)}${item.kind === 'some_of' ? `\n${it.choose}` : ''}`;
    case 'count':
    case 'people':
      return '________';
    case 'certificates':
      return it.valid;
    case 'measure':
      return `________ ${item.unit === '1' ? '' : item.unit}`.trim();
    case 'date':
      return it.day;
    case 'photo':
      return it.photo;
    case 'note':
      return `${it.fill}${it.fill}`;
  }
};

/** What stands in small below the result: where the words of a finding go, and whether it was photographed. */
const belowResult = (item: Item, lang: Lang): readonly string[] => {
  const { [lang]: it } = WORDS;
  const said = canFail(item) ? [`${FORM_WORDS.words[lang]}${it.colon}${it.fill}`] : [];
  const photo = item.photo === undefined || item.kind === 'photo' ? [] : [it.photo];
  return [[...said, ...photo].join(spaceIn(lang) === '' ? WIDE : '   ')].filter((line) => line !== '');
};

const answerSaid = (item: Item, answer: string, lang: Lang): string => {
  const check = CHECK_ANSWERS.find((it) => it === answer);
  if (item.kind === 'check' && check) return FORM_WORDS.answers[check][lang];
  const option = item.kind === 'one_of' || item.kind === 'some_of' ? item.options.find((it) => it.id === answer) : undefined;
  return option ? inLang(option.label, lang) : answer;
};

/** When an item is filled, by the numbers that stand before the items. */
const onlyWhen = (
  when: When,
  at: Question,
  numbers: ReadonlyMap<string, { readonly n: number; readonly item: Item }>,
  lang: Lang,
): string => {
  const { [lang]: it } = WORDS;
  const said = ({ question, is }: Condition): string => {
    const asked = numbers.get(keyOf(question, at.point)) ?? numbers.get(question);
    return asked ? it.is(String(asked.n), is.map((one) => answerSaid(asked.item, one, lang)).join(it.or)) : question;
  };
  return it.only('all' in when ? when.all.map(said).join(it.and) : when.any.map(said).join(it.or));
};

const blocksOf = (form: Form, lang: Lang): readonly Block[] => {
  const { [lang]: it } = WORDS;
  const questions = questionsOf(form);
  const numbers = new Map(questions.map(({ key, item }, i) => [key, { n: i + 1, item }] as const));
  const cited = Object.keys(form.clauses);
  const rowOf = (question: Question): readonly string[] => {
    const { item, group } = question;
    const below = [
      ...[group.when, item.when].flatMap((when) => (when ? [onlyWhen(when, question, numbers, lang)] : [])),
      ...(item.hint ? [inLang(item.hint, lang)] : []),
      ...[boundsSaid(item, lang)].filter((text) => text !== ''),
      item.clause === undefined ? clauseSaid(form, item, lang) : it.mark(cited.indexOf(item.clause) + 1),
    ];
    return [
      String(numbers.get(question.key)?.n ?? ''),
      [inLang(item.label, lang), ...below].join('\n'),
      [resultOf(item, lang), ...belowResult(item, lang)].join('\n'),
    ];
  };
  return [
    ...(form.lead ? [{ kind: 'text', text: inLang(form.lead, lang) } as const] : []),
    { kind: 'text', text: it.head },
    ...xformGroups(form).flatMap(({ group, point }): readonly Block[] => [
      { kind: 'heading', text: point ? `${inLang(group.label, lang)} · ${inLang(point.label, lang)}` : inLang(group.label, lang) },
      ...(group.lead ? [{ kind: 'text', text: inLang(group.lead, lang) } as const] : []),
      {
        kind: 'table',
        widths: [1.3, 8.4, 8.6],
        head: it.columns,
        rows: questions.filter((one) => one.group === group && one.point === point).map(rowOf),
      },
    ]),
    ...(cited.length === 0
      ? []
      : [
          { kind: 'heading', text: it.clauses } as const,
          { kind: 'text', text: cited.map((name, i) => `${it.mark(i + 1)} ${clauseText(form, name, lang)}`).join('\n') } as const,
        ]),
    { kind: 'text', text: it.signed },
    { kind: 'note', text: it.paper },
  ];
};

const HASH_SHOWN = 16;

/** A form as a sheet of paper for a place without a device: boxes to tick, clauses in small, its id, version and hash on every page. */
export const formSheet = (form: Form, hash: string, lang: Lang, madeAt: Instant): SheetDocument => {
  const { [lang]: it } = WORDS;
  const paper: Paper = {
    kind: 'other',
    lang,
    title: inLang(form.title, lang),
    number: `${form.id} ${form.version}`,
    issuer: it.kind,
    addressee: '',
    day: null,
    signature: '',
    blocks: blocksOf(form, lang),
    foot: [it.foot(form.id, form.version, hash)],
    path: '',
    madeAt,
  };
  const document = toDocument([paper], '');
  return { ...document, words: { ...document.words, page: it.page(form.id, form.version, hash.slice(0, HASH_SHOWN)) } };
};
