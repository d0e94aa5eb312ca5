import { refuse } from '../../../../kernel/refusal.ts';
import { choice, DAY, FILES, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { notPast } from '../../../../kernel/stream/staff-kind.ts';
import { isHung } from '../state.ts';
import { STOPS } from '../vocabulary.ts';
import { UNMENDED, type Verb } from './shared.ts';

/** Longest line on progress that hangs in public, in code points. */
export const TOLD_MAX = 80;

/** Places and things that are not safe are taken out of use until they are (Work Safety Law art. 65(1)(3)). */
export const stopUse: Verb = {
  name: 'stop_use',
  makes: 'use_stopped',
  fields: { stops: choice(STOPS), words: TEXT },
  closed: ({ stage, stopped }) => {
    if (stage === null || !UNMENDED.includes(stage)) return refuse('wrong_stage');
    return stopped === null ? undefined : refuse('already_done');
  },
};

export const askResume: Verb = {
  name: 'ask_resume',
  makes: 'resume_asked',
  fields: { words: TEXT },
  closed: ({ stopped, resumeAsked, mender }, _context, { office }) => {
    if (stopped === null) return refuse('not_yet');
    if (mender !== null && office !== mender) return refuse('not_your_post');
    return resumeAsked ? refuse('already_done') : undefined;
  },
};

/** Nobody lets use begin again that they mend themselves. */
const mayResume: Verb['closed'] = ({ stopped, mender, lead }, _context, { office }) => {
  if (stopped === null) return refuse('not_yet');
  return office === mender && office !== lead ? refuse('own_work') : undefined;
};

export const resumeUse: Verb = {
  name: 'resume_use',
  makes: 'use_resumed',
  fields: { words: TEXT },
  closed: (state, context, actor) =>
    mayResume(state, context, actor) ?? (state.stage === 'mend_accepted' || state.resumeAsked ? undefined : refuse('not_yet')),
};

export const refuseResume: Verb = {
  name: 'refuse_resume',
  makes: 'resume_refused',
  fields: { reason: TEXT },
  closed: (state, context, actor) => mayResume(state, context, actor) ?? (state.resumeAsked ? undefined : refuse('not_yet')),
};

/** Somebody stands there until it is mended; said again before a week is over (functions.md 5.07). Posts, no persons. */
export const guard: Verb = {
  name: 'set_guard',
  makes: 'guarded',
  fields: { until: DAY, words: TEXT },
  closed: ({ stage }) => (stage !== null && UNMENDED.includes(stage) ? undefined : refuse('wrong_stage')),
  wrong: (input, _state, context) => notPast(input, 'until', context),
};

export const endGuard: Verb = {
  name: 'end_guard',
  makes: 'guard_ended',
  fields: { words: TEXT },
  closed: ({ isGuarded }) => (isGuarded ? undefined : refuse('not_yet')),
};

/** How far it is. The first line hangs in public where the hazard does; the rest does not. */
export const tellProgress: Verb = {
  name: 'tell_progress',
  makes: 'progress_told',
  fields: { told: { kind: 'name', max: TOLD_MAX }, words: optional(TEXT), files: FILES },
  closed: (state, _context, { office }) => {
    const tells = isHung(state) || (state.grade === 'major' && state.mender !== null);
    if (!tells || state.stage === null || !UNMENDED.includes(state.stage)) return refuse('wrong_stage');
    return office === (state.mender ?? state.lead) ? undefined : refuse('not_your_post');
  },
};
