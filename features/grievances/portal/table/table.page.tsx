import { formatReceiptCode, parseReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { givenNames } from '../../../../kernel/stream/fields.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { needsOwnDevice } from '../../domain/decide.ts';
import { TABLE_VERBS } from '../../domain/mediation/mediation.ts';
import { findHolding, type Holding } from '../../server/receipts/find-matter-of.ts';
import { consent, invite, readTable, seatOf, takeTableStep, type AtTable } from '../../server/receipts/table.ts';
import { codeQuestion } from '../codes/code-question.tsx';
import { formToken, lostCharacter, typed } from '../filing/typed.ts';
import { officeName } from '../offices.ts';
import { Words } from '../words.tsx';
import { OtherWays, TableView } from './table-view.tsx';
import { TABLE } from './table-words.ts';

const NO = refuse('not_found', { what: 'code' });

const ask = (lang: Lang, code = '', fault?: Refusal): PageReply =>
  codeQuestion({
    lang,
    action: '/mediation',
    words: TABLE[lang],
    button: TABLE[lang].look,
    code,
    fault,
    children: <a href={href(lang, '/follow')}>{TABLE[lang].back}</a>,
  });

/** What somebody sees who was invited: the words for them, and the two answers. Looking writes nothing. */
const invitedReply = async ({ service, lang }: Pick<PageRequest, 'service' | 'lang'>, held: Holding, code: string): Promise<PageReply> => {
  const table = await readTable(service, held.matter);
  if (!table) return ask(lang, code, NO);
  const words = TABLE[lang];
  const { view } = table;
  const said = view.entries.findLast((it) => it.event.type === 'party_invited')?.texts['words'];
  const button = (command: string, text: string, plain: boolean) => (
    <form method="post" action={href(lang, '/mediation/step')}>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="token" value={formToken(undefined)} />
      <p>
        <button class={plain ? 'btn plain' : 'btn'}>{text}</button>
      </p>
    </form>
  );
  return html(
    words.invitedTitle,
    <>
      <h1>{words.invitedTitle}</h1>
      <section class="card">
        <h2>{words.invitedWords}</h2>
        <p>{said === undefined ? words.erased : <Words text={said} lang={lang} />}</p>
        <p class="small">{words.mediator(officeName(view.jurisdiction, view.state.lead, lang))}</p>
      </section>
      <p class="note">{words.free}</p>
      <ul>
        {words.invitedWhat.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <div class="row">
        {button('give_consent', words.agree, false)}
        {button('decline_mediation', words.decline, true)}
      </div>
      <OtherWays lang={lang} />
    </>,
    { other: '/mediation' },
  );
};

/** The table as whoever holds the code sees it. */
export const tableReply = async (
  request: Pick<PageRequest, 'service' | 'lang'>,
  held: Holding,
  code: string,
  more: { readonly typed?: { readonly command: string; readonly words: string; readonly fault: Refusal }; readonly done?: string } = {},
): Promise<PageReply> => {
  const { service, lang } = request;
  const seat = seatOf(held);
  if (seat === 'invited') return invitedReply(request, held, code);
  const table = await readTable(service, held.matter);
  if (!table || seat === undefined) return ask(lang, code, NO);
  return html(TABLE[lang].viewTitle(held.matter), <TableView {...table} side={seat} lang={lang} code={code} {...more} />, {
    wide: true,
    other: '/mediation',
    ...(more.typed ? { status: statusOf(more.typed.fault.refused) } : {}),
  });
};

/** A code that is shown once: of who agreed, or for whom is invited. */
const codeReply = (lang: Lang, seat: AtTable, code: string): PageReply => {
  const words = TABLE[lang];
  const isOwn = seat === 'invited';
  const title = isOwn ? words.joinedTitle : words.invitedTo;
  return html(
    title,
    <>
      <h1>{title}</h1>
      <section class="card">
        {isOwn && <p class="small">{words.once}</p>}
        <p class="code">{code}</p>
        <p class="small">{isOwn ? words.use : words.inviteUse}</p>
      </section>
      {isOwn && (
        <form method="post" action={href(lang, '/mediation')} class="screen">
          <input type="hidden" name="code" value={code} />
          <p>
            <button class="btn" type="submit">
              {words.open}
            </button>
          </p>
        </form>
      )}
    </>,
    { other: null },
  );
};

/** The holder of a code with a seat at a table, with the code as it is written. */
export const withSeat = async (
  request: PageRequest,
  work: (held: Holding, seat: AtTable, code: string) => Promise<PageReply>,
): Promise<PageReply> => {
  const text = request.form['code'] ?? '';
  const held = await findHolding(request.service, text);
  const parsed = parseReceiptCode(text);
  if (isRefusal(held) || !parsed.ok) return ask(request.lang, text, isRefusal(held) ? held : NO);
  const seat = seatOf(held);
  return seat === undefined ? ask(request.lang, '', NO) : work(held, seat, formatReceiptCode(parsed.code));
};

const lookPage: Page = {
  path: '/mediation',
  method: 'POST',
  face: 'open',
  handle: (request) => withSeat(request, (held, _seat, code) => tableReply(request, held, code)),
};

/** What a form sent for a step, by its description; what the server names itself is read from no form. */
const inputOf = (command: string, form: PageRequest['form']): JsonObject =>
  Object.fromEntries(
    givenNames(TABLE_VERBS.find((it) => it.name === command)?.fields ?? {}).map((name) => [name, typed(form[name])] as const),
  );

const stepPage: Page = {
  path: '/mediation/step',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withSeat(request, async (held, seat, code) => {
      const { service, lang, form } = request;
      const command = form['command'] ?? '';
      // Nobody is brought to a table, or kept at it, at an office's own screen (G7, G17).
      if (needsOwnDevice(command) && (await request.isStaffDevice())) return errorPage(lang, refuse('not_from_staff_device'));
      const token = formToken(form['token']);
      const words = typed(form['words']);
      const lost = lostCharacter('words', words);
      if (command === 'invite_party' || command === 'give_consent') {
        const made = lost ?? (await (command === 'invite_party' ? invite(service, held, words, token) : consent(service, held, token)));
        if (!isRefusal(made)) return codeReply(lang, seat, made.code);
        return seat === 'invited' ? errorPage(lang, made) : tableReply(request, held, code, { typed: { command, words, fault: made } });
      }
      const refusal = lost ?? (await takeTableStep(service, held, command, inputOf(command, form), token));
      if (refusal)
        return command === 'tell_table'
          ? tableReply(request, held, code, { typed: { command, words, fault: refusal } })
          : errorPage(lang, refusal);
      if (command === 'decline_mediation')
        return html(
          TABLE[lang].title,
          <>
            <h1>{TABLE[lang].title}</h1>
            <p role="status">{TABLE[lang].declined}</p>
            <OtherWays lang={lang} />
          </>,
          { other: '/mediation' },
        );
      return tableReply(request, held, code, { done: TABLE[lang].done });
    }),
};

/** The table of a mediation, for its two sides. */
export const tablePages: readonly Page[] = [
  { path: '/mediation', method: 'GET', face: 'open', handle: async ({ lang }) => ask(lang) },
  lookPage,
  stepPage,
];
