import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import { staffEntityUploads } from '../../desk/staff-entity/files-api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { SITE_FACTS } from '../../kernel/site/classes.ts';
import { comingBack } from './desk/coming-back.ts';
import { choosePages } from './desk/choose.page.tsx';
import { exportPages } from './desk/export.page.ts';
import { pages as deskPages } from './desk/sites.page.tsx';
import { planPages, takePlan } from './desk/plans.page.tsx';
import { sheetPages } from './desk/sheets.page.ts';
import { SiteBody } from './desk/site-body.tsx';
import { LINKS, SEATS, SITE_WORDS } from './desk/words.ts';
import type { SiteState } from './domain/state.ts';
import { pages as portalPages } from './portal/sites.page.tsx';
import { siteNames } from './server/read-sites.ts';
import { sites } from './server/sites.ts';

/** What a form that says everything anew begins with. */
const asItIs = (state: SiteState): { readonly [name: string]: string } => ({
  name: state.name,
  english: state.english ?? '',
  class: state.class,
  office: state.office ?? '',
  role: state.role ?? '',
  sector: state.sector ?? '',
  local: state.local ?? '',
  ...Object.fromEntries(SITE_FACTS.filter((fact) => state.facts.includes(fact)).map((fact) => [fact, 'yes'])),
});

const face: StaffFace<SiteState> = {
  kind: sites,
  path: '/desk/site',
  newPath: '/desk/sites/new',
  apiPath: '/api/v1/staff/sites',
  nameOf: ({ name }) => name,
  words: SITE_WORDS,
  seats: [
    { party: 'site_office', label: SEATS.office, officeOf: ({ office }) => office },
    { party: 'local_supervisor', label: SEATS.local, officeOf: ({ local }) => local },
    { party: 'sector_supervisor', label: SEATS.sector, officeOf: ({ sector }) => sector },
  ],
  stageOf: ({ stage }) => stage ?? 'site_opened',
  gradeOf: (state) => state.class,
  choicesOf: (field, { closures, spots }, lang, which) =>
    field === 'closure'
      ? closures
          .filter((it) => which === 'all' || it.backOn === null)
          .map(({ n, from, to }) => ({ value: String(n), text: LINKS.closure(from, to)[lang] }))
      : field === 'spot'
        ? spots.filter((it) => which === 'all' || !it.ended).map(({ spot, name }) => ({ value: String(spot), text: `${spot} ${name}` }))
        : undefined,
  startsWith: (verb, state): { readonly [name: string]: string } => (verb === 'change_site' ? asItIs(state) : {}),
  filesOf: { add_plan: takePlan },
  body: (view, lang) => createElement(SiteBody, { view, lang }),
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...deskPages, ...choosePages, ...exportPages, ...sheetPages(face), ...planPages(face), ...staffEntityPages(face), ...portalPages],
  routes: [staffEntityRoutes(face)],
  uploads: [staffEntityUploads(face)],
  nav: [{ path: '/desk/sites', text: LINKS.sites, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    {
      ...staffWorkKind(
        face,
        [
          ['own', 'site_office'],
          ['own', 'site_post'],
          ['above', 'local_supervisor'],
          ['above', 'site_overseer'],
          ['co', 'sector_supervisor'],
        ],
        async (tx, _service, numbers) => {
          const names = await siteNames(tx, numbers);
          return new Map([...names].map(([number, title]) => [number, { title, lang: 'zh-CN' }]));
        },
      ),
      besides: comingBack('site'),
    },
  ],
};
