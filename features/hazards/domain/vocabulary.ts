import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a hazard can hold. Closed (G2). */
export const EVENTS = [
  'found',
  'graded',
  'regraded',
  'ordered',
  'extension_asked',
  'extension_granted',
  'extension_refused',
  'pressed',
  'reported_mended',
  'mend_accepted',
  'mend_returned',
  'delisted',
  'reopened',
  'deadline_passed',
] as const;
export type HazardEventKind = (typeof EVENTS)[number];

/** Who found it. Never who in person: a hazard names places and offices (G11). */
export const SOURCES = ['check', 'own_check', 'public_report', 'supervision', 'office_above'] as const;

/** From the shortest clock to the longest: one that stops a place or takes time or others to mend, and one that does not. */
export const GRADES = ['major', 'general'] as const;

interface HazardWords {
  readonly event: HazardEventKind;
  readonly duty: 'grade_hazard' | 'order_mending' | 'mend' | 'decide_extension' | 'reinspect' | 'delist' | 'press';
  readonly party: 'ordering_office' | 'mending_office' | 'accepting_office';
  readonly notice: never;
  readonly grade: (typeof GRADES)[number];
  readonly pack: 'hazard';
}

/** The words of hazards: three seats, and what each owes the others. */
export const HAZARD: Vocabulary<HazardWords> = {
  packs: ['hazard'],
  events: EVENTS,
  duties: {
    grade_hazard: { meets: ['graded'] },
    order_mending: { meets: ['ordered'] },
    mend: { meets: ['reported_mended'] },
    decide_extension: { meets: ['extension_granted', 'extension_refused'] },
    reinspect: { meets: ['mend_accepted', 'mend_returned'] },
    delist: { meets: ['delisted'] },
    press: { meets: ['pressed', 'reported_mended'] },
  },
  parties: {
    ordering_office: { level: 0, label: { 'zh-CN': '下令单位', en: 'the office that orders' } },
    mending_office: { level: 0, label: { 'zh-CN': '整改单位', en: 'the office that mends' } },
    accepting_office: { level: 0, label: { 'zh-CN': '复查单位', en: 'the office that looks again' } },
  },
  grades: GRADES,
  grading: { by: 'graded', changedBy: 'regraded', usual: 'general' },
  notices: {},
  opened: null,
  starts: ['found', 'graded', 'ordered', 'extension_asked', 'reported_mended', 'mend_accepted', 'mend_returned', 'reopened'],
  first: 'found',
  promise: null,
  task: { events: ['ordered', 'mend_returned'], duty: 'mend', extendable: true },
  excludes: [],
  extends: 'extension_granted',
  withdrawal: null,
  direction: null,
};
