import type { DutyKind } from '../../../kernel/matter/vocabulary.ts';

/** What an office owes, in three parts: telling who has the matter, answering it, and what the office above owes. */
export const STAGES = ['notice', 'answer', 'above'] as const;
export type Stage = (typeof STAGES)[number];

const OF_KIND: { readonly [kind in DutyKind]: Stage } = {
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
};

/** The part that a duty of this kind is counted under. */
export const stageOfKind = (kind: DutyKind): Stage => OF_KIND[kind];

/** Duties whose outcome says what became of an answer. */
export const isReview = (kind: DutyKind): boolean => kind === 'decide_review' || kind === 'decide_rereview';
