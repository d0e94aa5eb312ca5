import { formatReceiptCode, parseReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { countJoining } from '../../../../engine/http/rate-limit.ts';
import { findHolding, type Holding } from '../../server/receipts/find-matter-of.ts';
import { joinMatter, leaveMatter } from '../../server/receipts/join.ts';
import { readForJoiner } from '../../server/receipts/read-joined.ts';
import { JOIN } from './join-words.ts';
import { Asks, Dates, JoinedView, subjectFor } from './joined-view.tsx';
import { formToken } from '../filing/typed.ts';
import { Words } from '../words.tsx';
import { codeQuestion } from '../codes/code-question.tsx';

const NO = refuse('not_found', { what: 'code' });

const ask = (lang: Lang, code = '', fault?: Refusal): PageReply =>
  codeQuestion({
    lang,
    action: '/join',
    words: JOIN[lang],
    button: JOIN[lang].look,
    code,
    fault,
    children: <a href={href(lang, '/follow')}>{JOIN[lang].back}</a>,
  });

/** What a matter asks, before somebody joins it. Looking writes nothing. */
export const lookReply = async (
  { service, lang }: Pick<PageRequest, 'service' | 'lang'>,
  it: Holding,
  code: string,
): Promise<PageReply> => {
  const view = await readForJoiner(service, it.matter);
  if (!view) return ask(lang, code, NO);
  const words = JOIN[lang];
  return html(
    words.title,
    <>
      <h1>
        <Words text={subjectFor(view)} lang={lang} />
      </h1>
      <Asks view={view} lang={lang} />
      <section class="card">
        <h2>{words.what}</h2>
        <ul>
          {[words.youGet, words.noList, words.told, words.acts, words.unseen].map((text) => (
            <li>{text}</li>
          ))}
        </ul>
        <form method="post" action={href(lang, '/join/take')}>
          <input type="hidden" name="code" value={code} />
          <input type="hidden" name="token" value={formToken(undefined)} />
          <p>
            <button class="btn" type="submit">
              {words.join}
            </button>
          </p>
        </form>
      </section>
      <Dates view={view} lang={lang} />
    </>,
    { other: '/join' },
  );
};

/** The holder of a code of the right kind, with the code as it is written. */
const withCode = async (
  request: PageRequest,
  right: 'join' | 'joined',
  work: (it: Holding, code: string) => Promise<PageReply>,
): Promise<PageReply> => {
  const text = request.form['code'] ?? '';
  const held = await findHolding(request.service, text);
  const parsed = parseReceiptCode(text);
  if (isRefusal(held) || !parsed.ok) return ask(request.lang, text, isRefusal(held) ? held : NO);
  return held.right === right ? work(held, formatReceiptCode(parsed.code)) : ask(request.lang, '', NO);
};

const joinedReply = (lang: Lang, code: string): PageReply => {
  const words = JOIN[lang];
  return html(
    words.joinedTitle,
    <>
      <h1>{words.joinedTitle}</h1>
      <section class="card">
        <p class="small">{words.once}</p>
        <p class="code">{code}</p>
        <p class="small">{words.use}</p>
      </section>
      <form method="post" action={href(lang, '/follow')} class="screen">
        <input type="hidden" name="code" value={code} />
        <p>
          <button class="btn" type="submit">
            {words.follow}
          </button>
        </p>
      </form>
    </>,
    { other: null },
  );
};

/** The follow page of somebody who joined. */
export const joinedViewReply = async (
  { service, lang }: Pick<PageRequest, 'service' | 'lang'>,
  it: Holding,
  code: string,
): Promise<PageReply> => {
  const view = await readForJoiner(service, it.matter);
  if (!view) return ask(lang, '', NO);
  const words = JOIN[lang];
  return html(
    words.viewTitle(view.number),
    <JoinedView view={view} lang={lang}>
      <section>
        <h2>{words.own}</h2>
        <p class="small">{words.ownText}</p>
        <p>
          <a class="btn plain" href={href(lang, '/file')}>
            {words.own}
          </a>
        </p>
      </section>
      <details class="screen">
        <summary>{words.leave}</summary>
        <p>{words.leaveText}</p>
        <form method="post" action={href(lang, '/join/leave')}>
          <input type="hidden" name="code" value={code} />
          <p>
            <button class="btn plain" type="submit">
              {words.leave}
            </button>
          </p>
        </form>
      </details>
    </JoinedView>,
    { wide: true, other: '/follow' },
  );
};

const joinPage: Page = { path: '/join', method: 'GET', face: 'open', handle: async ({ lang }) => ask(lang) };

const lookPage: Page = {
  path: '/join',
  method: 'POST',
  face: 'open',
  handle: (request) => withCode(request, 'join', (it, code) => lookReply(request, it, code)),
};

const takePage: Page = {
  path: '/join/take',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withCode(request, 'join', async (it) => {
      const { service, lang, form } = request;
      if (await request.isStaffDevice()) return errorPage(lang, refuse('not_from_staff_device'));
      const code = countJoining(request.visitor) ?? (await joinMatter(service, it, formToken(form['token'])));
      return isRefusal(code) ? errorPage(lang, code) : joinedReply(lang, code);
    }),
};

const leavePage: Page = {
  path: '/join/leave',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withCode(request, 'joined', async (it) => {
      const { service, lang } = request;
      if (await request.isStaffDevice()) return errorPage(lang, refuse('not_from_staff_device'));
      const refusal = await leaveMatter(service, it);
      if (refusal) return errorPage(lang, refusal);
      const words = JOIN[lang];
      return html(
        words.leave,
        <>
          <h1>{words.leave}</h1>
          <p role="status">{words.left}</p>
        </>,
        { other: '/join' },
      );
    }),
};

/** Joining a matter of others, and leaving it. */
export const joinPages: readonly Page[] = [joinPage, lookPage, takePage, leavePage];
