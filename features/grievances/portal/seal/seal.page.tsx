import { inLang } from '../../../../kernel/language/languages.ts';
import { instant, type Instant } from '../../../../kernel/calendar/instant.ts';
import { addDays } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../../kernel/calendar/zone.ts';
import { custodiansOf, type CustodianSet } from '../../../../kernel/seal/custodians.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { href, html, type Lang, type Page } from '../../../../portal/page.ts';
import { WorkTable } from '../../../../portal/work-table.tsx';
import { readPublicStream } from '../../../../engine/place/public-stream.ts';
import { quarterOf, readUnsealingCounts } from '../../server/seal/unsealings.ts';
import { BODY_WORDS, SEAL } from './seal-words.ts';
import { PURPOSE_WORDS, worded } from '../step-words.ts';

const YEARS_SHOWN_DAYS = 3 * 366;

interface Shown {
  readonly lang: Lang;
  readonly set: CustodianSet;
  /** When each custodian last showed that the paper key works. */
  readonly tested: ReadonlyMap<string, Instant>;
  readonly zone: string;
}

const Holders = ({ lang, set, tested, zone }: Shown) => {
  const words = SEAL[lang];
  return (
    <WorkTable label={words.holds} heads={[words.holds, words.body, words.place, words.tested]}>
      {custodiansOf(set).map((it) => {
        const at = tested.get(it.id);
        return (
          <tr>
            <th scope="row">
              {inLang(it.name, lang)} <code class="small">{it.id}</code>
            </th>
            <td data-head={words.body}>{BODY_WORDS[it.body][lang]}</td>
            <td data-head={words.place}>
              {set.outside.includes(it) ? words.outside : words.inside}
              {set.onCall === it.id && (
                <>
                  <br />
                  <span class="small">{words.onCall}</span>
                </>
              )}
            </td>
            <td data-head={words.tested}>{at === undefined ? words.never : dayInWords(dateIn(at, zone), lang)}</td>
          </tr>
        );
      })}
    </WorkTable>
  );
};

type Counts = Awaited<ReturnType<typeof readUnsealingCounts>>;

const Counted = ({ counts, lang }: { readonly counts: Counts; readonly lang: Lang }) => {
  const words = SEAL[lang];
  if (counts.length === 0) return <p>{words.noCounts}</p>;
  const rows = [...Map.groupBy(counts, (row) => `${row.quarter} ${row.purpose}`).values()];
  const of = (row: Counts, state: string): number => row.find((it) => it.state === state)?.count ?? 0;
  return (
    <WorkTable label={words.counts} heads={[words.quarter, words.purpose, words.opened, words.refused, words.asked]}>
      {rows.map((row) => (
        <tr>
          <th scope="row">{row[0]?.quarter}</th>
          <td data-head={words.purpose}>{worded(PURPOSE_WORDS, row[0]?.purpose, lang)}</td>
          <td data-head={words.opened}>{of(row, 'opened')}</td>
          <td data-head={words.refused}>{of(row, 'refused')}</td>
          <td data-head={words.asked}>{of(row, 'asked')}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** Who keeps the names, when they may be opened, and how often that happened (G4). */
export const sealPage: Page = {
  path: '/seal',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = SEAL[lang];
    const { custodians, zone } = await service.jurisdiction();
    const now = service.clock();
    const since = quarterOf(instant(startOfDay(addDays(dateIn(now, zone), -YEARS_SHOWN_DAYS), zone)), zone);
    const [{ events }, counts] = await service.read(
      async (tx) => [await readPublicStream(tx), await readUnsealingCounts(tx, since)] as const,
    );
    const set = custodians?.set;
    const tested = new Map(
      events
        .filter((event) => event.type === 'share_tested' && event.data['set'] === custodians?.hash)
        .map((event) => [String(event.data['custodian']), event.recordedAt] as const),
    );
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="lead">{set ? words.lead : words.none}</p>
        {set && (
          <>
            <p>{words.how(set.outside.length, set.quorum, set.inside.length)}</p>
            <Holders lang={lang} set={set} tested={tested} zone={zone} />
            <p class="small">{words.collude}</p>
            <h2>{words.purposes}</h2>
            <ul>
              {words.purposeList.map((it) => (
                <li>{it}</li>
              ))}
            </ul>
            <p>{words.rules(set.publishedHours, set.readableHours, set.lapseDays)}</p>
          </>
        )}
        <h2>{words.counts}</h2>
        {set && <p>{words.ceiling(set.ceiling)}</p>}
        <Counted counts={counts} lang={lang} />
        <p class="small">
          <a href={href(lang, '/custodian')}>{words.custodian}</a> · <a href={href(lang, '/record')}>{words.record}</a>
        </p>
      </>,
      { wide: true },
    );
  },
};
