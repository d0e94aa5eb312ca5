import type { DutyKind } from '../../../kernel/matter/vocabulary.ts';

/** What an office owes to those who raise something, in three parts: telling who has the matter, answering it, and what the office above owes. */
export const MATTER_STAGES = ['notice', 'answer', 'above'] as const;
type MatterStage = (typeof MATTER_STAGES)[number];

/**
 * What an office owes to places, and to offices above it (S14): hazards mended by their day; checks, drills and lessons at sites and of offices;
 * returns; reports of incidents; seats of its duty roster; rosters published and shifts handed over; what conferences decided.
 */
export const WORK_STAGES = ['hazards', 'checks', 'drills', 'lessons', 'returns', 'reports', 'shifts', 'rosters', 'decisions'] as const;
export type WorkStage = (typeof WORK_STAGES)[number];

/** Every part of the sheet of an office, in the order in which it is told. */
export const STAGES = [...MATTER_STAGES, ...WORK_STAGES] as const;
export type Stage = (typeof STAGES)[number];

/** Whether a part is about places and offices, and not about what somebody raised. */
export const isWork = (stage: string): stage is WorkStage => WORK_STAGES.some((it) => it === stage);

const OF_KIND: { readonly [kind in DutyKind]: MatterStage } = {
  register: 'notice',
  notice: 'notice',
  object_forward: 'notice',
  name_office: 'above',
  acknowledge: 'notice',
  take_danger: 'notice',
  decide: 'answer',
  reply: 'answer',
  feedback: 'answer',
  verify_hazard: 'notice',
  tell_result: 'answer',
  decide_reward: 'answer',
  keep_promise: 'answer',
  dispute: 'answer',
  answer_dispute: 'answer',
  ask_review: 'above',
  decide_review: 'above',
  ask_rereview: 'above',
  decide_rereview: 'above',
  explain_final: 'above',
  ask_take_up: 'above',
  answer_take_up: 'above',
  supervise: 'above',
  complete: 'answer',
  begin_mediation: 'notice',
  mediate: 'answer',
  follow_up: 'answer',
  tell_ways: 'answer',
  ask_confirmation: 'answer',
  accept_confirmation: 'answer',
  decide_confirmation: 'answer',
  object_confirmation: 'answer',
  carry_referral: 'answer',
  protect_child: 'notice',
  tell_guardian: 'notice',
  look_outside: 'answer',
  ask_child: 'answer',
};

/** The part that a duty of a matter is counted under. */
export const stageOfKind = (kind: DutyKind): Stage => OF_KIND[kind];

/** Duties of other kinds of entities that are counted as they fall due; what is not named here has a part that is counted elsewhere, or none. */
const OF_STAFF_KIND: { readonly [kind: string]: WorkStage } = {
  tell_head: 'reports',
  tell_others: 'reports',
  report_first: 'reports',
  report_written: 'reports',
  report_again: 'reports',
  report_toll: 'reports',
  report_final: 'reports',
  report_further: 'reports',
  publish_month: 'rosters',
  fill_gaps: 'rosters',
  take_over: 'rosters',
  hold_conference: 'decisions',
  sign_minutes: 'decisions',
  keep_decision: 'decisions',
  conclude_taken: 'decisions',
};

/** Packs whose duties are those of {@link OF_STAFF_KIND}: real ones, never a drill (G22). */
const STAFF_PACKS = ['incident', 'duty_roster', 'duty_shift', 'conference', 'taken_matter'];

/** The part that a duty which only offices know of is counted under; undefined where it is not. */
export const stageOfStaffKind = (pack: string, kind: string): WorkStage | undefined =>
  STAFF_PACKS.includes(pack) ? OF_STAFF_KIND[kind] : undefined;

/** Duties whose outcome says what became of an answer. */
export const isReview = (kind: DutyKind): boolean => kind === 'decide_review' || kind === 'decide_rereview';
