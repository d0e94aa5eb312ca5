// What pages of other features may take from the figures.
export { rangeInWords } from './portal/words.ts';
