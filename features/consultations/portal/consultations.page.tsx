import { judgedBy } from '../../../engine/kind.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { paperFile, parseFileName } from '../../papers/public.ts';
import { standingOf } from '../desk/consultations.page.tsx';
import { DROP_WORDS, LINKS, OUTCOME_WORDS } from '../desk/words.ts';
import { publicBalance } from '../domain/public-balance.ts';
import { daysLeft, isOpenOn, isOver } from '../domain/state.ts';
import { CONSULTATION, DROPS } from '../domain/vocabulary.ts';
import { readBalance, readLateness } from '../server/balance.ts';
import { makeDecision } from '../server/decision-paper.ts';
import { LISTED_MAX, publicConsultations, type ConsultationRow } from '../server/read-consultations.ts';
import { readPublic, readPublished, type PublicView } from '../server/read-public.ts';
import { BalanceTable, Breaches, Groups, Late, LeftOut } from './balance-parts.tsx';
import { PUBLIC } from './words.ts';

interface ListProps {
  readonly title: string;
  readonly rows: readonly ConsultationRow[];
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const List = ({ title, rows, it, today, lang }: ListProps) => {
  const said = PUBLIC[lang];
  return rows.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul>
        {rows.map((row) => {
          const day = dayInWords(today < row.from_day ? row.from_day : row.until_day, lang, today);
          const when = today < row.from_day ? said.begins(day) : today <= row.until_day ? said.until(day) : said.ended(day);
          return (
            <li>
              <a href={href(lang, `/consultations/${row.consultation}`)}>{row.title}</a>
              <br />
              <span class="small">
                {said.by(officeName(it, row.office, lang))} · {when}
              </span>
              {row.breaches > 0 && (
                <>
                  {' '}
                  <span class="tag late">{said.breaches(row.breaches)}</span>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const showAll = async ({ service, lang, query }: PageRequest): Promise<PageReply> => {
  const said = PUBLIC[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const found = await service.read((tx) => publicConsultations(tx, parseEntityNumber(query['after'] ?? '') ?? ''));
  const rows = found.slice(0, LISTED_MAX);
  const last = found.length > LISTED_MAX ? rows.at(-1)?.consultation : undefined;
  const of = (...standings: readonly ReturnType<typeof standingOf>[]) => rows.filter((row) => standings.includes(standingOf(row, today)));
  const list = { it, today, lang };
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {rows.length === 0 && <p>{said.none}</p>}
      <List title={said.open} rows={of('running', 'waits')} {...list} />
      <List title={said.answering} rows={of('answering', 'allAnswered')} {...list} />
      <List title={said.decided} rows={of('decided', 'dropped')} {...list} />
      {last !== undefined && (
        <p>
          <a href={href(lang, `/consultations?after=${last}`)}>{said.more}</a>
        </p>
      )}
    </>,
  );
};

const notThere = (lang: Lang): PageReply => ({ ...errorPage(lang, refuse('not_found')), other: '/consultations' });

/** A consultation for everybody; the reply where there is none of that number. */
const withView = async (
  { service, params, lang }: PageRequest,
  show: (view: PublicView) => Promise<PageReply | undefined>,
): Promise<PageReply> => {
  const view = await readPublic(service, parseEntityNumber(params['number'] ?? '') ?? '');
  return (view && (await show(view))) ?? notThere(lang);
};

interface OneProps {
  readonly view: PublicView;
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** Whether and how somebody speaks now. */
const Speak = ({ view: { number, state }, today, lang }: OneProps) => {
  const said = PUBLIC[lang];
  if (isOpenOn(state, today))
    return (
      <>
        <p>
          <a class="btn" href={href(lang, `/file?kind=comment&consultation=${number}`)}>
            {said.comment}
          </a>
        </p>
        <p class="small">{said.commentHint}</p>
      </>
    );
  return isOver(state) || daysLeft(state, today) === 0 ? (
    <p>
      {said.closedNow} <a href={href(lang, '/file?kind=suggestion')}>{said.suggest}</a>
    </p>
  ) : (
    <p>{said.notYet}</p>
  );
};

/** From when until when, why it is shorter, and why it was made longer. */
const Period = ({ view: { state, events, textsOf }, lang }: OneProps) => {
  const said = PUBLIC[lang];
  const first = textsOf(0);
  const day = (text: unknown): string => {
    const date = parsePlainDate(String(text));
    return date === undefined ? '' : dayInWords(date, lang);
  };
  return (
    <>
      <p>{state.from && state.until && said.period(dayInWords(state.from, lang), dayInWords(state.until, lang))}</p>
      {first['short'] !== undefined && <p class="note">{said.short(first['short'])}</p>}
      {events
        .filter(({ type }) => type === 'period_prolonged')
        .map(({ n, data }) => (
          <p class="note">{said.prolonged(day(data['until']), textsOf(n)['reason'] ?? '')}</p>
        ))}
      {first['paper'] !== undefined && <p class="small">{said.paper(first['paper'])}</p>}
    </>
  );
};

/** What was decided, or that the draft was taken back. */
const Decision = ({ view, today, zone, lang }: OneProps & { readonly zone: string }) => {
  const said = PUBLIC[lang];
  const { state, events, textsOf, number } = view;
  const dropped = events.find(({ type }) => type === 'consultation_dropped');
  if (dropped) {
    const reason = DROPS.find((it) => it === dropped.data['reason']) ?? 'superseded';
    return (
      <section>
        <h2>{said.decision}</h2>
        <p>{said.droppedOn(dayInWords(dateIn(dropped.recordedAt, zone), lang, today), DROP_WORDS[reason][lang])}</p>
        <p class="words">{textsOf(dropped.n)['words']}</p>
      </section>
    );
  }
  const { decided } = state;
  if (decided === null) return null;
  const texts = textsOf(decided.n);
  return (
    <section>
      <h2>{said.decision}</h2>
      <p>
        <b>{said.decidedOn(dayInWords(dateIn(decided.at, zone), lang, today), OUTCOME_WORDS[decided.outcome][lang])}</b>
      </p>
      {texts['paper'] !== undefined && <p class="small">{said.paper(texts['paper'])}</p>}
      <p class="words">{texts['words']}</p>
      <p>
        {said.print}
        {(['pdf', 'docx'] as const).map((format) => (
          <>
            <a href={href(lang, `/consultations/${number}/paper/consultation_decision-0-${decided.n}.${format}`)}>
              {LINKS.paper(format.toUpperCase())[lang]}
            </a>{' '}
          </>
        ))}
      </p>
    </section>
  );
};

const showOne = (request: PageRequest): Promise<PageReply> =>
  withView(request, async (view) => {
    const { service, lang } = request;
    const said = PUBLIC[lang];
    const { number, state, textsOf, questions } = view;
    const it = await service.jurisdiction();
    const now = service.clock();
    const today = dateIn(now, it.zone);
    const [counts, lateness] = await service.read(
      async (tx) => [await readBalance(tx, number), await readLateness(tx, number, now)] as const,
    );
    const balance = publicBalance(state, counts);
    const judging = judgedBy(it, view.bound);
    const owed = obligations(CONSULTATION, view.events, judging.pack, judging.calendar, now);
    const due = owed.findLast(({ kind }) => kind === 'answer_comments')?.due ?? null;
    const isCounted = isOver(state) || daysLeft(state, today) === 0;
    const one = { view, today, lang };
    const texts = textsOf(0);
    return html(
      state.title,
      <>
        <p class="small">
          <a href={href(lang, '/consultations')}>{said.title}</a> · {said.number(number)}
        </p>
        <h1>{state.title}</h1>
        <p class="lead">{said.by(officeName(it, state.lead ?? '', lang))}</p>
        <Period {...one} />
        <Breaches view={view} lang={lang} />
        <Speak {...one} />
        <Decision {...one} zone={it.zone} />
        <h2>{said.summary}</h2>
        <p class="words">{texts['summary']}</p>
        {questions.length > 0 && (
          <>
            <h2>{said.questions}</h2>
            <ol>
              {questions.map((text) => (
                <li class="words">{text}</li>
              ))}
            </ol>
          </>
        )}
        <details open={isOpenOn(state, today)}>
          <summary>{said.draft}</summary>
          <p class="words">{texts['draft']}</p>
        </details>
        <Late {...lateness} lang={lang} />
        {isCounted ? (
          <>
            <BalanceTable
              balance={balance}
              isSettled={state.allAnswered && counts.waiting === 0}
              due={typeof due === 'string' ? due : null}
              today={today}
              lang={lang}
            />
            <Groups view={view} balance={balance} lang={lang} />
          </>
        ) : (
          <>
            <h2>{said.balance}</h2>
            <p>{said.whileOpen}</p>
          </>
        )}
        <h2>{said.words}</h2>
        {state.publishedAt === null ? (
          <p>{said.wordsLater}</p>
        ) : (
          <>
            <p>
              {state.published.size === 0 ? said.wordsNone : <a href={href(lang, `/consultations/${number}/words`)}>{said.readWords}</a>}
            </p>
            <LeftOut balance={balance} lang={lang} />
          </>
        )}
      </>,
    );
  });

const PAGE = /^[1-9]\d{0,4}$/;

const showWords = (request: PageRequest): Promise<PageReply> =>
  withView(request, async (view) => {
    const { service, lang, query } = request;
    const said = PUBLIC[lang];
    const { number, state, questions, events } = view;
    const page = PAGE.test(query['page'] ?? '') ? Number(query['page']) : 1;
    const shown = await readPublished(service, number, page);
    if (!shown) return undefined;
    const pages = events.filter(({ type }) => type === 'words_published').length;
    const path = `/consultations/${number}/words`;
    return html(
      `${said.words}: ${state.title}`,
      <>
        <p class="small">
          <a href={href(lang, `/consultations/${number}`)}>{said.back}</a>
        </p>
        <h1>{said.words}</h1>
        <p class="lead">{state.title}</p>
        <p>{said.wordsLead}</p>
        {shown.map((it) => (
          <article class="card">
            <h2 class="words" lang={it.lang}>
              {it.subject}
            </h2>
            {it.question !== null && <p class="small">{said.ofQuestion(questions[it.question - 1] ?? '')}</p>}
            <p class="words" lang={it.lang}>
              {it.body}
            </p>
          </article>
        ))}
        <p>
          {page > 1 && <a href={href(lang, `${path}?page=${page - 1}`)}>{said.previous}</a>} {said.page(page, pages)}{' '}
          {page < pages && <a href={href(lang, `${path}?page=${page + 1}`)}>{said.next}</a>}
        </p>
      </>,
      { other: `${path}?page=${page}` },
    );
  });

const sendPaper = (request: PageRequest): Promise<PageReply> =>
  withView(request, async (view) => {
    const { service, params, lang, origin } = request;
    const asked = parseFileName(params['paper'] ?? '');
    const paper = asked && (await makeDecision(service, view, asked.id, lang));
    if (!paper) return undefined;
    const made = await paperFile([paper], { name: `huiyin-${view.number}-${asked.id}`, format: asked.format, origin, line: 'poster' });
    return isRefusal(made) ? { ...errorPage(lang, made), other: `/consultations/${view.number}` } : made;
  });

/** What everybody reads: the drafts that are open, what became of the others, the words of those who agreed, the decision as a paper. */
export const pages: readonly Page[] = [
  { path: '/consultations', method: 'GET', face: 'open', handle: showAll },
  { path: '/consultations/:number', method: 'GET', face: 'open', handle: showOne },
  { path: '/consultations/:number/words', method: 'GET', face: 'open', handle: showWords },
  { path: '/consultations/:number/paper/:paper', method: 'GET', face: 'open', handle: sendPaper },
];
