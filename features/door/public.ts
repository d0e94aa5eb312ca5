/** What other features may use of this one. */
export { accusedReply } from './portal/door.page.tsx';
export { kindReply } from './portal/kind-question.tsx';
export { DOOR_FORM, DOOR_HOME } from './portal/words.ts';
