import { parsePlainDate, type PlainDate } from '../../kernel/calendar/plain-date.ts';

/** What is listed: what is owed; what was passed on; where this office has stepped in; what it has and owes nothing on. */
export const VIEWS = ['owed', 'passed_on', 'supervised', 'closed'] as const;
export type View = (typeof VIEWS)[number];

/** By when: already late, today, within seven days. */
export const DUES = ['late', 'today', 'week'] as const;
export type Due = (typeof DUES)[number];

/** What of a list is shown. Ids, kinds, dates, subjects and places only: nothing looks into words (G9). */
export interface Filter {
  readonly view: View;
  readonly due?: Due;
  /** What sort of entity, as its kind tells them apart. */
  readonly sort?: string;
  /** A step that is owed. */
  readonly step?: string;
  readonly subject?: string;
  readonly place?: string;
  /** Days between which it came in, both included. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  /** One entity, of what was passed on. */
  readonly number?: string;
  /** Where the page starts: the `next` of the page before. */
  readonly after?: string;
}

const ID = /^[a-z][a-z0-9._-]{0,63}$/;
const NUMBER = /^[0-9A-Z]{8}$/;
const CURSOR = /^[0-9A-Z_-]{8,60}$/;
const id = (value: string | undefined): string | undefined => (value !== undefined && ID.test(value) ? value : undefined);
const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined => all.find((it) => it === value);

/** Reads a filter from an address; what is not understood filters nothing. */
export const readFilter = (query: { readonly [name: string]: string | undefined }): Filter => {
  const read = {
    due: oneOf(DUES, query['due']),
    sort: id(query['sort']),
    step: id(query['step']),
    subject: id(query['subject']),
    place: id(query['place']),
    number: query['view'] === 'passed_on' && NUMBER.test(query['number'] ?? '') ? query['number'] : undefined,
    from: parsePlainDate(query['from'] ?? ''),
    to: parsePlainDate(query['to'] ?? ''),
    after: query['after'] !== undefined && CURSOR.test(query['after']) ? query['after'] : undefined,
  };
  const given = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
  return { view: oneOf(VIEWS, query['view']) ?? 'owed', ...given };
};

/** The same filter as the query of an address; empty for the list as it opens. */
export const queryOf = ({ view, ...given }: Filter): string => {
  const named = Object.entries({ ...(view === 'owed' ? {} : { view }), ...given });
  return new URLSearchParams(named.filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '')).toString();
};

const ON_A_FORM = ['number', 'sort', 'step', 'subject', 'place', 'from', 'to'] as const;

/** Whether a filter leaves something out that its view and due date alone would show. */
export const isNarrow = (filter: Filter): boolean => ON_A_FORM.some((name) => filter[name] !== undefined);

/** Which list somebody works through, and where they are in it, as the address of an entity says it. */
export const queueOf = (queue: string | undefined): Filter =>
  readFilter(Object.fromEntries(new URLSearchParams((queue ?? '').slice(0, 400))));

/** `queue=…`, for the address of an entity that was opened from a list. */
export const queueQuery = (filter: Filter): string => `queue=${encodeURIComponent(queryOf(filter))}`;
