// What other features may take from the checks.
export { checks } from './server/checks.ts';
export { readSiteSlots } from './server/site-slots.ts';
export { subjectOf, subjectRows } from './server/subjects.ts';
export { SLOT_PARTIES } from './server/slot-parties.ts';
export { dutiesNow, rulebookOf } from './server/rulebook.ts';
export { openFor, recordFilled, type FilledFor } from './server/record-check.ts';
export { fold as foldCheck, type CheckState } from './domain/state.ts';
