// What other features may take from duty.
export { seatsNow } from './server/seats-now.ts';
