import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of returns; part of `Tables`. */
export interface ReturnTables {
  readonly 'returns/desk/words.BOARD': SaidIn<typeof import('../features/returns/desk/words.ts').BOARD>;
  readonly 'returns/desk/words.CHOICES': SaidIn<typeof import('../features/returns/desk/words.ts').CHOICES>;
  readonly 'returns/desk/words.EVENTS': SaidIn<typeof import('../features/returns/desk/words.ts').EVENTS>;
  readonly 'returns/desk/words.FIELDS': SaidIn<typeof import('../features/returns/desk/words.ts').FIELDS>;
  readonly 'returns/desk/words.HEAD': SaidIn<typeof import('../features/returns/desk/words.ts').HEAD>;
  readonly 'returns/desk/words.LINKS': SaidIn<typeof import('../features/returns/desk/words.ts').LINKS>;
  readonly 'returns/desk/words.OWED': SaidIn<typeof import('../features/returns/desk/words.ts').OWED>;
  readonly 'returns/desk/words.RETURNS': SaidIn<typeof import('../features/returns/desk/words.ts').RETURNS>;
  readonly 'returns/desk/words.SEATS': SaidIn<typeof import('../features/returns/desk/words.ts').SEATS>;
  readonly 'returns/desk/words.STATES': SaidIn<typeof import('../features/returns/desk/words.ts').STATES>;
  readonly 'returns/desk/words.STEPS': SaidIn<typeof import('../features/returns/desk/words.ts').STEPS>;
  readonly 'portal/return-sentences.RETURN_SENTENCES': SaidIn<typeof import('../portal/sentences/return-sentences.ts').RETURN_SENTENCES>;
}
