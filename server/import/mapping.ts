import { allLangs, type Lang } from '../../kernel/language/languages.ts';
import { isZone } from '../../kernel/calendar/zone.ts';
import { withoutInvisible } from '../../kernel/canonical/bounded-text.ts';
import { DATE_ORDERS, type DateOrder } from './local-time.ts';
import { reasonByName, type DropReason } from '../../kernel/policy/person-columns.ts';

/** What a row is made of. `subject` and `body` may be put together from several columns. */
export interface Columns {
  readonly id: string;
  readonly filed_at: string;
  readonly subject: readonly string[];
  readonly body: readonly string[];
  readonly place: string | null;
  readonly replied_at: string | null;
  readonly reply: string | null;
  readonly office: string | null;
}

/** How the rows of a file become matters. */
export interface Mapping {
  /** Names where the rows come from: a row of a source is taken once, however often its file is read. */
  readonly source: string;
  /** The id of a shipped pack, or a pack file beside the mapping. */
  readonly pack: string;
  readonly zone: string;
  readonly lang: Lang;
  /** In which order day, month and year stand, a column; null until the setting or the whole column has told. */
  readonly orders: { readonly filed_at: DateOrder | null; readonly replied_at: DateOrder | null };
  /** What becomes of a row without an answer: taken as unanswered, or left out because the file ends too early to tell. */
  readonly unanswered: 'take' | 'leave_out';
  /** In records of another system the answer may be a date alone; this stands for its words. */
  readonly noWords: string;
  readonly columns: Columns;
}

/** A mapping file as it was written, before anything of it is known. */
export type RawMapping = { readonly [key: string]: unknown };

const GUESSES: { readonly [field in keyof Columns]: readonly string[] } = {
  id: ['id', 'unique_key', '编号', '工单编号', '留言编号', 'case_id', 'service_request_id'],
  filed_at: ['filed_at', 'created_date', 'requested_datetime', '留言时间', '来件时间', '受理时间', '提交时间', 'created_at'],
  subject: ['subject', 'title', '留言主题', '标题', '主题', 'complaint_type', 'service_name'],
  body: ['body', 'description', '留言详情', '内容', '正文', 'descriptor'],
  place: ['place', '地点', '位置', 'borough'],
  replied_at: ['replied_at', 'closed_date', '答复时间', '办结时间', 'updated_datetime', 'closed_at'],
  reply: ['reply', 'resolution_description', '答复意见', '办理结果', 'status_notes'],
  office: ['office', 'agency', '承办单位', '办理单位', 'agency_responsible'],
};
const FIELDS = Object.keys(GUESSES) as (keyof Columns)[]; // the keys of our own list
const NEEDED: readonly (keyof Columns)[] = ['id', 'filed_at', 'subject', 'body'];
/** Where in a file the table stands: settings that are needed before its columns are known. */
export interface TableShape {
  /** The name of a sheet; null for the first that is not hidden. */
  readonly sheet: string | null;
  /** The line of the headings; null for the first. */
  readonly headings: number | null;
}

/** Reads where the table stands; a word for what is wrong with that. */
export const readShape = (raw: RawMapping): TableShape | { readonly problem: string } => {
  const { sheet = null, headings = null } = raw;
  if (sheet !== null && typeof sheet !== 'string') return { problem: 'sheet: the name of a sheet' };
  if (headings !== null && !(typeof headings === 'number' && Number.isSafeInteger(headings) && headings > 0))
    return { problem: 'headings: the number of the line with the headings, from 1' };
  return { sheet, headings };
};

/** A heading as it is compared: what shows nothing and what stands around it left out. */
export const headingOf = (cell: string): string => withoutInvisible(cell).trim();

const KEYS = ['sheet', 'headings', 'source', 'pack', 'zone', 'lang', 'dates', 'unanswered', 'no_words', 'columns'];

const listOf = (value: unknown): readonly string[] =>
  (typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : []).map(
    headingOf,
  );

/** One of a few words; the first when nothing is said, undefined when something else is. */
const choiceOf = <T extends string>(value: unknown, choices: readonly T[]): T | undefined =>
  value === undefined ? choices[0] : choices.find((it) => it === value);

const columnsOf = (raw: unknown, header: readonly string[]): { readonly [field in keyof Columns]: readonly string[] } => {
  const given = typeof raw === 'object' && raw !== null ? (raw as { readonly [field: string]: unknown }) : {}; // an object, checked
  const guess = (field: keyof Columns): readonly string[] =>
    GUESSES[field].flatMap((name) => header.find((column) => column.trim().toLowerCase() === name) ?? []).slice(0, 1);
  // One entry a field, by the list itself.
  return Object.fromEntries(FIELDS.map((field) => [field, field in given ? listOf(given[field]) : guess(field)])) as ReturnType<
    typeof columnsOf
  >;
};

/** Reads a mapping for a file with these columns; names that are well known need not be mapped. Everything that is wrong, in words. */
export const readMapping = (raw: RawMapping, header: readonly string[]): Mapping | { readonly problems: readonly string[] } => {
  const columns = columnsOf(raw['columns'], header);
  const lang = choiceOf(raw['lang'], allLangs());
  const dates = raw['dates'] === undefined ? null : DATE_ORDERS.find((it) => it === raw['dates']);
  const unanswered = choiceOf(raw['unanswered'], ['take', 'leave_out']);
  const {
    source,
    pack = 'petition-2022',
    zone = 'Asia/Shanghai',
    no_words: noWords = '原记录没有答复内容 (the record has no words of the answer)',
  } = raw;
  const named = Object.entries(columns).flatMap(([field, names]) => names.map((name) => [field, name] as const));
  const problems = [
    ...Object.keys(raw)
      .filter((key) => !KEYS.includes(key))
      .map((key) => `${key}: no such setting`),
    ...Object.keys(typeof raw['columns'] === 'object' && raw['columns'] !== null ? raw['columns'] : {})
      .filter((field) => !FIELDS.some((it) => it === field))
      .map((field) => `columns.${field}: a matter has no such field`),
    ...NEEDED.filter((field) => columns[field].length === 0).map((field) => `columns.${field}: which column is it?`),
    ...named.filter(([, name]) => !header.includes(name)).map(([field, name]) => `columns.${field}: the file has no column ${name}`),
    ...named.flatMap(([field, name]) => {
      const reason = reasonByName(name);
      return reason === undefined ? [] : [`columns.${field}: ${name} ${REASONS[reason]}; such columns are never taken`];
    }),
    ...(typeof source === 'string' && /^[a-z0-9._-]{1,60}$/.test(source) ? [] : ['source: a short name of a-z, 0-9, dot and dash']),
    ...(typeof zone === 'string' && isZone(zone) ? [] : ['zone: for example Asia/Shanghai']),
    ...(lang && dates !== undefined && unanswered && typeof pack === 'string' && typeof noWords === 'string'
      ? []
      : ['lang, dates, unanswered, pack or no_words: not one of its values']),
  ];
  if (problems.length > 0 || !lang || dates === undefined || !unanswered) return { problems };
  const one = (field: keyof Columns): string | null => columns[field][0] ?? null;
  return {
    source: String(source),
    pack: String(pack),
    zone: String(zone),
    lang,
    orders: { filed_at: dates, replied_at: dates },
    unanswered,
    noWords: String(noWords),
    columns: {
      id: one('id') ?? '',
      filed_at: one('filed_at') ?? '',
      subject: columns.subject,
      body: columns.body,
      place: one('place'),
      replied_at: one('replied_at'),
      reply: one('reply'),
      office: one('office'),
    },
  };
};

/** Every column that is read; all others are dropped. */
export const readColumns = ({ columns }: Mapping): readonly string[] =>
  Object.values(columns).flatMap((it: string | readonly string[] | null) => (it === null ? [] : typeof it === 'string' ? [it] : it));

/** Why a column is dropped, as a sentence goes on after its name. */
export const REASONS: { readonly [reason in DropReason]: string } = {
  name: 'names persons',
  phone: 'holds telephone numbers',
  document: 'holds numbers of identity papers',
  mail: 'holds mail addresses',
  address: 'holds addresses of persons',
  coordinates: 'holds coordinates finer than a building',
  account: 'holds accounts or devices',
  trait: 'tells what somebody is',
  unasked: 'is nothing that a matter is made of',
};
