// What pages of other features may take from the hazards.
export { CHOICES as HAZARD_CHOICES } from './desk/words.ts';
