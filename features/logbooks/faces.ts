import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { pages } from './desk/board.page.tsx';
import { LINKS, LOGBOOK_WORDS, SEATS } from './desk/words.ts';
import type { LogbookState } from './domain/state.ts';
import { logbookTitles } from './server/logbook-titles.ts';
import { logbooks } from './server/logbooks.ts';

const face: StaffFace<LogbookState> = {
  kind: logbooks,
  path: '/desk/logbook',
  apiPath: '/api/v1/staff/logbooks',
  nameOf: ({ month }) => month ?? '',
  words: LOGBOOK_WORDS,
  seats: [
    { party: 'keeping_office', label: SEATS.office, officeOf: ({ office }) => office },
    { party: 'overseeing_office', label: SEATS.local, officeOf: ({ local }) => local },
  ],
  stageOf: ({ stage }) => stage ?? 'logbook_opened',
  gradeOf: () => null,
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...pages, ...staffEntityPages(face)],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/board', text: LINKS.board, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'keeping_office'],
        ['above', 'overseeing_office'],
      ],
      async (tx, _service, numbers) => logbookTitles(tx, numbers),
    ),
  ],
};
