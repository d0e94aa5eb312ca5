import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { TourBody } from './desk/tour-body.tsx';
import { pages as listPages } from './desk/visits.page.tsx';
import { LINKS, SEATS, VISIT_WORDS } from './desk/words.ts';
import { toVisit, type TourState } from './domain/state.ts';
import { DRAWN_MAX } from './domain/vocabulary.ts';
import { pages as publicPages } from './portal/visits.page.tsx';
import { tourNames } from './server/read-visits.ts';
import { visits } from './server/visits.ts';

const COUNTS = Array.from({ length: DRAWN_MAX }, (_, i) => ({ value: String(i + 1), text: String(i + 1) }));

const face: StaffFace<TourState> = {
  kind: visits,
  path: '/desk/visit',
  newPath: '/desk/visits/new',
  apiPath: '/api/v1/staff/visits',
  nameOf: ({ title }) => title,
  words: VISIT_WORDS,
  seats: [{ party: 'drawing_office', label: SEATS.lead, officeOf: ({ lead }) => lead }],
  stageOf: ({ stage }) => stage ?? 'draw_announced',
  gradeOf: () => null,
  choicesOf: (field, state, lang, which, it) =>
    field !== 'office'
      ? undefined
      : (which === 'all' ? (state.drawn?.offices ?? []) : toVisit(state)).map((office) => ({
          value: office,
          text: officeName(it, office, lang),
        })),
  choicesFrom: async () => (field) => (field === 'count' ? COUNTS : undefined),
  body: (view, lang) => createElement(TourBody, { view, lang }),
  saidOf: ({ type, data }, it, lang) =>
    type === 'findings_taken' && Array.isArray(data['hazards'])
      ? LINKS.hazards(officeName(it, String(data['office']), lang), data['hazards'].length)[lang]
      : undefined,
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...listPages, ...staffEntityPages(face), ...publicPages],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/visits', text: LINKS.visits, isFor: (role) => role === 'head' || role === 'handler' || role === 'inspector' }],
  work: [
    staffWorkKind(face, [['own', 'drawing_office']], async (tx, _service, numbers) => {
      const names = await tourNames(tx, numbers);
      return new Map([...names].map(([number, title]) => [number, { title, lang: 'zh-CN' }]));
    }),
  ],
};
