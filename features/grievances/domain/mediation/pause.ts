import { addDays, daysBetween, parsePlainDate, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isOwedByOffice, whenWithdrawn, withdrawal } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { newEvent, type Context, type Verb } from '../verb.ts';
import { isMediation } from './table.ts';

/** Most days that a filer lets a matter rest, in all (G17). */
export const PAUSE_DAYS = MATTER.pause?.days ?? 0;

/** A mediation is talking already: what rests is the matter beside it. */
const isOther = (pack: Pack): boolean => !isMediation(pack);

const dayOf = (value: unknown): PlainDate | undefined => (typeof value === 'string' ? parsePlainDate(value) : undefined);

/** Until which day the filer lets the matter rest now; undefined where its clock runs. */
export const restsUntil = (state: GrievanceState, context: Pick<Context, 'today'>): PlainDate | undefined => {
  const last = state.history.findLast((event) => event.type === 'pause_asked' || event.type === 'pause_ended');
  const until = last?.type === 'pause_asked' ? dayOf(last.data['until']) : undefined;
  return until !== undefined && until > context.today ? until : undefined;
};

/** How many of its days are left. */
export const pauseDaysLeft = (state: GrievanceState, context: Pick<Context, 'today' | 'calendar'>): number => {
  const changes = state.history.filter((event) => event.type === 'pause_asked' || event.type === 'pause_ended');
  const used = changes.map((event, i) => {
    const until = event.type === 'pause_asked' ? dayOf(event.data['until']) : undefined;
    const next = changes[i + 1];
    if (until === undefined) return 0;
    const from = dateIn(event.recordedAt, context.calendar.zone);
    const ended = next === undefined ? until : dateIn(next.recordedAt, context.calendar.zone);
    return daysBetween(from, ended < until ? ended : until);
  });
  return PAUSE_DAYS - used.reduce((sum, days) => sum + days, 0);
};

/**
 * The filer lets what the office owes rest while the two sides talk: asked by the filer alone, thirty days at most in all, ended whenever the
 * filer likes (G17). The filer's own windows, and what is counted in hours, run on.
 */
export const askPause: Verb = {
  name: 'ask_pause',
  by: 'filer',
  onOwnDevice: true,
  makes: 'pause_asked',
  isOf: isOther,
  most: 10,
  fields: {},
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (isMediation(context.pack) || !isOwedByOffice(context) || withdrawal(state, context) !== 'none'
      ? refuse('duty_over')
      : restsUntil(state, context) !== undefined
        ? refuse('already_done')
        : pauseDaysLeft(state, context) > 0
          ? undefined
          : refuse('pause_spent', { days: PAUSE_DAYS })),
  decide: (_input, state, context, actor) => [
    newEvent({ type: 'pause_asked', level: 0, actor, data: { until: addDays(context.today, pauseDaysLeft(state, context)) } }),
  ],
};

/** The filer lets it run again, at once. */
export const endPause: Verb = {
  name: 'end_pause',
  by: 'filer',
  onOwnDevice: true,
  makes: 'pause_ended',
  isOf: isOther,
  fields: {},
  closed: (state, context) => (restsUntil(state, context) === undefined ? refuse('not_yet') : undefined),
  decide: (_input, _state, _context, actor) => [newEvent({ type: 'pause_ended', level: 0, actor })],
};
