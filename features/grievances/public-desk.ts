// What pages of other features may take from the matters.
export { openComments, type OpenedComment } from './server/comments/open-comments.ts';
export { LEFT_OUT_WORDS } from './portal/step-words.ts';
export { takeStep } from './server/take-step.ts';
