import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { comingBack } from '../sites/public.ts';
import { boardPages } from './desk/board.page.tsx';
import { actName, BookBody } from './desk/book-body.tsx';
import { pages } from './desk/returns.page.tsx';
import { LINKS, RETURN_WORDS, SEATS } from './desk/words.ts';
import type { BookState } from './domain/state.ts';
import { bookTitles } from './server/book-titles.ts';
import { returns } from './server/returns.ts';

const face: StaffFace<BookState> = {
  kind: returns,
  path: '/desk/return-book',
  apiPath: '/api/v1/staff/return-books',
  nameOf: ({ month }) => month ?? '',
  words: RETURN_WORDS,
  seats: [
    { party: 'returning_office', label: SEATS.office, officeOf: ({ office }) => office },
    { party: 'gathering_office', label: SEATS.above, officeOf: ({ above, office }) => above ?? office },
  ],
  stageOf: ({ stage }) => stage ?? 'book_opened',
  gradeOf: () => null,
  choicesOf: (field, state, lang, which, it) =>
    field !== 'act'
      ? undefined
      : state.acts
          .filter((act) => which === 'all' || !act.struckOut)
          .map((act) => ({ value: String(act.n), text: actName(it, act, lang) })),
  inBody: ['return_handed_in'],
  body: (view, lang) => createElement(BookBody, { view, lang }),
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...pages, ...boardPages, ...staffEntityPages(face)],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/returns', text: LINKS.returns, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    {
      ...staffWorkKind(
        face,
        [
          ['own', 'returning_office'],
          ['own', 'return_post'],
          ['above', 'gathering_office'],
        ],
        async (tx, _service, numbers) => bookTitles(tx, numbers),
      ),
      besides: comingBack('office'),
    },
  ],
};
