import { parseWithin } from '../calendar/within.ts';
import { isZone } from '../calendar/zone.ts';
import type { Problem } from '../policy/check-pack.ts';
import { isOfNothing, parseCadence, shortestHours, type Cadence } from '../recurrence/cadence.ts';
import { checkOfficeList, checkOffices, checkTiers } from './check-tiers.ts';
import { ASSET_CLASSES, SITE_CLASSES, SITE_FACTS } from '../site/classes.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { checkLabel, checkOwnRule, checkWords, isMember, isObject, listOf, onlyKeys, type Report, said } from './check-text.ts';
import { ABOUT, DONE_BY, OWERS, spanMs } from './programme.ts';

const FIELDS = ['id', 'version', 'title', 'calendar', 'arrives', 'offices', 'rules'];
const RULE_FIELDS = [
  'id',
  'label',
  'clause',
  'ownRule',
  'about',
  'classes',
  'when',
  'every',
  'doneBy',
  'form',
  'owedBy',
  'owedTo',
  'countersign',
  'late',
  'nilNeedsList',
  'offices',
  'gathers',
];
const ID = /^[a-z][a-z0-9-]{1,39}$/;
const RULE_ID = /^[a-z][a-z0-9]*(\.[a-z][a-z0-9-]*){1,4}$/;
const RULES_MAX = 200;
const HOUR_MS = 3_600_000;
/** An act that was done on Friday without a signal arrives on Monday at the latest. */
const ARRIVES_MS_MAX = 72 * HOUR_MS;
/** Units that are finer than a building, written as a class. */
const FINE_CLASSES = /room$|flat|floor|apartment|household|staircase|bed$|cell$|unit$/;
const PEOPLE_CLASSES = /person|people|pupil|student|teacher|staff|resident|tenant|believer|family|petition|filer|veteran|driver|patient/;

/** The milliseconds of a span of minutes, hours or days; undefined for anything else. */
const spanOf = (value: Json | undefined): number | undefined => {
  const period = typeof value === 'string' ? parseWithin(value) : undefined;
  return typeof value === 'string' && period && ['minutes', 'hours', 'days'].includes(period.unit) ? spanMs(value) : undefined;
};

const checkClasses = (rule: JsonObject, path: string, report: Report): void => {
  const { about, classes } = rule;
  if (about === 'office') {
    if (classes !== undefined && listOf(classes).length > 0) report('classes.of_office', `${path}/classes`);
    return;
  }
  const known: readonly string[] = about === 'asset' ? ASSET_CLASSES : SITE_CLASSES;
  const given = listOf(classes);
  if (given.length === 0) report('classes.missing', `${path}/classes`);
  given.forEach((it, i) => {
    const at = `${path}/classes/${i}`;
    const name = said(it);
    if (known.includes(name)) {
      if (given.indexOf(it) !== i) report('classes.twice', at, { class: name });
    } else if (PEOPLE_CLASSES.test(name)) report('about.people', at, { word: name });
    else if (FINE_CLASSES.test(name)) report('class.too_fine', at, { class: name });
    else report('class.unknown', at, { class: name });
  });
};

const checkWhen = (when: Json | undefined, about: Json | undefined, path: string, report: Report): void => {
  if (when === undefined) return;
  if (!isObject(when)) return report('value.invalid', path);
  if (about === 'office') report('when.of_office', path);
  for (const key of Object.keys(when)) if (key !== 'has' && key !== 'hasNot') report('when.unknown', `${path}/${key}`, { field: key });
  const [has, hasNot] = [listOf(when['has']), listOf(when['hasNot'])];
  for (const [list, facts] of [
    ['has', has],
    ['hasNot', hasNot],
  ] as const) {
    facts.forEach((it, i) => {
      if (!isMember(SITE_FACTS, it)) report('fact.unknown', `${path}/${list}/${i}`, { fact: said(it) });
    });
  }
  for (const fact of has) if (hasNot.includes(fact)) report('when.never', path, { fact: said(fact) });
  return undefined;
};

const OFFICE_CADENCES: readonly Cadence['kind'][] = ['bucket', 'after', 'before', 'opening', 'dated'];

const checkLate = (rule: JsonObject, cadence: Cadence, path: string, report: Report): void => {
  const { late } = rule;
  if (late === undefined) return;
  const ms = spanOf(late);
  if (ms === undefined) return report('late.invalid', `${path}/late`, { late: said(late) });
  // With a grace as long as the window, yesterday could be filled in tomorrow.
  if (ms >= shortestHours(cadence) * HOUR_MS) report('late.too_long', `${path}/late`, { late: said(late) });
  return undefined;
};

const checkEvery = (rule: JsonObject, path: string, report: Report): void => {
  const { every, about } = rule;
  if (every === undefined) return report('field.missing', `${path}/every`);
  if (typeof every !== 'string') return report('every.unknown', `${path}/every`);
  if (isOfNothing(every)) return report('every.nothing', `${path}/every`, { every });
  const cadence = parseCadence(every);
  if (cadence === undefined) return report('every.unknown', `${path}/every`, { every });
  const opens = cadence.kind === 'bucket' && cadence.unit === 'open day';
  if (about === 'office' && (opens || !OFFICE_CADENCES.includes(cadence.kind))) report('every.of_office', `${path}/every`, { every });
  // Which act ended the last interval must be certain when it arrives, not when somebody signs.
  if (cadence.kind === 'since' && rule['countersign'] === true) report('countersign.since', `${path}/countersign`);
  return checkLate(rule, cadence, path, report);
};

/** A duty goes upward, or stays where it is; nobody signs for themselves. */
const checkParties = (rule: JsonObject, path: string, report: Report): void => {
  const { about, owedBy, owedTo } = rule;
  const [by, to] = [OWERS.findIndex((it) => it === owedBy), OWERS.findIndex((it) => it === owedTo)];
  if (by < 0) report('party.unknown', `${path}/owedBy`, { party: said(owedBy) });
  if (to < 0) report('party.unknown', `${path}/owedTo`, { party: said(owedTo) });
  if (by < 0 || to < 0) return;
  if (to < by) report('direction', path, { owedBy: said(owedBy), owedTo: said(owedTo) });
  if (rule['countersign'] === true && owedBy === owedTo) report('owed.to_itself', path, { party: said(owedBy) });
  const ofOffice = owedBy === 'office' || owedTo === 'office';
  if (ofOffice && about !== 'office') report('party.of_office', path, { about: said(about) });
  if (about === 'office' && (owedBy === 'site_post' || owedBy === 'site_office')) report('party.of_site', path, { party: owedBy });
};

const checkFlags = (rule: JsonObject, path: string, report: Report): void => {
  for (const flag of ['ownRule', 'countersign', 'nilNeedsList']) {
    const value: Json | undefined = rule[flag];
    if (flag === 'ownRule' && value === undefined) report('field.missing', `${path}/${flag}`);
    else if (value !== undefined && typeof value !== 'boolean') report('value.invalid', `${path}/${flag}`);
  }
  const { form } = rule;
  if (form !== undefined && (typeof form !== 'string' || !ID.test(form))) report('form.invalid', `${path}/form`);
};

const checkRule = (value: Json, path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, RULE_FIELDS, path, report);
  const { id, about, doneBy } = value;
  if (typeof id !== 'string' || !RULE_ID.test(id)) report('id.invalid', `${path}/id`);
  else checkWords(id.replaceAll(/[.-]/g, ' '), `${path}/id`, report);
  checkLabel(value['label'], `${path}/label`, report);
  checkLabel(value['clause'], `${path}/clause`, report, 'clause.missing');
  if (!isMember(ABOUT, about))
    report(PEOPLE_CLASSES.test(said(about)) ? 'about.people' : 'about.unknown', `${path}/about`, { about: said(about) });
  else checkClasses(value, path, report);
  checkWhen(value['when'], about, `${path}/when`, report);
  checkEvery(value, path, report);
  if (!isMember(DONE_BY, doneBy)) report('done_by.unknown', `${path}/doneBy`, { doneBy: said(doneBy) });
  checkParties(value, path, report);
  checkFlags(value, path, report);
  checkOffices(value, path, report);
  return checkOwnRule(value, path, report);
};

/** What makes two rules the same duty, whatever they are called. */
const sameness = (rule: JsonObject): string => {
  const sorted = (value: Json | undefined): readonly string[] => listOf(value).map(String).toSorted();
  const when = isObject(rule['when']) ? rule['when'] : {};
  const { about, every, doneBy, form = null, owedBy, offices = null, gathers = null } = rule;
  return JSON.stringify([
    about,
    every,
    doneBy,
    form,
    owedBy,
    offices,
    gathers,
    sorted(rule['classes']),
    sorted(when['has']),
    sorted(when['hasNot']),
  ]);
};

const checkTwice = (rules: readonly Json[], report: Report): void => {
  const rows = rules.map((it) => (isObject(it) ? it : {}));
  const [ids, same] = [rows.map((it) => it['id']), rows.map(sameness)];
  rows.forEach((row, i) => {
    if (ids.indexOf(row['id']) !== i) report('id.twice', `/rules/${i}`, { id: said(row['id']) });
    else if (same.indexOf(same[i] ?? '') !== i) report('rule.twice', `/rules/${i}`, { rule: said(ids[same.indexOf(same[i] ?? '')]) });
  });
};

const checkHead = (value: JsonObject, report: Report): void => {
  const { id, version, calendar, arrives } = value;
  if (typeof id !== 'string' || !ID.test(id)) report('id.invalid', '/id');
  else checkWords(id.replaceAll('-', ' '), '/id', report);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 9999) report('value.invalid', '/version');
  checkLabel(value['title'], '/title', report);
  if (!isObject(calendar) || !isMember(['cn', 'weekends-only'], calendar['id'])) report('calendar.unknown', '/calendar');
  else if (typeof calendar['zone'] !== 'string' || !isZone(calendar['zone'])) report('zone.unknown', '/calendar/zone');
  const ms = arrives === undefined ? HOUR_MS : spanOf(arrives);
  if (ms === undefined || ms > ARRIVES_MS_MAX) report('arrives.invalid', '/arrives', { arrives: said(arrives) });
};

/** Everything that is wrong with a programme; empty when it may be published. Codes begin with `programme.`. */
export const checkProgramme = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code: `programme.${code}`, path, data });
  if (!isObject(value)) return [{ code: 'programme.value.invalid', path: '/', data: {} }];
  onlyKeys(value, FIELDS, '', report);
  checkHead(value, report);
  const rules = listOf(value['rules']);
  if (rules.length === 0 || rules.length > RULES_MAX) report('rules.missing', '/rules', { max: RULES_MAX });
  rules.forEach((rule, i) => checkRule(rule, `/rules/${i}`, report));
  checkTwice(rules, report);
  checkOfficeList(value['offices'], '/offices', report);
  checkTiers(rules, value['offices'] !== undefined, report);
  return problems;
};
