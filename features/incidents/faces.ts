import { messagesOf } from '../../engine/calls/read-calls.ts';
import type { Faces, Reminds } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import { staffEntityUploads } from '../../desk/staff-entity/files-api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Page } from '../../portal/page.ts';
import { paperFile } from '../papers/public.ts';
import { chosenSite } from '../sites/public.ts';
import { DRILL_WORDS, HEAD, INCIDENT_WORDS, SEATS } from './desk/choice-words.ts';
import { pages as figuresPages } from './desk/figures.page.tsx';
import { choicesOf } from './desk/choices.ts';
import { IncidentBody } from './desk/incident-body.tsx';
import { nameOfRow, pages as listPages } from './desk/incidents.page.tsx';
import { pages as tapsPages } from './desk/taps.page.tsx';
import { PAGE } from './desk/page-words.ts';
import type { IncidentState } from './domain/state.ts';
import { pages as answerPages } from './portal/answer.page.tsx';
import { drills, incidents } from './server/incidents.ts';
import { liveRoutes } from './server/live.ts';
import { peerRoutes } from './server/peers/peer-api.ts';
import { chainFor, phonesPaper } from './server/phones-paper.ts';
import { reviewPaper } from './server/review-paper.ts';
import { byNumber, callsFor } from './server/read-incidents.ts';
import { holdersAt } from './server/seat-holders.ts';

const seats: StaffFace<IncidentState>['seats'] = [
  { party: 'incident_office', label: SEATS.office, officeOf: ({ lead }) => lead },
  { party: 'incident_above', label: SEATS.above, officeOf: ({ above }) => above },
  { party: 'incident_top', label: SEATS.top, officeOf: ({ top, furtherWaits, furtherTold }) => (furtherWaits || furtherTold ? top : null) },
];

const drillSeats: StaffFace<IncidentState>['seats'] = [
  { party: 'drill_office', label: SEATS.office, officeOf: ({ lead }) => lead },
  { party: 'drill_above', label: SEATS.above, officeOf: ({ above }) => above },
];

const learning = (startedBy: number, { lessons }: IncidentState): string | undefined => lessons.find(({ n }) => n === startedBy)?.office;

const common = {
  nameOf: ({ what, site }: IncidentState, lang: Parameters<typeof nameOfRow>[1]) =>
    nameOfRow({ what, site_called: site?.name ?? null }, lang),
  seats,
  inMinutes: true,
  script: 'incident',
  officeOwing: learning,
  stageOf: ({ stage }: IncidentState) => stage ?? 'word_received',
  gradeOf: ({ grade }: IncidentState) => grade,
  choicesOf,
  choicesFrom: chosenSite,
  beginsWith: ({ site, kind }: { readonly [name: string]: string }): { readonly [name: string]: string } => ({
    ...(site === undefined ? {} : { site: site.slice(0, 20) }),
    ...(kind === undefined ? {} : { kind: kind.slice(0, 40) }),
  }),
  startsWith: (verb: string, state: IncidentState): { readonly [name: string]: string } => {
    if (verb !== 'state_toll') return {};
    return Object.fromEntries(Object.entries(state.toll).map(([count, n]) => [count, String(n)]));
  },
  body: async (view, lang, service) =>
    IncidentBody({
      view,
      lang,
      plan: view.state.planHash === null ? undefined : view.it.plans.get(view.state.planHash),
      messages: view.state.calls.length === 0 ? [] : await service.read((tx) => messagesOf(tx, view.number)),
    }),
  papersOf: () => [],
} satisfies Partial<StaffFace<IncidentState>>;

const incidentFace: StaffFace<IncidentState> = {
  ...common,
  kind: incidents,
  path: '/desk/incident',
  newPath: '/desk/incidents/new',
  apiPath: '/api/v1/staff/incidents',
  words: INCIDENT_WORDS,
};

const drillFace: StaffFace<IncidentState> = {
  ...common,
  nameOf: (state, lang) => `${PAGE[lang].isDrill} · ${common.nameOf(state, lang)}`,
  kind: drills,
  seats: drillSeats,
  path: '/desk/drill',
  newPath: '/desk/drills/new',
  apiPath: '/api/v1/staff/drills',
  words: DRILL_WORDS,
};

/** A post is told of calls that it has not answered; of those of drills apart, as such (G22). */
const remindsOf =
  (of: 'incident' | 'drill'): Reminds =>
  async (service, who, lang) => {
    const calls = (await service.read((tx) => callsFor(tx, who.post, service.clock()))).filter((call) => call.of === of).length;
    const said = PAGE[lang];
    return calls === 0 ? undefined : { text: of === 'drill' ? said.calledDrills(calls) : said.called(calls), path: '/desk/incidents' };
  };

/** The review of one, to print: opened like it, and not there like it. */
const reviewPage = (face: StaffFace<IncidentState>): Page => ({
  path: `${face.path}/:number/review`,
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const name = `huiyin-${face.kind.name}-${view.number}`;
      const made = await paperFile([reviewPaper(view, request.lang)], { name, format: 'pdf', origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `${face.path}/${view.number}` } : made;
    }),
});

/** The telephone list of one, to print. */
const phonesPage = (face: StaffFace<IncidentState>): Page => ({
  path: `${face.path}/:number/phones`,
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const { service, lang, origin } = request;
      const other = `${face.path}/${view.number}`;
      const toRing = chainFor(view);
      if (toRing === undefined) return { ...errorPage(lang, refuse('plan_unknown')), other };
      const now = service.clock();
      const holders = await service.read((tx) => holdersAt(tx, view.it, toRing.chain, now));
      const name = `huiyin-${face.kind.name}-${view.number}-phones`;
      const made = await paperFile([phonesPaper(view, toRing, holders, now, lang)], { name, format: 'pdf', origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(lang, made), other } : made;
    }),
});

const PARTIES = [
  ['own', 'incident_office'],
  ['above', 'incident_above'],
  ['above_2', 'incident_top'],
  ['own', 'learning_office'],
  ['co', 'learning_office'],
  ['asked', 'learning_office'],
  ['above', 'learning_office'],
] as const;
const DRILL_PARTIES = [
  ['own', 'drill_office'],
  ['above', 'drill_above'],
  ['own', 'drill_learning'],
  ['co', 'drill_learning'],
  ['asked', 'drill_learning'],
  ['above', 'drill_learning'],
] as const;

export const faces: Faces = {
  reminds: [remindsOf('incident'), remindsOf('drill')],
  pages: [
    ...listPages,
    ...figuresPages,
    ...tapsPages,
    ...answerPages,
    ...staffEntityPages(incidentFace),
    ...staffEntityPages(drillFace),
    reviewPage(incidentFace),
    reviewPage(drillFace),
    phonesPage(incidentFace),
    phonesPage(drillFace),
  ],
  routes: [staffEntityRoutes(incidentFace), staffEntityRoutes(drillFace), liveRoutes, peerRoutes],
  uploads: [staffEntityUploads(incidentFace), staffEntityUploads(drillFace)],
  nav: [
    {
      path: '/desk/incidents',
      text: HEAD.title,
      isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' && role !== 'reviewer',
    },
  ],
  work: [
    staffWorkKind(incidentFace, PARTIES, async (tx, _service, numbers) => {
      const rows = await byNumber(tx, 'incident', numbers);
      return new Map(rows.map((row) => [row.matter, { title: nameOfRow(row, FIRST), lang: FIRST }]));
    }),
    staffWorkKind(drillFace, DRILL_PARTIES, async (tx, _service, numbers) => {
      const rows = await byNumber(tx, 'drill', numbers);
      return new Map(rows.map((row) => [row.matter, { title: `${PAGE[FIRST].isDrill} · ${nameOfRow(row, FIRST)}`, lang: FIRST }]));
    }),
  ],
};
