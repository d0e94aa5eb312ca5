import type { Json, JsonObject } from '../stream/event.ts';
import type { Problem } from './check-pack.ts';
import type { Label } from './pack.ts';
import { findControlWord, findGroupWord } from './tripwire.ts';

/** A public place: a street, a square, a building open to everybody. Its name and nothing else: no use, no owner, no faith (G11). */
export interface PublicPlace {
  readonly id: string;
  readonly label: Label;
}

/** A published list of public places (G1). */
export interface Places {
  readonly id: string;
  readonly version: number;
  readonly places: readonly PublicPlace[];
}

const LANGS = ['zh-CN', 'en'] as const;
const ID = /^[a-z][a-z0-9-]{1,39}$/;
const LABEL_MAX = 40;
const PLACES_MAX = 2000;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
/** Finer than a building: a flat, a floor, a room, a staircase, a household (G11). */
const FINER =
  /[0-9一二三四五六七八九十百〇零]+ *(室|层|楼层|单元|户|房)|住户|\b(flat|apartment|apt|room|suite|floor|storey|staircase|household)\b/iu;

/** Whether a text names something finer than a building. */
export const isFinerThanBuilding = (text: string): boolean => FINER.test(text);

/** What is wrong with the name of a place in one language; undefined when it may stand in public. Hidden signs, words of control, a group of people, and anything finer than a building (G11). */
export const placeNameFault = (
  text: Json | undefined,
  max = LABEL_MAX,
): { readonly code: 'value.invalid' | 'word' | 'too_fine'; readonly data: JsonObject } | undefined => {
  if (typeof text !== 'string' || text.trim() === '' || Array.from(text).length > max || HIDDEN.test(text))
    return { code: 'value.invalid', data: { max } };
  const word = findControlWord(text) ?? findGroupWord(text);
  if (word !== null) return { code: 'word', data: { word } };
  return isFinerThanBuilding(text) ? { code: 'too_fine', data: { text } } : undefined;
};

type Report = (code: string, path: string, data?: JsonObject) => void;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const onlyKeys = (value: JsonObject, known: readonly string[], path: string, report: Report): void => {
  for (const key of Object.keys(value)) if (!known.includes(key)) report('places.field.unknown', `${path}/${key}`, { field: key });
};

const checkLabel = (value: Json | undefined, path: string, report: Report): void => {
  if (!isObject(value)) return report('places.value.invalid', path);
  onlyKeys(value, LANGS, path, report);
  for (const lang of LANGS) {
    const fault = placeNameFault(value[lang]);
    if (fault) report(`places.${fault.code}`, `${path}/${lang}`, fault.data);
  }
  return undefined;
};

/** Everything that is wrong with a list of places; empty when it may be published. */
export const checkPlaces = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code, path, data });
  if (!isObject(value)) return [{ code: 'places.value.invalid', path: '/', data: {} }];
  onlyKeys(value, ['id', 'version', 'places'], '', report);
  if (typeof value['id'] !== 'string' || !ID.test(value['id'])) report('places.value.invalid', '/id');
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 9999)
    report('places.value.invalid', '/version');
  const list = Array.isArray(value['places']) ? (value['places'] as readonly Json[]) : []; // an array of JSON
  if (list.length === 0 || list.length > PLACES_MAX) report('places.value.invalid', '/places', { max: PLACES_MAX });
  const seen = new Set<unknown>();
  list.forEach((it, index) => {
    const path = `/places/${index}`;
    if (!isObject(it)) return report('places.value.invalid', path);
    onlyKeys(it, ['id', 'label'], path, report);
    if (typeof it['id'] !== 'string' || !ID.test(it['id'])) report('places.value.invalid', `${path}/id`);
    if (seen.has(it['id'])) report('places.id.twice', path, { id: String(it['id']) });
    seen.add(it['id']);
    return checkLabel(it['label'], `${path}/label`, report);
  });
  return problems;
};

/** The place of an id; undefined where the list has none, or there is no list. */
export const findPlace = (set: Places | null, id: unknown): PublicPlace | undefined => set?.places.find((it) => it.id === id);
