import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import type { Page } from '../../../portal/page.ts';
import { fileMatter } from '../server/file-matter.ts';
import { wordFault } from '../server/lost-word.ts';
import { readForFiler } from '../server/read-matter.ts';
import { askedFirst } from './about.page.tsx';
import { formReply, type Typed } from './file-form.tsx';
import { kindOf, readPreview } from './read-preview.ts';
import { chosenService } from './service-field.tsx';
import { receiptReply } from './receipt.tsx';
import { typedTell } from './tell-form.tsx';
import { FILING_NAMES, filingFaults, filingFields, formToken, lostCharacter, sealedFaults, sealedFields, typed } from './typed.ts';

/** Who files at a kiosk writes and reads for themselves. */
const AT_KIOSK = { channel: 'kiosk', by: null, readBack: false, handed: 'screen' } as const;

const faultAt = (field: 'word', fault: Refusal | undefined): Typed['faults'] => (fault ? { [field]: fault } : {});

/** Takes the form. The answer to the button is the receipt itself: its code is never in a URL or a cookie. */
export const submitPage: Page = {
  path: '/file/submit',
  method: 'POST',
  face: 'open',
  takesFiles: true,
  handle: async ({ service, lang, form, files, filesFault, origin, isKiosk }) => {
    const asked = await askedFirst({ service, lang, form, origin });
    if ('reply' in asked) return asked.reply;
    const jurisdiction = await service.jurisdiction();
    const kind = asked.kind === undefined ? kindOf(jurisdiction, form) : undefined;
    const chosen = kind === undefined ? {} : chosenService(jurisdiction, kind, form);
    const fields = filingFields(form);
    const token = formToken(form['token']);
    const seal = sealedFields(form);
    const word = typed(form['word']);
    const told = typedTell(form['tell']);
    const danger = form['danger'] === 'yes';
    const again = async (faults: Typed['faults'], sealFaults: ReturnType<typeof sealedFaults> = {}, tell = told.typed) =>
      formReply(lang, await readPreview(service, form, asked.pack), service.clock(), {
        ...asked,
        fields,
        ...chosen,
        faults,
        token,
        word,
        danger,
        sealed: { fields: seal, faults: sealFaults },
        tell,
      });
    const faults = {
      ...filingFaults(fields),
      ...(filesFault ? { files: filesFault } : {}),
      ...faultAt('word', lostCharacter('word', word) ?? wordFault(word)),
    };
    const sealFaults = sealedFaults(seal);
    if (told.typed.fault || Object.keys({ ...faults, ...sealFaults }).length > 0) return again(faults, sealFaults);
    const { subject, body, ...optional } = fields;
    const given = { subject, body, ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text.trim() !== '')) };
    const sealed = seal.name.trim() === '' && seal.contact.trim() === '' ? {} : { sealed: seal };
    const answer = await fileMatter(
      service,
      {
        ...(isKiosk ? { intake: AT_KIOSK } : {}),
        fields: given,
        lang,
        files,
        ...(asked.pack === undefined ? {} : { pack: asked.pack }),
        ...(kind === undefined ? {} : { kind }),
        ...chosen,
        ...sealed,
        ...(danger ? { danger } : {}),
        ...(word.trim() === '' ? {} : { word }),
        ...(told.tell ? { tell: told.tell } : {}),
      },
      { token },
    );
    if (isRefusal(answer)) {
      if (answer.data?.['field'] === 'tell' && jurisdiction.relay) return again({}, {}, { ...told.typed, fault: answer });
      const field = FILING_NAMES.find((name) => name === answer.data?.['field']);
      return field ? again({ [field]: answer }) : errorPage(lang, answer);
    }
    const view = await readForFiler(service, answer.number);
    if (!view) throw new Error('a matter that was just filed is not there');
    return receiptReply({ lang, origin, answer, view, danger, tickMs: service.tickMs });
  },
};
