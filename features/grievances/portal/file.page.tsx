import { isRefusal } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import type { Page } from '../../../portal/page.ts';
import { fileMatter } from '../server/file-matter.ts';
import { readForFiler } from '../server/read-matter.ts';
import { aboutReply } from './about.page.tsx';
import { doorsReply } from './doors.tsx';
import { formReply, type Typed } from './file-form.tsx';
import { readPreview } from './read-preview.ts';
import { receiptReply } from './receipt.tsx';
import { FILING_NAMES, filingFaults, filingFields, formToken } from './typed.ts';

/** Takes the form. The answer to the button is the receipt itself: its code is never in a URL or a cookie. */
export const submitPage: Page = {
  path: '/file/submit',
  method: 'POST',
  face: 'open',
  takesFiles: true,
  handle: async ({ service, lang, form, files, filesFault, origin }) => {
    if (form['about'] === 'yes') return doorsReply(lang);
    if (form['about'] !== 'no') return aboutReply(lang, form, true);
    const fields = filingFields(form);
    const token = formToken(form['token']);
    const again = async (faults: Typed['faults']) =>
      formReply(lang, await readPreview(service), service.clock(), { fields, faults, token });
    const faults = { ...filingFaults(fields), ...(filesFault ? { files: filesFault } : {}) };
    if (Object.keys(faults).length > 0) return again(faults);
    const { subject, body, place, ask } = fields;
    const given = { subject, body, ...(place.trim() === '' ? {} : { place }), ...(ask.trim() === '' ? {} : { ask }) };
    const answer = await fileMatter(service, { fields: given, lang, files }, { token });
    if (isRefusal(answer)) {
      const field = FILING_NAMES.find((name) => name === answer.data?.['field']);
      return field ? again({ [field]: answer }) : errorPage(lang, answer);
    }
    const view = await readForFiler(service, answer.number);
    if (!view) throw new Error('a matter that was just filed is not there');
    return receiptReply({ lang, origin, answer, view, tickMs: service.tickMs });
  },
};
