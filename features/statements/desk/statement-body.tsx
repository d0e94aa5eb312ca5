import type { StaffView } from '../../../engine/staff-entity.ts';
import type { Service } from '../../../engine/service.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { StatementState, Version } from '../domain/state.ts';
import { countNow } from '../server/count.ts';
import { FiguresTable } from './figures-table.tsx';
import { STATEMENTS } from './words.ts';

type View = StaffView<StatementState>;

interface SignedProps {
  readonly view: View;
  readonly version: Version;
  readonly lang: Lang;
}

const Signed = ({ view, version, lang }: SignedProps) => {
  const nth = view.state.versions.indexOf(version) + 1;
  const label = STATEMENTS[lang].version(nth, dayInWords(dateIn(version.at, view.it.zone), lang));
  return (
    <>
      <h3>{label}</h3>
      <FiguresTable figures={version.figures} label={label} lang={lang} />
    </>
  );
};

/** What nobody has signed yet, as it is counted now. */
const Unsigned = async (view: View, service: Service, lang: Lang) => {
  const said = STATEMENTS[lang];
  const { office, period } = view.state;
  if (office === null || period === null) return null;
  const figures = await service.read((tx) => countNow(tx, office, period));
  return (
    <>
      <p class="note">{said.unsigned}</p>
      <FiguresTable figures={figures} label={said.figures} lang={lang} />
    </>
  );
};

/** A statement: the newest figures, what they count, and the versions before. */
export const statementBody = async (view: View, lang: Lang, service: Service) => {
  const said = STATEMENTS[lang];
  const { period, versions } = view.state;
  if (period === null) return null;
  const newest = versions.at(-1);
  return (
    <>
      <p>
        <a href={href(lang, '/desk/statements')}>{said.all}</a>
      </p>
      <h2>{said.figures}</h2>
      <p>{said.asOf(dayInWords(period.from, lang), dayInWords(period.to, lang))}</p>
      {newest ? <Signed view={view} version={newest} lang={lang} /> : await Unsigned(view, service, lang)}
      <ul class="small">
        {said.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      {versions.length > 1 && (
        <details>
          <summary>{said.isOlder}</summary>
          {versions.slice(0, -1).map((version) => (
            <Signed view={view} version={version} lang={lang} />
          ))}
        </details>
      )}
    </>
  );
};
