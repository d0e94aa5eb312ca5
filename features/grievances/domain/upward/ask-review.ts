import { upwardVerb } from './upward-verb.ts';

/** The filer asks the office above to review the reply (信访工作条例 35). */
export const askReview = upwardVerb('ask_review', 'review_asked', 'above');
