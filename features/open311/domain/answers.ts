import { words } from '../../../kernel/language/words.ts';
import { inLang, labelOr, type Lang } from '../../../kernel/language/languages.ts';
import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Subject, Subjects } from '../../../kernel/policy/subjects.ts';
import type { Answer, Tree } from './tree.ts';

/** A request as its row and the lists of today tell it. */
export interface ListedRequest {
  readonly matter: string;
  readonly service: string;
  readonly state: 'open' | 'answered' | 'refused';
  readonly requested_on: PlainDate;
  readonly changed_on: PlainDate;
  readonly expected_on: PlainDate | null;
  /** In the reader's language. */
  readonly office: string | null;
}

/** One thing that is wrong: the status of the answer, and the code and sentence in it. */
export interface Fault {
  readonly status: 400 | 403 | 404 | 503;
  readonly code: number;
  readonly description: string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** Midnight of a day there, with its offset: the W3C's form. The hour of a filing is nobody's business (G10). */
export const dayTime = (day: PlainDate, zone: string): string => {
  const minutes = Math.round((startOfDay(day, 'UTC') - startOfDay(day, zone)) / 60_000);
  const ahead = Math.abs(minutes);
  return `${day}T00:00:00${minutes < 0 ? '-' : '+'}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
};

const W3C = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(?:Z|([+-])([01]\d):([0-5]\d))$/;

/** A W3C date with time and offset (`2010-01-01T00:00:00Z`), to the second; undefined for anything else. */
export const parseW3c = (text: string): Instant | undefined => {
  const [, day = '', hours, minutes, seconds = 0, sign, zoneHours = 0, zoneMinutes = 0] = W3C.exec(text) ?? [];
  const date = parsePlainDate(day);
  if (date === undefined) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  return instant(startOfDay(date, 'UTC') + ((Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds)) * 1000);
};

export const STATUS_NOTES = words('open311/domain/answers.STATUS_NOTES', {
  'zh-CN': { open: null, answered: '已经书面答复提交人。', refused: '没有受理，已告诉提交人该找谁。' },
  en: { open: null, answered: 'Answered in writing.', refused: 'Not accepted; the filer was told whom to go to.' },
});

/** Everything that may be public of one request. What a filer wrote, where exactly, and who it was, is not among it. */
const requestTree = (it: ListedRequest, subjects: Subjects | null, zone: string, lang: Lang): Tree => ({
  service_request_id: it.matter,
  status: it.state === 'open' ? 'open' : 'closed',
  status_notes: STATUS_NOTES[lang][it.state],
  service_name: labelOr(subjects?.subjects.find((one) => one.id === it.service)?.label, it.service, lang),
  service_code: it.service,
  description: null,
  agency_responsible: it.office,
  service_notice: null,
  requested_datetime: dayTime(it.requested_on, zone),
  updated_datetime: dayTime(it.changed_on, zone),
  // By the end of its last day.
  expected_datetime: it.expected_on === null ? null : dayTime(addDays(it.expected_on, 1), zone),
  address: null,
  address_id: null,
  zipcode: null,
  lat: null,
  long: null,
  media_url: null,
});

/** `requests` and `requests/ID`. */
export const requestsAnswer = (all: readonly ListedRequest[], subjects: Subjects | null, zone: string, lang: Lang): Answer => ({
  root: 'service_requests',
  tree: { each: 'request', items: all.map((it) => requestTree(it, subjects, zone, lang)) },
});

/** The subjects that other programs may file. */
export const openSubjects = (subjects: Subjects | null): readonly Subject[] => subjects?.subjects.filter((it) => it.open311) ?? [];

const groupOf = (subjects: Subjects | null, id: string, lang: Lang): string | null => {
  const group = subjects?.groups[id.split('.')[0] ?? ''];
  return group ? inLang(group, lang) : null;
};

/** `services`. */
export const servicesAnswer = (subjects: Subjects | null, lang: Lang): Answer => ({
  root: 'services',
  tree: {
    each: 'service',
    items: openSubjects(subjects).map((it) => ({
      service_code: it.id,
      service_name: inLang(it.label, lang),
      description: inLang(it.label, lang),
      metadata: false,
      type: 'realtime',
      keywords: inLang(it.keywords, lang).join(', '),
      group: groupOf(subjects, it.id, lang),
    })),
  },
});

/** `services/CODE`: nothing more is asked of any service. */
export const definitionAnswer = (code: string): Answer => ({
  root: 'service_definition',
  tree: { service_code: code, attributes: { each: 'attribute', items: [] } },
});

/** What the answer to a filing holds. The receipt code is the filer's: it is told here and never again. */
export const filedAnswer = (number: string, notice: string, receiptCode: string): Answer => ({
  root: 'service_requests',
  tree: {
    each: 'request',
    items: [{ service_request_id: number, service_notice: notice, account_id: null, receipt_code: receiptCode }],
  },
});

export const faultsAnswer = (faults: readonly Fault[]): Answer => ({
  root: 'errors',
  tree: { each: 'error', items: faults.map(({ code, description }) => ({ code, description })) },
});

export const DISCOVERY = words('open311/domain/answers.DISCOVERY', {
  'zh-CN': { contact: (origin: string) => `运行 ${origin} 的单位`, key: '向该单位申请，由系统管理员开通。' },
  en: { contact: (origin: string) => `The office that runs ${origin}`, key: 'Ask that office: its administrator admits programs.' },
});

/** `discovery`: where it is, what it speaks, and how a key is had. `changed`: when the list of services last changed. */
export const discoveryAnswer = (origin: string, changed: string, lang: Lang): Answer => ({
  root: 'discovery',
  tree: {
    changeset: changed,
    contact: DISCOVERY[lang].contact(origin),
    key_service: DISCOVERY[lang].key,
    endpoints: {
      each: 'endpoint',
      items: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${origin}/open311/v2`,
          changeset: changed,
          type: 'production',
          formats: { each: 'format', items: ['text/xml', 'application/json'] },
        },
      ],
    },
  },
});
