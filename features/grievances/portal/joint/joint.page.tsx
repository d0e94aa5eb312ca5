import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { gap, href, html, type Lang, type Page, type PageReply } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { findDraft, keepDraft } from '../../../../engine/http/drafts.ts';
import { openWriteTicket, sealWriteTicket } from '../../../../engine/http/write-ticket.ts';
import { closeToOthers, openToOthers, type Opening } from '../../server/receipts/open-joint.ts';
import { readForFiler } from '../../server/read-matter.ts';
import { findHolding } from '../../server/receipts/find-matter-of.ts';
import { isOpenToOthers, REPRESENTATIVES_MAX } from '../../domain/joint/open-to-others.ts';
import { JOIN } from './join-words.ts';
import { formToken, lostCharacter, typed } from '../filing/typed.ts';

interface Typed {
  readonly subject: string;
  readonly words: string;
  readonly representatives: string;
}

interface FormProps {
  readonly lang: Lang;
  readonly code: string;
  /** The address of the page, which its form sends instead of the code. */
  readonly ticket?: string | undefined;
  readonly typed?: Typed;
  readonly token?: string | undefined;
  readonly fault?: Refusal | undefined;
}

const OpenForm = ({ lang, code, ticket, typed: it, token, fault }: FormProps) => {
  const words = JOIN[lang];
  const why = fault && sentenceFor(fault, lang);
  const isWrong = (name: string): boolean => fault?.data?.['field'] === name;
  const Hint = ({ name, text }: { readonly name: string; readonly text: string }) => (
    <>
      <p class="hint" id={`others-${name}-hint`}>
        {text}
      </p>
      {isWrong(name) && (
        <p class="why" id={`others-${name}-why`}>
          {why}
        </p>
      )}
    </>
  );
  const told = (name: string) => ({
    id: `others-${name}`,
    name,
    'aria-describedby': isWrong(name) ? `others-${name}-why others-${name}-hint` : `others-${name}-hint`,
    ...(isWrong(name) ? { 'aria-invalid': true as const } : {}),
  });
  return (
    <form id="others" method="post" action={href(lang, '/follow/others')} {...(ticket === undefined ? { autocomplete: 'off' } : {})}>
      <input type="hidden" name={ticket === undefined ? 'code' : 'ticket'} value={ticket ?? code} />
      <input type="hidden" name="act" value="open" />
      <input type="hidden" name="token" value={formToken(token)} />
      <div class={isWrong('subject') ? 'err' : undefined}>
        <label for="others-subject">{words.subject}</label>
        <Hint name="subject" text={words.subjectHint} />
        <input type="text" value={it?.subject ?? ''} {...told('subject')} />
      </div>
      <div class={isWrong('words') ? 'err' : undefined}>
        <label for="others-words">{words.words}</label>
        <Hint name="words" text={words.wordsHint} />
        <textarea class="short" {...told('words')}>{`\n${it?.words ?? ''}`}</textarea>
      </div>
      <div class={isWrong('representatives') ? 'err' : undefined}>
        <label for="others-representatives">{words.count}</label>
        <Hint name="representatives" text={words.countHint} />
        <select {...told('representatives')}>
          {Array.from({ length: REPRESENTATIVES_MAX + 1 }, (_, n) => (
            <option value={String(n)} selected={String(n) === it?.representatives}>
              {n}
            </option>
          ))}
        </select>
      </div>
      <p>{words.stays}</p>
      <p>
        <button class="btn" type="submit">
          {words.open}
        </button>
      </p>
    </form>
  );
};

/** The form; again with what was typed and what is wrong with it. */
const formReply = (props: FormProps): PageReply => {
  const { lang, fault } = props;
  const words = JOIN[lang];
  const field = fault?.data?.['field'];
  return html(
    words.section,
    <>
      <h1>{words.section}</h1>
      {fault && (
        <div class="errors" role="alert">
          <h2>{words.notOpened}</h2>
          {typeof field === 'string' ? (
            <ul>
              <li>
                <a href={`#others-${field}`}>{sentenceFor(fault, lang)}</a>
              </li>
            </ul>
          ) : (
            <p>{sentenceFor(fault, lang)}</p>
          )}
        </div>
      )}
      <p>{words.sectionText}</p>
      <OpenForm {...props} />
    </>,
    {
      ...(fault ? { status: statusOf(fault.refused) } : {}),
      ...(props.ticket === undefined ? { other: '/follow' } : { otherForm: { form: 'others', action: `/follow/others/${props.ticket}` } }),
    },
  );
};

/** Asked once more, with what it means. */
const closeReply = (lang: Lang, code: string): PageReply => {
  const words = JOIN[lang];
  return html(
    words.close,
    <>
      <h1>{words.close}</h1>
      <p>
        {words.isOpen}
        {gap(lang)}
        {words.closeText}
      </p>
      <form method="post" action={href(lang, '/follow/others')}>
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="act" value="close" />
        <p>
          <button class="btn" type="submit">
            {words.close}
          </button>
        </p>
      </form>
    </>,
    { other: '/follow' },
  );
};

const openedReply = (lang: Lang, { joining, own }: Opening): PageReply => {
  const words = JOIN[lang];
  return html(
    words.openedTitle,
    <>
      <h1>{words.openedTitle}</h1>
      <section class="card">
        <h2>{words.joining}</h2>
        <p class="code">{joining}</p>
        <p class="small">{words.joiningUse}</p>
      </section>
      {own !== null && (
        <section class="card">
          <h2>{words.ownSeat}</h2>
          <p class="code">{own}</p>
          <p class="small">{words.ownUse}</p>
        </section>
      )}
    </>,
    { other: null },
  );
};

const othersPage: Page = {
  path: '/follow/others',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, lang, form, isKiosk } = request;
    const { ticket } = form;
    const opened = ticket === undefined ? undefined : openWriteTicket(service.id, ticket, service.clock());
    if (ticket !== undefined && !opened) return errorPage(lang, refuse('link_expired'));
    const code = opened?.code ?? form['code'] ?? '';
    const held = await findHolding(service, code);
    if (isRefusal(held)) return errorPage(lang, held);
    if (held.right !== 'act') return errorPage(lang, refuse('not_found', { what: 'code' }));
    // Nobody lets others in, or out, at an office's own screen (G7).
    if (await request.isStaffDevice()) return errorPage(lang, refuse('not_from_staff_device'));
    const words = JOIN[lang];
    if (form['act'] === undefined) {
      const view = await readForFiler(service, held.matter);
      if (view && isOpenToOthers(view.state)) return closeReply(lang, code);
      // At a kiosk nothing of it gets an address that the next person could go back to.
      if (isKiosk) return formReply({ lang, code });
      const at = sealWriteTicket(service.id, { code: code.replaceAll(/\s/g, ''), command: 'open_to_others', of: '' }, service.clock());
      return { kind: 'redirect', to: `/follow/others/${at}` };
    }
    if (form['act'] === 'close') {
      const refusal = await closeToOthers(service, held);
      return refusal
        ? errorPage(lang, refusal)
        : html(
            words.section,
            <>
              <h1>{words.section}</h1>
              <p role="status">{words.closedNow}</p>
            </>,
            { other: '/follow' },
          );
    }
    const input = { subject: typed(form['subject']), words: typed(form['words']), representatives: form['representatives'] ?? '' };
    const wrong = lostCharacter('subject', input.subject) ?? lostCharacter('words', input.words);
    const done = wrong ?? (await openToOthers(service, held, input, formToken(form['token'])));
    if (!isRefusal(done)) return openedReply(lang, done);
    if (ticket === undefined) return formReply({ lang, code, typed: input, token: form['token'], fault: done });
    keepDraft(request, ticket, { fields: { ...input, token: form['token'] ?? '' }, refusal: done });
    return { kind: 'redirect', to: `/follow/others/${ticket}` };
  },
};

/** The form at its own address: it shows what is asked and nothing of the matter. */
const writePage: Page = {
  path: '/follow/others/:ticket',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, params }) => {
    const { ticket = '' } = params;
    const opened = openWriteTicket(service.id, ticket, service.clock());
    if (opened?.command !== 'open_to_others') return { ...errorPage(lang, refuse('link_expired')), other: '/follow' };
    const draft = findDraft(service.id, ticket, service.clock());
    const { subject = '', words = '', representatives = '', token } = draft?.fields ?? {};
    return formReply({ lang, code: '', ticket, typed: { subject, words, representatives }, token, fault: draft?.refusal });
  },
};

/** The same form in the other language, with what was written. */
const keepPage: Page = {
  path: '/follow/others/:ticket',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, form, params } = request;
    const { ticket = '' } = params;
    const { subject = '', words = '', representatives = '', token = '' } = form;
    if (openWriteTicket(service.id, ticket, service.clock()))
      keepDraft(request, ticket, { fields: { subject, words, representatives, token } });
    return { kind: 'redirect', to: `/follow/others/${ticket}` };
  },
};

/** Letting others into a matter. */
export const jointPages: readonly Page[] = [othersPage, writePage, keepPage];
