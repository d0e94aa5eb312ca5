import { getCalendar } from '../../kernel/calendar/calendar.ts';
import { fromIso, instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../kernel/calendar/zone.ts';
import type { Actor, JsonObject, Level } from '../../kernel/stream/event.ts';
import type { EventKind, MatterEvent } from '../../kernel/matter/event.ts';
import type { Obligation } from '../../kernel/obligation/obligation.ts';
import { obligations } from '../../kernel/obligation/obligations.ts';
import type { Pack, Rule } from '../../kernel/policy/pack.ts';
import { rule, SOUND } from './pack.ts';
import { MATTER } from '../../kernel/matter/vocabulary.ts';

const ZONE = 'Asia/Shanghai';
export const CALENDAR = getCalendar({ id: 'test', zone: ZONE, source: 'test', years: [2026], holidays: [], makeUpDays: [] });
const FILERS: readonly EventKind[] = ['filed', 'notice_opened', 'take_up_asked', 'review_asked', 'withdrawal_asked', 'resumed'];

/** A plain day is ten in the morning in Shanghai; anything longer is the instant itself. */
export const moment = (text: string): Instant =>
  text.length > 10 ? fromIso(text) : instant(startOfDay(getPlainDate(text), ZONE) + 36_000_000);

/** `day kind`, with `@level` after the kind, what it says, the day it is said to have happened on, and by whom. */
export type Told = readonly [text: string, data?: JsonObject, occurredOn?: string | undefined, actor?: Actor['kind']];

/** Numbers events in their streams, in the order they are told. */
export const history = (...told: readonly Told[]): readonly MatterEvent[] => {
  const counts = [0, 0, 0];
  return told.map(([text, data = {}, occurredOn, by]): MatterEvent => {
    const [day = '', what = ''] = text.split(' ');
    const [kind = '', stream = '0'] = what.split('@');
    const level = Number(stream) as Level; // a test writes 0, 1 or 2
    const type = kind as EventKind; // a test names a kind
    const n = counts[level] ?? 0;
    counts[level] = n + 1;
    const actor = by ?? (FILERS.includes(type) ? 'filer' : 'staff');
    return {
      type,
      v: 1,
      level,
      n,
      recordedAt: moment(day),
      actor: actor === 'staff' ? { kind: actor, post: 'post', office: 'office' } : { kind: actor },
      visibility: 'open',
      policy: '',
      calendar: '',
      data,
      ...(occurredOn === undefined ? {} : { occurredOn: getPlainDate(occurredOn) }),
    };
  });
};

const lineOf = (it: Obligation): string =>
  [
    `${it.rule}${it.breachOf === null ? '' : `<${it.breachOf}`}`,
    `of ${it.startedBy.level}.${it.startedBy.n}`,
    it.status,
    `${it.from}/${it.due === null ? '' : typeof it.due === 'string' ? it.due : toIso(it.due)}${it.provisional ? '?' : ''}`,
    ...(it.level === 0 ? [] : [`level ${it.level}`]),
    ...(it.metBy === null ? [] : [`met by ${it.metBy.level}.${it.metBy.n} on ${it.metOn ?? 'no day'}`]),
    ...(it.extendedBy === null ? [] : [`extended by ${it.extendedBy.level}.${it.extendedBy.n}`]),
    ...(it.stopsAt === null ? [] : [`stops ${toIso(it.stopsAt)}`]),
  ].join(' ');

const KEEP = { firstDay: 'excluded', lastDay: 'keep' } as const;
/** A pack of these rules, whose days are not rolled over weekends. */
export const packOf = (...rules: readonly Rule[]): Pack => ({
  ...SOUND,
  grades: ['simple', 'ordinary', 'hard'],
  rules: rules.map((it) => ({ ...it, counting: KEEP })),
});

/** Every obligation of a history as one line: the rule, what started it, its status, its days, and what met or moved it. */
export const owed = (pack: Pack, asOf: string, ...told: readonly Told[]): readonly string[] =>
  obligations(MATTER, history(...told), pack, CALENDAR, moment(asOf)).map(lineOf);

const EXTEND = SOUND.rules.find((it) => it.id === 's.decide')?.extend ?? null;
export const NOTICE = rule({
  id: 'notice',
  kind: 'notice',
  start: { event: 'filed', notice: null },
  metBy: ['accepted', 'refused'],
  within: '15 days',
});
export const CALL = rule({
  id: 'call',
  kind: 'acknowledge',
  start: { event: 'filed', notice: null },
  metBy: ['acknowledged'],
  within: '2 hours',
});
export const DECIDE = rule({
  id: 'decide',
  kind: 'decide',
  start: { event: 'accepted', notice: null },
  metBy: ['replied'],
  within: '20 days',
  excludes: ['hearing_held'],
  extend: EXTEND && { ...EXTEND, max: '10 days' },
});
export const SILENT = rule({
  id: 'silent',
  kind: 'ask_take_up',
  nature: 'right',
  start: { breachOf: ['notice', 'decide'] },
  metBy: ['take_up_asked'],
  within: null,
  owedBy: 'filer',
  owedTo: 'office_above',
});
export const SUPERVISE = rule({
  id: 'supervise',
  kind: 'supervise',
  start: { breachOf: ['decide'] },
  metBy: ['supervised', 'replied'],
  within: '5 days',
  owedBy: 'office_above',
});
export const FEEDBACK = rule({
  id: 'feedback',
  kind: 'feedback',
  start: { endOf: 'notice', orEvent: 'acknowledged' },
  metBy: ['replied'],
  within: '1 month',
});
export const ASK = rule({
  id: 'ask',
  kind: 'ask_review',
  nature: 'right',
  start: { event: 'notice_opened', notice: 'reply' },
  metBy: ['review_asked'],
  within: '30 days',
  owedBy: 'filer',
  owedTo: 'office_above',
});
export const REVIEW = rule({
  id: 'review',
  kind: 'decide_review',
  start: { event: 'review_asked', notice: null },
  metBy: ['review_decided'],
  within: '30 days',
  owedBy: 'office_above',
  excludes: ['hearing_held'],
});
const graded = (grade: 'simple' | 'ordinary' | 'hard', within: string): Rule =>
  rule({ id: grade, kind: 'reply', start: { event: 'registered', notice: null }, metBy: ['replied'], within, when: { grade } });
export const GRADED = packOf(graded('simple', '3 days'), graded('ordinary', '7 days'), graded('hard', '30 days'));
