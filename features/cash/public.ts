/** What other features may use of this one. */
export { collectionCodeOf, findSlip, slipOf, writeSlip } from './server/slip.ts';
export { linesOfSlip } from './server/read-cash.ts';
export { standingPayment } from './domain/cash-book.ts';
