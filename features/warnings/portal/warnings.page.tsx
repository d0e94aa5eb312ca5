import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { isOn, publicWarnings, warningRow } from '../server/read-warnings.ts';
import { Facts, spanText, Tags, warningName, type Shown } from './parts.tsx';
import { WARNED } from './words.ts';

const Holding = (shown: Shown) => (
  <section>
    <h3>
      <a href={href(shown.lang, `/warnings/${shown.row.matter}`)}>{warningName(shown.row, shown.lang)}</a>
    </h3>
    <p>
      <Tags {...shown} />
    </p>
    <Facts {...shown} />
  </section>
);

const Past = (shown: Shown) => (
  <li>
    <a href={href(shown.lang, `/warnings/${shown.row.matter}`)}>{warningName(shown.row, shown.lang)}</a> <Tags {...shown} />
    <br />
    <span class="small">{spanText(shown)}</span>
  </li>
);

const showWarnings = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const said = WARNED[lang];
  const it = await service.jurisdiction();
  const now = service.clock();
  const rows = await service.read((tx) => publicWarnings(tx, now));
  const [on, past] = [rows.filter((row) => isOn(row, now)), rows.filter((row) => !isOn(row, now))];
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <h2>{said.now}</h2>
      {on.length === 0 && <p>{said.none}</p>}
      {on.map((row) => (
        <Holding row={row} it={it} now={now} lang={lang} />
      ))}
      <h2>{said.past}</h2>
      {past.length === 0 ? (
        <p>{said.pastNone}</p>
      ) : (
        <ul>
          {past.map((row) => (
            <Past row={row} it={it} now={now} lang={lang} />
          ))}
        </ul>
      )}
      <p class="screen">
        <a href={href(lang, '/warnings.atom')}>{said.feed}</a>
      </p>
    </>,
  );
};

const Messages = ({ row, it, lang }: Omit<Shown, 'now'>) => {
  const said = WARNED[lang];
  return (
    <>
      <h2>{said.messages}</h2>
      <ul class="log">
        {row.messages.map(({ type, at }) => (
          <li>
            {momentInWords(at, it.zone, lang)} {said.sent[type]}
          </li>
        ))}
        {row.over_at !== null && row.lifted_for === null && (
          <li>
            {momentInWords(row.over_at, it.zone, lang)} {said.over}
          </li>
        )}
      </ul>
    </>
  );
};

/** One warning. An exercise has its page, too, for whoever got its address: marked, and on no list. */
const showWarning = async ({ service, lang, params }: PageRequest): Promise<PageReply> => {
  const said = WARNED[lang];
  const number = parseEntityNumber(params['number'] ?? '');
  const row = number === undefined ? undefined : await service.read((tx) => warningRow(tx, number));
  if (!row) return { ...errorPage(lang, refuse('not_found')), other: '/warnings' };
  const shown: Shown = { row, it: await service.jurisdiction(), now: service.clock(), lang };
  return html(
    warningName(row, lang),
    <>
      <p class="small">{said.number(row.matter)}</p>
      <h1>{warningName(row, lang)}</h1>
      {row.exercise && <p class="note">{said.exercise}</p>}
      <p>
        <Tags {...shown} />
      </p>
      <Facts {...shown} />
      <Messages {...shown} />
      <p class="row screen">
        <a href={href(lang, '/warnings')}>{said.all}</a>
        <a href={`/warnings/${row.matter}.cap`}>{said.cap}</a>
      </p>
    </>,
  );
};

/** Warnings for everybody: what holds, what is over, one of them. */
export const pages: readonly Page[] = [
  { path: '/warnings', method: 'GET', face: 'open', handle: showWarnings },
  { path: '/warnings/:number', method: 'GET', face: 'open', handle: showWarning },
];
