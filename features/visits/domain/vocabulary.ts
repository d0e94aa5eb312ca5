import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/**
 * Every kind of fact a tour of visits can hold. Closed (G2). None is called a visit: that word is kept out of closed lists, so that nobody is
 * visited at home (test/safety.test.ts).
 */
export const EVENTS = [
  'draw_announced',
  'offices_drawn',
  'office_examined',
  'all_examined',
  'findings_taken',
  'tour_closed',
  'next_announced',
  'deadline_passed',
] as const;
export type VisitEventKind = (typeof EVENTS)[number];

/** What a visit looks at in an office (functions.md 14.07): how its duties are kept, never who keeps them (G21). */
export const POINTS = [
  'roster_kept',
  'duty_phone',
  'checks_true',
  'ledger_true',
  'mended_in_time',
  'returns_in',
  'plans_reviewed',
  'drills_held',
  'proofs_valid',
  'letters_signed',
] as const;
export type VisitPoint = (typeof POINTS)[number];

/** What is found at a point. */
export const FINDINGS = ['in_order', 'not_in_order', 'not_applicable'] as const;
export type VisitFinding = (typeof FINDINGS)[number];

/** How many offices one tour may draw. */
export const DRAWN_MAX = 20;

interface VisitWords {
  readonly event: VisitEventKind;
  readonly duty: 'draw_offices' | 'examine_offices' | 'close_tour' | 'announce_next';
  readonly party: 'drawing_office' | 'drawn_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'tour';
}

/** The words of supervision visits: who draws and visits, and who is visited. Offices, never people (G16, G21). */
export const VISIT: Vocabulary<VisitWords> = {
  packs: ['tour'],
  events: EVENTS,
  duties: {
    draw_offices: { meets: ['offices_drawn'] },
    examine_offices: { meets: ['all_examined'] },
    close_tour: { meets: ['tour_closed'] },
    announce_next: { meets: ['next_announced'] },
  },
  parties: {
    drawing_office: { level: 0, label: { 'zh-CN': '督查单位', en: 'the office that visits' } },
    drawn_office: { level: 0, label: { 'zh-CN': '被抽中的单位', en: 'an office that is drawn' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['draw_announced', 'offices_drawn', 'all_examined'],
  first: 'draw_announced',
  promise: null,
  task: { events: ['offices_drawn'], duty: 'examine_offices' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
