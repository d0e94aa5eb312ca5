import type { BuiltIn as Lang } from '../kernel/language/languages.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import { instant, toIso } from '../kernel/calendar/instant.ts';
import { addDays, daysBetween, parsePlainDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { startOfDay, wallTime } from '../kernel/calendar/zone.ts';
import { isAbout, rulesFor, slotRuleOf, toTerms, type Programme, type ProgrammeRule, type Subject } from '../kernel/programme/programme.ts';
import type { TermsDefinition } from '../kernel/programme/terms.ts';
import { getCadence, type Cadence } from '../kernel/recurrence/cadence.ts';
import type { Surroundings, Window } from '../kernel/recurrence/surroundings.ts';
import { windows } from '../kernel/recurrence/windows.ts';
import { ASSET_CLASSES, SITE_CLASSES, SITE_FACTS, type SiteFact } from '../kernel/site/classes.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { readArguments, readText, type CommandIo, type ExitCode } from './command-io.ts';
import { exampleHours, hoursNameOf } from './example-hours.ts';
import { PROGRAMME_WORDS } from './programme-words.ts';
import { sentenceOf } from './programme-sentences.ts';
import { exampleTerms, findProgramme, programmeIds, readProgramme, readTerms } from './programme.ts';
import { cut, wrapped } from './terminal.ts';

/** One window of one rule, as `--json` gives it. */
export interface ProgrammeRow {
  readonly rule: string;
  readonly window: string;
  /** ISO instants; the first one after the window. */
  readonly from: string;
  readonly to: string;
  /** Civil days there. */
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly times: number;
  readonly every: string;
  readonly owedBy: string;
  readonly owedTo: string;
  readonly clause: string;
  readonly ownRule: boolean;
  readonly provisional: string | null;
}

interface Planned {
  readonly rule: ProgrammeRule;
  readonly windows: readonly Window[];
}

const COLUMNS = 100;
/** A year and the one after it: what somebody plans. */
const DAYS_MAX = 800;
const YEARS = { first: 1990, last: 2200 };
const USAGE =
  'huiyin programme explain PROGRAMME|FILE --site CLASS|office --from YYYY-MM-DD --to YYYY-MM-DD [--facts FACT,FACT] [--terms FILE|none] [--json] [--lang zh-CN|en]';

const LANGS: readonly Lang[] = ['zh-CN', 'en'];

/** What hangs on uses, dated things or incidents, of which an example has none. */
const isOnOccasion = (cadence: Cadence): boolean =>
  cadence.kind === 'use' ||
  cadence.kind === 'dated' ||
  (cadence.kind === 'bucket' && cadence.during === 'incident') ||
  (cadence.kind === 'hours' && cadence.during === 'incident');

const rowsOf = ({ rule, windows: all }: Planned): readonly ProgrammeRow[] =>
  all.map((window) => ({
    rule: rule.id,
    window: window.id,
    from: toIso(window.from),
    to: toIso(window.to),
    first: window.first,
    last: window.last,
    times: window.times,
    every: rule.every,
    owedBy: rule.owedBy,
    owedTo: rule.owedTo,
    clause: rule.clause['zh-CN'],
    ownRule: rule.ownRule,
    provisional: window.provisional,
  }));

const clockOf = (at: Instant, zone: string): { readonly day: PlainDate; readonly time: string } => {
  const { date, hour, minute } = wallTime(at, zone);
  return { day: date, time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
};

/** `2026-11-28`, `2026-11-01 – 2026-11-30`, or with times where a window does not begin and end with a day. */
const spanText = (window: Window, zone: string): string => {
  const isWhole = window.from === startOfDay(window.first, zone) && window.to === startOfDay(addDays(window.last, 1), zone);
  if (isWhole) return window.first === window.last ? window.first : `${window.first} – ${window.last}`;
  const [from, to] = [clockOf(window.from, zone), clockOf(window.to, zone)];
  return `${from.day} ${from.time} – ${from.day === to.day ? '' : `${to.day} `}${to.time}`;
};

const headOf = (rule: ProgrammeRule, lang: Lang): readonly string[] => {
  const words = PROGRAMME_WORDS[lang];
  const marks = [
    words.every(rule.every, getCadence(rule.every)),
    words.doneBy[rule.doneBy],
    words.oweds(words.parties[rule.owedBy], words.parties[rule.owedTo]),
    ...(rule.countersign ? [words.countersign] : []),
    ...(rule.ownRule ? [words.own] : []),
  ];
  return [
    ...wrapped(`${rule.id}  ${rule.label[lang]}`, COLUMNS, ''),
    ...wrapped(marks.join(' · '), COLUMNS, '  '),
    ...wrapped(rule.clause[lang], COLUMNS, '  '),
  ];
};

const windowLine = (window: Window, zone: string, lang: Lang): string => {
  const words = PROGRAMME_WORDS[lang];
  const times = window.times === 1 ? '' : `  ${words.times(window.times)}`;
  const mark = window.provisional === null ? '' : `  * ${words.why[window.provisional]}`;
  return cut(`    ${window.id.padEnd(26)}  ${spanText(window, zone)}${times}${mark}`, COLUMNS);
};

interface Asked {
  readonly programme: Programme;
  readonly of: Subject;
  readonly siteClass: string;
  readonly terms: TermsDefinition | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const surroundingsOf = ({ programme, siteClass, terms }: Asked): Surroundings => {
  const hours = exampleHours(hoursNameOf(siteClass) ?? 'around-the-clock');
  return {
    calendar: getPackCalendar(programme.calendar),
    terms: terms && toTerms(terms),
    hours: hours ? [hours] : [],
    closures: [],
    uses: [],
    dated: [],
    incidents: [],
  };
};

/** Every window of the rules that bind the class in these days; covered from the first of them, or since long before where that decides nothing. */
const plan = (asked: Asked): readonly Planned[] => {
  const given = surroundingsOf(asked);
  const { zone } = given.calendar;
  const range = { from: startOfDay(asked.from, zone), to: startOfDay(addDays(asked.to, 1), zone) };
  return rulesFor(asked.programme, asked.of).map((rule) => {
    const { cadence } = slotRuleOf(rule);
    // A site that has been there all along owes the bucket in which the first day lies; what counts from the last time begins with it.
    const cover = { from: cadence.kind === 'since' ? range.from : instant(startOfDay(addDays(asked.from, -DAYS_MAX * 3), zone)), to: null };
    return { rule, windows: windows(cadence, given, cover, range) };
  });
};

const print = (asked: Asked, planned: readonly Planned[], lang: Lang, io: CommandIo): void => {
  const words = PROGRAMME_WORDS[lang];
  const { programme, of, siteClass } = asked;
  const { zone } = programme.calendar;
  const say = (text: string): void => wrapped(text, COLUMNS, '').forEach((line) => io.out(line));
  say(`${programme.title[lang]} (${programme.id}, ${zone}; ${siteClass})`);
  say(words.hours(hoursNameOf(siteClass) ?? 'around-the-clock', asked.terms?.title[lang] ?? '–'));
  for (const { rule, windows: all } of planned) {
    if (isOnOccasion(getCadence(rule.every))) continue;
    io.out('');
    headOf(rule, lang).forEach((line) => io.out(line));
    all.forEach((window) => io.out(windowLine(window, zone, lang)));
    if (all.length === 0) io.out(`    ${words.none}`);
  }
  io.out('');
  if (planned.some((it) => it.windows.some((window) => window.provisional !== null))) say(words.provisional);
  const ids = (rules: readonly ProgrammeRule[]): string =>
    rules.map((rule) => `${rule.id} (${words.every(rule.every, getCadence(rule.every))})`).join(', ');
  const occasions = planned.map((it) => it.rule).filter((rule) => isOnOccasion(getCadence(rule.every)));
  if (occasions.length > 0) say(`${words.occasions} ${ids(occasions)}`);
  const others = programme.rules.filter((rule) => isAbout(rule, of) && !planned.some((it) => it.rule === rule));
  if (others.length > 0) say(`${words.others} ${ids(others)}`);
  say(
    words.count(
      planned.reduce((sum, it) => sum + it.windows.length, 0),
      planned.length,
    ),
  );
};

const refuse = (io: CommandIo, code: string, sentence: string): ExitCode => {
  io.err(`${code}: ${sentence}`);
  return 2;
};

const subjectOf = (siteClass: string, facts: readonly string[]): Subject | undefined => {
  if (siteClass === 'office') return { about: 'office' };
  const known = facts.flatMap((fact): readonly SiteFact[] => SITE_FACTS.filter((it) => it === fact));
  const site = SITE_CLASSES.find((it) => it === siteClass);
  if (site) return { about: 'site', class: site, facts: known };
  const asset = ASSET_CLASSES.find((it) => it === siteClass);
  return asset && { about: 'asset', class: asset, facts: known };
};

const readDays = (values: ReadonlyMap<string, string>): { readonly from: PlainDate; readonly to: PlainDate } | string => {
  const [from, to] = [parsePlainDate(values.get('--from') ?? ''), parsePlainDate(values.get('--to') ?? '')];
  if (from === undefined || to === undefined) return 'date_invalid: a day is written 2026-11-28.';
  if (to < from) return 'range_backwards: --to is earlier than --from.';
  if (daysBetween(from, to) >= DAYS_MAX) return `range_too_long: ${DAYS_MAX} days at most.`;
  const isFar = yearOf(from) < YEARS.first || yearOf(to) > YEARS.last;
  return isFar ? `date_out_of_range: days of the years ${YEARS.first} to ${YEARS.last}.` : { from, to };
};

/** A programme that comes with the program, by its id, or one in a file (`canteen.yaml`, `./canteen`); what is wrong, else. */
const readNamed = (id: string, io: CommandIo): Programme | string => {
  const shipped = findProgramme(id);
  if (shipped) return shipped;
  if (!/[./\\]/.test(id)) return `programme_unknown: there is no programme ${JSON.stringify(id)}; there are ${programmeIds().join(', ')}.`;
  const text = (io.read ?? readText)(id);
  if (text === undefined) return `file_unreadable: there is no file ${id}, or it cannot be read.`;
  const loaded = readProgramme(text);
  return 'programme' in loaded ? loaded.programme : loaded.problems.map((it) => `${it.code} ${it.path}: ${sentenceOf(it.code)}`).join('\n');
};

const readAsked = (id: string, siteClass: string, values: ReadonlyMap<string, string>, io: CommandIo): Asked | string => {
  const programme = readNamed(id, io);
  if (typeof programme === 'string') return programme;
  const facts = (values.get('--facts') ?? '').split(',').filter((it) => it !== '');
  const strange = facts.find((fact) => !SITE_FACTS.some((it) => it === fact));
  if (strange !== undefined) return `fact_unknown: there is no fact ${JSON.stringify(strange)}; there are ${SITE_FACTS.join(', ')}.`;
  const of = subjectOf(siteClass, facts);
  if (!of) {
    const known = ['office', ...SITE_CLASSES, ...ASSET_CLASSES].join(', ');
    return `class_unknown: there is no class ${JSON.stringify(siteClass)}, and nothing finer than a building; there are ${known}.`;
  }
  const days = readDays(values);
  if (typeof days === 'string') return days;
  const file = values.get('--terms');
  if (file === undefined || file === 'none') return { programme, of, siteClass, terms: file === 'none' ? null : exampleTerms(), ...days };
  const text = (io.read ?? readText)(file);
  if (text === undefined) return `file_unreadable: there is no file ${file}, or it cannot be read.`;
  const loaded = readTerms(text);
  if ('problems' in loaded) return loaded.problems.map((it) => `${it.code} ${it.path}: ${sentenceOf(it.code)}`).join('\n');
  return { programme, of, siteClass, terms: loaded.terms, ...days };
};

/** `programme explain`: every window in which something is owed by a class of site in these days, with its clause; 2 where it cannot be asked. */
export const programmeExplain = (args: readonly string[], io: CommandIo): ExitCode => {
  const given = readArguments(args, ['--json'], ['--site', '--from', '--to', '--facts', '--terms', '--lang']);
  const [id, ...rest] = given?.words ?? [];
  const siteClass = given?.values.get('--site');
  if (given === undefined || id === undefined || siteClass === undefined || rest.length > 0) return refuse(io, 'usage_wrong', USAGE);
  const lang = LANGS.find((it) => it === (given.values.get('--lang') ?? 'en'));
  if (lang === undefined)
    return refuse(io, 'lang_unknown', `there is no language ${JSON.stringify(given.values.get('--lang'))}; use zh-CN or en.`);
  const asked = readAsked(id, siteClass, given.values, io);
  if (typeof asked === 'string') {
    io.err(asked);
    return 2;
  }
  const planned = plan(asked);
  if (given.flags.has('--json')) io.out(JSON.stringify(planned.flatMap(rowsOf), null, 2));
  else print(asked, planned, lang, io);
  return 0;
};
