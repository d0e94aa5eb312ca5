import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type PageReply } from '../../../portal/page.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { ConferenceState } from '../domain/state.ts';
import { AgendaTable } from './agenda-table.tsx';
import { MEETING_WORDS } from './words.ts';

/** The agenda alone, to be printed: on paper the bar, links and forms stay away. */
export const agendaReply = (view: StaffView<ConferenceState>, lang: Lang): PageReply => {
  const { meeting, day } = view.state;
  const title = [MEETING_WORDS[meeting][lang], day === null ? '' : dayInWords(day, lang)].filter((part) => part !== '').join(' · ');
  return html(
    title,
    <>
      <h1>{title}</h1>
      <p class="screen">
        <a href={href(lang, `/desk/conference/${view.number}`)}>{view.number}</a>
      </p>
      <AgendaTable view={view} lang={lang} />
    </>,
    { wide: true },
  );
};
