import { reviewVerb } from './review-verb.ts';

/** The last office up reviews the review and answers in writing (信访工作条例 36). */
export const decideRereview = reviewVerb('decide_rereview', 'rereview_decided', 2);
