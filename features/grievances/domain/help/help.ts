import type { Verb } from '../verb.ts';
import { noteGap } from './note-gap.ts';
import { referOut } from './refer-out.ts';
import { reportReferral } from './report-referral.ts';

/** Steps by which somebody is led to the right door, and by which it is said where there is none. */
export const HELP_VERBS: readonly Verb[] = [referOut, reportReferral, noteGap];
