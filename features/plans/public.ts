// What other features and commands may take from emergency plans.
export { FILE_NAMES } from './desk/names.ts';
export { planSheet } from './server/plan-sheet.ts';
