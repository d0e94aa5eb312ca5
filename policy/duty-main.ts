import { createHash } from 'node:crypto';
import { daysBetween, parsePlainDate, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { toIso, type Instant } from '../kernel/calendar/instant.ts';
import { wallTime } from '../kernel/calendar/zone.ts';
import type { BuiltIn as Lang } from '../kernel/language/languages.ts';
import { toTerms } from '../kernel/programme/programme.ts';
import type { DutyPlan } from '../kernel/roster/plan.ts';
import { shiftsOf, type Shift } from '../kernel/roster/shifts.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { readArguments, readText, type CommandIo, type ExitCode } from './command-io.ts';
import { dutySentenceOf } from './duty-sentences.ts';
import { findPlan, planIds, readPlan } from './duty.ts';
import { definitionHash } from './load.ts';
import { exampleTerms, readTerms } from './programme.ts';
import { cut } from './terminal.ts';

const LANGS: readonly Lang[] = ['zh-CN', 'en'];
const COLUMNS = 100;
const DAYS_MAX = 400;
const EXPLAIN = 'huiyin duty explain PLAN|FILE --from YYYY-MM-DD --to YYYY-MM-DD [--terms FILE|none] [--json] [--lang zh-CN|en]';

const WORDS = {
  'zh-CN': {
    seats: (count: number) => `${count}个席位`,
    off: '休息日',
    reception: (from: string, to: string) => `接访${from}–${to}`,
    count: (shifts: number, hours: number) => `${shifts}班，共${hours}小时。`,
    unknown: (year: number, why: string) =>
      why === 'year_not_loaded' ? `${year}年的放假安排还没有载入，不猜。` : `${year}年的学期还没有载入，不猜（--terms FILE）。`,
  },
  en: {
    seats: (count: number) => `${count} seat${count === 1 ? '' : 's'}`,
    off: 'day off',
    reception: (from: string, to: string) => `reception ${from}–${to}`,
    count: (shifts: number, hours: number) => `${shifts} shifts, ${hours} hours.`,
    unknown: (year: number, why: string) =>
      why === 'year_not_loaded'
        ? `The list of days off of ${year} is not loaded, and nothing is guessed.`
        : `The terms of ${year} are not loaded, and nothing is guessed (--terms FILE).`,
  },
};

/** `duty check FILE [--json]`: 0 when it may be published, 1 with one line a problem, 2 when there is no such file. */
const dutyCheck = (args: readonly string[], io: CommandIo): ExitCode => {
  const given = readArguments(args, ['--json'], ['--lang']);
  const [file, ...rest] = given?.words ?? [];
  const lang = LANGS.find((it) => it === (given?.values.get('--lang') ?? 'en'));
  if (given === undefined || file === undefined || rest.length > 0 || lang === undefined) {
    io.err('usage_wrong: huiyin duty check FILE [--json] [--lang zh-CN|en]');
    return 2;
  }
  const text = (io.read ?? readText)(file);
  if (text === undefined) {
    io.err(`file_unreadable: there is no file ${file}, or it cannot be read.`);
    return 2;
  }
  const loaded = readPlan(text);
  const problems = 'problems' in loaded ? loaded.problems : [];
  const plan = 'plan' in loaded ? loaded.plan : null;
  const hash = plan && definitionHash(plan, (body) => createHash('sha256').update(body, 'utf8').digest('hex'));
  if (given.flags.has('--json')) io.out(JSON.stringify({ file, ok: plan !== null, id: plan?.id ?? null, hash, problems }, null, 2));
  else if (plan) io.out(`${file}: ${plan.id} version ${plan.version}, ${plan.shifts.length} shifts, no problem found; ${hash}`);
  for (const { code, path, data } of given.flags.has('--json') ? [] : problems) {
    const facts = Object.entries(data).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
    io.out(`${file}: ${code} ${path}${facts.join('')}: ${dutySentenceOf(code, lang)}`);
  }
  return plan ? 0 : 1;
};

const planOf = (name: string, io: CommandIo): DutyPlan | undefined => {
  if (planIds().includes(name)) return findPlan(name);
  const text = (io.read ?? readText)(name);
  const loaded = text === undefined ? undefined : readPlan(text);
  return loaded && 'plan' in loaded ? loaded.plan : undefined;
};

const clock = (at: Instant, zone: string): { readonly day: string; readonly time: string } => {
  const { date, hour, minute } = wallTime(at, zone);
  return { day: date, time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
};

const lineOf = (shift: Shift, plan: DutyPlan, zone: string, lang: Lang): string => {
  const words = WORDS[lang];
  const [from, to] = [clock(shift.from, zone), clock(shift.to, zone)];
  const held = shift.reception;
  const marks = [
    plan.shifts.find((rule) => rule.id === shift.rule)?.label[lang] ?? shift.rule,
    words.seats(shift.seats.length),
    ...(shift.off ? [words.off] : []),
    ...(held ? [words.reception(clock(held.from, zone).time, clock(held.to, zone).time)] : []),
  ];
  return cut(`${from.day} ${from.time} – ${to.day === from.day ? '' : `${to.day} `}${to.time}  ${marks.join(' · ')}`, COLUMNS);
};

const rowOf = (shift: Shift) => ({
  shift: shift.shift,
  from: toIso(shift.from),
  to: toIso(shift.to),
  night: shift.night,
  off: shift.off,
  seats: shift.seats.map(({ seat, part, posts }) => ({ seat, part, posts })),
});

const print = (
  plan: DutyPlan,
  span: { readonly first: PlainDate; readonly last: PlainDate },
  terms: string | undefined,
  json: boolean,
  lang: Lang,
  io: CommandIo,
): ExitCode => {
  const calendar = getPackCalendar(plan.calendar);
  const text = terms === undefined || terms === 'none' ? undefined : (io.read ?? readText)(terms);
  const read = text === undefined ? undefined : readTerms(text);
  if (terms !== undefined && terms !== 'none' && (read === undefined || 'problems' in read)) {
    io.err(`file_unreadable: ${terms} holds no terms.`);
    return 2;
  }
  const known = terms === 'none' ? null : toTerms(read && 'terms' in read ? read.terms : exampleTerms());
  const found = shiftsOf(plan, span, calendar, known);
  if ('unknown' in found) {
    io.err(`${found.unknown}: ${WORDS[lang].unknown(found.year, found.unknown)}`);
    return 1;
  }
  if (json) io.out(JSON.stringify(found.shifts.map(rowOf), null, 2));
  else {
    for (const shift of found.shifts) io.out(lineOf(shift, plan, calendar.zone, lang));
    const hours = found.shifts.reduce((sum, { from, to }) => sum + (to - from), 0) / 3_600_000;
    io.out(WORDS[lang].count(found.shifts.length, hours));
  }
  return 0;
};

/** `duty explain PLAN --from DAY --to DAY`: every shift of these days, on the clock there. */
const dutyExplain = (args: readonly string[], io: CommandIo): ExitCode => {
  const given = readArguments(args, ['--json'], ['--from', '--to', '--terms', '--lang']);
  const [name, ...rest] = given?.words ?? [];
  const [first, last] = [parsePlainDate(given?.values.get('--from') ?? ''), parsePlainDate(given?.values.get('--to') ?? '')];
  const lang = LANGS.find((it) => it === (given?.values.get('--lang') ?? 'en'));
  const isSpan = first !== undefined && last !== undefined && first <= last && daysBetween(first, last) <= DAYS_MAX;
  if (given === undefined || name === undefined || rest.length > 0 || !isSpan || lang === undefined) {
    io.err(`usage_wrong: ${EXPLAIN}`);
    return 2;
  }
  const plan = planOf(name, io);
  if (!plan) {
    io.err(`duty_unknown: ${name} is neither a plan that comes with the program (${planIds().join(', ')}) nor a sound file.`);
    return 2;
  }
  return print(plan, { first, last }, given.values.get('--terms'), given.flags.has('--json'), lang, io);
};

/** `duty check …` and `duty explain …`. */
export const dutyCommand = (args: readonly string[], io: CommandIo): ExitCode => {
  const [verb, ...rest] = args;
  if (verb === 'check') return dutyCheck(rest, io);
  if (verb === 'explain') return dutyExplain(rest, io);
  io.err(`usage_wrong: huiyin duty check FILE | ${EXPLAIN}`);
  return 2;
};
