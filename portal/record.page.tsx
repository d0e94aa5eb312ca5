import { leafName } from '../kernel/canonical/names.ts';
import { fromIso, type Instant } from '../kernel/calendar/instant.ts';
import { inForce, type Window } from '../kernel/jurisdiction/definitions.ts';
import type { PublicEvent } from '../kernel/jurisdiction/public-event.ts';
import { isJsonObject } from '../kernel/log/shape.ts';
import { hashLeaf } from '../kernel/log/tree.ts';
import { readPublicStream } from '../engine/place/public-stream.ts';
import { hashing } from '../engine/keys/hashing.ts';
import { momentInWords } from './dates.ts';
import { href, html, type Lang, type Page } from './page.ts';
import { EVENT_WORDS, KIND_WORDS, RECORD, WAY_WORDS } from './record-words.ts';
import { WorkTable } from './work-table.tsx';

interface Shown {
  readonly lang: Lang;
  readonly zone: string;
}

const When = ({ window, lang, zone }: Shown & { readonly window: Window }) => {
  const words = RECORD[lang];
  return (
    <>
      {WAY_WORDS[lang][window.way]}
      {window.way !== 'first_setup' && (
        <>
          <br />
          {window.from === null ? words.notYet : `${words.from} ${momentInWords(window.from, zone, lang)}`}
          {window.until !== null && ` ${words.until} ${momentInWords(window.until, zone, lang)}`}
        </>
      )}
    </>
  );
};

const Rules = ({ windows, now, lang, zone }: Shown & { readonly windows: readonly Window[]; readonly now: Instant }) => {
  const words = RECORD[lang];
  return (
    <WorkTable label={words.rules} heads={[words.what, words.name, words.since, words.document]}>
      {windows.map((window) => (
        <tr key={`${window.n}/${window.hash}/${window.way}`}>
          <td>
            {KIND_WORDS[lang][window.kind]} <code class="small">{window.kind}</code>
          </td>
          <td>
            {window.name}
            {inForce(windows, window.kind, now, window.name) === window && (
              <>
                <br />
                <b>{words.inForce}</b>
              </>
            )}
          </td>
          <td>
            <When window={window} lang={lang} zone={zone} />
          </td>
          <td>
            <a href={`/definition/${window.hash}`}>
              <code>{window.hash.slice(0, 8)}…</code>
            </a>
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** What an event is about, from its own public data. */
const aboutOf = (event: PublicEvent, lang: Lang, zone: string): string => {
  const { data } = event;
  const { keys, definition, office, post, before, missing, month, peer, threshold, size } = data;
  if (isJsonObject(definition)) return `${String(definition['kind'])} ${String(definition['name'])}`;
  if (event.type === 'log_rebuilt') return RECORD[lang].rebuilt(Number(data['from']), Number(data['to']), Number(data['lost']));
  // Of a key its id is enough to recognise it; all of it stands in the file behind the page.
  if (event.type === 'log_key_named' || event.type === 'log_key_ended')
    return ['log', 'promise']
      .map((kind) => (isJsonObject(keys) ? keys[kind] : undefined))
      .flatMap((key) => (typeof key === 'string' ? [key.split('+')[1]] : []))
      .join(' ');
  if (event.type === 'clock_doubted')
    return ['from', 'to']
      .flatMap((end) => (typeof data[end] === 'string' ? [momentInWords(fromIso(data[end]), zone, lang)] : []))
      .join(' → ');
  if (event.type === 'transfers_set') return `${String(office)} · ${RECORD[lang].signing[data['signing'] === 'two' ? 'two' : 'one']}`;
  if (isJsonObject(before)) return RECORD[lang].restored(Number(before['size']), String(before['origin']), Number(missing));
  if (typeof threshold === 'number' || typeof size === 'number') return String(threshold ?? size);
  return [post, office, month, peer].find((it) => typeof it === 'string') ?? '';
};

/** The second person's word, where one was needed. */
const secondOf = ({ data }: PublicEvent, lang: Lang): string | undefined => {
  const words = RECORD[lang];
  const { confirmedBy, refusedBy } = data;
  if (typeof refusedBy === 'string') return words.refusedBy(refusedBy);
  if (typeof confirmedBy !== 'string') return undefined;
  if (confirmedBy === 'first_setup') return words.firstSetUp;
  return confirmedBy === 'nobody_else' ? words.nobodyElse : words.confirmed(confirmedBy);
};

const By = ({ event, lang }: { readonly event: PublicEvent; readonly lang: Lang }) => {
  const second = secondOf(event, lang);
  return (
    <>
      {event.actor.kind === 'machine' ? RECORD[lang].machine : event.actor.post}
      {second !== undefined && (
        <>
          <br />
          <span class="small">{second}</span>
        </>
      )}
    </>
  );
};

const History = ({
  events,
  leaves,
  lang,
  zone,
}: Shown & { readonly events: readonly PublicEvent[]; readonly leaves: readonly string[] }) => {
  const words = RECORD[lang];
  return (
    <WorkTable label={words.history} heads={[words.at, words.event, words.about, words.by, words.leaf]}>
      {events.toReversed().map((event) => (
        <tr key={event.n}>
          <td>{momentInWords(event.recordedAt, zone, lang)}</td>
          <td>
            {EVENT_WORDS[lang][event.type]} <code class="small">{event.type}</code>
          </td>
          <td>{aboutOf(event, lang, zone)}</td>
          <td>
            <By event={event} lang={lang} />
          </td>
          <td>
            <a href={href(lang, `/c/${leaves[event.n]}`)}>
              <code>{leaves[event.n]?.slice(0, 8)}…</code>
            </a>
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** All that the jurisdiction has decided about itself, with a leaf for each (G1). */
export const recordPage: Page = {
  path: '/record',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = RECORD[lang];
    const { zone } = await service.jurisdiction();
    const { events, rows, windows } = await service.read(readPublicStream);
    const leaves = rows.map((row) => leafName(hashLeaf(hashing, row.leaf)));
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p>{words.wait}</p>
        <h2>{words.rules}</h2>
        <Rules windows={windows} now={service.clock()} lang={lang} zone={zone} />
        <h2>{words.history}</h2>
        <History events={events} leaves={leaves} lang={lang} zone={zone} />
        <p class="small">
          <a href="/record.json">{words.json}</a>
        </p>
      </>,
      { wide: true },
    );
  },
};
