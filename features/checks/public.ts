// What other features may take from the checks.
export { checks } from './server/checks.ts';
export { readSiteSlots } from './server/site-slots.ts';
export { subjectOf, subjectRows } from './server/subjects.ts';
export { SLOT_PARTIES } from './server/slot-parties.ts';
export { dutiesNow, rulebookOf } from './server/rulebook.ts';
export { isOfDays, marginOf, namesOf, slotsOf, type Duty, type DutySite, type Rulebook, type SiteSlot } from './domain/site-duties.ts';
export { isOpenAt, openFor, owes, recordCheck, recordFilled, type FilledFor } from './server/record-check.ts';
export { fold as foldCheck, type CheckState } from './domain/state.ts';
export { photoOfAnswer } from './server/read-photo.ts';
export { assemble, dropParts, keepPart, PARTS_DAYS, type Part, type PhotoPlace } from './server/photo-parts.ts';
export * as phoneWire from './server/phone-wire.ts';
export { LOOK_PHOTOS_MAX, LOOK_STEPS, type Look, type LookRef, type Looks, type LookStep, type Proposal } from './domain/look.ts';
export { isSafe, type Receipt } from './domain/manifest.ts';
export { checkpointTime, handleOf, photoTag } from './server/take-in.ts';
