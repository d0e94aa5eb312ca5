// What other features and commands may take from emergency plans.
export { FILE_NAMES } from './desk/names.ts';
export { plansInForce, type PlanInForce } from './server/plans.ts';
export { planSheet } from './server/plan-sheet.ts';
