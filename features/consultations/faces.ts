import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Page } from '../../portal/page.ts';
import { paperFile, parseFileName } from '../papers/public.ts';
import { commentPages } from './desk/comments.page.tsx';
import { ConsultationBody } from './desk/consultation-body.tsx';
import { pages as listPages } from './desk/consultations.page.tsx';
import { BREACH_WORDS, CONSULTATION_WORDS, LINKS, SEATS } from './desk/words.ts';
import type { ConsultationState } from './domain/state.ts';
import { pages as publicPages } from './portal/consultations.page.tsx';
import { readBalance, readNotAnswered } from './server/balance.ts';
import { consultations } from './server/consultations.ts';
import { makeDecision } from './server/decision-paper.ts';
import { consultationsByNumber } from './server/read-consultations.ts';
import { readPublic } from './server/read-public.ts';

const face: StaffFace<ConsultationState> = {
  kind: consultations,
  path: '/desk/consultation',
  newPath: '/desk/consultations/new',
  apiPath: '/api/v1/staff/consultations',
  nameOf: ({ title }) => title,
  words: CONSULTATION_WORDS,
  seats: [{ party: 'consulting_office', label: SEATS.lead, officeOf: ({ lead }) => lead }],
  stageOf: ({ stage }) => stage ?? 'consultation_opened',
  gradeOf: () => null,
  choicesOf: (field, { groups, breaches }, lang, _which, _it, _pack, verb) => {
    if (field === 'group')
      return groups
        .filter(({ answer }) => verb !== 'answer_group' || answer === null)
        .map(({ nth, heading }) => ({ value: String(nth), text: LINKS.group(nth, heading)[lang] }));
    if (field !== 'breach') return undefined;
    return breaches
      .filter(({ explained }) => verb !== 'explain_breach' || explained === null)
      .map(({ n, kind, count }) => ({ value: String(n), text: BREACH_WORDS[kind](count)[lang] }));
  },
  body: async (view, lang, service) =>
    createElement(ConsultationBody, {
      view,
      lang,
      ...(await service.read(async (tx) => ({
        balance: await readBalance(tx, view.number),
        notAnswered: await readNotAnswered(tx, view.number, {
          answered: view.state.groups.flatMap(({ nth, answer }) => (answer === null ? [] : [nth])),
          now: service.clock(),
        }),
      }))),
    }),
  inBody: ['period_set', 'words_published', 'breach_opened'],
  papersOf: ({ type, n }) =>
    type !== 'consultation_decided'
      ? []
      : (['pdf', 'docx'] as const).map((format) => ({
          file: `consultation_decision-0-${n}.${format}`,
          label: LINKS.paper(format.toUpperCase()),
        })),
};

/** The decision as a paper: at the desk it is opened like the consultation, and not there like it. */
const paperPage: Page = {
  path: '/desk/consultation/:number/paper/:paper',
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async ({ number }) => {
      const asked = parseFileName(request.params['paper'] ?? '');
      const view = asked && (await readPublic(request.service, number));
      const paper = view && (await makeDecision(request.service, view, asked.id, request.lang));
      if (!paper) return undefined;
      const name = `huiyin-${number}-${asked.id}`;
      const made = await paperFile([paper], { name, format: asked.format, origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `/desk/consultation/${number}` } : made;
    }),
};

export const faces: Faces = {
  pages: [...listPages, ...staffEntityPages(face), ...commentPages(face), paperPage, ...publicPages],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/consultations', text: LINKS.consultations, isFor: (role) => role === 'head' || role === 'handler' }],
  work: [
    staffWorkKind(
      face,
      [['own', 'consulting_office']],
      async (tx, _service, numbers) =>
        new Map((await consultationsByNumber(tx, numbers)).map(({ consultation, title }) => [consultation, { title, lang: FIRST }])),
    ),
  ],
};
