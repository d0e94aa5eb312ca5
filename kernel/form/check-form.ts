import { isJsonObject, isWholeNumber } from '../log/shape.ts';
import type { Problem } from '../policy/check-pack.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { ASSET_CLASSES, SITE_CLASSES } from '../site/classes.ts';
import { checkLesson, isTeacherItem } from './check-lesson.ts';
import { checkWhens } from './check-when.ts';
import { checkWords, type Place } from './check-words.ts';
import {
  BASES,
  canFail,
  CERTIFICATES,
  FIGURE_SOURCES,
  FORM_GRADES,
  FORM_USES,
  ITEM_KINDS,
  PEOPLE_COUNTS,
  UNITS,
  type Form,
  type Item,
  type ItemKind,
} from './form.ts';

/** Bounds of a form; a check of three hundred questions takes a morning. */
export const FORM_QUESTIONS_MAX = 300;
const GROUPS_MAX = 40;
const POINTS_MAX = 30;
const OPTIONS_MAX = 40;
const CLAUSES_MAX = 60;
const VERSION_MAX = 9999;
const TITLE_MAX = 60;
const LABEL_MAX = 240;
const LEAD_MAX = 400;
const NUMBER_MAX = 1_000_000;
const DECIMALS_MAX = 3;

const LANGS = ['zh-CN', 'en'] as const;
const FORM_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ITEM_ID = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const CLAUSE_ID = /^[a-z][a-z0-9]*([-._][a-z0-9]+)*$/;
const ID_MAX = 40;

export type Report = (code: string, path: string, data?: JsonObject) => void;

const FRAME = ['id', 'kind', 'label', 'hint', 'clause', 'grade', 'photo', 'when', 'optional'];
const OWN_FIELDS: { readonly [kind in ItemKind]: readonly string[] } = {
  check: ['always'],
  one_of: ['options'],
  some_of: ['options'],
  count: ['bounds', 'from'],
  people: ['of'],
  certificates: ['of'],
  measure: ['unit', 'bounds', 'range', 'decimals', 'least'],
  date: [],
  photo: [],
  note: [],
};

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []); // an array of JSON

const onlyKeys = (value: JsonObject, known: readonly string[], path: string, report: Report): void => {
  for (const key of Object.keys(value)) if (!known.includes(key)) report('form.field.unknown', `${path}/${key}`, { field: key });
};

const checkId = (value: Json | undefined, shape: RegExp, path: string, report: Report): void => {
  if (typeof value !== 'string' || value.length > ID_MAX || !shape.test(value)) report('form.id.invalid', path, { max: ID_MAX });
  // An id is read by people, too.
  else checkWords(value.replaceAll(/[-_.]/g, ' '), { kind: null, where: 'id' }, path, report);
};

const checkLabel = (value: Json | undefined, max: number, place: Place, path: string, report: Report): void => {
  if (value === undefined) return report('form.label.missing', path);
  if (!isJsonObject(value)) return report('form.value.invalid', path);
  onlyKeys(value, place.where === 'clause' ? [...LANGS, 'basis'] : LANGS, path, report);
  for (const lang of LANGS) {
    const text = value[lang];
    if (text === undefined || (typeof text === 'string' && text.trim() === '')) report('form.label.missing', `${path}/${lang}`);
    else if (typeof text !== 'string') report('form.value.invalid', `${path}/${lang}`);
    else if (Array.from(text).length > max) report('form.label.too_long', `${path}/${lang}`, { max });
    else checkWords(text, place, `${path}/${lang}`, report);
  }
  return undefined;
};

const isNumber = (value: Json | undefined): value is number => typeof value === 'number' && Math.abs(value) <= NUMBER_MAX;

/** A span as two numbers, each where it is given; undefined where it is none. */
const checkSpan = (value: Json | undefined, path: string, report: Report): { readonly min?: number; readonly max?: number } | undefined => {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) return (report('form.value.invalid', path), undefined);
  onlyKeys(value, ['min', 'max'], path, report);
  const { min, max } = value;
  for (const [name, end] of [
    ['min', min],
    ['max', max],
  ] as const)
    if (end !== undefined && !isNumber(end)) report('form.value.invalid', `${path}/${name}`);
  if (min === undefined && max === undefined) report('form.bounds.empty', path);
  if (isNumber(min) && isNumber(max) && min > max) report('form.bounds.order', path, { min, max });
  return { ...(isNumber(min) ? { min } : {}), ...(isNumber(max) ? { max } : {}) };
};

const checkNumbers = (item: JsonObject, path: string, report: Report): void => {
  const bounds = checkSpan(item['bounds'], `${path}/bounds`, report);
  const range = checkSpan(item['range'], `${path}/range`, report);
  const isOut = (end: number | undefined): boolean =>
    end !== undefined && range !== undefined && (end < (range.min ?? end) || end > (range.max ?? end));
  // What no reading can be is no bound of what is in order.
  if (isOut(bounds?.min) || isOut(bounds?.max)) report('form.bounds.outside_range', `${path}/bounds`);
  if (item['kind'] === 'count')
    for (const end of [bounds?.min, bounds?.max])
      if (end !== undefined && !isWholeNumber(end)) report('form.bounds.not_whole', `${path}/bounds`);
  if (item['kind'] !== 'measure') return;
  if (!UNITS.some((unit) => unit === item['unit'])) report('form.unit.unknown', `${path}/unit`, { unit: item['unit'] ?? null });
  if (item['decimals'] !== undefined && !isWholeNumber(item['decimals'], 0, DECIMALS_MAX))
    report('form.value.invalid', `${path}/decimals`, { max: DECIMALS_MAX });
};

/** `kind`: of the item; null where the words of its options are looked at as a heading’s. */
const checkOptions = (value: Json | undefined, kind: ItemKind | null, path: string, report: Report): void => {
  const options = listOf(value);
  if (options.length < 2) report('form.options.few', path);
  if (options.length > OPTIONS_MAX) report('form.options.too_many', path, { max: OPTIONS_MAX });
  const seen = new Set<unknown>();
  options.forEach((option, i) => {
    const at = `${path}/${i}`;
    if (!isJsonObject(option)) return report('form.value.invalid', at);
    onlyKeys(option, ['id', 'label', 'fail', 'about'], at, report);
    checkId(option['id'], ITEM_ID, `${at}/id`, report);
    if (seen.has(option['id'])) report('form.option.twice', at, { id: String(option['id']) });
    seen.add(option['id']);
    checkLabel(option['label'], LABEL_MAX, { kind, where: 'option' }, `${at}/label`, report);
    return checkTrue(option, 'fail', at, report);
  });
};

/** A mark is `true` or is left out. */
const checkTrue = (value: JsonObject, name: string, path: string, report: Report): void => {
  if (value[name] !== undefined && value[name] !== true) report('form.value.invalid', `${path}/${name}`);
};

const checkOneOf = (value: Json | undefined, list: readonly string[], code: string, path: string, report: Report): void => {
  if (value !== undefined && !list.some((it) => it === value)) report(code, path, { value: typeof value === 'string' ? value : null });
};

const checkItem = (value: Json, clauses: readonly string[], path: string, report: Report): void => {
  if (!isJsonObject(value)) return report('form.value.invalid', path);
  const kind = ITEM_KINDS.find((it) => it === value['kind']);
  checkId(value['id'], ITEM_ID, `${path}/id`, report);
  if (!kind) return report('form.kind.unknown', `${path}/kind`, { kind: typeof value['kind'] === 'string' ? value['kind'] : null });
  onlyKeys(value, [...FRAME, ...OWN_FIELDS[kind]], path, report);
  checkLabel(value['label'], LABEL_MAX, { kind, where: 'label' }, `${path}/label`, report);
  if (value['hint'] !== undefined) checkLabel(value['hint'], LABEL_MAX, { kind, where: 'hint' }, `${path}/hint`, report);
  checkOneOf(value['clause'], clauses, 'form.clause.unknown', `${path}/clause`, report);
  checkOneOf(value['grade'], FORM_GRADES, 'form.grade.unknown', `${path}/grade`, report);
  checkOneOf(value['photo'], ['always', 'when_fail'], 'form.value.invalid', `${path}/photo`, report);
  checkTrue(value, 'optional', path, report);
  checkTrue(value, 'always', path, report);
  // The posts of teachers are words of the kernel (check-lesson.ts), and would be taken for persons here.
  if (kind === 'one_of' || kind === 'some_of')
    checkOptions(value['options'], isTeacherItem(value) ? null : kind, `${path}/options`, report);
  if (kind === 'count' || kind === 'measure') checkNumbers(value, path, report);
  if (kind === 'people' && !PEOPLE_COUNTS.some((it) => it === value['of'])) report('form.people.unknown', `${path}/of`);
  if (kind === 'certificates' && !CERTIFICATES.some((it) => it === value['of'])) report('form.certificates.unknown', `${path}/of`);
  return checkFailing(value, kind, path, report);
};

/** A grade, and a photo of what is not in order, belong to items that can be not in order. */
const checkFailing = (value: JsonObject, kind: ItemKind, path: string, report: Report): void => {
  const options = listOf(value['options']).filter(isJsonObject);
  // Read as an item only for what `canFail` looks at.
  const fails = canFail({ kind, options, bounds: value['bounds'] } as unknown as Item);
  if (!fails && value['grade'] !== undefined) report('form.grade.never', `${path}/grade`);
  if (!fails && value['photo'] === 'when_fail') report('form.photo.never', `${path}/photo`);
};

const checkPoints = (value: Json | undefined, path: string, report: Report): void => {
  if (value === undefined) return;
  const points = listOf(value);
  if (points.length === 0 || points.length > POINTS_MAX) report('form.points.number', path, { max: POINTS_MAX });
  const seen = new Set<unknown>();
  points.forEach((point, i) => {
    const at = `${path}/${i}`;
    if (!isJsonObject(point)) return report('form.value.invalid', at);
    onlyKeys(point, ['id', 'label'], at, report);
    checkId(point['id'], ITEM_ID, `${at}/id`, report);
    if (seen.has(point['id'])) report('form.id.twice', at, { id: String(point['id']) });
    seen.add(point['id']);
    return checkLabel(point['label'], TITLE_MAX, { kind: null, where: 'point' }, `${at}/label`, report);
  });
};

const checkGroup = (value: Json, clauses: readonly string[], path: string, report: Report): void => {
  if (!isJsonObject(value)) return report('form.value.invalid', path);
  onlyKeys(value, ['id', 'label', 'lead', 'points', 'when', 'items'], path, report);
  checkId(value['id'], ITEM_ID, `${path}/id`, report);
  // In an instance of an XForm it stands beside the groups (OpenRosa metadata).
  if (value['id'] === 'meta') report('form.id.invalid', `${path}/id`);
  checkLabel(value['label'], TITLE_MAX, { kind: null, where: 'label' }, `${path}/label`, report);
  if (value['lead'] !== undefined) checkLabel(value['lead'], LEAD_MAX, { kind: null, where: 'lead' }, `${path}/lead`, report);
  checkPoints(value['points'], `${path}/points`, report);
  const items = listOf(value['items']);
  if (items.length === 0) report('form.items.none', `${path}/items`);
  items.forEach((item, i) => checkItem(item, clauses, `${path}/items/${i}`, report));
  return undefined;
};

const checkClauses = (value: Json | undefined, report: Report): readonly string[] => {
  if (!isJsonObject(value)) return (report('form.value.invalid', '/clauses'), []);
  const names = Object.keys(value);
  if (names.length > CLAUSES_MAX) report('form.clause.too_many', '/clauses', { max: CLAUSES_MAX });
  for (const name of names) {
    const path = `/clauses/${name}`;
    checkId(name, CLAUSE_ID, path, report);
    checkLabel(value[name], LABEL_MAX, { kind: null, where: 'clause' }, path, report);
    const clause = value[name];
    // What nobody has verified says so itself.
    if (isJsonObject(clause)) checkOneOf(clause['basis'] ?? '', BASES, 'form.clause.basis', `${path}/basis`, report);
  }
  return names;
};

const checkHead = (value: JsonObject, report: Report): void => {
  onlyKeys(value, ['id', 'version', 'title', 'lead', 'use', 'classes', 'clauses', 'groups'], '', report);
  checkId(value['id'], FORM_ID, '/id', report);
  if (!isWholeNumber(value['version'], 1, VERSION_MAX)) report('form.value.invalid', '/version', { max: VERSION_MAX });
  checkLabel(value['title'], TITLE_MAX, { kind: null, where: 'label' }, '/title', report);
  if (value['lead'] !== undefined) checkLabel(value['lead'], LEAD_MAX, { kind: null, where: 'lead' }, '/lead', report);
  if (!Array.isArray(value['classes'])) report('form.value.invalid', '/classes');
  const classes = listOf(value['classes']);
  classes.forEach((it, i) => {
    if (![...SITE_CLASSES, ...ASSET_CLASSES].some((known) => known === it))
      report('form.class.unknown', `/classes/${i}`, { class: typeof it === 'string' ? it : null });
    else if (classes.indexOf(it) < i) report('form.class.twice', `/classes/${i}`);
  });
};

const checkIds = (groups: readonly Json[], report: Report): void => {
  const seen = new Map<unknown, string>();
  const take = (id: Json | undefined, path: string): void => {
    if (typeof id !== 'string') return;
    if (seen.has(id)) report('form.id.twice', path, { id });
    seen.set(id, path);
  };
  groups.forEach((group, g) => {
    if (!isJsonObject(group)) return;
    take(group['id'], `/groups/${g}`);
    listOf(group['items']).forEach((item, i) => isJsonObject(item) && take(item['id'], `/groups/${g}/items/${i}`));
  });
};

/** What a return may ask: counts of things, and of people from the closed list. */
const OF_RETURNS: readonly string[] = ['count', 'people'];

/**
 * A return is numbers and nothing else (G11): no remark, no choice, no photo, no bounds that would make a finding of a number, and nothing
 * that is asked or left out by what stands elsewhere. What the system counts is taken from the closed list, and only in a return.
 */
const checkReturn = (value: JsonObject, groups: readonly Json[], report: Report): void => {
  const isReturn = value['use'] === 'return';
  checkOneOf(value['use'], FORM_USES, 'form.use.unknown', '/use', report);
  if (isReturn && listOf(value['classes']).length > 0) report('form.return.classes', '/classes');
  groups.forEach((group, g) => {
    if (!isJsonObject(group)) return;
    if (isReturn && (group['points'] !== undefined || group['when'] !== undefined)) report('form.return.only_numbers', `/groups/${g}`);
    listOf(group['items']).forEach((item, i) => {
      if (!isJsonObject(item)) return;
      const at = `/groups/${g}/items/${i}`;
      const { from, kind } = item;
      if (from !== undefined && !isReturn) report('form.from.of_return', `${at}/from`);
      else checkOneOf(from, FIGURE_SOURCES, 'form.from.unknown', `${at}/from`, report);
      if (!isReturn) return;
      if (kind === 'note') report('form.return.remark', at);
      else if (typeof kind !== 'string' || !OF_RETURNS.includes(kind)) report('form.return.only_numbers', `${at}/kind`);
      for (const name of ['bounds', 'when', 'photo', 'optional'])
        if (item[name] !== undefined) report('form.return.only_numbers', `${at}/${name}`);
    });
  });
};

const countOf = (groups: readonly Json[]): number =>
  groups.reduce<number>(
    (sum, group) => sum + (isJsonObject(group) ? listOf(group['items']).length * Math.max(1, listOf(group['points']).length) : 0),
    0,
  );

/** Everything that is wrong with a form, each with a stable code; empty when it may be published. */
export const checkForm = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code, path, data });
  if (!isJsonObject(value)) return [{ code: 'form.value.invalid', path: '/', data: {} }];
  checkHead(value, report);
  const clauses = checkClauses(value['clauses'], report);
  const groups = listOf(value['groups']);
  if (groups.length === 0) report('form.items.none', '/groups');
  if (groups.length > GROUPS_MAX) report('form.groups.too_many', '/groups', { max: GROUPS_MAX });
  const count = countOf(groups);
  // Beyond the bound nothing more is looked at.
  if (count > FORM_QUESTIONS_MAX)
    return [...problems, { code: 'form.items.too_many', path: '/groups', data: { max: FORM_QUESTIONS_MAX, count } }];
  groups.forEach((group, g) => checkGroup(group, clauses, `/groups/${g}`, report));
  checkIds(groups, report);
  checkWhens(groups, report);
  checkReturn(value, groups, report);
  checkLesson(value, groups, report);
  // Numbers that are handed in find nothing, and a lesson neither.
  if (problems.length > 0 || value['use'] !== undefined) return problems;
  // Every field was checked just now.
  return (value as unknown as Form).groups.some((group) => group.items.some(canFail))
    ? []
    : [{ code: 'form.nothing_to_find', path: '/groups', data: {} }];
};
