// What other features may take from the hazards.
export { dayRows, type HazardDay } from './domain/days.ts';
export { GRADES, SOURCES } from './domain/vocabulary.ts';
export { hazards } from './server/hazards.ts';
export { firstDaysOfOffices, hazardsOnDay, hazardsThatMoved, type HazardOnDay } from './server/read-days.ts';
export { eachWaiting, takeIn } from './server/take-in.ts';
