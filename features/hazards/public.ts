// What other features may take from the hazards.
export { hazards } from './server/hazards.ts';
export { hazardsOfRecords } from './server/read-hazards.ts';
