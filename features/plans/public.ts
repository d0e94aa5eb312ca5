// What other features and commands may take from emergency plans.
export { calledText, FILE_NAMES, placeNames, postText, type PlanNames } from './desk/names.ts';
export { leftOutText, teamName } from './desk/team-text.ts';
export { TEAMS } from './desk/team-words.ts';
export { plansInForce, type PlanInForce } from './server/plans.ts';
export { planSheet } from './server/plan-sheet.ts';
