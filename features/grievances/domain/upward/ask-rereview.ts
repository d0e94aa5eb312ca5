import { upwardVerb } from './upward-verb.ts';

/** The filer asks the next office up to review the review (信访工作条例 36). */
export const askRereview = upwardVerb('ask_rereview', 'rereview_asked', 'above2');
