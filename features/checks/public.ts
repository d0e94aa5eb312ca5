// What other features may take from the checks.
export { readSiteSlots } from './server/site-slots.ts';
export { rulebookOf } from './server/rulebook.ts';
export { subjectRows } from './server/subjects.ts';
export { SLOT_PARTIES } from './server/slot-parties.ts';
