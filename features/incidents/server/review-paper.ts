import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { named } from '../../../desk/staff-entity/face.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Block, Paper } from '../../papers/public.ts';
import { CHOICES, DRILL_HEAD, HEAD } from '../desk/choice-words.ts';
import { clocksOf } from '../desk/clocks.ts';
import { PAGE } from '../desk/page-words.ts';
import { postName } from '../../grievances/public.ts';
import { REVIEW } from '../desk/review-words.ts';
import { EVENTS, FIELDS, OWED, STEPS } from '../desk/words.ts';
import type { IncidentEvent, IncidentState } from '../domain/state.ts';
import { detailsOf, momentOf, whoTook, type Said } from './review-details.ts';

type View = StaffView<IncidentState>;

/** What was said in the same breath as another step says nothing of its own on paper. */
const UNSAID = ['report_owed', 'onward_owed', 'final_owed', 'on_the_scene', 'rescue_called', 'head_told', 'others_told', 'toll_changed'];

const timeline = (said: Said): Block => ({
  kind: 'table',
  widths: [3, 3, 3, 6],
  head: [...REVIEW[said.lang].timelineHeads],
  rows: said.view.entries
    .filter(({ event }) => !UNSAID.includes(event.type))
    .map(({ event: read, texts }) => {
      const event = read as IncidentEvent; // what its own kind wrote
      return [momentOf(said, event.recordedAt), named(EVENTS, event.type, said.lang), whoTook(said, event), detailsOf(said, event, texts)];
    }),
});

const clocks = (said: Said): Block => ({
  kind: 'table',
  widths: [3, 3, 2, 5],
  head: [...PAGE[said.lang].clockHeads],
  rows: clocksOf(said.view).map(({ duty, proof }) => [
    named(OWED, duty.kind, said.lang),
    duty.due === null ? '' : typeof duty.due === 'string' ? dayInWords(duty.due, said.lang) : momentOf(said, duty.due),
    PAGE[said.lang].status[duty.status],
    proof === null
      ? ''
      : [
          momentOf(said, proof.at),
          proof.how === null ? '' : named(CHOICES, proof.how, said.lang),
          proof.post === null ? '' : postName(said.view.it, proof.post, said.lang),
        ]
          .filter((part) => part !== '')
          .join(' · '),
  ]),
});

const late = (said: Said): readonly Block[] => {
  const rows = clocksOf(said.view).filter(({ duty }) => duty.status === 'overdue' || duty.status === 'met_late');
  return rows.length === 0
    ? [{ kind: 'text', text: REVIEW[said.lang].nothingLate }]
    : [
        {
          kind: 'list',
          items: rows.map(({ duty, proof }) => {
            const clause = said.view.pack.rules.find(({ id }) => id === duty.rule)?.clause;
            const minutes = Math.round(((proof?.at ?? Number.NaN) - (duty.breachAt ?? 0)) / 60_000);
            const by = Number.isNaN(minutes) ? REVIEW[said.lang].stillOwed : REVIEW[said.lang].lateBy(minutes);
            return `${named(OWED, duty.kind, said.lang)}${MARKS[said.lang].colon}${by}${clause ? ` · ${inLang(clause, said.lang)}` : ''}`;
          }),
        },
      ];
};

const tasks = (said: Said): readonly Block[] => {
  const { tasks: all, planHash } = said.view.state;
  const plan = planHash === null ? undefined : said.view.it.plans.get(planHash);
  if (all.length === 0) return [];
  return [
    { kind: 'heading', text: PAGE[said.lang].tasks },
    {
      kind: 'table',
      widths: [5, 2, 3, 3],
      head: [...PAGE[said.lang].taskHeads],
      rows: all.map((task) => {
        const label = plan?.tasks.find(({ id }) => id === task.id)?.label;
        const how = task.doneAt === null ? PAGE[said.lang].open : PAGE[said.lang].done(momentOf(said, task.doneAt));
        return [
          label ? inLang(label, said.lang) : PAGE[said.lang].ownTask,
          named(CHOICES, task.group, said.lang),
          momentOf(said, task.dueAt),
          how,
        ];
      }),
    },
  ];
};

const lessons = (said: Said): readonly Block[] => {
  const { lessons: all } = said.view.state;
  return all.length === 0
    ? []
    : [
        { kind: 'heading', text: REVIEW[said.lang].lessons },
        {
          kind: 'list',
          items: all.map(({ n, office, by, done }) => {
            const words = said.view.entries.find(({ event }) => event.n === n)?.texts['words'] ?? '';
            return `${officeName(said.view.it, office, said.lang)} · ${by} · ${words} · ${done ? STEPS['do_lesson']?.[said.lang] : PAGE[said.lang].open}`;
          }),
        },
      ];
};
/**
 * What happened, minute by minute, as a paper: every step with its post, each clock with its proof, what was late and by which clause, tasks and
 * lessons. Of a drill it says so above everything else and below it.
 */
export const reviewPaper = (view: View, lang: Lang): Paper => {
  const { it, state } = view;
  const words = REVIEW[lang];
  const said: Said = { view, lang };
  const head = state.isDrill ? DRILL_HEAD : HEAD;
  const exercise: readonly Block[] = state.isDrill ? [{ kind: 'note', text: `${PAGE[lang].isDrill} · ${PAGE[lang].drillSays}` }] : [];
  const last = view.entries.at(-1)?.event.recordedAt;
  const evacuation: readonly Block[] =
    state.alarmAt === null || state.outAt === null
      ? []
      : [
          {
            kind: 'text',
            text: `${PAGE[lang].alarm(momentOf(said, state.alarmAt))} · ${PAGE[lang].out(momentOf(said, state.outAt), Math.round((state.outAt - state.alarmAt) / 1000))}${state.targetMinutes === null ? '' : ` · ${PAGE[lang].target(state.targetMinutes)}`}`,
          },
        ];
  return {
    kind: 'other',
    lang,
    title: `${state.isDrill ? `${PAGE[lang].isDrill} · ` : ''}${words.title(INCIDENT_KIND_WORDS[state.what as keyof typeof INCIDENT_KIND_WORDS]?.[lang] ?? state.what)}`,
    number: `${head.title[lang]} ${view.number}`,
    issuer: state.lead === null ? '' : officeName(it, state.lead, lang),
    addressee: '',
    day: null,
    signature: '',
    blocks: [
      ...exercise,
      {
        kind: 'facts',
        rows: [
          [named(FIELDS, 'site', lang), state.site?.name ?? words.noSite],
          [named(FIELDS, 'known', lang), state.knownAt === null ? '' : momentOf(said, state.knownAt)],
          [named(FIELDS, 'grade', lang), state.grade === null ? words.notGraded : named(CHOICES, state.grade, lang)],
        ],
      },
      { kind: 'heading', text: PAGE[lang].clocks },
      clocks(said),
      { kind: 'heading', text: words.late },
      ...late(said),
      ...evacuation,
      ...tasks(said),
      { kind: 'heading', text: words.timeline },
      timeline(said),
      ...lessons(said),
      ...exercise,
    ],
    foot: [words.foot(view.it.zone)],
    path: '',
    madeAt: last ?? (0 as Instant), // an incident has at least the event that began it
    isWide: true,
  };
};
