import { EVENT_KINDS, type EventKind } from './event.ts';
import { MATTER_KINDS } from './kinds.ts';
import type { Vocabulary } from '../policy/vocabulary.ts';

/** Every kind of duty or right a pack may speak of. Closed (G2). */
export const DUTY_KINDS = [
  'register',
  'notice',
  'object_forward',
  'name_office',
  'acknowledge',
  'take_danger',
  'decide',
  'reply',
  'feedback',
  'verify_hazard',
  'tell_result',
  'decide_reward',
  'keep_promise',
  'dispute',
  'answer_dispute',
  'ask_review',
  'decide_review',
  'ask_rereview',
  'decide_rereview',
  'explain_final',
  'ask_take_up',
  'answer_take_up',
  'supervise',
  'complete',
  'begin_mediation',
  'mediate',
  'follow_up',
  'tell_ways',
  'ask_confirmation',
  'accept_confirmation',
  'decide_confirmation',
  'object_confirmation',
  'carry_referral',
  'protect_child',
  'tell_guardian',
  'look_outside',
  'ask_child',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/**
 * Who owes or is owed, resolved to an office when an event is decided. `office_asked`: the one that a matter was forwarded to. `court`:
 * none of the offices; what it does is entered by the one that has the matter. `consulted_office`: the one that consults; it answers comments
 * by the hundred on a page of their own, and its list of what is owed holds the consultation, not each of them.
 */
export const PARTIES = ['filer', 'office', 'office_asked', 'office_above', 'office_above_2', 'court', 'consulted_office'] as const;
export type Party = (typeof PARTIES)[number];

/** How hard a matter is, from the shortest clock to the longest. */
export const GRADES = ['simple', 'ordinary', 'hard'] as const;
export type Grade = (typeof GRADES)[number];

/** Which paper was opened (`notice_opened` carries it as `data.notice`), and the event that gave it. */
export const NOTICES = {
  reply: 'replied',
  refusal: 'refused',
  review: 'review_decided',
  rereview: 'rereview_decided',
  dispute: 'dispute_answered',
} as const satisfies {
  readonly [notice: string]: EventKind;
};
export type Notice = keyof typeof NOTICES;

/** What a matter is: something to be put right, a report about persons, a proposal, or a request for help. Closed (G2). */
export const PACK_KINDS = [...MATTER_KINDS, 'report'] as const;
export type PackKind = (typeof PACK_KINDS)[number];

/** The words of matters. */
export interface MatterWords {
  readonly event: EventKind;
  readonly duty: DutyKind;
  readonly party: Party;
  readonly notice: Notice;
  readonly grade: Grade;
  readonly pack: PackKind;
}

/** Everything a pack may say of a matter. */
export const MATTER: Vocabulary<MatterWords> = {
  packs: PACK_KINDS,
  events: EVENT_KINDS,
  duties: {
    register: { meets: ['registered'] },
    notice: { meets: ['accepted', 'refused', 'forwarded', 'forward_objected'] },
    object_forward: { meets: ['forward_objected', 'accepted', 'refused'], rightOf: ['office', 'office_asked'] },
    name_office: { meets: ['office_named'] },
    acknowledge: { meets: ['acknowledged', 'accepted'] },
    take_danger: { meets: ['danger_taken'] },
    decide: { meets: ['replied'] },
    reply: { meets: ['replied'] },
    feedback: { meets: ['replied'] },
    verify_hazard: { meets: ['hazard_confirmed', 'hazard_unconfirmed', 'refused'] },
    tell_result: { meets: ['replied'] },
    decide_reward: { meets: ['reward_granted', 'reward_refused'] },
    keep_promise: { meets: ['promise_kept'] },
    dispute: { meets: ['disputed'], rightOf: ['filer'] },
    answer_dispute: { meets: ['dispute_answered'] },
    ask_review: { meets: ['review_asked'], rightOf: ['filer'] },
    decide_review: { meets: ['review_decided'] },
    ask_rereview: { meets: ['rereview_asked'], rightOf: ['filer'] },
    decide_rereview: { meets: ['rereview_decided'] },
    explain_final: { meets: ['final_explained'] },
    ask_take_up: { meets: ['take_up_asked'], rightOf: ['filer'] },
    answer_take_up: { meets: ['supervised', 'replied'] },
    supervise: { meets: ['supervised', 'replied'] },
    complete: { meets: ['replied'] },
    begin_mediation: { meets: ['accepted', 'refused', 'mediation_failed'] },
    follow_up: { meets: ['followed_up'] },
    mediate: { meets: ['mediation_agreed', 'mediation_failed'] },
    tell_ways: { meets: ['ways_told'] },
    ask_confirmation: { meets: ['confirmation_asked'], rightOf: ['filer'] },
    accept_confirmation: { meets: ['confirmation_accepted', 'confirmation_decided'] },
    decide_confirmation: { meets: ['confirmation_decided'] },
    object_confirmation: { meets: ['confirmation_objected'], rightOf: ['filer'] },
    carry_referral: { meets: ['referral_answered'] },
    protect_child: { meets: ['child_protected'] },
    tell_guardian: { meets: ['guardian_told', 'guardian_kept_out'] },
    look_outside: { meets: ['looked_outside'] },
    ask_child: { meets: ['child_asked', 'child_heard'] },
  },
  parties: {
    filer: { level: null, label: { 'zh-CN': '您', en: 'you' } },
    office: { level: 0, label: { 'zh-CN': '受理单位', en: 'the office' } },
    office_asked: { level: 0, label: { 'zh-CN': '转到的单位', en: 'the office asked' } },
    office_above: { level: 1, label: { 'zh-CN': '上一级单位', en: 'the office above' } },
    office_above_2: { level: 2, label: { 'zh-CN': '再上一级单位', en: 'the office two levels up' } },
    court: { level: 0, label: { 'zh-CN': '法院', en: 'the court' } },
    consulted_office: { level: 0, label: { 'zh-CN': '征求意见的单位', en: 'the office that consults' } },
  },
  grades: GRADES,
  grading: { by: 'registered', changedBy: 'regraded', usual: 'ordinary' },
  notices: NOTICES,
  opened: 'notice_opened',
  starts: [
    'filed',
    'danger_reported',
    'registered',
    'forwarded',
    'forward_objected',
    'naming_asked',
    'accepted',
    'refused',
    'acknowledged',
    'replied',
    'promised',
    'disputed',
    'dispute_answered',
    'answer_revoked',
    'notice_opened',
    'take_up_asked',
    'supervised',
    'supervision_notified',
    'review_asked',
    'review_decided',
    'rereview_asked',
    'rereview_decided',
    'consent_given',
    'mediation_agreed',
    'term_agreed',
    'mediation_failed',
    'confirmation_asked',
    'confirmation_accepted',
    'confirmation_decided',
    'hazard_confirmed',
    'hazard_unconfirmed',
    'hazard_settled',
    'reward_refused',
    'child_unsafe',
    'referred_out',
  ],
  first: 'filed',
  // Each term of an agreement is followed up from its own day on, and each referral is carried until it is answered.
  each: ['term_agreed', 'referred_out'],
  onDay: ['term_agreed'],
  // A comment is owed its answer so many days after the last day of the period, whenever it was filed.
  countedFrom: { filed: 'until' },
  promise: { event: 'promised', duty: 'keep_promise' },
  // Steps by which a matter gets to who must answer it; each may set a day.
  task: { events: ['registered', 'forwarded'], duty: 'complete' },
  // Regulation on Petition Work art. 36: only the time of a hearing is not counted; Regulation on Medical Disputes art. 38: that of an appraisal.
  excludes: ['hearing_held', 'appraisal_made'],
  extends: 'extended',
  pause: { asked: 'pause_asked', ended: 'pause_ended', days: 30 },
  withdrawal: { asked: 'withdrawal_asked', undone: 'resumed' },
  direction: {
    filer: 'filer',
    acts: [
      'filed',
      'danger_reported',
      'notice_opened',
      'disputed',
      'take_up_asked',
      'review_asked',
      'rereview_asked',
      'confirmation_asked',
    ],
    below: ['office', 'office_asked', 'consulted_office'],
    above: ['office_above', 'office_above_2'],
    eventsAbove: [
      'take_up_asked',
      'supervised',
      'review_asked',
      'review_decided',
      'rereview_asked',
      'rereview_decided',
      'office_named',
      'final_explained',
    ],
    noticesAbove: ['review', 'rereview'],
  },
  rewards: { pack: 'hazard_report', duty: 'decide_reward' },
};
