import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { fieldKeyPages } from './desk/field-keys.page.tsx';
import { RecordBody } from './desk/record-body.tsx';
import { pages } from './desk/today.page.tsx';
import { CHECK_WORDS, SEATS, TODAY_LINK } from './desk/words.ts';
import type { CheckState } from './domain/state.ts';
import { checks } from './server/checks.ts';
import { fieldRoutes } from './server/field-files.ts';
import { openRosaRoutes, openRosaUploads } from './server/openrosa.ts';
import { intakeRoutes } from './server/intake-api.ts';
import { checkTitles } from './server/check-titles.ts';

const face: StaffFace<CheckState> = {
  kind: checks,
  path: '/desk/check',
  apiPath: '/api/v1/staff/checks',
  nameOf: ({ said }) => said?.name ?? '',
  words: CHECK_WORDS,
  seats: [
    { party: 'checked_office', label: SEATS.office, officeOf: ({ said }) => said?.office ?? null },
    { party: 'checking_office', label: SEATS.by, officeOf: ({ said }) => said?.by ?? null },
    { party: 'check_supervisor', label: SEATS.local, officeOf: ({ said }) => said?.local ?? null },
  ],
  stageOf: ({ stage }) => stage ?? 'check_recorded',
  gradeOf: () => null,
  inBody: ['check_recorded'],
  body: (view, lang) => createElement(RecordBody, { view, lang }),
  papersOf: () => [],
};

export const faces: Faces = {
  // The form of a new one has a name where others have a number.
  pages: [...pages, ...fieldKeyPages, ...staffEntityPages(face)],
  routes: [staffEntityRoutes(face), intakeRoutes, fieldRoutes, openRosaRoutes],
  uploads: [openRosaUploads],
  nav: [{ path: '/desk/today', text: TODAY_LINK.link, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'checked_office'],
        ['asked', 'checking_office'],
        ['above', 'check_supervisor'],
      ],
      async (tx, _service, numbers) => checkTitles(tx, numbers),
    ),
  ],
};
