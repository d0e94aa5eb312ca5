import { addDays, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { leastDays } from '../../../kernel/policy/period.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { choice, counted, DAY, KEPT, LINE, optional, SERVER, STEP, TEXT, type FieldSpec } from '../../../kernel/stream/fields.ts';
import { notPast, textOf, type Staff, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { COMMENT_OUTCOMES } from '../../../kernel/matter/comment.ts';
import { daysLeft, isOver, questionField, type ConsultationState } from './state.ts';
import { DROPS, GROUPS_MAX, OUTCOMES, QUESTIONS_MAX, TITLE_MAX, type ConsultationEventKind } from './vocabulary.ts';

type Verb = StaffVerb<ConsultationState>;

const TITLE = { kind: 'name', max: TITLE_MAX } as const satisfies FieldSpec;

const event = (type: ConsultationEventKind, actor: Staff, data: JsonObject): NewStreamEvent => ({
  type,
  level: 0,
  actor,
  visibility: 'open',
  data,
  texts: {},
});

/** How far ahead the last day of a period lies at most: whoever speaks is owed an answer after it. */
const PERIOD_MAX_DAYS = 366;

const isTooFar = (until: string, today: PlainDate): boolean => until > addDays(today, PERIOD_MAX_DAYS);

/** A draft is opened to everybody for a time. A time shorter than the rule says needs a reason that everybody reads. */
export const openConsultation: Verb = {
  name: 'open_consultation',
  makes: 'consultation_opened',
  fields: {
    title: TITLE,
    summary: TEXT,
    draft: TEXT,
    paper: optional(LINE),
    from: DAY,
    until: DAY,
    short: optional(TEXT),
    ...counted(QUESTIONS_MAX, questionField, LINE),
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => {
    const past = notPast(input, 'from', context);
    if (past) return past;
    const [from, until] = [textOf(input, 'from'), textOf(input, 'until')];
    if (until < from) return refuse('consultation_days', { field: 'until' });
    if (isTooFar(until, context.today)) return refuse('consultation_far', { field: 'until', max: PERIOD_MAX_DAYS });
    const first = parsePlainDate(from);
    const { period } = context.pack;
    const least = first === undefined || period === undefined ? from : addDays(first, leastDays(period));
    return until < least && textOf(input, 'short').trim() === '' ? refuse('consultation_short', { field: 'short', due: least }) : undefined;
  },
  // Only how many questions there are: their words are sealed like all words.
  adds: ({ office }, _state, input) => ({
    lead: office,
    questions: Array.from({ length: QUESTIONS_MAX }, (_, i) => textOf(input, questionField(i + 1))).findLastIndex((it) => it !== '') + 1,
  }),
  follows: (input, actor) => [event('period_set', actor, { by: textOf(input, 'until') })],
};

const whileUndecided = (state: ConsultationState): Refusal | undefined =>
  state.stage === null ? refuse('wrong_stage') : isOver(state) ? refuse('consultation_over') : undefined;

/** More time for everybody, with a reason that everybody reads; never less. Who has spoken is owed the answer by the day that was said. */
const prolong: Verb = {
  name: 'prolong_period',
  makes: 'period_prolonged',
  fields: { until: DAY, reason: TEXT },
  closed: (state, { today }) => whileUndecided(state) ?? (daysLeft(state, today) > 0 ? undefined : refuse('consultation_ended')),
  wrong: (input, { until }, { today }) =>
    isTooFar(textOf(input, 'until'), today)
      ? refuse('consultation_far', { field: 'until', max: PERIOD_MAX_DAYS })
      : until !== null && textOf(input, 'until') <= until
        ? refuse('consultation_shorter', { field: 'until', due: until })
        : undefined,
  follows: (input, actor) => [event('period_set', actor, { by: textOf(input, 'until') })],
};

/** A group of comments that say the same, by a heading that everybody reads. */
const makeGroup: Verb = {
  name: 'make_group',
  makes: 'group_made',
  fields: { heading: TITLE },
  closed: ({ stage, groups }) =>
    stage === null ? refuse('wrong_stage') : groups.length < GROUPS_MAX ? undefined : refuse('groups_full', { max: GROUPS_MAX }),
};

/** Once everybody could speak by the day that was said first: what was said in the first days is not answered before the others have. */
const whileAnswering: Verb['closed'] = (state, { today }) =>
  state.stage === null
    ? refuse('wrong_stage')
    : !isOver(state) && state.firstUntil !== null && today <= state.firstUntil
      ? refuse('consultation_runs')
      : state.groups.some(({ answer }) => answer === null)
        ? undefined
        : refuse('not_yet');

/** All comments of a group are answered at once: adopted or not, and why. Each filer reads it on the page of their own receipt. */
const answerGroup: Verb = {
  name: 'answer_group',
  makes: 'group_answered',
  fields: { group: STEP, outcome: choice(COMMENT_OUTCOMES), reason: TEXT },
  closed: whileAnswering,
  wrong: (input, { groups }) =>
    groups.some(({ nth, answer }) => nth === input['group'] && answer === null) ? undefined : refuse('field_choice', { field: 'group' }),
};

/**
 * What is decided, at any time: nothing here holds an office back. A decision before the last day, or with comments that nobody has answered,
 * opens a breach that everybody sees for ever.
 */
const decide: Verb = {
  name: 'decide_consultation',
  makes: 'consultation_decided',
  fields: { outcome: choice(OUTCOMES), paper: optional(LINE), words: TEXT, received: SERVER, unanswered: SERVER },
  closed: whileUndecided,
  follows: (input, actor, state, { today }) => {
    const left = daysLeft(state, today);
    const unanswered = Number(input['unanswered'] ?? 0);
    return [
      ...(left > 0 ? [event('breach_opened', actor, { breach: 'early', count: left })] : []),
      ...(unanswered > 0 ? [event('breach_opened', actor, { breach: 'unanswered', count: unanswered })] : []),
    ];
  },
};

/** The draft is taken back. What was said stays owed its answer. */
const drop: Verb = {
  name: 'drop_consultation',
  makes: 'consultation_dropped',
  fields: { reason: choice(DROPS), words: TEXT },
  closed: whileUndecided,
};

/** Why the decision did not wait, for everybody. It takes nothing back. */
const explain: Verb = {
  name: 'explain_breach',
  makes: 'breach_explained',
  fields: { breach: STEP, words: TEXT },
  closed: ({ breaches }) =>
    breaches.some(({ explained }) => explained === null) ? undefined : refuse(breaches.length > 0 ? 'already_done' : 'not_yet'),
  wrong: (input, { breaches }) =>
    breaches.some(({ n, explained }) => n === input['breach'] && explained === null)
      ? undefined
      : refuse('field_choice', { field: 'breach' }),
  adds: (_actor, _state, input) => ({ of: Number(input['breach']) }),
};

/**
 * The words of those who agreed are published, all at once, once nobody can add to them; the order is that of a hash under a secret that is
 * drawn now. The sweep writes them (server/publish-words.ts).
 */
const publish: Verb = {
  name: 'publish_words',
  makes: 'publishing_ordered',
  fields: { seed: KEPT },
  closed: (state, { today }) =>
    state.stage === null
      ? refuse('wrong_stage')
      : state.ordered !== null
        ? refuse('already_done')
        : !isOver(state) && daysLeft(state, today) > 0
          ? refuse('consultation_runs')
          : undefined,
};

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [makeGroup, answerGroup, decide, explain, publish, prolong, drop];
