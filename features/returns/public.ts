// What other features may take from the returns.
export { fold as foldBook } from './domain/state.ts';
export { areReturnsClosed } from './server/close-returns.ts';
export { booksThere } from './server/read-books.ts';
export { returns } from './server/returns.ts';
export { officeDuties } from './domain/office-duties.ts';
