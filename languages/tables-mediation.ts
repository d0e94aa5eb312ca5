import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of mediation and of carrying a matter; part of `Tables`. */
export interface MediationTables {
  readonly 'grievances/desk/event-sentences.TERM': SaidIn<typeof import('../features/grievances/desk/event-sentences.ts').TERM>;
  readonly 'grievances/portal/codes/carried-view.CARRIED': SaidIn<
    typeof import('../features/grievances/portal/codes/carried-view.tsx').CARRIED
  >;
  readonly 'grievances/portal/filing/dispute-fields.DISPUTE': SaidIn<
    typeof import('../features/grievances/portal/filing/dispute-fields.tsx').DISPUTE
  >;
  readonly 'grievances/portal/mediation-words.MEDIATION_CHOICES': SaidIn<
    typeof import('../features/grievances/portal/mediation-words.ts').MEDIATION_CHOICES
  >;
  readonly 'grievances/portal/table/table-words.TABLE': SaidIn<typeof import('../features/grievances/portal/table/table-words.ts').TABLE>;
  readonly 'papers/domain/mediation-file.MEDIATION_FILE': SaidIn<
    typeof import('../features/papers/domain/mediation-file.ts').MEDIATION_FILE
  >;
  readonly 'papers/portal/table-papers.WORDS': SaidIn<typeof import('../features/papers/portal/table-papers.page.tsx').WORDS>;
  readonly 'portal/mediation-sentences.MEDIATION_SENTENCES': SaidIn<
    typeof import('../portal/sentences/mediation-sentences.ts').MEDIATION_SENTENCES
  >;
}
