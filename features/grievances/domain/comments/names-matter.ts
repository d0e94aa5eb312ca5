import { foldForms } from '../../../../kernel/canonical/bounded-text.ts';
import { parseReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { hasMobile } from '../../../../kernel/policy/mobile.ts';
import { findPattern } from '../../../../kernel/policy/person-columns.ts';

/** A receipt code as it is printed or typed: whole, or in fours. */
const CODE = /(?<![0-9A-Za-z])[0-9A-Za-z]{4}([-\s]?)(?:[0-9A-Za-z]{4}\1){4}[0-9A-Za-z*~$=](?![0-9A-Za-z])/gu;
/** The number of a matter: eight signs of its alphabet, letters and digits. */
const NUMBER = /(?<![0-9A-Za-z])(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-HJKMNP-TV-Z]{8}(?![0-9A-Za-z])/u;

/**
 * Whether words name a matter or a person by a number: a receipt code, the number of a matter, a telephone or a document. Words that everybody
 * will read hold none: by it a comment and a matter would be known to be of one hand.
 */
export const namesMatter = (text: string): boolean => {
  const folded = foldForms(text);
  return (
    NUMBER.test(folded) ||
    (folded.match(CODE) ?? []).some((code) => /\d/.test(code) && parseReceiptCode(code).ok) ||
    findPattern(folded) !== undefined ||
    hasMobile(folded)
  );
};
