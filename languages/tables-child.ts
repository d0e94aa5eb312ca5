import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of the steps of offices, of the procedure for a child in danger, and of help; part of `Tables`. */
export interface ChildTables {
  readonly 'grievances/desk/child-fields.CHILD_LABELS': SaidIn<typeof import('../features/grievances/desk/child-fields.ts').CHILD_LABELS>;
  readonly 'grievances/desk/help-fields.HELP_LABELS': SaidIn<typeof import('../features/grievances/desk/help-fields.ts').HELP_LABELS>;
  readonly 'grievances/portal/help-words.HELP_CHOICES': SaidIn<typeof import('../features/grievances/portal/help-words.ts').HELP_CHOICES>;
  readonly 'grievances/portal/child-words.CHILD_CHOICES': SaidIn<
    typeof import('../features/grievances/portal/child-words.ts').CHILD_CHOICES
  >;
  readonly 'help/feature.NAV': SaidIn<typeof import('../features/help/feature.ts').NAV>;
  readonly 'help/portal/words.HELP': SaidIn<typeof import('../features/help/portal/words.ts').HELP>;
  readonly 'grievances/portal/own-verb-words.OWN_VERB_WORDS': SaidIn<
    typeof import('../features/grievances/portal/own-verb-words.ts').OWN_VERB_WORDS
  >;
  readonly 'grievances/portal/verb-words.COMMON_VERB_WORDS': SaidIn<
    typeof import('../features/grievances/portal/verb-words.ts').COMMON_VERB_WORDS
  >;
}
