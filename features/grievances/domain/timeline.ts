import { grow } from '../../../kernel/stream/grown.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { daysBetween, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { JsonObject, Level } from '../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { Pack, Rule } from '../../../kernel/policy/pack.ts';
import { MATTER, type Party, NOTICES } from '../../../kernel/matter/vocabulary.ts';
import { askedBy, metByOffice } from './routing/asked-by.ts';
import { unopened } from './answer/open-notice.ts';
import { fold } from './state.ts';

/** One stage of a matter as every page draws it: done, running, to come, late. */
export interface Stage {
  readonly rule: Rule;
  readonly status: 'met' | 'met_late' | 'running' | 'overdue' | 'to_come' | 'lapsed' | 'stopped';
  readonly from: PlainDate;
  /** The last day; for stages to come, if everyone takes all the time they have. */
  readonly due: PlainDate | null;
  /** Where it ends at a moment, not with a day: which. */
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  readonly metOn: PlainDate | null;
  readonly extended: boolean;
  /** The office that it is of, where that is not the one that has the matter: a forward asked it, or it met the duty. */
  readonly of: string | null;
}

const LEVEL_OF: { readonly [party in Party]: Level } = {
  filer: 0,
  office: 0,
  office_asked: 0,
  office_above: 1,
  office_above_2: 2,
  court: 0,
  consulted_office: 0,
};

const nextNumber = (events: readonly MatterEvent[], level: Level): number =>
  Math.max(-1, ...events.filter((event) => event.level === level).map((event) => event.n)) + 1;

const gradeOf = (pack: Pack): JsonObject =>
  pack.grades.length === 0 ? {} : { grade: pack.grades.find((it) => it === 'ordinary') ?? pack.grades[0] ?? 'hard' };

interface Supposed {
  readonly type: MatterEvent['type'];
  readonly level: Level;
  readonly on: PlainDate;
  readonly data: JsonObject;
}

/** An event that has not happened: made at noon of that day, or just after what is already known. */
const supposed = (events: readonly MatterEvent[], it: Supposed, calendar: Calendar): MatterEvent => ({
  type: it.type,
  v: 1,
  level: it.level,
  n: nextNumber(events, it.level),
  actor: { kind: 'system' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data: it.data,
  // A sum of instants is one.
  recordedAt: Math.max(startOfDay(it.on, calendar.zone) + 43_200_000, (events.at(-1)?.recordedAt ?? 0) + 1) as Instant,
});

/** The stream in which a rule is met: that of who owes it; a right of the filer's goes to whom it asks. */
const levelOf = (rule: Rule): Level => LEVEL_OF[rule.owedBy === 'filer' ? rule.owedTo : rule.owedBy];

const dueDay = (it: Obligation, calendar: Calendar): PlainDate | null =>
  it.due === null || typeof it.due === 'string' ? it.due : dateIn(it.due, calendar.zone);

const isMain = (rule: Rule): boolean => rule.branch === null || rule.branch.startsWith('grade=');

/** A paper that was given, or is supposed to be, is supposed to be opened at once: that is when the filer's own time starts. */
const withOpenings = (events: readonly MatterEvent[], pack: Pack, calendar: Calendar, today: PlainDate): readonly MatterEvent[] => {
  const state = fold(events);
  for (const notice of unopened(state)) {
    const rule = pack.rules.find((it) => 'event' in it.start && it.start.event === 'notice_opened' && it.start.notice === notice);
    const given = state.history.findLast((event) => event.type === NOTICES[notice]);
    if (!rule || !given) continue;
    const day = dateIn(given.recordedAt, calendar.zone);
    const opening = supposed(
      events,
      { type: 'notice_opened', level: given.level, on: day < today ? today : day, data: { notice } },
      calendar,
    );
    return withOpenings(grow(events, [opening]), pack, calendar, today);
  }
  return events;
};

const stageOf = (it: Obligation, rule: Rule, real: ReadonlySet<string>, calendar: Calendar, of: string | null): Stage => {
  const known = real.has(keyOf(it));
  const status = !known ? 'to_come' : it.status === 'pending' || it.status === 'not_needed' ? 'to_come' : it.status;
  return {
    rule,
    status,
    from: it.from,
    due: dueDay(it, calendar),
    dueAt: typeof it.due === 'number' ? it.due : null,
    provisional: it.provisional,
    metOn: known ? it.metOn : null,
    extended: it.extendedBy !== null,
    of,
  };
};

const keyOf = (it: Obligation): string => JSON.stringify([it.rule, it.breachOf, it.startedBy]);

/** A side way is no stage of the matter until it is taken: it stands with what can be done. */
const isDrawn = ({ kind, status }: Obligation): boolean =>
  status !== 'not_needed' &&
  status !== 'pending' &&
  !(kind === 'object_forward' && status !== 'running') &&
  !(kind === 'dispute' && status !== 'met');

/**
 * The stages of a matter: what has happened, and what is still to come if every duty is done and every right used on its last day.
 * Rights that a breach opens appear once they are open. Give it only events the reader may see.
 */
export const timeline = (events: readonly MatterEvent[], pack: Pack, calendar: Calendar, asOf: Instant): readonly Stage[] => {
  const ruleOf = (it: Obligation): Rule | undefined => pack.rules.find((rule) => rule.id === it.rule);
  const isMainOf = (it: Obligation): boolean => {
    const rule = ruleOf(it);
    return rule !== undefined && isMain(rule);
  };
  const now = obligations(MATTER, events, pack, calendar, asOf).filter(isDrawn);
  const real = new Set(now.map(keyOf));
  const settled = new Map(now.map((it) => [keyOf(it), it] as const));
  const today = dateIn(asOf, calendar.zone);
  let supposedEvents = withOpenings(events, pack, calendar, today);
  for (let round = 0; round < pack.rules.length; round += 1) {
    const last = supposedEvents.at(-1)?.recordedAt ?? asOf;
    const open = obligations(MATTER, supposedEvents, pack, calendar, last).filter(
      (it) => (it.status === 'running' || it.status === 'overdue') && it.due !== null && isMainOf(it),
    );
    const next = open.toSorted((a, b) => (a.breachAt ?? 0) - (b.breachAt ?? 0))[0];
    const rule = next && ruleOf(next);
    const type = rule?.metBy[0];
    if (!next || !rule || !type) break;
    const due = dueDay(next, calendar) ?? today;
    const data = type === 'registered' ? gradeOf(pack) : {};
    const met = supposed(supposedEvents, { type, level: levelOf(rule), on: due < today ? today : due, data }, calendar);
    supposedEvents = withOpenings(grow(supposedEvents, [met]), pack, calendar, today);
  }
  const future =
    supposedEvents === events ? [] : obligations(MATTER, supposedEvents, pack, calendar, supposedEvents.at(-1)?.recordedAt ?? asOf);
  const all = [
    ...now,
    ...future.filter((it) => !settled.has(keyOf(it)) && it.status !== 'not_needed' && it.status !== 'pending' && isMainOf(it)),
  ];
  const state = fold(events);
  const order = new Map(pack.rules.map((rule, i) => [rule.id, i] as const));
  return all
    .toSorted((a, b) => (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0) || a.fromAt - b.fromAt)
    .flatMap((it) => {
      const rule = ruleOf(it);
      return rule
        ? [
            stageOf(
              settled.get(keyOf(it)) ?? it,
              rule,
              real,
              calendar,
              (it.owedBy === 'office' ? metByOffice(state, it) : null) ?? askedBy(state, it),
            ),
          ]
        : [];
    });
};

/** Whole days left until a due date (0 on the day itself); negative once it has passed. */
export const daysLeft = (due: PlainDate, today: PlainDate): number => daysBetween(today, due);
