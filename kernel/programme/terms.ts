import { parsePlainDate, yearOf } from '../calendar/plain-date.ts';
import type { Label } from '../policy/pack.ts';
import type { Problem } from '../policy/check-pack.ts';
import { SEASONS, type Season } from '../recurrence/cadence.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { checkLabel, checkWords, isObject, listOf, onlyKeys, type Report } from './check-text.ts';
import { findOccasion } from './people.ts';

interface NamedSpan {
  readonly id: string;
  readonly label: Label;
  /** The first and the last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** The notice or order that says so. */
  readonly source: string;
}

/** Terms, school years, holidays by name and declared seasons of a place, as they are published (G1). */
export interface TermsDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  /** Where all of it comes from, or that it is made up. */
  readonly source: string;
  /** Calendar years whose list is whole; of every other nothing is guessed. */
  readonly loaded: { readonly terms: readonly number[]; readonly holidays: readonly number[]; readonly seasons: readonly number[] };
  /** `2026-2027-1`, `2026-2027-2`. */
  readonly terms: readonly NamedSpan[];
  /** `2026-2027`. */
  readonly schoolYears: readonly NamedSpan[];
  readonly holidays: readonly NamedSpan[];
  readonly seasons: readonly (NamedSpan & { readonly season: Season })[];
}

const FIELDS = ['id', 'version', 'title', 'source', 'loaded', 'terms', 'schoolYears', 'holidays', 'seasons'];
const SPAN = ['id', 'label', 'from', 'to', 'source'];
const ID = /^[a-z][a-z0-9-]{1,39}$/;
const SPANS_MAX = 400;
const SOURCE_MAX = 300;
const SHAPES: { readonly [list: string]: RegExp } = {
  terms: /^\d{4}-\d{4}-[1-4]$/,
  schoolYears: /^\d{4}-\d{4}$/,
  holidays: /^[a-z][a-z0-9-]{1,39}$/,
  seasons: /^[a-z][a-z0-9-]{1,39}$/,
};

const checkSource = (value: Json | undefined, path: string, report: Report): void => {
  if (typeof value !== 'string' || value.trim() === '' || value.length > SOURCE_MAX) report('source.missing', path, { max: SOURCE_MAX });
  else checkWords(value, path, report);
};

const checkSpan = (value: Json, list: string, path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, list === 'seasons' ? [...SPAN, 'season'] : SPAN, path, report);
  const { id, from, to, season } = value;
  if (typeof id !== 'string' || SHAPES[list]?.test(id) !== true) report('id.invalid', `${path}/id`);
  checkLabel(value['label'], `${path}/label`, report);
  checkSource(value['source'], `${path}/source`, report);
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (typeof day !== 'string' || parsePlainDate(day) === undefined) report('day.invalid', `${path}/${name}`);
  }
  if (typeof from === 'string' && typeof to === 'string' && from > to) report('span.backwards', path, { from, to });
  if (list === 'seasons' && !SEASONS.some((it) => it === season)) report('season.unknown', `${path}/season`);
  const occasion = findOccasion(JSON.stringify(value['label'] ?? ''));
  if (occasion !== null) report('occasion', `${path}/label`, { word: occasion });
  return undefined;
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Terms, and spans of one season, may not share a day; two holidays may (a feast within the winter holiday). */
const checkOverlaps = (spans: readonly Json[], list: string, report: Report): void => {
  const rows = spans.filter(isObject);
  rows.forEach((row, i) => {
    if (rows.findIndex((other) => other['id'] === row['id'] && other['season'] === row['season'] && other['from'] === row['from']) !== i)
      report('id.twice', `/${list}/${i}`, { id: textOf(row['id']) });
    const other = rows
      .slice(0, i)
      .find((it) => it['season'] === row['season'] && textOf(it['from']) <= textOf(row['to']) && textOf(row['from']) <= textOf(it['to']));
    if (other && list !== 'holidays') report('span.overlaps', `/${list}/${i}`, { id: textOf(other['id']) });
  });
};

const isYears = (value: Json | undefined): value is readonly number[] =>
  Array.isArray(value) && value.length <= 200 && value.every((it) => Number.isInteger(it) && Number(it) > 1900 && Number(it) < 2200);

const checkLoaded = (value: JsonObject, report: Report): void => {
  const loaded = value['loaded'];
  if (!isObject(loaded)) return report('loaded.missing', '/loaded');
  onlyKeys(loaded, ['terms', 'holidays', 'seasons'], '/loaded', report);
  for (const list of ['terms', 'holidays', 'seasons']) {
    const years: Json | undefined = loaded[list];
    if (!isYears(years)) {
      report('loaded.missing', `/loaded/${list}`);
      continue;
    }
    // A year that is said to be known and has nothing in it would be a guess in disguise; seasons may well not be declared.
    const spans = listOf(value[list])
      .filter(isObject)
      .flatMap((it) => [parsePlainDate(textOf(it['from'])), parsePlainDate(textOf(it['to']))]);
    for (const year of years) {
      if (list !== 'seasons' && !spans.some((day) => day !== undefined && yearOf(day) === year))
        report('loaded.empty', `/loaded/${list}`, { year });
    }
  }
  return undefined;
};

/** Everything that is wrong with a definition of terms; empty when it may be published. Codes begin with `terms.`. */
export const checkTerms = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code: `terms.${code}`, path, data });
  if (!isObject(value)) return [{ code: 'terms.value.invalid', path: '/', data: {} }];
  onlyKeys(value, FIELDS, '', report);
  if (typeof value['id'] !== 'string' || !ID.test(value['id'])) report('id.invalid', '/id');
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 9999) report('value.invalid', '/version');
  checkLabel(value['title'], '/title', report);
  checkSource(value['source'], '/source', report);
  for (const list of ['terms', 'schoolYears', 'holidays', 'seasons']) {
    const spans = value[list];
    if (!Array.isArray(spans) || spans.length > SPANS_MAX) {
      report('value.invalid', `/${list}`, { max: SPANS_MAX });
      continue;
    }
    listOf(spans).forEach((it, i) => checkSpan(it, list, `/${list}/${i}`, report));
    checkOverlaps(listOf(spans), list, report);
  }
  checkLoaded(value, report);
  return problems;
};
