import { words } from '../../../kernel/language/words.ts';
import { findPlace, type Places } from '../../../kernel/policy/places.ts';
import type { Subject, Subjects } from '../../../kernel/policy/subjects.ts';
import { openSubjects, type Fault } from './answers.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';

/** What a program sends of a request that is kept: everything else is dropped before anything is stored (G13). */
export interface NewRequest {
  readonly subject: Subject;
  /** Words for the office. They go where a filer's words go: into ciphertext. */
  readonly fields: { readonly subject: string; readonly body: string; readonly place: string };
  /** Of a danger: the public place where it is; null for everything else. */
  readonly at: string | null;
  /** What was sent and is not taken, by its names. */
  readonly dropped: readonly string[];
}

/** Names or numbers a person, a device or an account. */
const OF_PERSONS = ['email', 'device_id', 'account_id', 'first_name', 'last_name', 'phone'];
/** An address on another server says who was there; pictures are added with the receipt code. */
const OF_OTHERS = ['media_url'];
const DESCRIPTION_MAX = 4000;

type Form = { readonly [name: string]: unknown };

/** A field that is sent empty is as one not sent; of several of one name none counts. */
export const textOf = (form: Form, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n').trim() : '';
};

const wrong = (description: string, status: 400 | 404 = 400): Fault => ({ status, code: status, description });

/** Three decimals are about a hundred metres: nothing finer than a building (G11). */
const coordinate = (text: string, max: number): string | undefined => {
  if (!/^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= max ? value.toFixed(3) : undefined;
};

const pointOf = (form: Form): string | Fault => {
  const [lat, long] = [textOf(form, 'lat'), textOf(form, 'long')];
  if (lat === '' && long === '') return '';
  const [north, east] = [coordinate(lat, 90), coordinate(long, 180)];
  if (north === undefined || east === undefined) return wrong('lat and long are two numbers in degrees (WGS84), sent together.');
  return `${north}, ${east}`;
};

const placeOf = (form: Form): string | Fault => {
  const point = pointOf(form);
  if (typeof point !== 'string') return point;
  const parts = [textOf(form, 'address_string'), textOf(form, 'address_id'), point].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' · ') : wrong('A location was not provided: lat and long, address_string, or address_id.');
};

/** What is asked of dangers in places and things: which services they are, and the public places that one can be at. */
export interface Dangers {
  readonly isOne: (subject: Subject) => boolean;
  readonly places: Places | null;
}

/** A danger that is public from its first day is at a place that everybody knows: of a site, its own office would learn who said when that it is unsafe (G7). */
const AT_PUBLIC_PLACE = 'For this service address_id is needed: the id of a public place of this jurisdiction (see its public record).';

/** Reads what a program sends; the faults in the order of the specification. */
export const readNewRequest = (form: Form, subjects: Subjects | null, dangers: Dangers, lang: Lang): NewRequest | readonly Fault[] => {
  const faults: Fault[] = [];
  const code = textOf(form, 'service_code');
  const subject = openSubjects(subjects).find((it) => it.id === code);
  if (code === '') faults.push(wrong('service_code was not provided.'));
  else if (!subject) faults.push(wrong('service_code was not found.', 404));
  const place = placeOf(form);
  if (typeof place !== 'string') faults.push(place);
  const isDanger = subject !== undefined && dangers.isOne(subject);
  const at = isDanger ? (findPlace(dangers.places, textOf(form, 'address_id'))?.id ?? null) : null;
  if (isDanger && at === null) faults.push(wrong(AT_PUBLIC_PLACE));
  const description = textOf(form, 'description');
  if (Array.from(description).length > DESCRIPTION_MAX) faults.push(wrong(`description is longer than ${DESCRIPTION_MAX} characters.`));
  if (Object.values(form).some((value) => typeof value === 'string' && value.includes('\uFFFD')))
    faults.push(wrong('The request is not UTF-8.'));
  if (faults.length > 0 || !subject || typeof place !== 'string') return faults;
  return {
    subject,
    fields: { subject: inLang(subject.label, lang), body: description === '' ? inLang(subject.label, lang) : description, place },
    at,
    dropped: [...OF_PERSONS, ...OF_OTHERS].filter((name) => form[name] !== undefined && form[name] !== ''),
  };
};

export const NOTICE = words('open311/domain/new-request.NOTICE', {
  'zh-CN': {
    give: '请把 receipt_code 交给提交人：凭它查进度、补充、要求复查，只出现这一次。',
    dropped: (names: readonly string[]) => `没有收下、也没有保存：${names.join('、')}。`,
  },
  en: {
    give: 'Give receipt_code to the person who filed: it follows the request, adds to it and asks for a review, and is shown only here.',
    dropped: (names: readonly string[]) => ` Not taken and not kept: ${names.join(', ')}.`,
  },
});

/** What the program is told to do with the answer, and what of its form was not taken. */
export const noticeOf = (dropped: readonly string[], lang: Lang): string =>
  `${NOTICE[lang].give}${dropped.length > 0 ? NOTICE[lang].dropped(dropped) : ''}`;
