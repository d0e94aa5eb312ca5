import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import type { Lang, Page, PageReply, PageRequest } from '../../../../portal/page.ts';
import { readText } from '../../../../kernel/stream/text.ts';
import type { DoorKind } from '../../../../kernel/matter/kinds.ts';
import { findDraft } from '../../../../engine/http/drafts.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { changedReply } from '../following/changed.tsx';
import { writeAt } from './write-at.ts';
import { fileAndShow } from '../../server/file-matter.ts';
import { wordFault } from '../../server/receipts/lost-word.ts';
import { askedFirst } from './about.page.tsx';
import { formReply, type Typed } from './file-form.tsx';
import { filedComment, typedComment } from '../comments/comment-fields.tsx';
import { typedDispute } from './dispute-fields.tsx';
import { readDanger } from '../line/read-danger.ts';
import { kindOf, readPreview } from './read-preview.ts';
import { chosenService } from './service-field.tsx';
import { receiptReply } from './receipt.tsx';
import { typedTell } from './tell-form.tsx';
import {
  droppedSigns,
  FILING_NAMES,
  filingFaults,
  filingFields,
  formToken,
  lostCharacter,
  sealedFaults,
  sealedFields,
  typed,
} from './typed.ts';

/** Who files at a kiosk writes and reads for themselves. */
const AT_KIOSK = { channel: 'kiosk', by: null, readBack: false, handed: 'screen' } as const;

const faultAt = (field: 'word' | 'files', fault: Refusal | undefined): Typed['faults'] => (fault ? { [field]: fault } : {});

type Form = PageRequest['form'];

/** A form as it was typed, with everything that is wrong with it; photos and papers are looked at once the words are right. */
const readTyped = (it: Jurisdiction, form: Form, asked: { readonly pack?: string; readonly kind?: DoorKind }, lang: Lang) => {
  const kind = asked.kind === undefined ? kindOf(it, form) : undefined;
  const chosen = kind === undefined ? {} : chosenService(it, kind, form);
  const danger = kind === 'hazard_report' ? readDanger(it, form, lang) : undefined;
  const dispute = kind === 'mediation' ? typedDispute(form) : undefined;
  const comment = kind === 'comment' ? typedComment(form) : undefined;
  const fields = danger?.fields ?? filingFields(form);
  const seal = sealedFields(form);
  const word = readText(typed(form['word']), 'line').text;
  const told = typedTell(form['tell']);
  const faults = { ...filingFaults(fields), ...danger?.faults, ...faultAt('word', lostCharacter('word', word) ?? wordFault(word)) };
  const sealFaults = sealedFaults(seal);
  const isWrong = told.typed.fault !== undefined || Object.keys({ ...faults, ...sealFaults }).length > 0;
  return {
    kind,
    at: danger?.at,
    chosen: danger?.chosen ?? chosen,
    fields,
    seal,
    word,
    told,
    dispute,
    comment,
    danger: dispute === undefined && comment === undefined && form['danger'] === 'yes',
    faults,
    sealFaults,
    isWrong,
  };
};

type Read = ReturnType<typeof readTyped>;

/** The form again, with what was typed; what was refused since stands at its field. */
const shown = (it: Read, asked: { readonly kind?: DoorKind }, token: string, refusal: Refusal | undefined, isKiosk: boolean): Typed => {
  const { at: place, dispute, comment, chosen, fields, word, danger, seal, told, faults, sealFaults } = it;
  const at = refusal?.data?.['field'];
  // What is about no field is about the form as it arrived, and so about its photos.
  const field =
    ([...FILING_NAMES, 'files', 'word', 'service', 'at', 'against', 'suits', 'consultation', 'question'] as const).find(
      (name) => name === at,
    ) ?? (at === undefined ? 'files' : undefined);
  return {
    ...asked,
    fields,
    ...chosen,
    ...(place === undefined ? {} : { at: place }),
    ...(dispute === undefined ? {} : { dispute }),
    ...(comment === undefined ? {} : { comment }),
    faults: field && refusal ? { ...faults, [field]: refusal } : faults,
    token,
    word,
    danger,
    isKiosk,
    sealed: { fields: seal, faults: sealFaults },
    tell: at === 'tell' && refusal ? { ...told.typed, fault: refusal } : told.typed,
  };
};

/** Nothing is wrong with a form that was not sent yet. */
const unsent = (it: Read): Read => ({ ...it, faults: {}, sealFaults: {}, told: { ...it.told, typed: { text: it.told.typed.text } } });

/**
 * The form at its own address: what was written so far, from here or from a browser that kept it. Whoever comes by a link from elsewhere
 * begins anew: the names in it are known to who made it, who must learn nothing of what is written here.
 */
export const writePage: Page = {
  path: '/file/write',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, query, origin, isKiosk, isFromElsewhere }) => {
    const own = isKiosk || isFromElsewhere ? {} : query;
    const token = formToken(own['form']);
    const draft = findDraft(service.id, own['draft'] ?? '', service.clock());
    const form: Form = { ...(query['about'] === 'no' ? { about: 'no', kind: query['kind'] ?? '' } : {}), ...draft?.fields };
    const asked = await askedFirst({ service, lang, form, origin });
    // Without the first answer there is no form: the question is asked again (G5).
    if ('reply' in asked) return { kind: 'redirect', to: '/file' };
    const read = readTyped(await service.jurisdiction(), form, asked, lang);
    const it = shown(draft?.refusal ? read : unsent(read), asked, token, draft?.refusal, isKiosk);
    return formReply(lang, await readPreview(service, form, asked.pack, lang), service.clock(), it);
  },
};

/** The same form in the other language, with what was written. */
export const keepPage: Page = {
  path: '/file/keep',
  method: 'POST',
  face: 'open',
  handle: async (request) => writeAt(request, formToken(request.form['token'])),
};

const FIELDS: readonly unknown[] = [
  ...FILING_NAMES,
  'tell',
  'word',
  'files',
  'service',
  'at',
  'against',
  'suits',
  'consultation',
  'question',
];
const isShownAtField = (refusal: Refusal): boolean => FIELDS.includes(refusal.data?.['field']);

/** Something in the form itself is wrong; each fault stands at its field. */
const WRONG = refuse('field_type', { field: 'form' });

/** Takes the form. The answer to the button is the receipt itself: its code is never in a URL or a cookie. */
export const submitPage: Page = {
  path: '/file/submit',
  method: 'POST',
  face: 'open',
  takesFiles: true,
  checkFirst: async ({ service, lang, form, origin }) => {
    const asked = await askedFirst({ service, lang, form, origin });
    return 'reply' in asked || readTyped(await service.jurisdiction(), form, asked, lang).isWrong;
  },
  handle: async (request) => {
    const { service, lang, form, files, filesFault, origin, isKiosk } = request;
    const asked = await askedFirst({ service, lang, form, origin });
    if ('reply' in asked) return asked.reply;
    const jurisdiction = await service.jurisdiction();
    const read = readTyped(jurisdiction, form, asked, lang);
    const { kind, at, dispute, comment, chosen, fields, seal, word, told, danger } = read;
    const token = formToken(form['token']);
    /** Back to the form: at its own address where it came from there, else as the answer. */
    const again = async (refusal: Refusal): Promise<PageReply> =>
      form['goes'] === 'on' && !isKiosk
        ? writeAt(request, token, refusal)
        : formReply(lang, await readPreview(service, form, asked.pack, lang), service.clock(), shown(read, asked, token, refusal, isKiosk));
    const wrong = filesFault ?? (read.isWrong ? WRONG : undefined);
    if (wrong) return again(wrong);
    const { subject, body, ...optional } = fields;
    const given = { subject, body, ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text.trim() !== '')) };
    const sealed = seal.name.trim() === '' && seal.contact.trim() === '' ? {} : { sealed: seal };
    const filed = await fileAndShow(
      service,
      {
        ...(isKiosk ? { intake: AT_KIOSK } : {}),
        fields: given,
        lang,
        files,
        ...(asked.pack === undefined ? {} : { pack: asked.pack }),
        ...(kind === undefined ? {} : { kind }),
        ...chosen,
        ...(at === undefined ? {} : { at }),
        ...(dispute?.against === undefined ? {} : { against: dispute.against }),
        ...(dispute?.suits ? { suits: true as const } : {}),
        ...(comment ? filedComment(comment) : {}),
        ...sealed,
        ...(danger ? { danger } : {}),
        ...(word.trim() === '' ? {} : { word }),
        ...(told.tell ? { tell: told.tell } : {}),
      },
      { token },
    );
    if (isRefusal(filed)) {
      // The form was sent before with other words: what is written now goes on as another one, and the first has its own receipt.
      if (filed.refused === 'key_reused') return changedReply({ lang, form });
      return isShownAtField(filed) ? again(filed) : errorPage(lang, filed);
    }
    return receiptReply({ lang, origin, ...filed, danger, dropped: droppedSigns(form), tickMs: service.tickMs });
  },
};
