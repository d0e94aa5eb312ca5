import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of outreach; part of `Tables`. */
export interface OutreachTables {
  readonly 'checks/desk/lesson-words.LESSON_SAYS': SaidIn<typeof import('../features/checks/desk/lesson-words.ts').LESSON_SAYS>;
  readonly 'kernel/form/lesson-words.LESSON_WORDS': SaidIn<typeof import('../kernel/form/lesson-words.ts').LESSON_WORDS>;
  readonly 'outreach/desk/words.DESK': SaidIn<typeof import('../features/outreach/desk/words.ts').DESK>;
  readonly 'outreach/desk/words.LINKS': SaidIn<typeof import('../features/outreach/desk/words.ts').LINKS>;
  readonly 'outreach/portal/words.OUTREACH': SaidIn<typeof import('../features/outreach/portal/words.ts').OUTREACH>;
}
