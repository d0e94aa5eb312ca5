// What other features may take from the logbooks.
export { logbooks } from './server/logbooks.ts';
export { areLogbooksClosed } from './server/close-days.ts';
