import { parsePlainDate } from '../calendar/plain-date.ts';
import type { Json } from '../stream/event.ts';
import {
  canFail,
  CHECK_ANSWERS,
  questionsOf,
  type Condition,
  type Form,
  type FormGrade,
  type Item,
  type Question,
  type Span,
  type When,
} from './form.ts';

// Runs on a phone of 2018 as it runs on the server: nothing here is newer than ECMAScript 2018.

/** Most characters of the words of a finding, and of a note. */
export const FORM_WORDS_MAX = 500;
/** Most photos of one answer. */
export const FORM_PHOTOS_MAX = 6;
const COUNT_MAX = 999_999;
const MEASURE_MAX = 1_000_000;
const DECIMALS_MAX = 3;

/**
 * What was answered to one question. `value`: of a check `pass`, `fail` or `na`; of a choice the id of an option, or a list of them; a
 * number; `{valid, of}` of certificates; a day; a text. `words` say what is not in order. `photos` are SHA-256 in hex. Nothing else.
 */
export interface Answer {
  readonly value?: Json;
  readonly words?: string;
  readonly photos?: readonly string[];
}

/** By the keys of questions (`questionsOf`). */
export interface Answers {
  readonly [key: string]: Answer;
}

/** Why an answer is none. */
export type WrongCode =
  | 'no_such_item'
  | 'answer_shape'
  | 'not_an_option'
  | 'na_not_allowed'
  | 'not_whole'
  | 'too_small'
  | 'too_large'
  | 'too_many_decimals'
  | 'valid_above_of'
  | 'not_a_day'
  | 'too_long'
  | 'says_nothing'
  | 'words_without_finding'
  | 'photos_shape';

/** One "not in order". */
export interface Finding {
  readonly key: string;
  readonly item: string;
  /** The point of a route where it was found. */
  readonly point: string | null;
  readonly why: 'fail' | 'option' | 'bounds' | 'certificates';
  readonly grade: FormGrade;
  readonly value: Json;
  /** What was written about it; null where nothing was, or nothing that says anything. */
  readonly words: string | null;
  readonly photos: readonly string[];
  readonly photoWanted: boolean;
}

/** What a filled form says. All lists are in the order of the form, whatever the order of the answers. */
export interface Evaluation {
  /** The keys of the questions that are asked, as far as is known now. */
  readonly open: readonly string[];
  /** What is still wanted: an answer, the words of a finding, a photo. */
  readonly missing: readonly { readonly key: string; readonly what: 'answer' | 'words' | 'photo' }[];
  readonly wrong: readonly { readonly key: string; readonly code: WrongCode }[];
  readonly findings: readonly Finding[];
  /** Answered though not asked: kept, shown, and counted for nothing. */
  readonly unasked: readonly string[];
  /** Looked at everything that is asked, and at something, and nothing found. */
  readonly nil: boolean;
}

interface Read {
  readonly wrong?: WrongCode;
  readonly value?: Json;
  /** What conditions compare. */
  readonly said?: readonly string[];
  readonly why?: Finding['why'];
}

type Members = { readonly [name: string]: unknown };

const own = (value: Members, name: string): unknown => (Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined);
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const onlyHas = (value: Members, names: readonly string[]): boolean => Object.keys(value).every((name) => names.indexOf(name) >= 0);
const lengthOf = (text: string): number => Array.from(text).length;

const outside = (value: number, span: Span | undefined): WrongCode | undefined =>
  span && span.min !== undefined && value < span.min
    ? 'too_small'
    : span && span.max !== undefined && value > span.max
      ? 'too_large'
      : undefined;

const wholeWrong = (value: unknown): WrongCode | undefined =>
  typeof value !== 'number' ? 'answer_shape' : !Number.isSafeInteger(value) ? 'not_whole' : outside(value, { min: 0, max: COUNT_MAX });

/** Digits behind the point of a number, as it is written shortest; 99 where it is written with an exponent. */
const decimalsOf = (value: number): number => {
  const text = String(value);
  if (text.indexOf('e') >= 0) return 99;
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
};

const readNumber = (item: Item & { kind: 'count' | 'people' | 'measure' }, value: unknown): Read => {
  if (item.kind !== 'measure') {
    const wrong = wholeWrong(value);
    if (wrong) return { wrong };
  } else {
    if (typeof value !== 'number' || !isFinite(value)) return { wrong: 'answer_shape' };
    const wrong = outside(value, item.range) || outside(value, { min: -MEASURE_MAX, max: MEASURE_MAX });
    if (wrong) return { wrong };
    if (decimalsOf(value) > (item.decimals === undefined ? DECIMALS_MAX : item.decimals)) return { wrong: 'too_many_decimals' };
  }
  const bounds = item.kind === 'people' ? undefined : item.bounds;
  const n = value as number; // both branches have checked it
  return outside(n, bounds) ? { value: n, why: 'bounds' } : { value: n };
};

const readCertificates = (value: unknown): Read => {
  if (!isMembers(value) || !onlyHas(value, ['valid', 'of'])) return { wrong: 'answer_shape' };
  const [valid, of] = [own(value, 'valid'), own(value, 'of')];
  const wrong = wholeWrong(valid) || wholeWrong(of);
  if (wrong) return { wrong };
  const [n, all] = [valid as number, of as number]; // checked just now
  if (n > all) return { wrong: 'valid_above_of' };
  return n < all ? { value: { valid: n, of: all }, why: 'certificates' } : { value: { valid: n, of: all } };
};

const readChoice = (item: Item & { kind: 'one_of' | 'some_of' }, value: unknown): Read => {
  const chosen = item.kind === 'one_of' ? [value] : value;
  if (!Array.isArray(chosen)) return { wrong: 'answer_shape' };
  const options = item.options.filter((option) => chosen.indexOf(option.id) >= 0);
  // Each is one of them, and stands there once.
  if (options.length !== chosen.length) return { wrong: 'not_an_option' };
  const said = options.map((option) => option.id);
  const read = { value: item.kind === 'one_of' ? (said[0] as Json) : said, said };
  return options.some((option) => option.fail === true) ? { ...read, why: 'option' } : read;
};

const readCheck = (item: Item & { kind: 'check' }, value: unknown): Read => {
  const said = CHECK_ANSWERS.find((it) => it === value);
  if (said === undefined) return { wrong: 'not_an_option' };
  if (said === 'na' && item.always) return { wrong: 'na_not_allowed' };
  return said === 'fail' ? { value: said, said: [said], why: 'fail' } : { value: said, said: [said] };
};

const readText = (value: unknown): Read =>
  typeof value !== 'string'
    ? { wrong: 'answer_shape' }
    : lengthOf(value) > FORM_WORDS_MAX
      ? { wrong: 'too_long' }
      : saysSomething(value)
        ? { value }
        : { wrong: 'says_nothing' };

const readValue = (item: Item, value: unknown): Read => {
  switch (item.kind) {
    case 'check':
      return readCheck(item, value);
    case 'one_of':
    case 'some_of':
      return readChoice(item, value);
    case 'count':
    case 'people':
    case 'measure':
      return readNumber(item, value);
    case 'certificates':
      return readCertificates(value);
    case 'date':
      return typeof value === 'string' && parsePlainDate(value) !== undefined ? { value } : { wrong: 'not_a_day' };
    case 'note':
      return readText(value);
    case 'photo':
      return { wrong: 'answer_shape' }; // it is answered by photos alone
  }
};

/** Words that stand there and say nothing: one finding in ten of real records is such a one. */
const NOTHING = ['', '无', '没有', '一般', '正常', '不合格', '有问题', 'none', 'nil', 'no', 'na', 'ok', 'fail', 'bad', 'problem'];

/** Whether words say what is not in order, at least by their look: two letters or digits, and not one of the usual fillers. */
export const saysSomething = (words: string): boolean => {
  const plain = words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return lengthOf(plain) >= 2 && NOTHING.indexOf(plain) < 0;
};

/** The photos of an answer; null where they are none. */
const photosOf = (given: unknown): readonly string[] | null =>
  given === undefined || given === null
    ? []
    : Array.isArray(given) &&
        given.length <= FORM_PHOTOS_MAX &&
        given.every((it, i) => typeof it === 'string' && /^[0-9a-f]{64}$/.test(it) && given.indexOf(it) === i)
      ? (given as readonly string[]) // each was looked at just now
      : null;

type Heard = { readonly [key: string]: readonly string[] | undefined };

/** Whether a condition holds; what was not asked, or not answered rightly, was not said. */
const isMet = ({ question, is }: Condition, at: Question, heard: Heard): boolean => {
  const here = at.point ? heard[`${question}@${at.point.id}`] : undefined;
  const said = here || heard[question];
  return said !== undefined && said.some((one) => is.indexOf(one) >= 0);
};

const holds = (when: When | undefined, at: Question, heard: Heard): boolean =>
  !when || ('all' in when ? when.all.every((it) => isMet(it, at, heard)) : when.any.some((it) => isMet(it, at, heard)));

interface Filled {
  readonly wrong: readonly WrongCode[];
  readonly missing: readonly ('answer' | 'words' | 'photo')[];
  readonly said: readonly string[] | undefined;
  readonly finding: Finding | undefined;
  /** Whether something was looked at: an answer other than "not applicable". */
  readonly looked: boolean;
}

const NONE: Filled = { wrong: [], missing: [], said: undefined, finding: undefined, looked: false };
const wrongly = (code: WrongCode): Filled => ({ ...NONE, wrong: [code] });
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** One open question with what was given for it. */
const fill = ({ key, item, point }: Question, given: unknown): Filled => {
  if (!isAbsent(given) && (!isMembers(given) || !onlyHas(given, ['value', 'words', 'photos']))) return wrongly('answer_shape');
  const answer: Members = isMembers(given) ? given : {};
  const photos = photosOf(own(answer, 'photos'));
  if (photos === null) return wrongly('photos_shape');
  const raw = own(answer, 'value');
  const isPhoto = item.kind === 'photo' && isAbsent(raw);
  const read: Read | null = isAbsent(raw) ? null : readValue(item, raw);
  if (read && read.wrong) return wrongly(read.wrong);
  const isMissing = isPhoto ? photos.length === 0 : read === null;
  if (isMissing) return item.optional ? NONE : { ...NONE, missing: ['answer'] };

  const given0 = own(answer, 'words');
  const hasWords = !isAbsent(given0);
  if (hasWords && typeof given0 !== 'string') return wrongly('answer_shape');
  const words = hasWords ? (given0 as string) : ''; // as the line above says
  if (lengthOf(words) > FORM_WORDS_MAX) return wrongly('too_long');
  const why = read ? read.why : undefined;
  const photoWanted = item.photo === 'always' || (item.photo === 'when_fail' && why !== undefined);
  const said = saysSomething(words);
  const missing: Filled['missing'][number][] = [];
  if (why !== undefined && !said) missing.push('words');
  if (photoWanted && photos.length === 0) missing.push('photo');
  return {
    wrong: why === undefined && hasWords ? ['words_without_finding'] : [],
    missing,
    said: read ? read.said : undefined,
    looked: !read || read.value !== 'na' || item.kind !== 'check',
    finding:
      why === undefined || !read
        ? undefined
        : {
            key,
            item: item.id,
            point: point ? point.id : null,
            why,
            grade: item.grade || 'general',
            value: read.value === undefined ? null : read.value,
            words: said ? words : null,
            photos,
            photoWanted,
          },
  };
};

/**
 * What a filled form says. Pure and total: any JSON may be given for the answers, in any order; the form is one that passed `checkForm`.
 * A question that is not asked makes no finding and nothing of it is missing; what was answered to it is named in `unasked`.
 */
export const evaluate = (form: Form, given: unknown): Evaluation => {
  const answers: Members = isMembers(given) ? given : {};
  const open: string[] = [];
  const missing: Evaluation['missing'][number][] = [];
  const wrong: Evaluation['wrong'][number][] = [];
  const findings: Finding[] = [];
  const unasked: string[] = [];
  const known: { [key: string]: true } = Object.create(null);
  const heard: { [key: string]: readonly string[] | undefined } = Object.create(null);
  let looked = false;
  for (const question of questionsOf(form)) {
    const { key, item, group } = question;
    known[key] = true;
    const answer = own(answers, key);
    if (!holds(group.when, question, heard) || !holds(item.when, question, heard)) {
      if (!isAbsent(answer)) unasked.push(key);
      continue;
    }
    open.push(key);
    const filled = fill(question, answer);
    heard[key] = filled.said;
    for (const code of filled.wrong) wrong.push({ key, code });
    for (const what of filled.missing) missing.push({ key, what });
    if (filled.finding) findings.push(filled.finding);
    looked = looked || (filled.looked && canFail(item));
  }
  for (const key of Object.keys(answers).sort()) if (!known[key]) wrong.push({ key, code: 'no_such_item' });
  const nil = looked && missing.length === 0 && wrong.length === 0 && findings.length === 0;
  return { open, missing, wrong, findings, unasked, nil };
};
