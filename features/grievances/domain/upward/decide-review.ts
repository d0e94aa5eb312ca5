import { reviewVerb } from './review-verb.ts';

/** The office above reviews the reply and answers in writing (信访工作条例 35). */
export const decideReview = reviewVerb('decide_review', 'review_decided', 1);
