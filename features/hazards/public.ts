// What other features may take from the hazards.
export { hazards } from './server/hazards.ts';
export { eachWaiting, takeIn } from './server/take-in.ts';
