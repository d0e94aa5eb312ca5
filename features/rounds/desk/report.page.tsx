import { officeName } from '../../../engine/place/office-name.ts';
import { openFor } from '../../../desk/staff-entity/pages.tsx';
import type { StaffFace } from '../../../desk/staff-entity/face.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { html, type Page } from '../../../portal/page.ts';
import type { RoundState } from '../domain/state.ts';
import { roundName } from '../server/read-rounds.ts';
import { ROUNDS } from './page-words.ts';
import { reportFor, RoundText } from './round-body.tsx';

/** The closing report, to be printed; before the closing, where a round stands today. */
export const reportPage = (face: StaffFace<RoundState>): Page => ({
  path: '/desk/round/:number/report',
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const { lang, service } = request;
      const said = ROUNDS[lang];
      const { state, it, entries, today } = view;
      const report = await reportFor(view, service);
      const name = roundName(state, lang);
      const title = state.report ? said.reportTitle(name) : said.soFarTitle(name);
      const closed = entries.findLast(({ event }) => event.type === 'round_closed');
      return html(
        title,
        <>
          <h1>{title}</h1>
          <p class="lead">
            {officeName(it, state.lead ?? '', lang)} · {said.made(dayInWords(closed?.on ?? today, lang))}
          </p>
          <RoundText view={view} report={report} lang={lang} />
          {closed?.texts['measures'] !== undefined && (
            <>
              <h2>{said.measures}</h2>
              <p class="words">{closed.texts['measures']}</p>
            </>
          )}
          <p class="small">{said.noNames}</p>
        </>,
        { wide: true, other: `/desk/round/${view.number}/report` },
      );
    }),
});
