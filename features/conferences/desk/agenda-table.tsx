import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { ListedItem } from '../domain/agenda.ts';
import type { ConferenceState } from '../domain/state.ts';
import { itemName } from './item-name.ts';
import { CONFERENCES } from './page-words.ts';
import { REASON_WORDS, WHY_WORDS } from './words.ts';

export interface ConferenceProps {
  readonly view: StaffView<ConferenceState>;
  readonly lang: Lang;
}

const reasonIn = (reason: string, lang: Lang): string => REASON_WORDS[reason as keyof typeof REASON_WORDS]?.[lang] ?? reason; // a closed word of a step

/** What has become of an item: taken off, put off, decided and for whom, or nothing yet. */
const resultOf = ({ view: { state, it }, lang }: ConferenceProps, item: ListedItem): string => {
  const said = CONFERENCES[lang];
  if (item.removed !== null) return said.removed(reasonIn(item.removed, lang));
  const offices = state.decisions.filter((one) => one.item === item.entity).map(({ office }) => officeName(it, office, lang));
  if (offices.length > 0) return said.decidedFor(offices.join(MARKS[lang].list));
  const putOff = state.putOff.find((one) => one.entity === item.entity);
  return putOff ? said.putOff(reasonIn(putOff.reason, lang)) : said.undecided;
};

/** The agenda: what is stuck, why it is here, who owes it, since when. Numbers, published lists, offices and days: no word of any matter. */
export const AgendaTable = ({ view, lang }: ConferenceProps) => {
  const said = CONFERENCES[lang];
  const { state, it, today, pack } = view;
  const [number, what, why, office, since, result] = said.agendaHeads;
  return (
    <>
      <h2>{said.agenda}</h2>
      <p>{state.openedAt === null && pack.agenda ? said.agendaLead(Number.parseInt(pack.agenda.stuckAfter, 10)) : said.frozen}</p>
      {state.agenda.length === 0 ? (
        <p>{said.nothing}</p>
      ) : (
        <WorkTable label={said.agenda} heads={said.agendaHeads}>
          {state.agenda.map((item) => (
            <tr>
              <td data-head={number}>
                <code>{item.entity}</code>
              </td>
              <td data-head={what}>{itemName(it, item, lang)}</td>
              <td data-head={why}>{item.by === null ? WHY_WORDS[item.why][lang] : said.by(officeName(it, item.by, lang))}</td>
              <td data-head={office}>{officeName(it, item.office, lang)}</td>
              <td data-head={since}>{dayInWords(item.since, lang, today)}</td>
              <td data-head={result}>{resultOf({ view, lang }, item)}</td>
            </tr>
          ))}
        </WorkTable>
      )}
    </>
  );
};
