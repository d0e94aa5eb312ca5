import { SLOT_PARTIES as OF_ASSETS } from '../../assets/public.ts';
import { SLOT_PARTIES as OF_SITES } from '../../sites/public.ts';

/** Parties whose duties come back by programmes, of every kind of thing that has some. */
export const SLOT_PARTIES: readonly string[] = [...OF_SITES, ...OF_ASSETS];
