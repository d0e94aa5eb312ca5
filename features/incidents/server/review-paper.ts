import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffEntry, StaffView } from '../../../engine/staff-entity.ts';
import { parseIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { named } from '../../../desk/staff-entity/face.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Block, Paper } from '../../papers/public.ts';
import { CHOICES, DRILL_HEAD, HEAD } from '../desk/choice-words.ts';
import { clocksOf } from '../desk/clocks.ts';
import { PAGE } from '../desk/page-words.ts';
import { postName } from '../../grievances/public.ts';
import { REVIEW } from '../desk/review-words.ts';
import { EVENTS, FIELDS, OWED, STEPS } from '../desk/words.ts';
import { callsIn, type IncidentEvent, type IncidentState } from '../domain/state.ts';
import { TOLL } from '../domain/vocabulary.ts';

type View = StaffView<IncidentState>;

/** What was said in the same breath as another step says nothing of its own on paper. */
const UNSAID = ['report_owed', 'onward_owed', 'final_owed', 'on_the_scene', 'rescue_called', 'head_told', 'others_told', 'toll_changed'];

/** So many minutes after the time that is said something counts as entered late. */
const ENTERED_LATE_MINUTES = 15;

/** What every group had to do, by when, and when it was done. */
const tasksOf = ({ it, state: { tasks, planHash } }: View, lang: Lang): readonly Block[] => {
  const plan = planHash === null ? undefined : it.plans.get(planHash);
  const at = (when: Instant): string => momentInWords(when, it.zone, lang);
  if (tasks.length === 0) return [];
  return [
    { kind: 'heading', text: PAGE[lang].tasks },
    {
      kind: 'table',
      widths: [5, 2, 3, 3],
      head: [...PAGE[lang].taskHeads],
      rows: tasks.map((task) => {
        const label = plan?.tasks.find(({ id }) => id === task.id)?.label;
        const how = task.doneAt === null ? PAGE[lang].open : PAGE[lang].done(at(task.doneAt));
        return [label ? inLang(label, lang) : PAGE[lang].ownTask, named(CHOICES, task.group, lang), at(task.dueAt), how];
      }),
    },
  ];
};

/** What was learnt, with its office and its day. */
const lessonsOf = ({ it, entries, state: { lessons } }: View, lang: Lang): readonly Block[] =>
  lessons.length === 0
    ? []
    : [
        { kind: 'heading', text: REVIEW[lang].lessons },
        {
          kind: 'list',
          items: lessons.map(({ n, office, by, done }) => {
            const words = entries.find(({ event }) => event.n === n)?.texts['words'] ?? '';
            return `${officeName(it, office, lang)} · ${by} · ${words} · ${done ? STEPS['do_lesson']?.[lang] : PAGE[lang].open}`;
          }),
        },
      ];

const reviewOf = (view: View, lang: Lang) => {
  const { it } = view;
  const at = (when: Instant): string => momentInWords(when, it.zone, lang);
  const who = ({ actor }: StaffEntry['event']): string => (actor.kind === 'staff' ? postName(it, actor.post, lang) : REVIEW[lang].machine);

  /** What an event says beside its name: whom it calls, which report, which choice, a count. */
  const details = ({ event, texts }: StaffEntry): string => {
    const calls = callsIn(event as IncidentEvent); // folds of other kinds have no calls
    if (calls.length > 0)
      return calls
        .map(({ step, cycle, posts }) =>
          posts.length === 0
            ? PAGE[lang].nobody(step)
            : `${REVIEW[lang].round(cycle)} ${posts.map(({ post, because }) => `${postName(it, post, lang)} (${PAGE[lang].because[because]})`).join(', ')}`,
        )
        .join('; ');
    const choices = ['kind', 'as', 'source', 'whom', 'reported', 'which', 'grade', 'level', 'to', 'fault', 'proof', 'kept', 'announced']
      .map((field) => event.data[field])
      .filter((value): value is string => typeof value === 'string')
      .map((value) => INCIDENT_KIND_WORDS[value as keyof typeof INCIDENT_KIND_WORDS]?.[lang] ?? named(CHOICES, value, lang));
    const counts = TOLL.filter((count) => typeof event.data[count] === 'number').map(
      (count) => `${named(FIELDS, count, lang)} ${String(event.data[count])}`,
    );
    const said = [parseIso(String(event.data['fromAt'])), parseIso(String(event.data['toAt']))];
    const [from, to] = said;
    const minutes =
      from === undefined || to === undefined
        ? []
        : [
            `${at(from)}–${at(to)}`,
            ...(event.recordedAt - to > ENTERED_LATE_MINUTES * 60_000 ? [REVIEW[lang].enteredLate(at(event.recordedAt))] : []),
          ];
    const words = Object.entries(texts).map(([field, text]) => `${named(FIELDS, field, lang)}: ${text}`);
    return [...choices, ...counts, ...minutes, ...words].join(' · ');
  };

  const timeline = (): Block => ({
    kind: 'table',
    widths: [3, 3, 3, 6],
    head: [...REVIEW[lang].timelineHeads],
    rows: view.entries
      .filter(({ event }) => !UNSAID.includes(event.type))
      .map((entry) => [at(entry.event.recordedAt), named(EVENTS, entry.event.type, lang), who(entry.event), details(entry)]),
  });

  const clocks = (): Block => ({
    kind: 'table',
    widths: [3, 3, 2, 5],
    head: [...PAGE[lang].clockHeads],
    rows: clocksOf(view).map(({ duty, proof }) => [
      named(OWED, duty.kind, lang),
      duty.due === null ? '' : typeof duty.due === 'string' ? dayInWords(duty.due, lang) : at(duty.due),
      PAGE[lang].status[duty.status],
      proof === null
        ? ''
        : [
            at(proof.at),
            proof.how === null ? '' : named(CHOICES, proof.how, lang),
            proof.post === null ? '' : postName(it, proof.post, lang),
          ]
            .filter((part) => part !== '')
            .join(' · '),
    ]),
  });

  const late = (): readonly Block[] => {
    const rows = clocksOf(view).filter(({ duty }) => duty.status === 'overdue' || duty.status === 'met_late');
    return rows.length === 0
      ? [{ kind: 'text', text: REVIEW[lang].nothingLate }]
      : [
          {
            kind: 'list',
            items: rows.map(({ duty, proof }) => {
              const clause = view.pack.rules.find(({ id }) => id === duty.rule)?.clause;
              const minutes = Math.round(((proof?.at ?? Number.NaN) - (duty.breachAt ?? 0)) / 60_000);
              const by = Number.isNaN(minutes) ? REVIEW[lang].stillOwed : REVIEW[lang].lateBy(minutes);
              return `${named(OWED, duty.kind, lang)}: ${by}${clause ? ` · ${inLang(clause, lang)}` : ''}`;
            }),
          },
        ];
  };

  return { at, timeline, clocks, late };
};

/**
 * What happened, minute by minute, as a paper: every step with its post, each clock with its proof, what was late and by which clause, tasks and
 * lessons. Of a drill it says so above everything else and below it.
 */
export const reviewPaper = (view: View, lang: Lang): Paper => {
  const { it, state } = view;
  const said = REVIEW[lang];
  const parts = reviewOf(view, lang);
  const head = state.isDrill ? DRILL_HEAD : HEAD;
  const exercise: readonly Block[] = state.isDrill ? [{ kind: 'note', text: `${PAGE[lang].isDrill} · ${PAGE[lang].drillSays}` }] : [];
  const last = view.entries.at(-1)?.event.recordedAt;
  const evacuation: readonly Block[] =
    state.alarmAt === null || state.outAt === null
      ? []
      : [
          {
            kind: 'text',
            text: `${PAGE[lang].alarm(parts.at(state.alarmAt))} · ${PAGE[lang].out(parts.at(state.outAt), Math.round((state.outAt - state.alarmAt) / 1000))}${state.targetMinutes === null ? '' : ` · ${PAGE[lang].target(state.targetMinutes)}`}`,
          },
        ];
  return {
    kind: 'other',
    lang,
    title: `${state.isDrill ? `${PAGE[lang].isDrill} · ` : ''}${said.title(INCIDENT_KIND_WORDS[state.what as keyof typeof INCIDENT_KIND_WORDS]?.[lang] ?? state.what)}`,
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
          [named(FIELDS, 'site', lang), state.site?.name ?? said.noSite],
          [named(FIELDS, 'known', lang), state.knownAt === null ? '' : parts.at(state.knownAt)],
          [named(FIELDS, 'grade', lang), state.grade === null ? said.notGraded : named(CHOICES, state.grade, lang)],
        ],
      },
      { kind: 'heading', text: PAGE[lang].clocks },
      parts.clocks(),
      { kind: 'heading', text: said.late },
      ...parts.late(),
      ...evacuation,
      ...tasksOf(view, lang),
      { kind: 'heading', text: said.timeline },
      parts.timeline(),
      ...lessonsOf(view, lang),
      ...exercise,
    ],
    foot: [said.foot(view.it.zone)],
    path: '',
    madeAt: last ?? (0 as Instant), // an incident has at least the event that began it
    isWide: true,
  };
};
