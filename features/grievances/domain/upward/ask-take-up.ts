import { upwardVerb } from './upward-verb.ts';

/** The filer asks the office above to take a silent matter up. */
export const askTakeUp = upwardVerb('ask_take_up', 'take_up_asked', 'above');
