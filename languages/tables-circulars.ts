import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of circulars; part of `Tables`. */
export interface CircularTables {
  readonly 'circulars/desk/page-words.CIRCULARS': SaidIn<typeof import('../features/circulars/desk/page-words.ts').CIRCULARS>;
  readonly 'circulars/desk/words.STEPS': SaidIn<typeof import('../features/circulars/desk/words.ts').STEPS>;
  readonly 'circulars/desk/words.EVENTS': SaidIn<typeof import('../features/circulars/desk/words.ts').EVENTS>;
  readonly 'circulars/desk/words.OWED': SaidIn<typeof import('../features/circulars/desk/words.ts').OWED>;
  readonly 'circulars/desk/words.TAKE_BACK_WORDS': SaidIn<typeof import('../features/circulars/desk/words.ts').TAKE_BACK_WORDS>;
  readonly 'circulars/desk/words.RECEIPT_WORDS': SaidIn<typeof import('../features/circulars/desk/words.ts').RECEIPT_WORDS>;
  readonly 'circulars/desk/words.CARRYING_WORDS': SaidIn<typeof import('../features/circulars/desk/words.ts').CARRYING_WORDS>;
  readonly 'circulars/desk/words.FIELDS': SaidIn<typeof import('../features/circulars/desk/words.ts').FIELDS>;
  readonly 'circulars/desk/words.HEAD': SaidIn<typeof import('../features/circulars/desk/words.ts').HEAD>;
  readonly 'circulars/desk/words.SEATS': SaidIn<typeof import('../features/circulars/desk/words.ts').SEATS>;
  readonly 'circulars/desk/words.LINKS': SaidIn<typeof import('../features/circulars/desk/words.ts').LINKS>;
  readonly 'portal/circular-sentences.CIRCULAR_SENTENCES': SaidIn<
    typeof import('../portal/sentences/circular-sentences.ts').CIRCULAR_SENTENCES
  >;
}
