import { addMs, parseIso, toIso } from '../../../../kernel/calendar/instant.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { choice, LINE, optional, SERVER, TEXT, WHOLE } from '../../../../kernel/stream/fields.ts';
import { COMMANDS, GROUPS, LEVEL_HOURS_MAX, LEVELS } from '../vocabulary.ts';
import { beside, onceBegun, whileRunning, type Verb } from './shared.ts';

/** One post is in command, and two never are: whoever has it hands it on. */
export const takeCommand: Verb = {
  name: 'take_command',
  makes: 'command_taken',
  fields: { words: optional(TEXT) },
  closed: (state, context, actor) =>
    whileRunning(state, context, actor) ?? (state.commander === null ? undefined : refuse('command_held', { post: state.commander })),
};

/** To the professionals, or to the office above: whoever had it reports to them from then on (functions.md 8.09). */
export const handCommand: Verb = {
  name: 'hand_command',
  makes: 'command_handed',
  fields: { to: optional(choice(COMMANDS)), words: TEXT },
  closed: (state, context, actor) => {
    if (state.commander === null) return refuse('not_yet');
    const handsOn = actor.post === state.commander || COMMANDS.some((it) => it === state.commander) || actor.post.endsWith('.head');
    return whileRunning(state, context, actor) ?? (handsOn ? undefined : refuse('command_held', { post: state.commander }));
  },
};

/** What a group is to do beside the plan, and within how many minutes. */
const TASK_MINUTES_MAX = 1440;

export const setTask: Verb = {
  name: 'set_task',
  makes: 'task_set',
  fields: { group: choice(GROUPS), words: TEXT, minutes: WHOLE },
  closed: whileRunning,
  wrong: ({ minutes }) =>
    Number(minutes) > TASK_MINUTES_MAX ? refuse('minutes_too_many', { field: 'minutes', max: TASK_MINUTES_MAX }) : undefined,
};

export const writeSituation: Verb = {
  name: 'write_situation',
  makes: 'situation_written',
  fields: { conditions: TEXT, actions: TEXT, needs: optional(TEXT) },
  closed: ({ stage }) => (stage === null || stage === 'closed' || stage === 'stood_down' ? refuse('wrong_stage') : undefined),
};

/** The level of the office's own response: from whom it came, what it changes, and when it ends, within 72 hours (ER art. 72, G12). */
export const setLevel: Verb = {
  name: 'set_level',
  makes: 'level_set',
  fields: { level: choice(LEVELS), from: choice(['own', 'office_above', 'warning']), changes: TEXT, hours: WHOLE },
  closed: ({ stage }) =>
    stage === 'word_received' || stage === 'incident_began' || stage === 'drill_began' ? undefined : refuse('wrong_stage'),
  wrong: ({ hours }) =>
    Number(hours) < 1 || Number(hours) > LEVEL_HOURS_MAX ? refuse('level_hours', { field: 'hours', max: LEVEL_HOURS_MAX }) : undefined,
  adds: (_actor, _state, { hours }, { now }) => ({ until: toIso(addMs(now, Number(hours) * 3_600_000)) }),
};

export const endLevel: Verb = {
  name: 'end_level',
  makes: 'level_ended',
  fields: { words: TEXT },
  closed: ({ level }, { now }) => (level !== null && level.until > now ? undefined : refuse('not_yet')),
};

/** The first of the two taps: the alarm. `tappedAt` is what a phone without a signal says, within what the server knows of it. */
export const giveAlarm: Verb = {
  name: 'give_alarm',
  makes: 'alarm_given',
  fields: { tappedAt: SERVER },
  closed: (state, context, actor) => whileRunning(state, context, actor) ?? (state.alarmAt === null ? undefined : refuse('already_done')),
};

/** The second: everybody is out. */
export const sayOut: Verb = {
  name: 'say_out',
  makes: 'all_out',
  fields: { tappedAt: SERVER },
  closed: (state, context, actor) => {
    const closed = whileRunning(state, context, actor);
    if (closed) return closed;
    return state.alarmAt === null ? refuse('not_yet') : state.outAt === null ? undefined : refuse('already_done');
  },
  // By the clock of another phone nobody was out before the alarm.
  adds: (_actor, { alarmAt }, { tappedAt }): JsonObject =>
    typeof tappedAt === 'string' && alarmAt !== null && (parseIso(tappedAt) ?? alarmAt) < alarmAt ? { tappedAt: toIso(alarmAt) } : {},
};

/** Who is out, by class or floor, as two numbers: no list of anybody (G19). */
export const count: Verb = {
  name: 'count_group',
  makes: 'counted',
  fields: { group: LINE, out: WHOLE, missing: WHOLE },
  closed: (state, context, actor) => onceBegun(state, context, actor) ?? (state.alarmAt === null ? refuse('not_yet') : undefined),
};

/** Nobody is in danger any more, and the place is left by those who were sent there. */
export const endDanger: Verb = {
  name: 'end_danger',
  makes: 'danger_over',
  fields: { words: TEXT },
  closed: whileRunning,
  follows: (_input, actor, { above, abovePeer, isDrill }) =>
    (above === null && abovePeer === null) || isDrill ? [] : [beside('final_owed', actor)],
};
