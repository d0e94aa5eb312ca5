import { words } from '../../../../kernel/language/words.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { findDraft, keepDraft } from '../../../../engine/http/drafts.ts';
import { openWriteTicket, sealWriteTicket } from '../../../../engine/http/write-ticket.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { findHolding } from '../../server/receipts/find-matter-of.ts';
import { readForFiler } from '../../server/read-matter.ts';
import { answerOf } from './asked.tsx';
import { written } from './back-to-writing.ts';
import { codeReply, fileLinkOf, withMatter } from './follow.page.tsx';
import { FOLLOW } from './follow-words.ts';
import { WriteForm } from './options.tsx';
import { commandTitle, takesWords } from './option-words.ts';
import { namedIn, type Seen } from '../filing/seen.ts';

type Form = PageRequest['form'];

export const WORDS = words('grievances/portal/following/write.WORDS', {
  'zh-CN': { back: '先不写，回到进度', errors: '还有要改的，您写的都还在' },
  en: { back: 'Not now, back to progress', errors: 'Something needs changing; what you wrote is still here' },
});

interface Writing {
  readonly seen: Seen;
  readonly command: string;
  readonly of: string;
}

/** The page of one step: what it means, what it answers, and room to write. */
const writeReply = ({ seen, command, of }: Writing): PageReply => {
  const { lang, view, fault } = seen;
  const asked = of === '' ? undefined : answerOf(seen, command, Number(of));
  const title = asked?.title ?? commandTitle(command, namedIn(seen), lang);
  return html(
    `${fault ? `${FOLLOW[lang].refusedStep}: ` : ''}${title}`,
    <>
      <p class="small">
        {FOLLOW[lang].number} <b>{view.number}</b>
      </p>
      <h1>{title}</h1>
      {fault && (
        <div class="errors" role="alert">
          <h2>{WORDS[lang].errors}</h2>
          <ul>
            <li>
              <a href={`#${fault.refusal.data?.['field'] === 'files' ? 'files' : 'words'}-${command}`}>
                {sentenceFor(fault.refusal, lang)}
              </a>
            </li>
          </ul>
        </div>
      )}
      {asked?.said}
      <WriteForm seen={seen} command={command} {...(asked ? { of, choices: asked.choices } : {})} />
      <form method="post" action={href(lang, '/follow')}>
        <input type="hidden" name={seen.ticket === undefined ? 'code' : 'ticket'} value={seen.ticket ?? seen.code} />
        <p>
          <button class="link">{WORDS[lang].back}</button>
        </p>
      </form>
    </>,
    {
      ...(fault ? { status: statusOf(fault.refusal.refused) } : {}),
      ...(seen.ticket === undefined ? { other: '/follow' } : { otherForm: { form: 'writing', action: `/follow/write/${seen.ticket}` } }),
    },
  );
};

/** The page of a step for who holds the code; what cannot be done now leads back to the progress with its reason. */
const showWriting = (
  request: PageRequest,
  { command, of }: { readonly command: string; readonly of: string },
  ticket: string | undefined,
  draft: { readonly fields: Form; readonly refusal?: Refusal } | undefined,
): Promise<PageReply> =>
  withMatter(request, 'act', async (matter, code, canAct) => {
    const { service, lang } = request;
    const view = await readForFiler(service, matter);
    if (!view || !takesWords(command)) return codeReply(lang, code, refuse('not_found', { what: 'code' }));
    const words = draft?.fields['words'] ?? '';
    const fault = draft?.refusal ? { fault: { command, refusal: draft.refusal, words } } : {};
    const seen: Seen = { view, lang, code, canAct, fileLink: fileLinkOf(request, matter), written: words, ...fault };
    return writeReply({ seen: ticket === undefined ? seen : { ...seen, ticket }, command, of });
  });

const beginPage: Page = {
  path: '/follow/write',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, form, isKiosk } = request;
    const { command = '', of = '' } = form;
    // At a kiosk nothing of it gets an address that the next person could go back to.
    if (isKiosk) return showWriting(request, { command, of }, undefined, { fields: form });
    const held = await findHolding(service, form['code'] ?? '');
    if (isRefusal(held) || held.right !== 'act' || !takesWords(command)) return showWriting(request, { command, of }, undefined, undefined);
    const ticket = sealWriteTicket(
      service.id,
      { code: (form['code'] ?? '').replaceAll(/\s/g, ''), command, of: /^\d{1,9}$/.test(of) ? of : '' },
      service.clock(),
    );
    if (form['words']) keepDraft(request, ticket, { fields: written(form) });
    return { kind: 'redirect', to: `/follow/write/${ticket}` };
  },
};

const writePage: Page = {
  path: '/follow/write/:ticket',
  method: 'GET',
  face: 'open',
  handle: async (request) => {
    const { service, lang, params } = request;
    const { ticket = '' } = params;
    const opened = openWriteTicket(service.id, ticket, service.clock());
    if (!opened) return codeReply(lang, '', refuse('link_expired'));
    return showWriting({ ...request, form: { code: opened.code } }, opened, ticket, findDraft(service.id, ticket, service.clock()));
  },
};

/** The same page in the other language, with what was written. */
const keepPage: Page = {
  path: '/follow/write/:ticket',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, form, params } = request;
    const { ticket = '' } = params;
    if (openWriteTicket(service.id, ticket, service.clock())) keepDraft(request, ticket, { fields: written(form) });
    return { kind: 'redirect', to: `/follow/write/${ticket}` };
  },
};

/** Pages on which who filed writes, each at an address of its own. */
export const writePages: readonly Page[] = [beginPage, writePage, keepPage];
