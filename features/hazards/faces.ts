import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Page } from '../../portal/page.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { readableReports } from '../grievances/public.ts';
import { paperFile, parseFileName } from '../papers/public.ts';
import { HAZARD_WORDS, LINKS, SEATS } from './desk/words.ts';
import { Reports } from './desk/reports.tsx';
import type { HazardState } from './domain/state.ts';
import { hazards } from './server/hazards.ts';
import { makeOrder } from './server/order-paper.ts';

const NEW = '/desk/hazards/new';

const face: StaffFace<HazardState> = {
  kind: hazards,
  path: '/desk/hazard',
  newPath: NEW,
  apiPath: '/api/v1/staff/hazards',
  title: 'what',
  words: HAZARD_WORDS,
  seats: [
    { party: 'ordering_office', label: SEATS.orders, officeOf: (state) => state.lead },
    { party: 'mending_office', label: SEATS.mends, officeOf: (state) => state.mender },
    { party: 'accepting_office', label: SEATS.accepts, officeOf: (state) => state.acceptor },
  ],
  stageOf: (state) => state.stage ?? 'found',
  gradeOf: (state) => state.grade,
  body: async ({ number }, lang, service, who) => createElement(Reports, { numbers: await readableReports(service, number, who), lang }),
  papersOf: ({ type, n }) =>
    type !== 'ordered'
      ? []
      : (['pdf', 'docx'] as const).map((format) => ({
          file: `hazard_order-0-${n}.${format}`,
          label: LINKS.order(format.toUpperCase()),
        })),
};

/** The order as a paper: opened like the hazard, and not there like it. */
const paperPage: Page = {
  path: '/desk/hazard/:number/paper/:paper',
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const asked = parseFileName(request.params['paper'] ?? '');
      const paper = asked && (await makeOrder(request.service, view, asked.id, request.lang));
      if (!paper) return undefined;
      const name = `huiyin-${view.number}-${asked.id}`;
      const made = await paperFile([paper], { name, format: asked.format, origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `/desk/hazard/${view.number}` } : made;
    }),
};

export const faces: Faces = {
  pages: [...staffEntityPages(face), paperPage],
  routes: [staffEntityRoutes(face)],
  nav: [
    {
      path: NEW,
      text: LINKS.writeDown,
      isFor: (role) => role === 'inspector' || role === 'handler' || role === 'head',
    },
  ],
  work: [
    staffWorkKind(face, [
      ['own', 'ordering_office'],
      ['asked', 'mending_office'],
      ['own', 'accepting_office'],
      ['co', 'accepting_office'],
    ]),
  ],
};
