import { createElement } from 'preact';
import type { Faces, Reminds } from '../../desk/feature.ts';
import { mayList } from '../../kernel/access/access.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Page } from '../../portal/page.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { paperFile, parseFileName } from '../papers/public.ts';
import { LetterBody } from './desk/letter-body.tsx';
import { pages as mapPages } from './desk/map.page.tsx';
import { pages as newPages } from './desk/new-letter.page.tsx';
import { LETTER_WORDS, LINKS, MAP, SEATS } from './desk/words.ts';
import type { LetterState } from './domain/state.ts';
import { makeLetter } from './server/letter-paper.ts';
import { letters } from './server/letters.ts';
import { letterTitles } from './server/read-letters.ts';
import { readMap } from './server/read-map.ts';
import { renewalDays } from './server/renewals.ts';

const face: StaffFace<LetterState> = {
  kind: letters,
  path: '/desk/letter',
  apiPath: '/api/v1/staff/letters',
  nameOf: ({ name }) => name,
  words: LETTER_WORDS,
  seats: [
    { party: 'handing_office', label: SEATS.office, officeOf: ({ office }) => office },
    { party: 'holding_office', label: SEATS.holder, officeOf: ({ holderOffice }) => holderOffice },
  ],
  stageOf: ({ stage }) => stage ?? 'letter_drawn',
  gradeOf: () => null,
  hasOwnForm: true,
  inBody: ['letter_drawn'],
  startsWith: (verb, { from, to }): { readonly [name: string]: string } =>
    verb === 'change_letter' ? { from: from ?? '', to: to ?? '' } : {},
  body: (view, lang) => createElement(LetterBody, { view, lang }),
  papersOf: ({ type, n }) =>
    type !== 'letter_taken_on'
      ? []
      : (['pdf', 'docx'] as const).map((format) => ({ file: `duty_letter-0-${n}.${format}`, label: LINKS.paper(format.toUpperCase()) })),
};

/** The letter as a paper: opened like the letter, and not there like it. */
const paperPage: Page = {
  path: '/desk/letter/:number/paper/:paper',
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const asked = parseFileName(request.params['paper'] ?? '');
      const paper = asked && (await makeLetter(request.service, view, asked.id, request.lang));
      if (!paper) return undefined;
      const name = `huiyin-${view.number}-${asked.id}`;
      const made = await paperFile([paper], { name, format: asked.format, origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `/desk/letter/${view.number}` } : made;
    }),
};

/** A head is told how many gaps there are, and how many letters end soon; where letters are not used, nobody is told anything. */
const remind: Reminds = async (service, who, lang) => {
  const it = await service.jurisdiction();
  if (who.role !== 'head' || renewalDays(it) === null || !mayList(it.access, who.role, 'letter')) return undefined;
  const rows = await service.read((tx) => readMap(tx, it, who.office, service.clock()));
  const gaps = rows.filter((row) => row.gaps.length > 0).length;
  const soon = new Set(rows.flatMap((row) => (row.standing === 'ends_soon' && row.letter ? [row.letter.letter] : []))).size;
  return gaps + soon === 0 ? undefined : { text: MAP[lang].remind(gaps, soon), path: '/desk/responsibility' };
};

export const faces: Faces = {
  reminds: [remind],
  pages: [...newPages, ...mapPages, ...staffEntityPages(face), paperPage],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/responsibility', text: LINKS.map, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'handing_office'],
        ['own', 'holding_office'],
        ['asked', 'holding_office'],
      ],
      async (tx, service, numbers) => letterTitles(tx, await service.jurisdiction(), numbers),
    ),
  ],
};
