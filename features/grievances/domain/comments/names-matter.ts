import { foldForms } from '../../../../kernel/canonical/bounded-text.ts';
import { parseReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { hasMobile } from '../../../../kernel/policy/mobile.ts';
import { findPattern } from '../../../../kernel/policy/person-columns.ts';

/** A receipt code as it is printed or typed: whole, or in fours. */
const CODE = /(?<![0-9A-Za-z])[0-9A-Za-z]{4}([-\s]?)(?:[0-9A-Za-z]{4}\1){4}[0-9A-Za-z*~$=](?![0-9A-Za-z])/gu;
/**
 * The number of a matter where it is called one: eight signs of its alphabet, as a whole or in fours. Alone they may as well be a standard, a part
 * or a paper, and numbers are drawn by lot: nothing in them tells.
 */
const NUMBER =
  /(?:编号|事项|回执|matter|number|receipt|no\.)[^0-9A-Za-z]{0,8}[0-9A-HJKMNP-TV-Z]{4}[-\s]?[0-9A-HJKMNP-TV-Z]{4}(?![0-9A-Za-z])/giu;
/** An amount with its thousands set apart: its digits are no telephone. */
const AMOUNT = /(?<!\d)\d{1,3}(?:[,，]\d{3})+(?!\d)/gu;

/**
 * Whether words name a matter or a person by a number: a receipt code, the number of a matter, a telephone or a document. Words that everybody
 * will read hold none: by it a comment and a matter would be known to be of one hand.
 */
export const namesMatter = (text: string): boolean => {
  const folded = foldForms(text).replaceAll(AMOUNT, ' ');
  return (
    (folded.match(NUMBER) ?? []).some((named) => /\d/.test(named)) ||
    (folded.match(CODE) ?? []).some((code) => /\d/.test(code) && parseReceiptCode(code).ok) ||
    findPattern(folded) !== undefined ||
    hasMobile(folded)
  );
};
