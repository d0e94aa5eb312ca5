import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { ChoicesOf, StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { officeName } from '../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { dayInWords } from '../../portal/dates.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Lang, Page } from '../../portal/page.ts';
import { paperFile, parseFileName } from '../papers/public.ts';
import { agendaReply } from './desk/agenda.page.tsx';
import { ConferenceBody } from './desk/conference-body.tsx';
import { pages as listPages } from './desk/conferences.page.tsx';
import { itemName } from './desk/item-name.ts';
import { pages as newPages } from './desk/new-conference.page.tsx';
import { CONFERENCE_WORDS, LINKS, MEETING_WORDS, SEATS } from './desk/words.ts';
import { standing } from './domain/agenda.ts';
import { toConfirm, undecided, type ConferenceState, type Decision } from './domain/state.ts';
import { pages as publicPages } from './portal/decisions.page.tsx';
import { conferences } from './server/conferences.ts';
import { makeMinutes } from './server/minutes-paper.ts';
import { conferenceNames } from './server/read-conferences.ts';
import { takenFace, takenWork } from './taken-face.ts';

type Choices = ReturnType<ChoicesOf>;

const itemChoices = (state: ConferenceState, lang: Lang, it: Jurisdiction, verb: string | undefined): Choices =>
  (verb === 'put_off_item' ? undecided(state) : verb === undefined ? state.agenda : standing(state.agenda)).map((item) => ({
    value: item.entity,
    text: LINKS.item(item.entity, [itemName(it, item, lang), officeName(it, item.office, lang)].join(' · '))[lang],
  }));

/** Which decisions a step may name; in the history, all of them. */
const among = (state: ConferenceState, verb: string | undefined): readonly Decision[] => {
  if (verb === 'confirm_decision' || verb === 'return_decision') return toConfirm(state);
  if (verb === 'keep_decision') return state.decisions.filter((it) => it.kept === null);
  return verb === 'extend_decision' ? state.decisions.filter((it) => it.kept === null && !it.extended) : state.decisions;
};

const face: StaffFace<ConferenceState> = {
  kind: conferences,
  path: '/desk/conference',
  apiPath: '/api/v1/staff/conferences',
  hasOwnForm: true,
  nameOf: ({ meeting }, lang) => MEETING_WORDS[meeting][lang],
  words: CONFERENCE_WORDS,
  seats: [{ party: 'calling_office', label: SEATS.lead, officeOf: ({ lead }) => lead }],
  officeOwing: (startedBy, { decisions, signatures }) =>
    (decisions.find((it) => it.start === startedBy) ?? signatures.find((it) => it.n === startedBy))?.office,
  stageOf: ({ stage }) => stage ?? 'conference_called',
  gradeOf: () => null,
  choicesOf: (field, state, lang, _which, it, _pack, verb) => {
    if (field === 'item') return itemChoices(state, lang, it, verb);
    if (field !== 'decision') return undefined;
    return among(state, verb).map(({ nth, office, by }) => ({
      value: String(nth),
      text: LINKS.decision(nth, officeName(it, office, lang), dayInWords(by, lang))[lang],
    }));
  },
  body: (view, lang) => createElement(ConferenceBody, { view, lang }),
  inBody: ['conference_called', 'agenda_drawn', 'conference_opened', 'minutes_sent', 'day_set', 'day_moved'],
  papersOf: ({ type, n }) =>
    type !== 'minutes_signed'
      ? []
      : (['pdf', 'docx'] as const).map((format) => ({
          file: `conference_minutes-0-${n}.${format}`,
          label: LINKS.paper(format.toUpperCase()),
        })),
};

/** The minutes as a paper: opened like the conference, and not there like it. */
const paperPage: Page = {
  path: '/desk/conference/:number/paper/:paper',
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const asked = parseFileName(request.params['paper'] ?? '');
      const paper = asked && (await makeMinutes(request.service, view, asked.id, request.lang));
      if (!paper) return undefined;
      const name = `huiyin-${view.number}-${asked.id}`;
      const made = await paperFile([paper], { name, format: asked.format, origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `/desk/conference/${view.number}` } : made;
    }),
};

/** The agenda alone, to be printed. */
const agendaPage: Page = {
  path: '/desk/conference/:number/agenda',
  method: 'GET',
  face: 'desk',
  handle: (request) => openFor(face, request, (view) => agendaReply(view, request.lang)),
};

export const faces: Faces = {
  pages: [...listPages, ...newPages, ...staffEntityPages(face), agendaPage, paperPage, ...staffEntityPages(takenFace), ...publicPages],
  routes: [staffEntityRoutes(face), staffEntityRoutes(takenFace)],
  nav: [{ path: '/desk/conferences', text: LINKS.conferences, isFor: (role) => role === 'head' || role === 'handler' || role === 'desk' }],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'calling_office'],
        ['co', 'called_office'],
        ['own', 'deciding_office'],
        ['co', 'deciding_office'],
        ['asked', 'deciding_office'],
      ],
      async (tx, _service, numbers) =>
        new Map(
          [...(await conferenceNames(tx, numbers))].map(([number, { meeting, day }]) => [
            number,
            { title: `${MEETING_WORDS[meeting][FIRST]} · ${dayInWords(day, FIRST)}`, lang: FIRST },
          ]),
        ),
    ),
    takenWork,
  ],
};
