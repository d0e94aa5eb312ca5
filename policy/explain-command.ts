import type { BuiltIn as Lang } from '../kernel/language/languages.ts';
import { parsePlainDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { parseWithin, type Period } from '../kernel/calendar/within.ts';
import { startOfDay } from '../kernel/calendar/zone.ts';
import { yearlyDuties } from '../kernel/obligation/yearly.ts';
import { explain, type ExplainRow } from '../kernel/policy/explain.ts';
import { DAY_PROMISED, DAY_SET, type Label, type Pack as PackOf } from '../kernel/policy/pack.ts';
import type { Vocabulary, Words } from '../kernel/policy/vocabulary.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { readArguments, type CommandIo, type ExitCode } from './command-io.ts';
import { findPackOf, packIds } from './load.ts';

type Pack = PackOf<Words>;

const HEADS: { readonly [lang in Lang]: readonly string[] } = {
  'zh-CN': ['编号', '起算日', '期限', '最后一天', '谁来办', '情形', '依据', '内容'],
  en: ['id', 'from', 'within', 'due', 'owed by', 'branch', 'clause', 'what'],
};
const NOTES: {
  readonly [lang in Lang]: {
    readonly provisional: string;
    readonly unreached: string;
    readonly endless: string;
    readonly named: string;
    readonly yearly: (year: number, due: string) => string;
  };
} = {
  'zh-CN': {
    provisional: '* 这一年的放假安排还没有公布或者没有载入，只按周末算，以后可能有变。',
    unreached: '没有算到的规则：',
    endless: '没有截止日',
    named: '到时写明',
    yearly: (year: number, due: string) => `每年：${year}年的报告最迟${due}公布。`,
  },
  en: {
    provisional: '* The holidays of a year this needs are not loaded; only weekends were taken into account.',
    unreached: 'Not followed here:',
    endless: 'no end',
    named: 'as named then',
    yearly: (year: number, due: string) => `Every year: the report on ${year} is due by ${due}.`,
  },
};
/** Dates are counted with real calendars; outside these years there is none, nor will be. */
const YEARS = { first: 1900, last: 2200 };

/** Chinese characters take two columns of a terminal. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (/[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\u3000-\u303F]/u.test(sign) ? 2 : 1), 0);

const aligned = (table: readonly (readonly string[])[]): readonly string[] => {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => widthOf(row[column] ?? ''))));
  return table.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
};

const findTexts = (pack: Pack, id: string): { readonly label: Label; readonly clause: Label } | undefined =>
  pack.rules.flatMap((rule) => [rule, ...(rule.extend === null ? [] : [rule.extend])]).find((one) => one.id === id);

const UNITS: { readonly [unit in Period['unit']]: string } = {
  'same day': '当天',
  'same working day': '当个工作日',
  days: '天',
  'working days': '个工作日',
  months: '个月',
  hours: '小时',
  minutes: '分钟',
};

const NAMED_DAYS: { readonly [lang in Lang]: { readonly [within in typeof DAY_SET | typeof DAY_PROMISED]: string } } = {
  'zh-CN': { [DAY_SET]: '交办时定的日子', [DAY_PROMISED]: '答复里写明的日子' },
  en: { [DAY_SET]: 'the day set', [DAY_PROMISED]: 'the day promised' },
};

const periodText = (within: string | null, lang: Lang): string => {
  if (within === DAY_SET || within === DAY_PROMISED) return NAMED_DAYS[lang][within];
  const period = within === null ? undefined : parseWithin(within);
  if (period === undefined || lang === 'en') return within ?? '';
  return `${'count' in period ? period.count : ''}${UNITS[period.unit]}`;
};

const cells = (of: Vocabulary, row: ExplainRow, pack: Pack, lang: Lang): readonly string[] => {
  const texts = findTexts(pack, row.id);
  const due =
    row.due === null ? (row.within === null ? NOTES[lang].endless : NOTES[lang].named) : `${row.due}${row.provisional ? ' *' : ''}`;
  return [
    row.id,
    row.from,
    periodText(row.within, lang),
    due,
    of.parties[row.owedBy]?.label[lang] ?? row.owedBy,
    row.branch ?? '',
    texts?.clause[lang] ?? row.clause,
    texts?.label[lang] ?? '',
  ];
};

const yearlyClause = (pack: Pack, id: string, lang: Lang): string => pack.yearly?.find((rule) => rule.id === id)?.clause[lang] ?? '';

const instantOf = (day: PlainDate, pack: Pack) => startOfDay(day, pack.calendar.zone);

const print = (of: Vocabulary, rows: readonly ExplainRow[], pack: Pack, filed: PlainDate, lang: Lang, io: CommandIo): void => {
  io.out(`${pack.title[lang]} (${pack.id}, ${pack.calendar.zone})`);
  for (const line of aligned([HEADS[lang], ...rows.map((row) => cells(of, row, pack, lang))])) io.out(line);
  if (rows.some((row) => row.provisional)) io.out(NOTES[lang].provisional);
  for (const duty of yearlyDuties(pack, getPackCalendar(pack.calendar), { first: yearOf(filed), done: new Map() }, instantOf(filed, pack)))
    io.out(
      `${NOTES[lang].yearly(duty.year, `${duty.due}${duty.provisional ? ' *' : ''}`)} ${duty.rule}: ${yearlyClause(pack, duty.rule, lang)}`,
    );
  const unreached = pack.rules.filter((rule) => !rows.some((row) => row.id === rule.id));
  if (unreached.length > 0)
    io.out(
      `${NOTES[lang].unreached} ${unreached.map((rule) => `${rule.id} (${rule.within === null ? NOTES[lang].endless : periodText(rule.within, lang)})`).join(', ')}`,
    );
};

const refuse = (io: CommandIo, code: string, sentence: string): ExitCode => {
  io.err(`${code}: ${sentence}`);
  return 2;
};

const USAGE = 'huiyin policy explain PACK --filed YYYY-MM-DD [--json] [--lang zh-CN|en]';

/** `policy explain PACK --filed DATE [--json] [--lang zh-CN|en]`: the whole timeline of what begins on that day, of any of these kinds. */
export const explainCommand = (args: readonly string[], io: CommandIo, kinds: readonly Vocabulary[]): ExitCode => {
  const given = readArguments(args, ['--json'], ['--filed', '--lang']);
  const [id, ...rest] = given?.words ?? [];
  const text = given?.values.get('--filed');
  if (given === undefined || id === undefined || rest.length > 0 || text === undefined) return refuse(io, 'usage_wrong', USAGE);
  const lang = given.values.get('--lang') ?? 'en';
  if (lang !== 'en' && lang !== 'zh-CN')
    return refuse(io, 'lang_unknown', `there is no language ${JSON.stringify(lang)}; use zh-CN or en.`);
  const found = kinds.map((of) => ({ of, pack: findPackOf(of, id) })).find((it) => it.pack !== undefined);
  if (!found?.pack) return refuse(io, 'pack_unknown', `there is no pack ${JSON.stringify(id)}; there are ${packIds().join(', ')}.`);
  const filed = parsePlainDate(text);
  if (filed === undefined) return refuse(io, 'date_invalid', `${JSON.stringify(text)} is no date; write it as 2026-09-28.`);
  if (yearOf(filed) < YEARS.first || yearOf(filed) > YEARS.last) {
    return refuse(io, 'date_out_of_range', `${filed} is outside the years ${YEARS.first} to ${YEARS.last}.`);
  }
  const { of, pack } = { ...found, pack: found.pack };
  const rows = explain(of, pack, getPackCalendar(pack.calendar), filed);
  if (given.flags.has('--json')) io.out(JSON.stringify(rows, null, 2));
  else print(of, rows, pack, filed, lang, io);
  return 0;
};
