// What other features may take from the checks.
export { readSiteSlots } from './server/site-slots.ts';
export { rulebookOf } from './server/rulebook.ts';
