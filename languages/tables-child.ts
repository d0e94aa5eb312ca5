import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of the procedure for a child in danger; part of `Tables`. */
export interface ChildTables {
  readonly 'grievances/desk/child-fields.CHILD_LABELS': SaidIn<typeof import('../features/grievances/desk/child-fields.ts').CHILD_LABELS>;
  readonly 'grievances/portal/child-words.CHILD_CHOICES': SaidIn<
    typeof import('../features/grievances/portal/child-words.ts').CHILD_CHOICES
  >;
}
