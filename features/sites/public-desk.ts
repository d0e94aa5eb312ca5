// What pages of other features may take from the sites.
export { CLASS_WORDS } from './desk/words.ts';
