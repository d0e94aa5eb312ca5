import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import type { Projection } from './project.ts';
import { RECEIPT_EVENTS } from './receipts/receipts.ts';

const MATTER: TableSpec = {
  name: 'matter',
  key: ['matter'],
  columns: {
    matter: 'plain',
    kind: 'plain',
    pack: 'hex',
    calendar: 'hex',
    lang: 'plain',
    filed_on: 'plain',
    category: 'plain',
    place_code: 'plain',
    trouble: 'plain',
    gap_on: 'plain',
  },
  fixed: ['kind', 'pack', 'calendar', 'lang', 'filed_on', 'category'],
  changedBy: ['located', 'linked', 'unlinked', 'gap_noted', 'voided'],
};

const RECEIPT: TableSpec = {
  name: 'receipt',
  key: ['receipt'],
  columns: {
    receipt: 'hex',
    matter: 'plain',
    nth: 'plain',
    kind: 'plain',
    since: 'instant',
    ended_at: 'instant',
    ended_how: 'plain',
  },
  fixed: ['matter', 'nth', 'kind', 'since'],
  changedBy: RECEIPT_EVENTS,
};

const PUBLIC_REQUEST: TableSpec = {
  name: 'public_request',
  key: ['matter'],
  columns: {
    matter: 'plain',
    service: 'plain',
    client: 'plain',
    office: 'plain',
    state: 'plain',
    requested_on: 'plain',
    changed_on: 'plain',
    expected_on: 'plain',
  },
  fixed: ['service', 'client'],
};

const SUPERVISION: TableSpec = {
  name: 'supervision',
  key: ['matter'],
  columns: { matter: 'plain', by_day: 'plain' },
  fixed: [],
  changedBy: ['supervised', 'voided'],
};

const HAZARD_REPORT: TableSpec = {
  name: 'hazard_report',
  key: ['matter'],
  columns: { matter: 'plain', site: 'plain', hazard: 'plain', settled: 'plain' },
  fixed: ['site'],
  changedBy: ['hazard_confirmed', 'hazard_unconfirmed', 'hazard_settled', 'voided'],
};

const CONSULTATION_COMMENT: TableSpec = {
  name: 'consultation_comment',
  key: ['matter'],
  columns: {
    matter: 'plain',
    consultation: 'plain',
    question: 'plain',
    in_group: 'plain',
    outcome: 'plain',
    publish: 'plain',
    left_out: 'plain',
    withdrawn: 'plain',
  },
  fixed: ['consultation', 'question'],
  changedBy: [
    'comment_grouped',
    'comment_left_out',
    'publishing_revoked',
    'replied',
    'answer_revoked',
    'withdrawal_asked',
    'resumed',
    'voided',
  ],
};

/** After which events what lists ask of a matter may differ. */
export const LISTED_BY: readonly string[] = ['located', 'voided'];

/** The tables that only grievances have. */
export const TABLES: readonly TableSpec[] = [MATTER, RECEIPT, PUBLIC_REQUEST, SUPERVISION, HAZARD_REPORT, CONSULTATION_COMMENT];

/** The projections of a matter as rows: what the store writes and `reconcile` compares. `bound` are the definitions it is judged by. */
export const rowsOf = (matter: string, bound: { readonly pack: string; readonly calendar: string }, it: Projection): Rows => ({
  listed: { sort: it.matter.kind, came_on: it.matter.filed_on, subject: it.matter.category, place_code: it.matter.place_code },
  streams: it.streams,
  assignments: it.assignments,
  obligations: it.obligations,
  tables: [
    { spec: MATTER, rows: [{ matter, pack: bound.pack, calendar: bound.calendar, ...it.matter }] },
    { spec: RECEIPT, rows: it.receipts.map((row) => ({ matter, ...row })) },
    { spec: SUPERVISION, rows: it.supervision === null ? [] : [{ matter, ...it.supervision }] },
    { spec: HAZARD_REPORT, rows: it.report === null ? [] : [{ matter, ...it.report }] },
    { spec: CONSULTATION_COMMENT, rows: it.comment === null ? [] : [{ matter, ...it.comment }] },
    { spec: PUBLIC_REQUEST, rows: it.request === null ? [] : [{ matter, ...it.request }] },
  ],
});
