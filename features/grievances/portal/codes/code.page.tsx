import { words } from '../../../../kernel/language/words.ts';
import { instant } from '../../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { icsFile } from '../../../../portal/ics.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { claimReadyAt } from '../../domain/receipts/receipts.ts';
import { changeCode, claimCode, CODE_ACTS, type Claim, type CodeAct, type NewCode } from '../../server/receipts/change-code.ts';
import { findHolding, type Holding } from '../../server/receipts/find-matter-of.ts';
import { CODE } from './code-words.ts';
import { MandateSheet } from './mandate-sheet.tsx';
import { CodeButton } from './code-section.tsx';
import { formToken } from '../filing/typed.ts';

export const FRAME_NAME = words('grievances/portal/codes/code.FRAME_NAME', { 'zh-CN': '回音', en: 'Huiyin' });

const FollowButton = ({ lang, code }: { readonly lang: Lang; readonly code: string }) => (
  <form method="post" action={href(lang, '/follow')} class="screen">
    <input type="hidden" name="code" value={code} />
    <p>
      <button class="btn" type="submit">
        {CODE[lang].follow}
      </button>
    </p>
  </form>
);

/** A new code, shown once. */
const newCodeReply = (lang: Lang, made: NewCode): PageReply => {
  const words = CODE[lang];
  const title = made.logKey === null ? words.readerTitle : words.newTitle;
  return html(
    title,
    <>
      <h1>{title}</h1>
      <section class="card">
        <p class="small">{words.once}</p>
        <p class="code">{made.code}</p>
        {made.logKey === null ? (
          <p class="small">{words.readerUse}</p>
        ) : (
          <dl>
            <dt>{words.key}</dt>
            <dd>
              <code>{made.logKey}</code>
              <br />
              <span class="small">{words.keyUse}</span>
            </dd>
          </dl>
        )}
      </section>
      {made.logKey !== null && (
        <>
          <p>{words.oldGone}</p>
          <FollowButton lang={lang} code={made.code} />
        </>
      )}
    </>,
    { other: null },
  );
};

/** The mandate that the filer asked for. */
const mandateReply = (lang: Lang, number: string, code: string): PageReply =>
  html(
    CODE[lang].carrierTitle,
    <>
      <h1>{CODE[lang].carrierTitle}</h1>
      <MandateSheet lang={lang} number={number} code={code} />
    </>,
    { other: null },
  );

const saidReply = (lang: Lang, text: string, code: string): PageReply =>
  html(
    CODE[lang].title,
    <>
      <h1>{CODE[lang].title}</h1>
      <p role="status">{text}</p>
      <FollowButton lang={lang} code={code} />
    </>,
    { other: '/follow' },
  );

/** What a code shows that neither reads nor acts: it was replaced, or it is a claim. */
export const heldReply = ({ service, lang }: PageRequest, it: Holding, code: string, zone: string): PageReply => {
  const words = CODE[lang];
  const today = dateIn(service.clock(), zone);
  const dayOf = (at: number): string => dayInWords(dateIn(instant(at), zone), lang, today);
  if (it.right === 'warned')
    return html(
      words.warnedTitle,
      <>
        <h1>{words.warnedTitle}</h1>
        <p class="lead">{words.warned(dayOf(it.endedAt ?? it.since))}</p>
        <p>{words.was}</p>
        <div class="card">
          <p>{words.wasNotText}</p>
          <CodeButton lang={lang} code={code} act="contest" text={words.wasNot} />
        </div>
      </>,
      { other: '/follow' },
    );
  if (it.kind === 'slip') {
    const title = words.slipTitle;
    return html(
      title,
      <>
        <h1>{title}</h1>
        <p class="lead">{words.slip}</p>
        <CodeButton lang={lang} code={code} act="replace" text={words.slipTake} />
        <p class="small">{words.slipNot}</p>
      </>,
      { other: '/follow' },
    );
  }
  const ready = it.right === 'claim';
  return html(
    ready ? words.readyTitle : words.waitingTitle,
    <>
      <h1>{ready ? words.readyTitle : words.waitingTitle}</h1>
      <p class="lead">{ready ? words.ready : words.waiting(dayOf(claimReadyAt(instant(it.since))))}</p>
      {ready && <CodeButton lang={lang} code={code} act="replace" text={words.take} />}
    </>,
    { other: '/follow' },
  );
};

const actPage: Page = {
  path: '/follow/code',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, lang, form } = request;
    const code = form['code'] ?? '';
    const held = await findHolding(service, code);
    const act: CodeAct | undefined = CODE_ACTS.find((it) => it === form['act']);
    if (isRefusal(held) || !act) return errorPage(lang, isRefusal(held) ? held : refuse('field_choice', { field: 'act' }));
    // Nobody changes a code at an office's own screen (G7).
    if (await request.isStaffDevice()) return errorPage(lang, refuse('not_from_staff_device'));
    const done = await changeCode(service, held, act, formToken(form['token']));
    if (isRefusal(done)) return errorPage(lang, done);
    if (done && act === 'give_carrier') return mandateReply(lang, held.matter, done.code);
    const said = act === 'contest' ? CODE[lang].stopped : act === 'end_carriers' ? CODE[lang].endedCarrier : CODE[lang].ended;
    return done ? newCodeReply(lang, done) : saidReply(lang, said, code);
  },
};

const claimReply = (lang: Lang, { code, from }: Claim, number: string): PageReply => {
  const words = CODE[lang];
  return html(
    words.claimTitle,
    <>
      <h1>{words.claimTitle}</h1>
      <section class="card">
        <p class="small">{words.once}</p>
        <p class="code">{code}</p>
        <p>
          {words.claimNumber} <b>{number}</b>
        </p>
        <p>{words.claimUse(dayInWords(from, lang))}</p>
        <form method="post" action={href(lang, '/lost/calendar')}>
          <input type="hidden" name="code" value={code} />
          <button class="btn plain">{words.claimCalendar}</button>
        </form>
      </section>
      <p>
        <a href={href(lang, '/follow')}>{words.claimOpen}</a>
      </p>
    </>,
    { other: null },
  );
};

const lostReply = (lang: Lang, form: { readonly [name: string]: string }, fault?: Refusal): PageReply => {
  const words = CODE[lang];
  const why = fault && (fault.refused === 'not_found' ? words.none : sentenceFor(fault, lang));
  return html(
    words.lostTitle,
    <>
      <h1>{words.lostTitle}</h1>
      <p class="lead">{words.lostLead}</p>
      {why !== undefined && (
        <div class="errors" role="alert">
          <h2>{words.errors}</h2>
          <p>{why}</p>
        </div>
      )}
      <form method="post" action={href(lang, '/lost')} autocomplete="off">
        <input type="hidden" name="token" value={formToken(form['token'])} />
        {(['number', 'word'] as const).map((name) => (
          <>
            <label for={name}>{words[name]}</label>
            <p class="hint" id={`${name}-hint`}>
              {name === 'number' ? words.numberHint : words.wordHint}
            </p>
            <input type="text" id={name} name={name} value={form[name] ?? ''} autocomplete="off" aria-describedby={`${name}-hint`} />
          </>
        ))}
        <p>
          <button class="btn" type="submit">
            {words.ask}
          </button>
        </p>
      </form>
      <p class="small">
        <a href={href(lang, '/follow')}>{words.back}</a>
      </p>
    </>,
    { other: '/lost', refusal: fault, ...(fault ? { status: statusOf(fault.refused) } : {}) },
  );
};

const lostPage: Page = { path: '/lost', method: 'GET', face: 'open', handle: async ({ lang }) => lostReply(lang, {}) };

const lostAnswerPage: Page = {
  path: '/lost',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, lang, form } = request;
    if (await request.isStaffDevice()) return lostReply(lang, form, refuse('not_from_staff_device'));
    const { number = '', word = '', token } = form;
    const claim = await claimCode(service, { number, word, token: formToken(token), visitor: request.visitor });
    return isRefusal(claim) ? lostReply(lang, form, claim) : claimReply(lang, claim, number.toUpperCase());
  },
};

/** The day of a claim for a calendar: neither the code nor the number stands in it. */
const claimCalendarPage: Page = {
  path: '/lost/calendar',
  method: 'POST',
  face: 'open',
  handle: async ({ service, lang, form }) => {
    const held = await findHolding(service, form['code'] ?? '');
    if (isRefusal(held)) return errorPage(lang, held);
    if (held.kind !== 'claim') return errorPage(lang, refuse('not_found', { what: 'code' }));
    const words = CODE[lang];
    const { zone } = await service.jurisdiction();
    const day = dateIn(claimReadyAt(instant(held.since)), zone);
    const entry = {
      uid: `${formToken(undefined)}@huiyin`,
      day,
      summary: `${FRAME_NAME[lang]} · ${words.claimDay}`,
      description: words.claimOpen,
    };
    return {
      kind: 'file',
      name: 'huiyin.ics',
      type: 'text/calendar; charset=utf-8',
      body: icsFile(FRAME_NAME[lang], [entry], service.clock()),
    };
  },
};

/** Everything about codes themselves: new ones, reading ones, lost ones, and "that was not me" (G7). */
export const codePages: readonly Page[] = [actPage, lostPage, lostAnswerPage, claimCalendarPage];
