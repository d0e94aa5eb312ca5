import type { Verb } from '../verb.ts';
import { answerChild, askChild, hearChild, sayUnsafe } from './ask-child.ts';
import { lookOutside } from './look-outside.ts';
import { protectChild } from './protect-child.ts';
import { keepGuardianOut, tellGuardian } from './tell-guardian.ts';

/** What a door does for a child, in order: protect, tell the guardian or keep them out, look outside the school, ask the child (functions.md N14). */
export const CHILD_VERBS: readonly Verb[] = [protectChild, tellGuardian, keepGuardianOut, lookOutside, askChild, hearChild];

/** What whoever holds the receipt does. */
export const CHILD_FILER_VERBS: readonly Verb[] = [answerChild, sayUnsafe];
