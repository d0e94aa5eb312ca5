import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of consultations; part of `Tables`. */
export interface ConsultationTables {
  readonly 'consultations/desk/page-words.CONSULTATIONS': SaidIn<
    typeof import('../features/consultations/desk/page-words.ts').CONSULTATIONS
  >;
  readonly 'consultations/desk/words.ADOPTED_WORDS': SaidIn<typeof import('../features/consultations/desk/words.ts').ADOPTED_WORDS>;
  readonly 'consultations/desk/words.BREACH_WORDS': SaidIn<typeof import('../features/consultations/desk/words.ts').BREACH_WORDS>;
  readonly 'consultations/desk/words.DROP_WORDS': SaidIn<typeof import('../features/consultations/desk/words.ts').DROP_WORDS>;
  readonly 'consultations/desk/words.EVENTS': SaidIn<typeof import('../features/consultations/desk/words.ts').EVENTS>;
  readonly 'consultations/desk/words.FIELDS': SaidIn<typeof import('../features/consultations/desk/words.ts').FIELDS>;
  readonly 'consultations/desk/words.HEAD': SaidIn<typeof import('../features/consultations/desk/words.ts').HEAD>;
  readonly 'consultations/desk/words.LINKS': SaidIn<typeof import('../features/consultations/desk/words.ts').LINKS>;
  readonly 'consultations/desk/words.OUTCOME_WORDS': SaidIn<typeof import('../features/consultations/desk/words.ts').OUTCOME_WORDS>;
  readonly 'consultations/desk/words.OWED': SaidIn<typeof import('../features/consultations/desk/words.ts').OWED>;
  readonly 'consultations/desk/words.SEATS': SaidIn<typeof import('../features/consultations/desk/words.ts').SEATS>;
  readonly 'consultations/desk/words.STEPS': SaidIn<typeof import('../features/consultations/desk/words.ts').STEPS>;
  readonly 'consultations/portal/words.PAPER': SaidIn<typeof import('../features/consultations/portal/words.ts').PAPER>;
  readonly 'consultations/portal/words.PUBLIC': SaidIn<typeof import('../features/consultations/portal/words.ts').PUBLIC>;
  readonly 'grievances/portal/comments/comment-card.COMMENT_CARD': SaidIn<
    typeof import('../features/grievances/portal/comments/comment-card.tsx').COMMENT_CARD
  >;
  readonly 'grievances/portal/comments/comment-fields.COMMENT': SaidIn<
    typeof import('../features/grievances/portal/comments/comment-fields.tsx').COMMENT
  >;
  readonly 'grievances/portal/step-words.LEFT_OUT_WORDS': SaidIn<
    typeof import('../features/grievances/portal/step-words.ts').LEFT_OUT_WORDS
  >;
  readonly 'portal/consultation-sentences.CONSULTATION_SENTENCES': SaidIn<
    typeof import('../portal/sentences/consultation-sentences.ts').CONSULTATION_SENTENCES
  >;
}
