import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { openFor, staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import type { Words } from '../../kernel/language/words.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { errorPage } from '../../portal/error-page.tsx';
import type { Page } from '../../portal/page.ts';
import { paperFile, parseFileName } from '../papers/public.ts';
import { statementBody } from './desk/statement-body.tsx';
import { pages as listPages } from './desk/statements.page.tsx';
import { HEAD, PAPER, periodText, SEATS, STATEMENT_WORDS } from './desk/words.ts';
import type { StatementState } from './domain/state.ts';
import { statementsByNumber } from './server/read-statements.ts';
import { makeStatement, paperOf } from './server/statement-paper.ts';
import { statements } from './server/statements.ts';

const PATH = '/desk/statement';

/** What stands on the link to a paper, in each language that the table has. */
const linkTo = (paper: string, format: string): Words<string> =>
  Object.fromEntries(
    Object.entries(PAPER).map(([lang, said]) => [lang, (paper === 'hazard_statistics' ? said.link : said.correctedLink)(format)]),
  ) as Words<string>;

const face: StaffFace<StatementState> = {
  kind: statements,
  path: PATH,
  apiPath: '/api/v1/staff/statements',
  nameOf: ({ period }, lang) => (period === null ? HEAD.title[lang] : periodText(period, lang)),
  words: STATEMENT_WORDS,
  seats: [
    { party: 'reporting_office', label: SEATS.office, officeOf: ({ office }) => office },
    { party: 'receiving_office', label: SEATS.supervisor, officeOf: ({ supervisor }) => supervisor },
  ],
  stageOf: ({ stage }) => stage ?? 'statement_opened',
  gradeOf: () => null,
  body: statementBody,
  papersOf: ({ type, n }) => {
    const paper = paperOf(type);
    return paper === undefined
      ? []
      : (['pdf', 'docx'] as const).map((format) => ({ file: `${paper}-0-${n}.${format}`, label: linkTo(paper, format.toUpperCase()) }));
  },
};

/** The statement as a paper: opened like the statement, and not there like it. */
const paperPage: Page = {
  path: `${PATH}/:number/paper/:paper`,
  method: 'GET',
  face: 'desk',
  handle: (request) =>
    openFor(face, request, async (view) => {
      const asked = parseFileName(request.params['paper'] ?? '');
      const paper = asked && (await makeStatement(request.service, view, asked.id, request.lang));
      if (!paper) return undefined;
      const name = `huiyin-${view.number}-${asked.id}`;
      const made = await paperFile([paper], { name, format: asked.format, origin: request.origin, line: 'staff' });
      return isRefusal(made) ? { ...errorPage(request.lang, made), other: `${PATH}/${view.number}` } : made;
    }),
};

export const faces: Faces = {
  pages: [...listPages, ...staffEntityPages(face), paperPage],
  routes: [staffEntityRoutes(face)],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'reporting_office'],
        ['above', 'receiving_office'],
      ],
      async (tx, service, numbers) => {
        const it = await service.jurisdiction();
        const rows = await statementsByNumber(tx, numbers);
        const title = ({ office, unit, to_day: to }: (typeof rows)[number]): string =>
          `${officeName(it, office, FIRST)} · ${periodText({ unit, to }, FIRST)}`;
        return new Map(rows.map((row) => [row.matter, { title: title(row), lang: FIRST }]));
      },
    ),
  ],
};
