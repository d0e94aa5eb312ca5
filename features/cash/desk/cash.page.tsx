import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { yuanInWords } from '../../../portal/money.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { notShown, whoOf } from '../../grievances/public.ts';
import { REASONS } from '../domain/cash-book.ts';
import { keepsCash, lookAtSlip, paySlip, writeAgainst, type FoundSlip } from '../server/keep-cash.ts';
import { cashMonths, linesOfMonth, monthOf } from '../server/read-cash.ts';
import { CashBook } from './cash-book.tsx';
import { CASH, WHY } from './words.ts';

const ACTION = '/desk/cash';

/** To every other post it is an address that does not exist. */
export const notHere = (lang: Lang): PageReply => notShown(lang, refuse('not_found', { what: 'page' }));

/** The month that is asked for; the present one where none is. */
export const monthAsked = async ({ service, query }: PageRequest): Promise<string> => {
  const asked = query['month'] ?? '';
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(asked) ? asked : monthOf(dateIn(service.clock(), (await service.jurisdiction()).zone));
};

interface Said {
  readonly slip?: FoundSlip;
  readonly fault?: Refusal;
}

const Ask = ({ lang, csrf, form }: Pick<PageRequest, 'lang' | 'csrf' | 'form'>) => {
  const said = CASH[lang];
  return (
    <form method="post" action={href(lang, ACTION)} autocomplete="off">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="act" value="look" />
      <label for="code">{said.code}</label>
      <p class="hint" id="code-hint">
        {said.codeHint}
      </p>
      <input
        type="text"
        id="code"
        name="code"
        value={form['act'] === 'look' ? (form['code'] ?? '') : ''}
        autocomplete="off"
        spellcheck={false}
        aria-describedby="code-hint"
      />
      <p>
        <button class="btn">{said.look}</button>
      </p>
    </form>
  );
};

/** What waits under a code that was typed, and the button that pays it. */
const Waits = ({ lang, csrf, form, slip }: Pick<PageRequest, 'lang' | 'csrf' | 'form'> & { readonly slip: FoundSlip }) => {
  const said = CASH[lang];
  const amount = yuanInWords(slip.amount, lang);
  return (
    <section class="card">
      <p>
        <b>{slip.closed ? sentenceFor(slip.closed, lang) : said.waits(amount, dayInWords(slip.lastDay, lang))}</b>
      </p>
      <p class="small">{said.unknown}</p>
      {!slip.closed && (
        <form method="post" action={href(lang, ACTION)}>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="act" value="pay" />
          <input type="hidden" name="code" value={form['code'] ?? ''} />
          <p class="hint">{said.payHint}</p>
          <p>
            <button class="btn">{said.pay(amount)}</button>
          </p>
        </form>
      )}
      <p>
        <a href={href(lang, ACTION)}>{said.other}</a>
      </p>
    </section>
  );
};

/** Written against a payment: by number, and for a reason of the list. */
const Correct = ({ lang, csrf, form, isOpen }: Pick<PageRequest, 'lang' | 'csrf' | 'form'> & { readonly isOpen: boolean }) => {
  const said = CASH[lang];
  return (
    <details class="screen" open={isOpen}>
      <summary>{said.correct}</summary>
      <p>{said.correctHint}</p>
      <form method="post" action={href(lang, ACTION)}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="act" value="against" />
        <label for="line">{said.line}</label>
        <input type="text" id="line" name="line" value={isOpen ? (form['line'] ?? '') : ''} autocomplete="off" />
        <label for="reason">{said.why}</label>
        <select id="reason" name="reason">
          {REASONS.map((reason) => (
            <option value={reason} selected={isOpen && form['reason'] === reason}>
              {WHY[reason][lang]}
            </option>
          ))}
        </select>
        <p>
          <button class="btn plain">{said.write}</button>
        </p>
      </form>
    </details>
  );
};

const doneOf = ({ lang, query }: PageRequest): string | undefined => {
  const { paid, against } = query;
  const isLine = (text: string | undefined): text is string => /^\d{4}-\d{1,9}$/.test(text ?? '');
  return isLine(paid) ? CASH[lang].paid(paid) : isLine(against) ? CASH[lang].against(against) : undefined;
};

const draw = async (request: PageRequest, { slip, fault }: Said = {}): Promise<PageReply> => {
  const { service, lang, csrf, form } = request;
  const said = CASH[lang];
  const it = await service.jurisdiction();
  const month = await monthAsked(request);
  const [lines, months] = await service.read(async (tx) => [await linesOfMonth(tx, month), await cashMonths(tx)]);
  const done = doneOf(request);
  return html(
    said.title,
    <>
      {fault && (
        <div class="errors" role="alert">
          <h2>{said.failed}</h2>
          <p>{sentenceFor(fault, lang)}</p>
        </div>
      )}
      {done !== undefined && (
        <p class="note" role="status">
          {done}
        </p>
      )}
      <h1>{said.title}</h1>
      <p class="lead screen">{said.lead}</p>
      {slip ? <Waits lang={lang} csrf={csrf} form={form} slip={slip} /> : <Ask lang={lang} csrf={csrf} form={form} />}
      <CashBook it={it} lang={lang} month={month} months={months} lines={lines} />
      <Correct lang={lang} csrf={csrf} form={form} isOpen={fault !== undefined && form['act'] === 'against'} />
    </>,
    { wide: true, other: ACTION, ...(fault ? { status: statusOf(fault.refused), refusal: fault } : {}) },
  );
};

const show = async (request: PageRequest): Promise<PageReply> =>
  keepsCash(await request.service.jurisdiction(), whoOf(request)) ? draw(request) : notHere(request.lang);

const act = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, form } = request;
  const who = whoOf(request);
  if (!keepsCash(await service.jurisdiction(), who)) return notHere(lang);
  const code = form['code'] ?? '';
  const to = (done: string | Refusal, how: 'paid' | 'against'): PageReply | Promise<PageReply> =>
    isRefusal(done) ? draw(request, { fault: done }) : { kind: 'redirect', to: `${ACTION}?${how}=${done}` };
  switch (form['act']) {
    case 'look': {
      const slip = await lookAtSlip(service, code);
      return isRefusal(slip) ? draw(request, { fault: slip }) : draw(request, { slip });
    }
    case 'pay':
      return to(await paySlip(service, who, code), 'paid');
    case 'against':
      return to(await writeAgainst(service, who, form['line'] ?? '', form['reason'] ?? ''), 'against');
    default:
      return draw(request, { fault: refuse('field_choice', { field: 'act' }) });
  }
};

/** The counter where rewards are collected by code, and the cash book: codes and amounts, and nothing of anybody. */
export const cashPages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: show },
  { path: ACTION, method: 'POST', face: 'desk', handle: act },
];
