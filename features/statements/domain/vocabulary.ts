import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a statement can hold. Closed (G2). */
export const EVENTS = [
  'statement_opened',
  'quarter_ended',
  'year_ended',
  'statement_signed',
  'statement_corrected',
  'statement_pressed',
  'deadline_passed',
] as const;
export type StatementEventKind = (typeof EVENTS)[number];

interface StatementWords {
  readonly event: StatementEventKind;
  readonly duty: 'sign_statement' | 'press_statement';
  readonly party: 'reporting_office' | 'receiving_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'hazard_statement';
}

/** The words of statements: an office counts its hazards after a quarter and a year, its head signs, the office above receives it. */
export const STATEMENT: Vocabulary<StatementWords> = {
  packs: ['hazard_statement'],
  events: EVENTS,
  duties: {
    sign_statement: { meets: ['statement_signed'] },
    press_statement: { meets: ['statement_pressed'] },
  },
  parties: {
    reporting_office: { level: 0, label: { 'zh-CN': '报送单位', en: 'the office whose hazards are counted' } },
    receiving_office: { level: 0, label: { 'zh-CN': '上级单位', en: 'the office above' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['quarter_ended', 'year_ended'],
  first: 'statement_opened',
  beside: ['quarter_ended', 'year_ended'],
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
