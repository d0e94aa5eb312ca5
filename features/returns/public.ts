// What other features may take from the returns.
export { officeDuties } from './domain/office-duties.ts';
