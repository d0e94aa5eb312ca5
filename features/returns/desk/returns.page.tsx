import { TOKEN } from '../../../engine/http/field-schema.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Evaluation } from '../../../kernel/form/evaluate.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { findToReturn, handIn, judgeReturn, type ToReturn } from '../server/hand-in.ts';
import { rulesBelow } from '../server/read-board.ts';
import { readOpen } from '../server/read-open.ts';
import { FigureFields, questionsIn, typedIn } from './figure-fields.tsx';
import { endOf, ruleName, rulesOf, whoOf } from './when.ts';
import { RETURNS } from './words.ts';

/** The address of the form of a return. */
export const fillPath = (rule: string, slot: string): string => `/desk/return/new?${new URLSearchParams({ rule, slot }).toString()}`;

const Clause = ({ rule, lang }: { readonly rule: ProgrammeRule | undefined; readonly lang: Lang }) =>
  rule ? <div class="small">{inLang(rule.clause, lang)}</div> : null;

const showList = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang } = request;
  const said = RETURNS[lang];
  const who = whoOf(request);
  const it = await service.jurisdiction();
  const now = service.clock();
  const rows = mayList(it.access, who.role, 'return_book') ? await service.read((tx) => readOpen(tx, who.office, now)) : [];
  const hasBelow = mayList(it.access, who.role, 'return_book') && rulesBelow(it, who.office).length > 0;
  const rules = rulesOf(it);
  const [what, which, byWhen] = said.heads;
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {hasBelow && (
        <p>
          <a href={href(lang, '/desk/returns/board')}>{said.board}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WorkTable label={said.title} heads={said.heads}>
          {rows.map((row) => (
            <tr>
              <td data-head={what}>
                {ruleName(rules, row.rule, lang)}
                <Clause rule={rules.get(row.rule)} lang={lang} />
              </td>
              <td data-head={which}>{row.slot}</td>
              <td data-head={byWhen}>
                {row.due_at <= now && <span class="tag late">{said.late}</span>}{' '}
                {row.due_on === null
                  ? said.by(momentInWords(row.due_at, it.zone, lang))
                  : said.until(dayInWords(row.due_on, lang, dateIn(now, it.zone)))}
              </td>
              <td>
                <a class="btn" href={href(lang, fillPath(row.rule, row.slot))}>
                  {said.fill}
                </a>
              </td>
            </tr>
          ))}
        </WorkTable>
      )}
    </>,
    { wide: true },
  );
};

interface Tried {
  readonly sent: PageRequest['form'];
  readonly refusal: Refusal | undefined;
  readonly faults: Pick<Evaluation, 'missing' | 'wrong'>;
}

const tokenIn = (sent: PageRequest['form']): string =>
  TOKEN.test(sent['token'] ?? '') ? String(sent['token']) : Buffer.from(randomBytes(16)).toString('base64url');

interface PartProps {
  readonly found: ToReturn;
  readonly lang: Lang;
}

/** Which offices a sum holds, and which are missing from it. */
const Holds = ({ found: { it, sum }, lang }: PartProps) => {
  const said = RETURNS[lang];
  if (sum === null) return null;
  return (
    <>
      <p>{said.holds(sum.holds.length, sum.holds.length + sum.lacks.length)}</p>
      {sum.lacks.length > 0 && (
        <p>
          <b>{said.lacks(sum.lacks.length)}</b>
          {said.names(sum.lacks.map((office) => officeName(it, office, lang)))}
        </p>
      )}
      {sum.deeper > 0 && <p>{said.deeper(sum.deeper)}</p>}
    </>
  );
};

const Fixed = ({ found, lang }: PartProps) => {
  const said = RETURNS[lang];
  const { form, fixed, computed, sum, span } = found;
  if (!form || fixed.length === 0) return null;
  return (
    <section>
      <h2>{sum === null ? said.fixed : said.sums}</h2>
      {span && <p class="small">{said.about(dayInWords(span.first, lang), dayInWords(span.last, lang))}</p>}
      <Holds found={found} lang={lang} />
      <dl>
        {questionsIn(form, lang)
          .filter(({ key }) => fixed.includes(key))
          .map(({ key, label }) => (
            <>
              <dt>{label}</dt>
              <dd class="number">{computed[key] ?? said.noFigure}</dd>
            </>
          ))}
      </dl>
    </section>
  );
};

const PaperFields = ({ sent, lang }: { readonly sent: PageRequest['form']; readonly lang: Lang }) => {
  const said = RETURNS[lang];
  return (
    <>
      <label>
        {said.paper}
        <input type="text" name="paper" maxLength={30} value={sent['paper'] ?? ''} aria-describedby="paper-hint" />
      </label>
      <p class="small" id="paper-hint">
        {said.paperHint}
      </p>
      <label>
        {said.on}
        <input type="date" name="on" value={sent['on'] ?? ''} />
      </label>
      <label>
        {said.pages}
        <input type="text" inputMode="numeric" class="number" name="pages" maxLength={4} value={sent['pages'] ?? ''} />
      </label>
      <label>
        {said.sha256}
        <input type="text" name="sha256" maxLength={64} value={sent['sha256'] ?? ''} />
      </label>
    </>
  );
};

/** What is asked for, by what is to be handed in. */
const Asked = ({ found, tried, lang }: PartProps & { readonly tried: Tried | undefined }) => {
  const said = RETURNS[lang];
  const { form, fixed, shape } = found;
  const sent = tried?.sent ?? {};
  if (shape === 'paper') return <PaperFields sent={sent} lang={lang} />;
  if (form === null) return <p>{said.plain}</p>;
  const asked = questionsIn(form, lang).filter(({ key }) => !fixed.includes(key));
  return asked.length === 0 ? null : (
    <section>
      <h2>{said.ask}</h2>
      <FigureFields asked={asked} sent={sent} faults={tried?.faults ?? { missing: [], wrong: [] }} lang={lang} />
      <label class="choice">
        <input type="checkbox" name="nil" value="yes" checked={sent['nil'] === 'yes'} />
        {said.nil}
      </label>
    </section>
  );
};

const Wrong = ({ tried, found: { form }, lang }: PartProps & { readonly tried: Tried }) => {
  const labels = new Map((form ? questionsIn(form, lang) : []).map(({ key, label }) => [key, label] as const));
  const keys = [...new Set([...tried.faults.missing, ...tried.faults.wrong].map(({ key }) => key))];
  return (
    <div class="note" role="alert" tabIndex={-1}>
      {tried.refusal && <p>{sentenceFor(tried.refusal, lang)}</p>}
      {keys.length > 0 && <p>{RETURNS[lang].fix(keys.length)}</p>}
      {keys.length > 0 && (
        <ul>
          {keys.map((key) => (
            <li>
              <a href={`#q-${key}`}>{labels.get(key) ?? key}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** Where a window stands: closed, handed in, handed in afterwards. */
const Standing = ({ found: { it, isClosed, done, later }, lang }: PartProps) => {
  const said = RETURNS[lang];
  const at = (when: NonNullable<typeof done>['at']): string => momentInWords(when, it.zone, lang);
  return (
    <>
      {done && (
        <p>
          <b>{said.already}</b> {said.doneAt(at(done.at))}
        </p>
      )}
      {!done && isClosed && <p class="note">{said.closed}</p>}
      {later.map((act) => (
        <p>{said.laterAt(at(act.at))}</p>
      ))}
    </>
  );
};

const draw = ({ lang, csrf }: PageRequest, found: ToReturn, tried?: Tried): PageReply => {
  const said = RETURNS[lang];
  const { slot, it, isClosed, done, later, sum } = found;
  const { rule } = slot.duty;
  const title = inLang(rule.label, lang);
  const path = fillPath(slot.duty.key, slot.id);
  const canHandIn = done === null && (!isClosed || later.length === 0);
  return html(
    title,
    <>
      {tried && <Wrong tried={tried} found={found} lang={lang} />}
      <h1>{title}</h1>
      <p class="lead">
        {said.window(slot.id)} · {said.by(endOf(slot.window, it.zone, lang))}
      </p>
      <p class="small">
        {said.clause}
        {inLang(rule.clause, lang)}
      </p>
      <Standing found={found} lang={lang} />
      <Fixed found={found} lang={lang} />
      {canHandIn && (
        <form method="post" action={href(lang, path)}>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="token" value={tokenIn(tried?.sent ?? {})} />
          <input type="hidden" name="basis" value={found.basis} />
          {isClosed && <input type="hidden" name="after" value="yes" />}
          <Asked found={found} tried={tried} lang={lang} />
          <p>
            <button class="btn">{isClosed ? said.submitAfter : sum === null ? said.submit : said.confirm}</button>
          </p>
        </form>
      )}
      <p>
        <a href={href(lang, '/desk/returns')}>{said.backToList}</a>
      </p>
    </>,
    { other: path, ...(tried ? { status: tried.refusal ? statusOf(tried.refusal.refused) : 422 } : {}) },
  );
};

const notShown = (lang: Lang, because: Refusal): PageReply => ({ ...errorPage(lang, because), other: '/desk/returns' });

const nameIn = ({ query }: PageRequest) => ({ rule: (query['rule'] ?? '').slice(0, 200), slot: (query['slot'] ?? '').slice(0, 100) });

const showForm = async (request: PageRequest): Promise<PageReply> => {
  const found = await findToReturn(request.service, whoOf(request), nameIn(request));
  return isRefusal(found) ? notShown(request.lang, found) : draw(request, found);
};

const postForm = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, form: sent } = request;
  const who = whoOf(request);
  const name = nameIn(request);
  const found = await findToReturn(service, who, name);
  if (isRefusal(found)) return notShown(lang, found);
  const typed = typedIn(found.form, sent);
  const judged = judgeReturn(found, typed);
  const faults = isRefusal(judged) ? { missing: [], wrong: [] } : judged.faults;
  if (!isRefusal(judged) && found.done === null && faults.missing.length + faults.wrong.length > 0)
    return draw(request, found, { sent, faults, refusal: undefined });
  const made = await handIn(service, who, name, typed, tokenIn(sent));
  if (!isRefusal(made)) return { kind: 'redirect', to: `/desk/return-book/${made}?done=hand_in_return` };
  // What has changed meanwhile is shown as it is now.
  const again = await findToReturn(service, who, name);
  return isRefusal(again) ? notShown(lang, made) : draw(request, again, { sent: { ...sent, token: '' }, faults, refusal: made });
};

/** What an office has to return, and the form of one. */
export const pages: readonly Page[] = [
  { path: '/desk/returns', method: 'GET', face: 'desk', handle: showList },
  { path: '/desk/return/new', method: 'GET', face: 'desk', handle: showForm },
  { path: '/desk/return/new', method: 'POST', face: 'desk', handle: postForm },
];
