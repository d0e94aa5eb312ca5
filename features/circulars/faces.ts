import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { parsePlainDate } from '../../kernel/calendar/plain-date.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { dayInWords } from '../../portal/dates.ts';
import type { Page } from '../../portal/page.ts';
import { boardReply } from './desk/board.page.tsx';
import { Board, boardSheet } from './desk/board.tsx';
import { CircularBody } from './desk/circular-body.tsx';
import { pages as listPages } from './desk/circulars.page.tsx';
import { pages as newPages } from './desk/new-circular.page.tsx';
import { CIRCULAR_WORDS, LINKS, SEATS } from './desk/words.ts';
import type { CircularState } from './domain/state.ts';
import { circulars } from './server/circulars.ts';
import { circularNames, issuedInstead } from './server/read-circulars.ts';

const face: StaffFace<CircularState> = {
  kind: circulars,
  path: '/desk/circular',
  hasOwnForm: true,
  apiPath: '/api/v1/staff/circulars',
  nameOf: ({ title }) => title,
  words: CIRCULAR_WORDS,
  seats: [{ party: 'issuing_office', label: SEATS.lead, officeOf: ({ lead }) => lead }],
  officeOwing: (startedBy, { offices }) =>
    offices.find(({ receipt, carrying }) => receipt.start === startedBy || carrying?.start === startedBy)?.office,
  ownOwed: true,
  // Forty offices confirm on one morning: none of them waits for another.
  besideOthers: ['confirm_receipt', 'report_carried_out', 'say_nothing_to_do'],
  stageOf: ({ stage }) => stage ?? 'circular_issued',
  gradeOf: () => null,
  body: async (view, lang, service, who) =>
    createElement(CircularBody, { view, lang, instead: await service.read((tx) => issuedInstead(tx, view.number, who.office)) }),
  below: (view, lang, query) => createElement(Board, { view, lang, asked: query['board'] }),
  inBody: ['circular_issued'],
  saidOf: ({ data }, it, lang) => {
    const office = typeof data['office'] === 'string' ? officeName(it, data['office'], lang) : undefined;
    const by = typeof data['by'] === 'string' ? parsePlainDate(data['by']) : undefined;
    return by === undefined ? office : office === undefined ? dayInWords(by, lang) : LINKS.of(office, dayInWords(by, lang))[lang];
  },
  papersOf: () => [],
};

/** The board alone, whole, to be printed. */
const boardPage: Page = {
  path: '/desk/circular/:number/board',
  method: 'GET',
  face: 'desk',
  handle: (request) => openFor(face, request, (view) => boardReply({ view, lang: request.lang })),
};

/** The board as a sheet: opened like the circular, and not there like it. */
const sheetPage: Page = {
  path: '/desk/circular/:number/board.csv',
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, (view) => ({
      kind: 'file',
      name: `huiyin-${view.number}.csv`,
      type: 'text/csv; charset=utf-8',
      body: boardSheet({ view, lang: request.lang }),
    })),
};

export const faces: Faces = {
  pages: [...listPages, ...newPages, ...staffEntityPages(face), boardPage, sheetPage],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/circulars', text: LINKS.circulars, isFor: (role) => role === 'head' || role === 'handler' || role === 'desk' }],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'issuing_office'],
        ['co', 'addressed_office'],
      ],
      async (tx, _service, numbers) =>
        new Map([...(await circularNames(tx, numbers))].map(([number, title]) => [number, { title, lang: FIRST }])),
    ),
  ],
};
