import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import { staffEntityUploads } from '../../desk/staff-entity/files-api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Page } from '../../portal/page.ts';
import { inLang } from '../../kernel/language/languages.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { chosenSite } from '../sites/public.ts';
import { readableReports } from '../grievances/public.ts';
import { paperFile, parseFileName } from '../papers/public.ts';
import { HazardBody } from './desk/hazard-body.tsx';
import { exportPage } from './desk/export.page.ts';
import { deskListPage } from './desk/hazards.page.tsx';
import { paperLabel } from './desk/paper-label.ts';
import { HAZARD_WORDS, LINKS, SEATS } from './desk/words.ts';
import { Reports } from './desk/reports.tsx';
import type { HazardState } from './domain/state.ts';
import { figuresPage } from './portal/figures.page.tsx';
import { listPage } from './portal/hazards.page.tsx';
import { onePage } from './portal/hazard.page.tsx';
import { isAbout } from './domain/verbs/finding.ts';
import { lookRoutes } from './server/field/look-api.ts';
import { proposalRoutes } from './server/field/proposal-api.ts';
import { hazards } from './server/hazards.ts';
import { makeHazardPaper, papersOfEvent } from './server/papers.ts';
import { registerPublicFiles } from './server/public-files.ts';

const NEW = '/desk/hazards/new';
const PATH = '/desk/hazard';

/** The office at whose visit it was found: it mends what is not in order there. */
const visitedOffice = ({ source, item }: HazardState): string | undefined => (source === 'supervision' ? item?.split('.')[0] : undefined);

const face: StaffFace<HazardState> = {
  kind: hazards,
  path: PATH,
  newPath: NEW,
  apiPath: '/api/v1/staff/hazards',
  title: 'what',
  words: HAZARD_WORDS,
  seats: [
    { party: 'ordering_office', label: SEATS.orders, officeOf: (state) => state.lead },
    { party: 'mending_office', label: SEATS.mends, officeOf: (state) => state.mender },
    { party: 'accepting_office', label: SEATS.accepts, officeOf: (state) => state.acceptor },
    { party: 'supervising_office', label: SEATS.supervises, officeOf: (state) => state.supervisor },
    { party: 'referred_office', label: SEATS.referred, officeOf: (state) => state.referredTo },
  ],
  stageOf: (state) => state.stage ?? 'found',
  gradeOf: (state) => state.grade,
  choicesOf: (field, state, lang, _which, _it, pack) =>
    field === 'cites'
      ? (pack.criteria ?? [])
          .filter((one) => isAbout(one, state.site, 'other'))
          .map(({ id, label, clause }) => ({ value: id, text: `${inLang(label, lang)} · ${inLang(clause, lang)}` }))
      : undefined,
  choicesFrom: chosenSite,
  beginsWith: ({ site, place }): { readonly [name: string]: string } => ({
    ...(site === undefined ? {} : { site: site.slice(0, 20) }),
    ...(place === undefined ? {} : { place: place.slice(0, 64) }),
  }),
  startsWith: (verb, state): { readonly [name: string]: string } => {
    const mender = state.mender ?? state.site?.office ?? visitedOffice(state);
    return (verb === 'order' || verb === 'give_repair') && mender !== undefined ? { mender } : {};
  },
  body: async (view, lang, service, who) => [
    createElement(HazardBody, { view, path: `${PATH}/${view.number}`, lang, office: who.office }),
    createElement(Reports, { numbers: await readableReports(service, view.number, who), lang }),
  ],
  papersOf: ({ type, n, actor }) =>
    actor.kind !== 'staff'
      ? []
      : papersOfEvent(type).flatMap((paper) =>
          (['pdf', 'docx'] as const).map((format) => ({ file: `${paper}-0-${n}.${format}`, label: paperLabel(paper, format) })),
        ),
};

/** A paper of a step: opened like the hazard, and not there like it. */
const paperPage: Page = {
  path: `${PATH}/:number/paper/:paper`,
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const asked = parseFileName(request.params['paper'] ?? '');
      const paper = asked && (await makeHazardPaper(request.service, view, asked.id, request.lang));
      if (!paper) return undefined;
      const name = `huiyin-${view.number}-${asked.id}`;
      const made = await paperFile([paper], { name, format: asked.format, origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `${PATH}/${view.number}` } : made;
    }),
};

export const faces: Faces = {
  pages: [...staffEntityPages(face), paperPage, deskListPage, exportPage, listPage, figuresPage, onePage],
  routes: [staffEntityRoutes(face), lookRoutes, proposalRoutes, registerPublicFiles],
  uploads: [staffEntityUploads(face)],
  nav: [
    { path: '/desk/hazards', text: LINKS.hazards, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' },
    {
      path: NEW,
      text: LINKS.writeDown,
      isFor: (role) => role === 'inspector' || role === 'handler' || role === 'head',
    },
  ],
  work: [
    staffWorkKind(face, [
      ['own', 'ordering_office'],
      ['own', 'mending_office'],
      ['asked', 'mending_office'],
      ['own', 'accepting_office'],
      ['co', 'accepting_office'],
      ['above', 'accepting_office'],
      ['above', 'supervising_office'],
      ['watch', 'referred_office'],
    ]),
  ],
};
