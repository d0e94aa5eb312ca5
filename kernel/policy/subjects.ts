import type { Json, JsonObject } from '../stream/event.ts';
import type { Problem } from './check-pack.ts';
import type { Label } from './pack.ts';
import { citesPunishment, findControlWord, findGroupWord, findPunishingWord } from './tripwire.ts';

/** One service or thing that a filing can be about. It names what is wrong, never who somebody is (G19). */
export interface Subject {
  /** `pension.payment`: its group, and the service in it. */
  readonly id: string;
  readonly label: Label;
  /** The pack a filing about it is judged by. */
  readonly pack: string;
  /** The office that usually deals with it: a suggestion to the desk, where a person decides. */
  readonly office?: string;
  /** Whether it can only be found with a place. */
  readonly place: 'needed' | 'optional';
  readonly keywords: { readonly 'zh-CN': readonly string[]; readonly en: readonly string[] };
  /** Whether other programs may file it and its state is public: things and places only (G13). */
  readonly open311: boolean;
  /** The door of the service, for whoever asks for it and for whoever leads there; absent where nothing is published of it. */
  readonly door?: ServiceDoor;
}

/** Where a service is, by which rule, and what to bring (functions.md S16). Of the service alone: nothing in it says who may be whom. */
export interface ServiceDoor {
  /** The counter, as its sign says. */
  readonly counter: Label;
  /** Address and hours. */
  readonly where: Label;
  /** As dialled. */
  readonly phone?: string;
  /** The rule that the service is given by. */
  readonly rule: Label;
  /** Papers to bring, one each; they are carried by whoever asks, and none is kept here. */
  readonly bring: readonly Label[];
  /** By when the rule wants it decided, counted from the counter's own day. */
  readonly takes?: Label;
}

/** A published list of subjects (G1). */
export interface Subjects {
  readonly id: string;
  readonly version: number;
  readonly groups: { readonly [group: string]: Label };
  readonly subjects: readonly Subject[];
}

const LANGS = ['zh-CN', 'en'] as const;
const LIST_ID = /^[a-z][a-z0-9-]{1,39}$/;
const SUBJECT_ID = /^[a-z][a-z0-9]{1,29}\.[a-z][a-z0-9]{1,29}$/;
const GROUP_ID = /^[a-z][a-z0-9]{1,29}$/;
const OFFICE_ID = /^[a-z0-9-]{1,40}$/;
const PACK_ID = /^[a-z][a-z0-9-]{1,59}$/;
const LABEL_MAX = 40;
const KEYWORDS_MAX = 12;
const SUBJECTS_MAX = 200;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
const FIELDS = ['id', 'label', 'pack', 'office', 'place', 'keywords', 'open311', 'door'];
const DOOR_FIELDS = ['counter', 'where', 'phone', 'rule', 'bring', 'takes'];
const DOOR_TEXT_MAX = 200;
const BRING_MAX = 12;
const PHONE = /^[+\d][\d -]{2,29}$/;

type Report = (code: string, path: string, data?: JsonObject) => void;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const onlyKeys = (value: JsonObject, known: readonly string[], path: string, report: Report): void => {
  for (const key of Object.keys(value)) if (!known.includes(key)) report('subjects.field.unknown', `${path}/${key}`, { field: key });
};

const checkWords = (text: string, path: string, report: Report): void => {
  if (HIDDEN.test(text)) report('subjects.character.hidden', path);
  const control = findControlWord(text);
  if (control !== null) report('subjects.word.control', path, { word: control });
  const group = findGroupWord(text);
  if (group !== null) report('subjects.group.people', path, { word: group });
  const punishing = findPunishingWord(text);
  if (punishing !== null || citesPunishment(text)) report('subjects.clause.punishes', path, { word: punishing ?? text });
};

const checkText = (value: Json | undefined, path: string, report: Report, max = LABEL_MAX): void => {
  if (value === undefined) report('subjects.field.missing', path);
  else if (typeof value !== 'string' || value.trim() === '' || Array.from(value).length > max)
    report('subjects.value.invalid', path, { max });
  else checkWords(value, path, report);
};

const checkLabel = (value: Json | undefined, path: string, report: Report, max = LABEL_MAX): void => {
  if (value === undefined) return report('subjects.field.missing', path);
  if (!isObject(value)) return report('subjects.value.invalid', path);
  onlyKeys(value, LANGS, path, report);
  for (const lang of LANGS) checkText(value[lang], `${path}/${lang}`, report, max);
  return undefined;
};

const checkDoor = (value: Json, path: string, report: Report): void => {
  if (!isObject(value)) return report('subjects.value.invalid', path);
  onlyKeys(value, DOOR_FIELDS, path, report);
  for (const name of ['counter', 'where', 'rule'] as const) checkLabel(value[name], `${path}/${name}`, report, DOOR_TEXT_MAX);
  if (value['takes'] !== undefined) checkLabel(value['takes'], `${path}/takes`, report, DOOR_TEXT_MAX);
  if (value['phone'] !== undefined && (typeof value['phone'] !== 'string' || !PHONE.test(value['phone'])))
    report('subjects.value.invalid', `${path}/phone`);
  const bring: Json | undefined = value['bring'];
  if (!Array.isArray(bring) || bring.length > BRING_MAX) return report('subjects.value.invalid', `${path}/bring`, { max: BRING_MAX });
  (bring as readonly Json[]).forEach((one, i) => checkLabel(one, `${path}/bring/${i}`, report, DOOR_TEXT_MAX)); // an array of JSON
  return undefined;
};

const checkKeywords = (value: Json | undefined, path: string, report: Report): void => {
  if (value === undefined) return report('subjects.field.missing', path);
  if (!isObject(value)) return report('subjects.value.invalid', path);
  onlyKeys(value, LANGS, path, report);
  for (const lang of LANGS) {
    const words: Json | undefined = value[lang];
    if (!Array.isArray(words) || words.length > KEYWORDS_MAX) report('subjects.value.invalid', `${path}/${lang}`, { max: KEYWORDS_MAX });
    else (words as readonly Json[]).forEach((word, i) => checkText(word, `${path}/${lang}/${i}`, report)); // an array of JSON
  }
  return undefined;
};

/** An id is read by people too: `veteran.housing` says who somebody is. */
const checkId = (value: Json | undefined, shape: RegExp, path: string, report: Report): void => {
  if (value === undefined) return report('subjects.field.missing', path);
  if (typeof value !== 'string' || !shape.test(value)) return report('subjects.value.invalid', path);
  return checkWords(value.replaceAll(/[.-]/g, ' '), path, report);
};

const checkSubject = (value: Json, groups: readonly string[], path: string, report: Report): void => {
  if (!isObject(value)) return report('subjects.value.invalid', path);
  onlyKeys(value, FIELDS, path, report);
  checkId(value['id'], SUBJECT_ID, `${path}/id`, report);
  const group = String(value['id']).split('.')[0] ?? '';
  if (!groups.includes(group)) report('subjects.group.unknown', `${path}/id`, { group });
  checkLabel(value['label'], `${path}/label`, report);
  checkId(value['pack'], PACK_ID, `${path}/pack`, report);
  if (value['office'] !== undefined) checkId(value['office'], OFFICE_ID, `${path}/office`, report);
  if (value['place'] !== 'needed' && value['place'] !== 'optional') report('subjects.value.invalid', `${path}/place`);
  checkKeywords(value['keywords'], `${path}/keywords`, report);
  if (value['door'] !== undefined) checkDoor(value['door'], `${path}/door`, report);
  if (typeof value['open311'] !== 'boolean') report('subjects.value.invalid', `${path}/open311`);
  // What has no place is no thing that anybody could go and look at.
  if (value['open311'] === true && value['place'] !== 'needed') report('subjects.open311.no_place', `${path}/open311`);
  return undefined;
};

/** Everything that is wrong with a list of subjects; empty when it may be published. */
export const checkSubjects = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code, path, data });
  if (!isObject(value)) return [{ code: 'subjects.value.invalid', path: '/', data: {} }];
  onlyKeys(value, ['id', 'version', 'groups', 'subjects'], '', report);
  checkId(value['id'], LIST_ID, '/id', report);
  const version = value['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 9999)
    report('subjects.value.invalid', '/version');
  const groups = isObject(value['groups']) ? value['groups'] : {};
  if (Object.keys(groups).length === 0) report('subjects.field.missing', '/groups');
  for (const [group, label] of Object.entries(groups)) {
    checkId(group, GROUP_ID, `/groups/${group}`, report);
    checkLabel(label, `/groups/${group}`, report);
  }
  const list = Array.isArray(value['subjects']) ? (value['subjects'] as readonly Json[]) : []; // an array of JSON
  if (list.length === 0 || list.length > SUBJECTS_MAX) report('subjects.value.invalid', '/subjects', { max: SUBJECTS_MAX });
  const ids = list.map((it) => (isObject(it) ? it['id'] : undefined));
  list.forEach((it, index) => {
    checkSubject(it, Object.keys(groups), `/subjects/${index}`, report);
    if (ids.indexOf(ids[index]) !== index) report('subjects.id.twice', `/subjects/${index}`, { id: String(ids[index]) });
  });
  return problems;
};

/** The subject of an id; undefined where the list has none, or there is no list. */
export const findSubject = (set: Subjects | null, id: unknown): Subject | undefined => set?.subjects.find((it) => it.id === id);
