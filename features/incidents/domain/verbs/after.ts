import { refuse } from '../../../../kernel/refusal.ts';
import { choice, DAY, FILES, ID, optional, PAST_DAY, STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import { notPast, textOf } from '../../../../kernel/stream/staff-kind.ts';
import { onlyIn, type Verb } from './shared.ts';

/** The office above asks its government for more time to investigate; the pack says how much there is (AR art. 29). */
export const extendInvestigation: Verb = {
  name: 'extend_investigation',
  makes: 'investigation_extended',
  fields: { until: DAY, reason: TEXT },
  closed: ({ investigated, beganAt }, { obligations }) => {
    if (beganAt === null) return refuse('not_yet');
    if (investigated !== null && investigated !== 'running') return refuse('already_done');
    return obligations.some(({ kind, status, extendedBy }) => kind === 'investigate' && status === 'running' && extendedBy === null)
      ? undefined
      : refuse('wrong_stage');
  },
  wrong: (input, _state, context) => notPast(input, 'until', context),
};

/** Days of a technical appraisal, which do not count (AR art. 27). */
export const holdAppraisal: Verb = {
  name: 'hold_appraisal',
  makes: 'appraisal_held',
  fields: { from: PAST_DAY, to: PAST_DAY, words: TEXT },
  closed: ({ investigated, beganAt }) =>
    beganAt === null ? refuse('not_yet') : investigated === null || investigated === 'running' ? undefined : refuse('already_done'),
  wrong: (input, _state, { today }) => {
    if (textOf(input, 'to') > today) return refuse('date_in_future', { field: 'to' });
    return textOf(input, 'to') < textOf(input, 'from') ? refuse('period_order', { field: 'to' }) : undefined;
  },
};

export const reportInvestigation: Verb = {
  name: 'report_investigation',
  makes: 'investigation_reported',
  fields: { course: TEXT, causes: TEXT, responsibility: TEXT, measures: TEXT, files: FILES },
  closed: ({ investigated, beganAt }) =>
    beganAt === null ? refuse('not_yet') : investigated === null || investigated === 'running' ? undefined : refuse('already_done'),
};

export const decideInvestigation: Verb = {
  name: 'decide_investigation',
  makes: 'investigation_decided',
  fields: { words: TEXT },
  closed: ({ investigated }) => (investigated === 'reported' ? undefined : refuse('not_yet')),
};

/** A year later: were the measures kept (Work Safety Law art. 86)? */
export const lookAtMeasures: Verb = {
  name: 'look_at_measures',
  makes: 'measures_looked_at',
  fields: { kept: choice(['kept', 'partly', 'not_kept']), words: TEXT },
  closed: ({ investigated }) => (investigated === 'decided' ? undefined : refuse('not_yet')),
};

/** What was late and why, and what was learnt. */
export const writeReview: Verb = {
  name: 'write_review',
  makes: 'review_written',
  fields: { late: TEXT, learnt: TEXT },
  closed: (state, context, actor) => onlyIn('danger_over')(state, context, actor),
};

/** What was learnt has an office and a day. */
export const setLesson: Verb = {
  name: 'set_lesson',
  makes: 'lesson_set',
  fields: { office: ID, words: TEXT, by: DAY },
  closed: (state, context, actor) => onlyIn('danger_over', 'closed')(state, context, actor),
  wrong: (input, _state, context) =>
    context.officeExists(textOf(input, 'office')) ? notPast(input, 'by', context) : refuse('office_unknown', { field: 'office' }),
};

export const doLesson: Verb = {
  name: 'do_lesson',
  makes: 'lesson_done',
  fields: { of: STEP, words: TEXT, files: FILES },
  closed: ({ lessons }, _context, { office }) =>
    lessons.some((lesson) => !lesson.done && lesson.office === office) ? undefined : refuse('not_yet'),
  wrong: (input, { lessons }, _context, { office }) =>
    lessons.some((lesson) => lesson.n === input['of'] && lesson.office === office && !lesson.done)
      ? undefined
      : refuse('field_choice', { field: 'of' }),
};

/** Done with: the danger is over, the last report has arrived, and the review is written. */
export const close: Verb = {
  name: 'close_incident',
  makes: 'closed',
  fields: { words: optional(TEXT) },
  closed: (state, context, actor) => {
    const closed = onlyIn('danger_over')(state, context, actor);
    if (closed) return closed;
    if (!state.reviewed) return refuse('review_first');
    const isTold =
      state.isDrill ||
      (state.above === null && state.abovePeer === null) ||
      state.reports.some(({ which, proof }) => which === 'final' && proof !== null);
    return isTold ? undefined : refuse('final_first');
  },
};
