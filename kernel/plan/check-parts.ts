import { isIncidentKind } from '../incident/kinds.ts';
import { placeNameFault } from '../policy/places.ts';
import {
  checkId,
  checkLabel,
  checkOwnRule,
  isId,
  isMember,
  isObject,
  isWhole,
  listOf,
  onlyKeys,
  said,
  type Report,
} from '../programme/check-text.ts';
import { SITE_CLASSES } from '../site/classes.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { checkCalled } from './check-chain.ts';
import { checkPost, checkPosts } from './check-posts.ts';
import { checkTeamNames } from './check-teams.ts';
import { checkPlanWords } from './check-words.ts';
import { GROUP_PARTS, LEVELS, PUBLIC_NUMBERS } from './plan.ts';

const MANY_MAX = 40;
const GROUPS_MAX = 16;
const TASKS_MAX = 80;
const DAY_MINUTES = 1440;
const OUT_MAX = 120;
const ROUND_MAX = 24;
/** The number of a site, as every entity has one. */
const SITE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/** A list whose members are checked one by one; none of them twice by what `key` says of them. */
const checkEach = (
  value: Json | undefined,
  path: string,
  report: Report,
  {
    max,
    check,
    key,
  }: { readonly max: number; readonly check: (one: Json, at: string) => void; readonly key?: (one: Json) => Json | undefined },
): readonly Json[] => {
  const list = listOf(value);
  if (value !== undefined && !Array.isArray(value)) report('value.invalid', path);
  if (list.length > max) report('list.too_long', path, { max });
  const keys = list.map((one) => (key ? key(one) : undefined));
  list.slice(0, max).forEach((one, i) => {
    check(one, `${path}/${i}`);
    if (keys[i] !== undefined && keys.indexOf(keys[i]) !== i) report('id.twice', `${path}/${i}`, { id: said(keys[i]) });
  });
  return list;
};

const idOf = (one: Json): Json | undefined => (isObject(one) ? one['id'] : undefined);
const itself = (one: Json): Json => one;

/** The kinds that it is for: from the closed list, so none for people who come together or ask (G12). */
export const checkKinds = (value: Json | undefined, report: Report): void => {
  const check = (one: Json, at: string): void => {
    if (!isIncidentKind(one)) report('kind.unknown', at, { kind: said(one) });
  };
  const kinds = checkEach(value, '/kinds', report, { max: MANY_MAX, check, key: itself });
  if (kinds.length === 0) report('kinds.missing', '/kinds');
};

export const checkSites = (value: Json | undefined, report: Report): void => {
  if (value === undefined) return;
  if (!isObject(value)) return report('value.invalid', '/sites');
  onlyKeys(value, ['classes', 'numbers'], '/sites', report);
  const { classes, numbers } = value;
  if ((classes === undefined) === (numbers === undefined)) return report('sites.one_way', '/sites');
  const ofClass = (one: Json, at: string): void => {
    if (!isMember(SITE_CLASSES, one)) report('class.unknown', at, { class: said(one) });
  };
  const ofNumber = (one: Json, at: string): void => {
    if (typeof one !== 'string' || !SITE.test(one)) report('site.invalid', at, { site: said(one) });
  };
  const [list, path, check] = numbers === undefined ? [classes, '/sites/classes', ofClass] : [numbers, '/sites/numbers', ofNumber];
  if (checkEach(list, path, report, { max: MANY_MAX, check, key: itself }).length === 0) report('sites.missing', path);
  return undefined;
};

const checkGroup = (value: Json, teams: readonly Json[], path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['id', 'part', 'label', 'leads', 'members', 'teams'], path, report);
  checkId(value['id'], `${path}/id`, report);
  if (!isMember(GROUP_PARTS, value['part'])) report('part.unknown', `${path}/part`, { part: said(value['part']) });
  checkPlanWords(value['label'], `${path}/label`, report);
  checkCalled(value['leads'], `${path}/leads`, report);
  checkPosts(value['members'], `${path}/members`, report);
  return checkTeamNames(value['teams'], teams, `${path}/teams`, report);
};

/** Groups, one of which commands; against a fire it may be the one that fights it. */
export const checkGroups = (value: Json | undefined, teams: readonly Json[], report: Report): readonly (Json | undefined)[] => {
  const check = (one: Json, at: string): void => checkGroup(one, teams, at, report);
  const groups = checkEach(value, '/groups', report, { max: GROUPS_MAX, check, key: idOf });
  if (groups.length === 0) report('groups.missing', '/groups');
  else if (!groups.some((group) => isObject(group) && (group['part'] === 'command' || group['part'] === 'fighting')))
    report('groups.no_command', '/groups');
  return groups.map(idOf);
};

/** Tasks of these groups in the order of their minutes; each group has one. */
export const checkTasks = (value: Json | undefined, groups: readonly (Json | undefined)[], report: Report): void => {
  let last = 0;
  const check = (one: Json, path: string): void => {
    if (!isObject(one)) return report('value.invalid', path);
    onlyKeys(one, ['id', 'group', 'label', 'minutes'], path, report);
    const { id, group, label, minutes } = one;
    checkId(id, `${path}/id`, report);
    checkPlanWords(label, `${path}/label`, report);
    if (group === undefined || !groups.includes(group)) report('group.unknown', `${path}/group`, { group: said(group) });
    if (!isWhole(minutes, 0, DAY_MINUTES)) return report('minutes.invalid', `${path}/minutes`, { max: DAY_MINUTES });
    if (minutes < last) report('tasks.order', `${path}/minutes`);
    last = Math.max(last, minutes);
    return undefined;
  };
  const tasks = checkEach(value, '/tasks', report, { max: TASKS_MAX, check, key: idOf });
  const busy = tasks.map((task) => (isObject(task) ? task['group'] : undefined));
  groups.forEach((group, i) => {
    if (group !== undefined && !busy.includes(group)) report('group.idle', `/groups/${i}`, { group: said(group) });
  });
};

/** Where people gather: as public places are named, nothing finer than a building. */
export const checkMuster = (value: Json | undefined, report: Report): void => {
  const check = (one: Json, at: string): void => {
    checkPlanWords(one, at, report);
    for (const [lang, text] of isObject(one) ? Object.entries(one) : []) {
      const fault = typeof text === 'string' ? placeNameFault(text) : undefined;
      if (fault?.code === 'value.invalid') report('value.invalid', `${at}/${lang}`, fault.data);
    }
  };
  if (checkEach(value, '/muster', report, { max: MANY_MAX, check }).length === 0) report('muster.missing', '/muster');
};

/** What is called: numbers that everybody knows, or the duty of an office. No digits: a plan cannot hold a telephone that somebody carries. */
export const checkNumbers = (value: Json | undefined, report: Report): void => {
  const check = (one: Json, at: string): void => {
    if (isObject(one)) {
      onlyKeys(one, ['office'], at, report);
      if (!isId(one['office'])) report('number.unknown', `${at}/office`, { number: said(one['office']) });
    } else if (!isMember(Object.keys(PUBLIC_NUMBERS), one)) report('number.unknown', at, { number: said(one) });
  };
  const key = (one: Json): Json => (isObject(one) ? `office ${said(one['office'])}` : one);
  if (checkEach(value, '/numbers', report, { max: MANY_MAX, check, key }).length === 0) report('numbers.missing', '/numbers');
};

export const checkEquipment = (value: Json | undefined, report: Report): void => {
  const check = (one: Json, at: string): void => {
    if (!isObject(one)) return report('value.invalid', at);
    onlyKeys(one, ['what', 'where'], at, report);
    checkPlanWords(one['what'], `${at}/what`, report);
    return checkPlanWords(one['where'], `${at}/where`, report);
  };
  checkEach(value, '/equipment', report, { max: MANY_MAX, check });
};

/** None, or routine, strengthened and extraordinary in this order; nothing in one says when it begins (G12, G22). */
export const checkLevels = (value: Json | undefined, report: Report): void => {
  const check = (one: Json, path: string): void => {
    if (!isObject(one)) return report('value.invalid', path);
    onlyKeys(one, ['level', 'leads', 'onDuty', 'roundEveryHours', 'stops'], path, report);
    checkPost(one['leads'], `${path}/leads`, report);
    checkPosts(one['onDuty'], `${path}/onDuty`, report);
    if (listOf(one['onDuty']).length === 0) report('posts.missing', `${path}/onDuty`);
    if (one['roundEveryHours'] !== undefined && !isWhole(one['roundEveryHours'], 1, ROUND_MAX))
      report('round.invalid', `${path}/roundEveryHours`, { max: ROUND_MAX });
    if (one['stops'] !== undefined) checkPlanWords(one['stops'], `${path}/stops`, report);
    return undefined;
  };
  const given = checkEach(value, '/levels', report, { max: LEVELS.length, check }).map((one) => (isObject(one) ? one['level'] : undefined));
  if (given.length > 0 && JSON.stringify(given) !== JSON.stringify(LEVELS)) report('levels.all_three', '/levels');
};

/** In how many minutes everybody is out, with the rule that says so. */
export const checkEvacuation = (value: Json | undefined, report: Report): void => {
  if (value === undefined) return;
  if (!isObject(value)) return report('value.invalid', '/evacuation');
  onlyKeys(value, ['minutes', 'clause', 'ownRule'], '/evacuation', report);
  if (!isWhole(value['minutes'], 1, OUT_MAX)) report('minutes.invalid', '/evacuation/minutes', { max: OUT_MAX });
  checkLabel(value['clause'], '/evacuation/clause', report, 'clause.missing');
  if (typeof value['ownRule'] !== 'boolean')
    report(value['ownRule'] === undefined ? 'field.missing' : 'value.invalid', '/evacuation/ownRule');
  checkOwnRule(value, '/evacuation', report);
  return undefined;
};

export const checkAftermath = (plan: JsonObject, report: Report): void => {
  const list = checkEach(plan['aftermath'], '/aftermath', report, { max: MANY_MAX, check: (one, at) => checkPlanWords(one, at, report) });
  if (list.length === 0) report('aftermath.missing', '/aftermath');
};
