import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import { placeName, type StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { officeName } from '../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import type { Lang } from '../../portal/page.ts';
import { WarningBody } from './desk/warning-body.tsx';
import { pages as deskPages } from './desk/warnings.page.tsx';
import { HEAD, LINKS, SEATS, WARNING_WORDS } from './desk/words.ts';
import { startsWith } from './desk/starts-with.ts';
import type { WarningState } from './domain/state.ts';
import { warningName } from './portal/parts.tsx';
import { pages as publicPages } from './portal/warnings.page.tsx';
import { registerPublicFiles } from './server/public-files.ts';
import { warningsByNumber } from './server/read-warnings.ts';
import { warnings } from './server/warnings.ts';

/** Public places and offices that a warning may name, and the offices that may have signed. */
const choicesIn = (it: Jurisdiction, field: string, lang: Lang) => {
  if (/^place\d$/.test(field)) return (it.places?.set.places ?? []).map(({ id }) => ({ value: id, text: placeName(it, id, lang) }));
  if (/^office\d$/.test(field) || field === 'source_office')
    return [...it.offices.keys()].map((id) => ({ value: id, text: officeName(it, id, lang) }));
  return undefined;
};

const face: StaffFace<WarningState> = {
  kind: warnings,
  path: '/desk/warning',
  newPath: '/desk/warnings/new',
  apiPath: '/api/v1/staff/warnings',
  nameOf: ({ content, hazard, exercise }, lang) =>
    content === null || hazard === null ? HEAD.title[lang] : warningName({ level: content.level, hazard, exercise }, lang),
  words: WARNING_WORDS,
  seats: [{ party: 'warning_office', label: SEATS.lead, officeOf: ({ lead }) => lead }],
  stageOf: ({ stage }) => stage ?? 'warning_issued',
  gradeOf: ({ content }) => content?.level ?? null,
  choicesFrom: async (service) => {
    const it = await service.jurisdiction();
    return (field, lang) => choicesIn(it, field, lang);
  },
  startsWith,
  body: (view, lang) => createElement(WarningBody, { view, lang }),
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...deskPages, ...staffEntityPages(face), ...publicPages],
  routes: [staffEntityRoutes(face), registerPublicFiles],
  nav: [
    {
      path: '/desk/warnings',
      text: LINKS.warnings,
      isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' && role !== 'reviewer' && role !== 'mediator',
    },
  ],
  work: [
    staffWorkKind(
      face,
      [['own', 'warning_office']],
      async (tx, _service, numbers) =>
        new Map((await warningsByNumber(tx, numbers)).map((row) => [row.matter, { title: warningName(row, FIRST), lang: FIRST }])),
    ),
  ],
};
