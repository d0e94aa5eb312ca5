import { foldForms } from '../canonical/bounded-text.ts';
import { personAsked } from '../form/person.ts';
import { hasMobile } from '../policy/mobile.ts';
import { checkLabel, isObject, type Report } from '../programme/check-text.ts';
import { findOccasion } from '../programme/people.ts';
import type { Json } from '../stream/event.ts';

/** Seven digits and more, however they are set apart: a telephone, a date, the number of a paper. None of them belongs into words. */
const DIGITS = /\d(?:[ .\-\u2013]?\d){6,}/;

/** Words of a plan: what every definition must not say, and no person, no telephone, no political occasion (G11, G12, G22). */
export const checkPlanWords = (value: Json | undefined, path: string, report: Report): void => {
  checkLabel(value, path, report);
  for (const [lang, text] of isObject(value) ? Object.entries(value) : []) {
    if (typeof text !== 'string') continue;
    const at = `${path}/${lang}`;
    if (hasMobile(text)) report('number.mobile', at);
    else if (DIGITS.test(foldForms(text))) report('number.in_words', at);
    const occasion = findOccasion(text);
    if (occasion !== null) report('occasion', at, { word: occasion });
    else if (personAsked(text, null) !== null) report('about.people', at);
  }
};
