import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';

/** Every kind of fact a hazard can hold. Closed (G2). */
export const EVENTS = [
  'found',
  'graded',
  'regraded',
  'major_found',
  'reported_up',
  'mended_at_once',
  'ordered',
  'plan_asked',
  'plan_made',
  'extension_asked',
  'extension_asked_above',
  'extension_granted',
  'extension_refused',
  'progress_told',
  'pressed',
  'pressed_above',
  'use_stopped',
  'resume_asked',
  'use_resumed',
  'resume_refused',
  'guarded',
  'guard_ended',
  'referred',
  'referral_taken',
  'referral_returned',
  'reported_mended',
  'evidence_added',
  'mend_accepted',
  'mend_returned',
  'delisted',
  'looked_back',
  'reopened',
  'listed',
  'listing_declined',
  'listing_published',
  'listing_fulfilled',
  'listing_ended',
  'deadline_passed',
] as const;
export type HazardEventKind = (typeof EVENTS)[number];

/** Who found it (functions.md 5.01). Never who in person: a hazard names places and offices (G11). */
export const SOURCES = ['check', 'own_check', 'staff', 'public_report', 'supervision', 'office_above'] as const;

/** What kind of danger it is: which criteria and which pack it falls under. Closed (G2). */
export const DANGERS = [
  'fire',
  'exit_blocked',
  'electric_gas',
  'building',
  'equipment',
  'food_water',
  'chemicals',
  'traffic',
  'works',
  'other',
] as const;
export type Danger = (typeof DANGERS)[number];

/** From the shortest clock to the longest: one that stops a place or takes time or others to mend, one that does not, and a repair without danger. */
export const GRADES = ['major', 'general', 'none'] as const;
export type HazardGrade = (typeof GRADES)[number];

/** What is out of use until it is mended. */
export const STOPS = ['place', 'part', 'thing'] as const;

interface HazardWords {
  readonly event: HazardEventKind;
  readonly duty:
    | 'grade_hazard'
    | 'order_mending'
    | 'mend'
    | 'decide_extension'
    | 'reinspect'
    | 'delist'
    | 'press'
    | 'report_up'
    | 'make_plan'
    | 'tell_progress'
    | 'oversee'
    | 'answer_referral'
    | 'decide_resume'
    | 'keep_guard'
    | 'decide_listing'
    | 'publish_listing'
    | 'end_listing'
    | 'look_back';
  readonly party: 'ordering_office' | 'mending_office' | 'accepting_office' | 'supervising_office' | 'referred_office';
  readonly notice: never;
  readonly grade: HazardGrade;
  readonly pack: 'hazard';
}

/** The words of hazards: who orders, who mends, who looks again, who stands above, and what each owes the others. */
export const HAZARD: Vocabulary<HazardWords> = {
  packs: ['hazard'],
  events: EVENTS,
  duties: {
    grade_hazard: { meets: ['graded', 'mended_at_once', 'referred'] },
    order_mending: { meets: ['ordered', 'mended_at_once', 'referred'] },
    mend: { meets: ['reported_mended'] },
    decide_extension: { meets: ['extension_granted', 'extension_refused'] },
    reinspect: { meets: ['mend_accepted', 'mend_returned'] },
    delist: { meets: ['delisted', 'reopened'] },
    press: { meets: ['pressed', 'reported_mended'] },
    report_up: { meets: ['reported_up'] },
    make_plan: { meets: ['plan_made'] },
    tell_progress: { meets: ['progress_told', 'mend_accepted'] },
    oversee: { meets: ['pressed_above'] },
    answer_referral: { meets: ['referral_taken', 'referral_returned'] },
    decide_resume: { meets: ['use_resumed', 'resume_refused'] },
    keep_guard: { meets: ['guarded', 'guard_ended', 'mend_accepted'] },
    decide_listing: { meets: ['listed', 'listing_declined'] },
    publish_listing: { meets: ['listing_published'] },
    end_listing: { meets: ['listing_ended'] },
    look_back: { meets: ['looked_back', 'reopened'] },
  },
  parties: {
    ordering_office: { level: 0, label: { 'zh-CN': '下令单位', en: 'the office that orders' } },
    mending_office: { level: 0, label: { 'zh-CN': '整改单位', en: 'the office that mends' } },
    accepting_office: { level: 0, label: { 'zh-CN': '复查单位', en: 'the office that looks again' } },
    supervising_office: { level: 0, label: { 'zh-CN': '督办单位', en: 'the office that supervises' } },
    referred_office: { level: 0, label: { 'zh-CN': '受移送单位', en: 'the office it is referred to' } },
  },
  grades: GRADES,
  grading: { by: 'graded', changedBy: 'regraded', usual: 'general' },
  notices: {},
  opened: null,
  starts: [
    'found',
    'graded',
    'major_found',
    'mended_at_once',
    'ordered',
    'plan_asked',
    'extension_asked',
    'extension_asked_above',
    'progress_told',
    'resume_asked',
    'guarded',
    'referred',
    'referral_taken',
    'referral_returned',
    'reported_mended',
    'mend_accepted',
    'mend_returned',
    'reopened',
    'listed',
    'listing_published',
    'listing_fulfilled',
    'listing_ended',
  ],
  first: 'found',
  promise: null,
  task: { events: ['ordered', 'mend_returned'], duty: 'mend', extendable: true },
  renews: ['progress_told', 'guarded'],
  facts: { fields: DANGERS, sites: SITE_CLASSES },
  excludes: [],
  extends: 'extension_granted',
  withdrawal: null,
  direction: null,
};
