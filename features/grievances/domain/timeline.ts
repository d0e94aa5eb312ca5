import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { daysBetween, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { JsonObject, Level, MatterEvent } from '../../../kernel/matter/event.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { NOTICES, type Pack, type Party, type Rule } from '../../../kernel/policy/pack.ts';

/** One stage of a matter as every page draws it: done, running, to come, late. */
export interface Stage {
  readonly rule: Rule;
  readonly status: 'met' | 'met_late' | 'running' | 'overdue' | 'to_come' | 'lapsed' | 'stopped';
  readonly from: PlainDate;
  /** The last day; for stages to come, if everyone takes all the time they have. */
  readonly due: PlainDate | null;
  readonly provisional: boolean;
  readonly metOn: PlainDate | null;
  readonly extended: boolean;
}

const LEVEL_OF: { readonly [party in Party]: Level } = { filer: 0, office: 0, office_above: 1, office_above_2: 2 };

const nextNumber = (events: readonly MatterEvent[], level: Level): number => Math.max(-1, ...events.filter((event) => event.level === level).map((event) => event.n)) + 1;

const supposedData = (type: MatterEvent['type'], pack: Pack, rule: Rule): JsonObject => {
  if (type !== 'notice_opened') return type === 'registered' && pack.grades.length > 0 ? { grade: pack.grades.includes('ordinary') ? 'ordinary' : (pack.grades[0] ?? 'hard') } : {};
  const notice = Object.entries(NOTICES).find(([, made]) => rule.metBy[0] === made)?.[0];
  return notice === undefined ? {} : { notice };
};

/** An event that has not happened: made at the end of the last day it may still happen on. */
const supposed = (events: readonly MatterEvent[], it: { readonly type: MatterEvent['type']; readonly rule: Rule; readonly on: PlainDate }, pack: Pack, calendar: Calendar): MatterEvent => {
  const level = LEVEL_OF[it.rule.owedBy] || (it.rule.owedBy === 'filer' ? LEVEL_OF[it.rule.owedTo] : 0);
  const last = events.at(-1);
  const noon = startOfDay(it.on, calendar.zone) + 43_200_000;
  return {
    type: it.type, v: 1, level, n: nextNumber(events, level), actor: { kind: 'system' }, visibility: 'open', policy: '', calendar: '',
    // Noon of the last day, or just after what is already known.
    recordedAt: Math.max(noon, (last?.recordedAt ?? 0) + 1) as Instant, data: supposedData(it.type, pack, it.rule),
  };
};

const dueDay = (it: Obligation, calendar: Calendar): PlainDate | null => (it.due === null || typeof it.due === 'string' ? it.due : dateIn(it.due, calendar.zone));

const isMain = (rule: Rule): boolean => rule.branch === null || rule.branch.startsWith('grade=');

/** The paper a met duty yields is supposed to be opened the same day: that is when the filer's own time starts. */
const withOpening = (events: readonly MatterEvent[], rule: Rule, on: PlainDate, pack: Pack, calendar: Calendar): readonly MatterEvent[] => {
  const notice = Object.entries(NOTICES).find(([, made]) => rule.metBy[0] === made)?.[0];
  const wanted = pack.rules.some((it) => 'event' in it.start && it.start.event === 'notice_opened' && it.start.notice === notice);
  if (notice === undefined || !wanted) return events;
  return [...events, { ...supposed(events, { type: 'notice_opened', rule, on }, pack, calendar), data: { notice } }];
};

const stageOf = (it: Obligation, rule: Rule, real: ReadonlySet<string>, calendar: Calendar): Stage => {
  const known = real.has(keyOf(it));
  const status = !known ? 'to_come' : it.status === 'pending' || it.status === 'not_needed' ? 'to_come' : it.status;
  return { rule, status, from: it.from, due: dueDay(it, calendar), provisional: it.provisional, metOn: known ? it.metOn : null, extended: it.extendedBy !== null };
};

const keyOf = (it: Obligation): string => JSON.stringify([it.rule, it.breachOf, it.startedBy]);

/**
 * The stages of a matter: what has happened, and what is still to come if every duty is done and every right used on its last day.
 * Rights that a breach opens appear once they are open. Give it only events the reader may see.
 */
export const timeline = (events: readonly MatterEvent[], pack: Pack, calendar: Calendar, asOf: Instant): readonly Stage[] => {
  const ruleOf = (it: Obligation): Rule | undefined => pack.rules.find((rule) => rule.id === it.rule);
  const now = obligations(events, pack, calendar, asOf).filter((it) => it.status !== 'not_needed' && it.status !== 'pending');
  const real = new Set(now.map(keyOf));
  const settled = new Map(now.map((it) => [keyOf(it), it] as const));
  let supposedEvents = events;
  const today = dateIn(asOf, calendar.zone);
  for (let round = 0; round < pack.rules.length; round += 1) {
    const last = supposedEvents.at(-1)?.recordedAt ?? asOf;
    const open = obligations(supposedEvents, pack, calendar, last).filter((it) => (it.status === 'running' || it.status === 'overdue') && isMain(ruleOf(it) ?? pack.rules[0]!)); // a pack has rules
    const next = open.filter((it) => it.due !== null).toSorted((a, b) => (a.breachAt ?? 0) - (b.breachAt ?? 0))[0];
    const rule = next && ruleOf(next);
    const type = rule?.metBy[0];
    if (!next || !rule || !type) break;
    const due = dueDay(next, calendar) ?? today;
    const on = due < today ? today : due;
    const after = [...supposedEvents, supposed(supposedEvents, { type, rule, on }, pack, calendar)];
    supposedEvents = withOpening(after, rule, on, pack, calendar);
  }
  const future = supposedEvents === events ? [] : obligations(supposedEvents, pack, calendar, supposedEvents.at(-1)?.recordedAt ?? asOf);
  const all = [...now, ...future.filter((it) => !settled.has(keyOf(it)) && it.status !== 'not_needed' && it.status !== 'pending' && isMain(ruleOf(it) ?? pack.rules[0]!))]; // as above
  return all.flatMap((it) => {
    const rule = ruleOf(it);
    return rule ? [stageOf(settled.get(keyOf(it)) ?? it, rule, real, calendar)] : [];
  }).toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : (a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
};

/** Whole days left until a due date (0 on the day itself); negative once it has passed. */
export const daysLeft = (due: PlainDate, today: PlainDate): number => daysBetween(today, due);
