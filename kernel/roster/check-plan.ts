import { isZone } from '../calendar/zone.ts';
import type { Problem } from '../policy/check-pack.ts';
import {
  checkGrounds,
  checkId,
  checkLabel,
  isId,
  isMember,
  isObject,
  isWhole,
  listOf,
  onlyKeys,
  said,
  type Report,
} from '../programme/check-text.ts';
import { findOccasion } from '../programme/people.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { findUncovered } from './cover.ts';
import { DUTY_ROLES, ON, parseClock, PARTS, spanOf, type DutyCover, type ShiftRule } from './plan.ts';

const FIELDS = [
  'id',
  'version',
  'title',
  'office',
  'clause',
  'ownRule',
  'source',
  'calendar',
  'number',
  'publishDaysBefore',
  'restHours',
  'longestHours',
  'swap',
  'cover',
  'shifts',
];
const SHIFT_FIELDS = ['id', 'label', 'on', 'from', 'to', 'logEveryHours', 'reception', 'seats'];
const SEAT_FIELDS = ['id', 'part', 'label', 'count', 'posts'];
/** Numbers of offices: an area code and a number, a service number of three to six digits, or one of 400. */
const NUMBER = /^(0\d{2,3}-\d{7,8}(-\d{1,6})?|\d{3,6}|400-?\d{3}-?\d{4})$/;
/** A mobile telephone is carried by somebody. */
const MOBILE = /^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/;
const SHIFTS_MAX = 12;
const SEATS_MAX = 8;
const COUNT_MAX = 12;
const REST_MAX = 72;
const PUBLISH_MAX = 28;
const LOG_MAX = 24;

const checkTimes = (value: JsonObject, path: string, report: Report): boolean => {
  for (const end of ['from', 'to'])
    if (parseClock(value[end]) === undefined) report('time.invalid', `${path}/${end}`, { time: said(value[end]) });
  return parseClock(value['from']) !== undefined && parseClock(value['to']) !== undefined;
};

/** The times of something whose times were found sound. */
const timesOf = (value: JsonObject) => spanOf({ from: String(value['from']), to: String(value['to']) });

const checkSeat = (value: Json, path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, SEAT_FIELDS, path, report);
  const { id, part, label, count, posts } = value;
  checkId(id, `${path}/id`, report);
  checkLabel(label, `${path}/label`, report);
  if (!isMember(PARTS, part)) report('part.unknown', `${path}/part`, { part: said(part) });
  if (count !== undefined && !isWhole(count, 1, COUNT_MAX)) report('count.invalid', `${path}/count`, { max: COUNT_MAX });
  const given = listOf(posts);
  if (given.length === 0) report('posts.missing', `${path}/posts`);
  given.forEach((post, i) => {
    if (!isMember(DUTY_ROLES, post)) report('post.unknown', `${path}/posts/${i}`, { post: said(post) });
    else if (given.indexOf(post) !== i) report('post.twice', `${path}/posts/${i}`, { post: said(post) });
  });
  return undefined;
};

const checkSeats = (value: Json | undefined, path: string, report: Report): void => {
  const seats = listOf(value);
  if (seats.length === 0) report('seats.missing', path);
  if (seats.length > SEATS_MAX) report('seats.too_many', path, { max: SEATS_MAX });
  const ids = seats.map((seat) => (isObject(seat) ? seat['id'] : undefined));
  seats.slice(0, SEATS_MAX).forEach((seat, i) => {
    checkSeat(seat, `${path}/${i}`, report);
    if (ids[i] !== undefined && ids.indexOf(ids[i]) !== i) report('id.twice', `${path}/${i}/id`, { id: said(ids[i]) });
  });
  // Somebody who is only called when something happens is not there.
  if (seats.length > 0 && seats.every((seat) => isObject(seat) && seat['part'] === 'standby')) report('seats.nobody_there', path);
};

/** Leaders receive inside their own shift, at a place that is none of anybody's home. */
const checkReception = (value: Json | undefined, shift: JsonObject, isTimed: boolean, path: string, report: Report): void => {
  if (value === undefined) return;
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['place', 'from', 'to'], path, report);
  checkLabel(value['place'], `${path}/place`, report);
  if (checkTimes(value, path, report) && isTimed) {
    const [own, held] = [timesOf(value), timesOf(shift)];
    if (own.from < held.from || own.to > held.to) report('reception.outside', path);
  }
  if (!listOf(shift['seats']).some((seat) => isObject(seat) && seat['part'] === 'leader')) report('reception.without_leader', path);
  return undefined;
};

const checkShift = (value: Json, longest: Json | undefined, path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, SHIFT_FIELDS, path, report);
  const { id, label, on, logEveryHours, reception, seats } = value;
  checkId(id, `${path}/id`, report);
  checkLabel(label, `${path}/label`, report);
  if (!isMember(ON, on)) report('on.unknown', `${path}/on`, { on: said(on) });
  const isTimed = checkTimes(value, path, report);
  if (isTimed && typeof longest === 'number') {
    const { from, to } = timesOf(value);
    if (to - from > longest * 60) report('shift.too_long', path, { hours: (to - from) / 60, max: longest });
  }
  if (logEveryHours !== undefined && !isWhole(logEveryHours, 1, LOG_MAX)) report('log.invalid', `${path}/logEveryHours`, { max: LOG_MAX });
  checkReception(reception, value, isTimed, `${path}/reception`, report);
  checkSeats(seats, `${path}/seats`, report);
  return undefined;
};

const checkNumber = (value: Json | undefined, report: Report): void => {
  if (value === undefined) return report('field.missing', '/number');
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && MOBILE.test(text)) return report('number.mobile', '/number');
  if (typeof text !== 'string' || !NUMBER.test(text)) report('number.invalid', '/number');
  return undefined;
};

const checkNumbers = (plan: JsonObject, report: Report): void => {
  const { publishDaysBefore, restHours, longestHours, swap } = plan;
  if (!isWhole(publishDaysBefore, 1, PUBLISH_MAX)) report('publish.invalid', '/publishDaysBefore', { max: PUBLISH_MAX });
  if (!isWhole(restHours, 1, REST_MAX)) report('rest.invalid', '/restHours', { max: REST_MAX });
  if (longestHours !== undefined && !isWhole(longestHours, 1, 24)) report('longest.invalid', '/longestHours');
  if (swap !== 'same seat' && swap !== 'same part') report('swap.unknown', '/swap', { swap: said(swap) });
};

const checkHead = (plan: JsonObject, report: Report): void => {
  const { id, version, title, office, calendar } = plan;
  checkId(id, '/id', report);
  if (!isWhole(version, 1, 100_000)) report('version.invalid', '/version');
  checkLabel(title, '/title', report);
  // Nobody is on duty because of a political date (G22).
  for (const text of isObject(title) ? Object.values(title) : [])
    if (typeof text === 'string' && findOccasion(text) !== null) report('occasion', '/title', { word: findOccasion(text) });
  if (!isId(office)) report('office.invalid', '/office', { office: said(office) });
  if (!isObject(calendar) || !isMember(['cn', 'weekends-only'], calendar['id'])) report('calendar.unknown', '/calendar');
  else if (typeof calendar['zone'] !== 'string' || !isZone(calendar['zone'])) report('zone.unknown', '/calendar/zone');
};

const checkCover = (plan: JsonObject, sound: boolean, report: Report): void => {
  const { cover } = plan;
  if (!isObject(cover)) return report(cover === undefined ? 'cover.missing' : 'value.invalid', '/cover');
  onlyKeys(cover, ['on', 'from', 'to'], '/cover', report);
  if (!isMember(ON, cover['on'])) return report('on.unknown', '/cover/on', { on: said(cover['on']) });
  if (!checkTimes(cover, '/cover', report) || !sound) return undefined;
  // Times and days of both were found sound just now.
  const at = findUncovered(cover as unknown as DutyCover, listOf(plan['shifts']) as unknown as readonly ShiftRule[]);
  if (at !== undefined)
    report('cover.gap', '/cover', { at: `${String(Math.floor((at / 60) % 24)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}` });
  return undefined;
};

/** Everything that is wrong with a duty plan; nothing where it may be published. */
export const checkPlan = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code: `duty.${code}`, path, data });
  if (!isObject(value)) return [{ code: 'duty.value.invalid', path: '/', data: {} }];
  onlyKeys(value, FIELDS, '', report);
  checkHead(value, report);
  checkGrounds(value, report);
  checkNumber(value['number'], report);
  checkNumbers(value, report);
  const shifts = listOf(value['shifts']);
  if (shifts.length === 0) report('shifts.missing', '/shifts');
  if (shifts.length > SHIFTS_MAX) report('shifts.too_many', '/shifts', { max: SHIFTS_MAX });
  const before = problems.length;
  const ids = shifts.map((shift) => (isObject(shift) ? shift['id'] : undefined));
  shifts.slice(0, SHIFTS_MAX).forEach((shift, i) => {
    checkShift(shift, value['longestHours'], `/shifts/${i}`, report);
    if (ids[i] !== undefined && ids.indexOf(ids[i]) !== i) report('id.twice', `/shifts/${i}/id`, { id: said(ids[i]) });
  });
  checkCover(value, problems.length === before && shifts.length > 0 && shifts.length <= SHIFTS_MAX, report);
  return problems;
};
