import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { Report } from '../domain/report.ts';
import type { RoundState } from '../domain/state.ts';
import { TOUR_POINTS } from '../domain/vocabulary.ts';
import { countPhases } from '../server/read-progress.ts';
import { ROUNDS } from './page-words.ts';
import { className, daysOf, Progress } from './progress.tsx';
import { MOVE_WORDS, POINT_WORDS, SUBJECT_WORDS, YIELDS } from './words.ts';

export interface RoundProps {
  readonly view: StaffView<RoundState>;
  readonly report: Report;
  readonly lang: Lang;
}

/** What a round has come to: as it was counted when it was closed, or as it is now. */
export const reportFor = async ({ state, it }: StaffView<RoundState>, service: Service): Promise<Report> =>
  state.report ?? {
    phases: await service.read((tx) => countPhases(tx, state, state.phases, it.zone, service.clock())),
    tours: { asked: state.toursAsked, made: state.tours.length },
  };

/** What a round is about, and whom it covers. */
const Scope = ({ view: { state, it }, lang }: Omit<RoundProps, 'report'>) => {
  const said = ROUNDS[lang];
  const form = it.forms.get(it.forms.newest.get(state.form) ?? '');
  const comma = MARKS[lang].list;
  return (
    <dl>
      <dt>{said.subject}</dt>
      <dd>{SUBJECT_WORDS[state.subject as keyof typeof SUBJECT_WORDS][lang]}</dd>
      <dt>{said.form}</dt>
      <dd>{form ? inLang(form.title, lang) : state.form}</dd>
      <dt>{said.classes}</dt>
      <dd>{state.classes.map((kind) => className(kind, lang)).join(comma)}</dd>
      <dt>{said.offices}</dt>
      <dd>{state.offices.map((office) => officeName(it, office, lang)).join(comma)}</dd>
    </dl>
  );
};

const Phases = ({ view: { state }, lang }: Omit<RoundProps, 'report'>) => {
  const said = ROUNDS[lang];
  const [nth, yields, days, handed] = said.phaseHeads;
  return (
    <WorkTable label={said.phases} heads={said.phaseHeads}>
      {state.phases.map((phase) => {
        const asked = state.asked.filter((it) => it.phase === phase.phase);
        return (
          <tr>
            <td data-head={nth}>{phase.phase}</td>
            <td data-head={yields}>{YIELDS[phase.deliverable][lang]}</td>
            <td data-head={days}>{daysOf(phase, lang)}</td>
            <td data-head={handed}>{asked.length === 0 ? '–' : said.handedIn(asked.filter((it) => it.handedIn).length, asked.length)}</td>
          </tr>
        );
      })}
    </WorkTable>
  );
};

const Moves = ({ view: { state }, lang }: Omit<RoundProps, 'report'>) =>
  state.moves.length === 0 ? null : (
    <>
      <h2>{ROUNDS[lang].moves}</h2>
      <ul>
        {state.moves.map(({ phase, from, to, reason }) => (
          <li>
            {ROUNDS[lang].moved(phase, dayInWords(from, lang), dayInWords(to, lang), MOVE_WORDS[reason as keyof typeof MOVE_WORDS][lang])}
          </li>
        ))}
      </ul>
    </>
  );

const Tours = ({ view: { state }, report, lang }: RoundProps) => {
  const said = ROUNDS[lang];
  const seen = TOUR_POINTS.map((point) => [point, state.tours.filter(({ points }) => points.includes(point)).length] as const);
  return (
    <>
      <h2>{said.tours}</h2>
      <p>{said.toursMade(report.tours.made, report.tours.asked)}</p>
      {state.tours.length > 0 && (
        <ul>
          {seen
            .filter(([, count]) => count > 0)
            .map(([point, count]) => (
              <li>
                {POINT_WORDS[point][lang]} × {count}
              </li>
            ))}
        </ul>
      )}
    </>
  );
};

/** Everything that a round says of itself: phases, progress, tours, dates that were moved. */
export const RoundText = ({ view, report, lang }: RoundProps) => {
  const said = ROUNDS[lang];
  return (
    <>
      <h2>{said.scope}</h2>
      <Scope view={view} lang={lang} />
      <h2>{said.phases}</h2>
      <Phases view={view} lang={lang} />
      <h2>{said.progress}</h2>
      <p class="small">{view.state.report ? said.kept : said.counted}</p>
      <Progress phases={report.phases} it={view.it} today={view.today} lang={lang} />
      <Tours view={view} report={report} lang={lang} />
      <Moves view={view} lang={lang} />
    </>
  );
};

/** What stands on the page of a round before its steps. */
export const RoundBody = ({ view, report, lang }: RoundProps) => (
  <>
    <p>
      <a href={href(lang, `/desk/round/${view.number}/report`)}>{view.state.report ? ROUNDS[lang].report : ROUNDS[lang].reportSoFar}</a>
    </p>
    <RoundText view={view} report={report} lang={lang} />
  </>
);
