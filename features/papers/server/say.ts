import { DOOR_WORDS, MEDIATION_CHOICES, officeName, OUTCOME_WORDS, worded } from '../../grievances/public.ts';
import { dayInWords, withinInWords } from '../../../portal/dates.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Say } from '../domain/paper.ts';
import type { Lang } from '../../../kernel/language/languages.ts';

const CHOICES = { ...OUTCOME_WORDS, ...DOOR_WORDS, ...MEDIATION_CHOICES };

/** The words of a jurisdiction in one language. On paper every day has its year. */
export const sayIn = (it: Jurisdiction, lang: Lang): Say => ({
  lang,
  day: (date) => dayInWords(date, lang),
  within: (within) => withinInWords(within, lang),
  office: (id) => officeName(it, id, lang),
  choice: (_field, value) => worded(CHOICES, value, lang),
});
