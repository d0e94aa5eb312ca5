// What others may take from incidents.
export { callsData, callsNow, nextCallAt } from './domain/calling.ts';
export { fold, type IncidentState } from './domain/state.ts';
export { incidents } from './server/incidents.ts';
