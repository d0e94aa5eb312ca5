import { getPlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { Trouble } from '../../../../kernel/jurisdiction/troubles.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { href, html, type Lang, type Page } from '../../../../portal/page.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { linkedTo } from '../../domain/troubles/trouble.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { officeName, troubleName } from '../offices.ts';
import type { Seen } from '../filing/seen.ts';
import { TROUBLE } from './trouble-words.ts';
import { Words } from '../words.tsx';

interface Shown {
  readonly it: Jurisdiction;
  readonly trouble: Trouble;
  readonly lang: Lang;
}

/** What the office has published about a trouble, the newest first. */
const Told = ({ it, trouble, lang }: Shown) => {
  const words = TROUBLE[lang];
  const day = (at: Trouble['progress'][number]['at']): string => dayInWords(dateIn(at, it.zone), lang);
  return (
    <>
      {trouble.endedAt !== null && <p>{words.ended(day(trouble.endedAt))}</p>}
      {trouble.progress.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <ul class="log">
          {trouble.progress.toReversed().map((one) => (
            <li>
              <time class="small" dateTime={dateIn(one.at, it.zone)}>
                {day(one.at)}
              </time>
              <br />
              <Words text={one.words} lang={lang} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

/** On the page of a filer: what is being done about the trouble that the matter is linked to. */
export const TroubleCard = ({ view, lang }: Seen) => {
  const words = TROUBLE[lang];
  const trouble = view.jurisdiction.troubles.get(linkedTo(view.state) ?? '');
  if (!trouble) return null;
  return (
    <section>
      <h2>{words.section}</h2>
      <p>
        <b>{troubleName(view.jurisdiction, trouble, lang)}</b>
      </p>
      <Told it={view.jurisdiction} trouble={{ ...trouble, progress: trouble.progress.slice(-1) }} lang={lang} />
      <p class="small">
        {words.own} <a href={href(lang, `/trouble/${trouble.number}`)}>{words.page}</a>
      </p>
    </section>
  );
};

const listPage: Page = {
  path: '/troubles',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = TROUBLE[lang];
    const it = await service.jurisdiction();
    const open = [...it.troubles.values()].filter((trouble) => trouble.endedAt === null).toReversed();
    return html(
      words.title,
      <>
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        {open.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <ul class="log">
            {open.map((trouble) => (
              <li>
                <a href={href(lang, `/trouble/${trouble.number}`)}>{troubleName(it, trouble, lang)}</a>
                <br />
                <span class="small">{officeName(it, trouble.office, lang)}</span>
              </li>
            ))}
          </ul>
        )}
      </>,
    );
  },
};

const onePage: Page = {
  path: '/trouble/:number',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, params }) => {
    const words = TROUBLE[lang];
    const it = await service.jurisdiction();
    const trouble = it.troubles.get(parseEntityNumber(params['number'] ?? '') ?? '');
    if (!trouble) return { ...errorPage(lang, refuse('not_found')), other: '/troubles' };
    return html(
      words.what(trouble.number),
      <>
        <p class="small">{words.what(trouble.number)}</p>
        <h1>{troubleName(it, trouble, lang)}</h1>
        <dl>
          <dt>{words.office}</dt>
          <dd>{officeName(it, trouble.office, lang)}</dd>
          <dt>{words.since}</dt>
          <dd>{dayInWords(getPlainDate(trouble.since), lang)}</dd>
        </dl>
        <h2>{words.progress}</h2>
        <Told it={it} trouble={trouble} lang={lang} />
        <p class="small">{words.each}</p>
      </>,
    );
  },
};

/** Troubles as everybody sees them: what, where, whose, since when, how far. No count, no matter, no word of a filer (G14). */
export const troublePages: readonly Page[] = [listPage, onePage];
