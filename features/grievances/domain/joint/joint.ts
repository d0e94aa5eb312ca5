import type { Verb } from '../verb.ts';
import { closeToOthers } from './close-to-others.ts';
import { openToOthers } from './open-to-others.ts';

/** Opening a matter to others, and closing it again: each is taken by a receipt that the server names, as those about codes are. */
export const JOINT_VERBS: readonly Verb[] = [openToOthers, closeToOthers];
