import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { pages as lookPages } from './desk/look.page.tsx';
import { pages as newPages } from './desk/new-round.page.tsx';
import { daysOf } from './desk/progress.tsx';
import { reportPage } from './desk/report.page.tsx';
import { reportFor, RoundBody } from './desk/round-body.tsx';
import { pages as listPages } from './desk/rounds.page.tsx';
import { LINKS, ROUND_WORDS, SEATS, YIELDS } from './desk/words.ts';
import type { RoundState } from './domain/state.ts';
import { DELIVERABLES } from './domain/vocabulary.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { parsePlainDate } from '../../kernel/calendar/plain-date.ts';
import { inLang } from '../../kernel/language/languages.ts';
import { dayInWords } from '../../portal/dates.ts';
import { pages as publicPages } from './portal/rounds.page.tsx';
import { roundNames } from './server/read-rounds.ts';
import { rounds } from './server/rounds.ts';

const face: StaffFace<RoundState> = {
  kind: rounds,
  path: '/desk/round',
  apiPath: '/api/v1/staff/rounds',
  nameOf: ({ title }) => title,
  hasOwnForm: true,
  words: ROUND_WORDS,
  seats: [{ party: 'leading_office', label: SEATS.lead, officeOf: ({ lead }) => lead }],
  officeOwing: (startedBy, { asked }) => asked.find((it) => it.n === startedBy)?.office,
  stageOf: ({ stage }) => stage ?? 'round_opened',
  gradeOf: ({ subject }) => subject,
  choicesOf: (field, { phases, form }, lang, _which, it) => {
    // A form is called by its title, as long as it is published.
    const published = it.forms.get(it.forms.newest.get(form) ?? '');
    if (field === 'form') return published && [{ value: form, text: inLang(published.title, lang) }];
    if (field !== 'phase') return undefined;
    return phases.map((phase) => ({
      value: String(phase.phase),
      text: LINKS.phase(phase.phase, YIELDS[phase.deliverable][lang], daysOf(phase, lang))[lang],
    }));
  },
  body: async (view, lang, service) => createElement(RoundBody, { view, report: await reportFor(view, service), lang }),
  saidOf: ({ type, data }, it, lang) => {
    const by = parsePlainDate(String(data['by'] ?? ''));
    const what = DELIVERABLES.find((one) => one === data['what']);
    if (type === 'tours_asked' && by) return LINKS.toursBy(dayInWords(by, lang))[lang];
    return type === 'deliverable_asked' && by && what
      ? LINKS.asked(officeName(it, String(data['office']), lang), Number(data['phase']), YIELDS[what][lang], dayInWords(by, lang))[lang]
      : undefined;
  },
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...newPages, ...listPages, ...staffEntityPages(face), ...lookPages, reportPage(face), ...publicPages],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/rounds', text: LINKS.rounds, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    staffWorkKind(
      face,
      [
        ['own', 'leading_office'],
        ['own', 'covered_office'],
        ['co', 'covered_office'],
      ],
      async (tx, _service, numbers) => {
        const names = await roundNames(tx, numbers);
        return new Map([...names].map(([number, title]) => [number, { title, lang: 'zh-CN' }]));
      },
    ),
  ],
};
