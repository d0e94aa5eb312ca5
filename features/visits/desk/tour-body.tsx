import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { TourState } from '../domain/state.ts';
import { POINTS, type VisitFinding } from '../domain/vocabulary.ts';
import { POINT_WORDS, VISITS } from './words.ts';

interface BodyProps {
  readonly view: StaffView<TourState>;
  readonly lang: Lang;
}

/** What was found at the visits that were made, office by office; no office is ranked. */
const Points = ({ view: { state, it }, lang }: BodyProps) => {
  const said = VISITS[lang];
  const [where, wrong, none] = said.pointHeads;
  const found = (visit: TourState['visits'][number], what: VisitFinding): string =>
    POINTS.filter((point) => visit.points[point] === what)
      .map((point) => POINT_WORDS[point][lang])
      .join(MARKS[lang].list) || said.nothing;
  return state.visits.length === 0 ? null : (
    <>
      <h2>{said.points}</h2>
      <WorkTable label={said.points} heads={said.pointHeads}>
        {state.visits.map((visit) => (
          <tr>
            <td data-head={where}>{officeName(it, visit.office, lang)}</td>
            <td data-head={wrong}>{found(visit, 'not_in_order')}</td>
            <td data-head={none}>{found(visit, 'not_applicable')}</td>
          </tr>
        ))}
      </WorkTable>
    </>
  );
};

/** What stands on the page of a tour before its steps. */
export const TourBody = ({ view, lang }: BodyProps) => {
  const said = VISITS[lang];
  const { state, it } = view;
  const visited = new Set(state.visits.map(({ office }) => office));
  return (
    <>
      <h2>{said.drum}</h2>
      <p>{state.drum.map((office) => officeName(it, office, lang)).join(MARKS[lang].list)}</p>
      {state.drawn === null ? (
        <p>{said.notDrawn}</p>
      ) : (
        <>
          <h2>{visited.size === state.drawn.offices.length ? said.drawnTold : said.drawn}</h2>
          <ul>
            {state.drawn.offices.map((office) => (
              <li>
                {officeName(it, office, lang)} · <span class="tag">{visited.has(office) ? said.visited : said.toVisit}</span>
              </li>
            ))}
          </ul>
          {visited.size < state.drawn.offices.length && <p>{said.unannounced}</p>}
        </>
      )}
      <Points view={view} lang={lang} />
      <p>
        <a href={href(lang, '/visits')}>{said.open}</a>
      </p>
    </>
  );
};
