import { isFinerThanBuilding } from '../policy/places.ts';
import { citesPunishment, findControlWord, findGroupWord, findPunishingWord } from '../policy/tripwire.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { findPeopleWord } from './people.ts';

/** Takes note of what is wrong: a code without the name of the kind of definition, where, and the facts of it. */
export type Report = (code: string, path: string, data?: JsonObject) => void;

const LANGS = ['zh-CN', 'en'] as const;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
/** In characters. */
const LABEL_MAX = 200;
const SOURCE_MAX = 300;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list as it is; anything else has no members. */
export const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []); // an array of JSON

export const onlyKeys = (value: JsonObject, known: readonly string[], path: string, report: Report): void => {
  for (const key of Object.keys(value)) if (!known.includes(key)) report('field.unknown', `${path}/${key}`, { field: key });
};

/** Words of control, of groups, of punishing, about people, finer than a building: none may stand in a definition of duties. */
export const checkWords = (text: string, path: string, report: Report): void => {
  if (HIDDEN.test(text)) report('character.hidden', path);
  const control = findControlWord(text);
  if (control !== null) report('word.control', path, { word: control });
  const punishing = findPunishingWord(text);
  if (punishing !== null || citesPunishment(text)) report('clause.punishes', path, { word: punishing ?? text });
  const people = findGroupWord(text) ?? findPeopleWord(text);
  if (people !== null) report('about.people', path, { word: people });
  if (isFinerThanBuilding(text)) report('too_fine', path, { text });
};

/** A label in both languages, without a word that may not stand in one. */
export const checkLabel = (value: Json | undefined, path: string, report: Report, missing = 'field.missing'): void => {
  if (value === undefined) return report(missing, path);
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, LANGS, path, report);
  for (const lang of LANGS) {
    const text: Json | undefined = value[lang];
    if (typeof text !== 'string' || text.trim() === '') report(missing, `${path}/${lang}`);
    else if (Array.from(text).length > LABEL_MAX) report('value.invalid', `${path}/${lang}`, { max: LABEL_MAX });
    else checkWords(text, `${path}/${lang}`, report);
  }
  return undefined;
};

const OWN_RULE = [/本系统规则|自定|未核实|地方/, /own rule|not verified|local/i] as const;

/** What is our own rule says so where its clause stands: nobody takes it for the law's. */
export const checkOwnRule = (value: JsonObject, path: string, report: Report): void => {
  const clause = isObject(value['clause']) ? value['clause'] : {};
  const text = (lang: string): string => (typeof clause[lang] === 'string' ? clause[lang] : '');
  const [zh, en] = [text('zh-CN'), text('en')];
  if (value['ownRule'] === true && zh !== '' && en !== '' && !(OWN_RULE[0].test(zh) && OWN_RULE[1].test(en)))
    report('own_rule.unsaid', `${path}/clause`);
};

/** By which rule a definition stands, and where that can be read. */
export const checkGrounds = (value: JsonObject, report: Report): void => {
  const { clause, ownRule, source } = value;
  checkLabel(clause, '/clause', report, 'clause.missing');
  if (typeof ownRule !== 'boolean') report(ownRule === undefined ? 'field.missing' : 'value.invalid', '/ownRule');
  checkOwnRule(value, '', report);
  if (typeof source !== 'string' || source.trim() === '') report('source.missing', '/source');
  else if (Array.from(source).length > SOURCE_MAX) report('value.invalid', '/source', { max: SOURCE_MAX });
};

/** A whole number between two bounds. */
export const isWhole = (value: Json | undefined, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** Whether a text is a member of a closed list. */
export const isMember = (list: readonly string[], value: Json | undefined): boolean => typeof value === 'string' && list.includes(value);

const ID = /^[a-z][a-z0-9-]{1,39}$/;

export const isId = (value: Json | undefined): value is string => typeof value === 'string' && ID.test(value);

/** The id of a definition or of one of its parts; its words are read like any other. */
export const checkId = (value: Json | undefined, path: string, report: Report): void => {
  if (!isId(value)) report('id.invalid', path);
  else checkWords(value.replaceAll('-', ' '), path, report);
};

/** What stands there, as a text of at most 60 characters: whatever a file holds, saying it never fails. */
export const said = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60);
