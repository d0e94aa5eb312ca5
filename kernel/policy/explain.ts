import type { Calendar } from '../calendar/calendar.ts';
import { dueAfter, type Due, type StartPoint } from '../calendar/due.ts';
import { toIso } from '../calendar/instant.ts';
import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import { dateIn, startOfDay } from '../calendar/zone.ts';
import { DAY_PROMISED, DAY_SET, type Pack as PackOf, type Rule as RuleOf, type Within } from './pack.ts';
import type { Vocabulary, Words } from './vocabulary.ts';

type Pack = PackOf<Words>;
type Rule = RuleOf<Words>;

/** One stage of a matter's timeline, computed before anything has happened. */
export interface ExplainRow {
  readonly id: string;
  /** The clause in the pack's first language; the other is the pack's `clause` for `id`. */
  readonly clause: string;
  readonly owedBy: string;
  readonly owedTo: string;
  readonly startsOn: string;
  readonly from: PlainDate;
  readonly within: Within | null;
  /** A plain date in the jurisdiction's zone, an ISO instant for hours and minutes, null for a right without end. */
  readonly due: string | null;
  readonly provisional: boolean;
  /** Null on the main line. */
  readonly branch: string | null;
}

interface Assumed extends StartPoint {
  readonly provisional: boolean;
}

interface Stage {
  readonly rule: Rule;
  readonly startsOn: string;
  readonly start: Assumed;
  readonly end: Due | null;
  readonly branch: string | null;
}

interface Line {
  readonly of: Vocabulary;
  readonly calendar: Calendar;
  /** Events assumed on the main line, and those that would be the other way out of one of its stages. */
  readonly usual: Map<string, Assumed>;
  readonly other: Map<string, Assumed>;
  readonly stages: Map<string, Stage>;
}

const startOf = (day: PlainDate, calendar: Calendar, provisional: boolean): Assumed => ({
  on: day,
  at: startOfDay(day, calendar.zone),
  provisional,
});

const endOf = (stage: Stage, calendar: Calendar): Assumed | null => {
  if (stage.end === null) return null;
  const { due, provisional } = stage.end;
  if (typeof due === 'string') return startOf(due, calendar, provisional || stage.start.provisional);
  return { on: dateIn(due, calendar.zone), at: due, provisional: stage.start.provisional };
};

/** Papers are assumed to be opened on the day they are given. */
const givenBy = (start: Extract<Rule['start'], { event: unknown }>, { of }: Line): string =>
  (start.notice === null ? undefined : of.notices[start.notice]) ?? start.event;

const startsOn = (rule: Rule): string =>
  'event' in rule.start ? rule.start.event : 'orEvent' in rule.start ? rule.start.orEvent : `breach of ${rule.start.breachOf.join(' or ')}`;

const stageFrom = (rule: Rule, start: Assumed, branch: string | null, line: Line): Stage => ({
  rule,
  startsOn: startsOn(rule),
  start,
  branch,
  // Who names the day has not named it yet.
  end:
    rule.within === null || rule.within === DAY_SET || rule.within === DAY_PROMISED
      ? null
      : dueAfter(start, rule.within, rule.counting, line.calendar),
});

const mainStart = (rule: Rule, line: Line): Assumed | null => {
  if ('event' in rule.start) return line.usual.get(givenBy(rule.start, line)) ?? null;
  const base = 'endOf' in rule.start ? line.stages.get(rule.start.endOf) : undefined;
  return base === undefined ? null : endOf(base, line.calendar);
};

const isMain = (rule: Rule): boolean => rule.branch === null && rule.when === null && !('breachOf' in rule.start);

/** Takes the main line one stage further; false when no stage is left that can start. */
const advance = (pack: Pack, line: Line): boolean => {
  for (const rule of pack.rules) {
    const start = isMain(rule) && !line.stages.has(rule.id) ? mainStart(rule, line) : null;
    if (start === null) continue;
    const stage = stageFrom(rule, start, null, line);
    line.stages.set(rule.id, stage);
    const done = endOf(stage, line.calendar);
    rule.metBy.forEach((event, index) => {
      const assumed = index === 0 ? line.usual : line.other;
      if (done !== null && !assumed.has(event)) assumed.set(event, done);
    });
    return true;
  }
  return false;
};

/** The first day after the base's last one. */
const afterBreach = (base: Stage, line: Line): Assumed | null => {
  const end = endOf(base, line.calendar);
  if (end === null || base.end === null) return null;
  const day = typeof base.end.due === 'string' ? addDays(end.on, 1) : end.on;
  return { on: day, at: base.end.breachAt, provisional: end.provisional };
};

const breachStages = (rule: Rule, bases: readonly string[], line: Line): readonly Stage[] =>
  bases.flatMap((id) => {
    const base = line.stages.get(id);
    const start = base === undefined ? null : afterBreach(base, line);
    if (base === undefined || start === null) return [];
    const branch = rule.branch ?? 'overdue';
    const stage = stageFrom(rule, start, base.branch === null ? branch : `${base.branch}, ${branch}`, line);
    return [{ ...stage, startsOn: `breach of ${id}` }];
  });

const eventStage = (rule: Rule, event: string, line: Line): readonly Stage[] => {
  const start = line.usual.get(event) ?? line.other.get(event);
  if (start === undefined) return [];
  const stage = stageFrom(rule, start, rule.when === null ? rule.branch : `grade=${rule.when.grade}`, line);
  // What a grade leads to is followed to its breach: without it the line of a graded pack would end at registration.
  if (rule.when !== null) line.stages.set(rule.id, stage);
  return [stage];
};

const stagesOf = (rule: Rule, line: Line): readonly Stage[] => {
  const main = line.stages.get(rule.id);
  if (main !== undefined) return [main];
  if ('breachOf' in rule.start) return breachStages(rule, rule.start.breachOf, line);
  return 'event' in rule.start ? eventStage(rule, givenBy(rule.start, line), line) : [];
};

const textOf = (due: Due['due']): string => (typeof due === 'string' ? due : toIso(due));

const rowsOf = (stage: Stage, line: Line): readonly ExplainRow[] => {
  const { rule, start, end, branch } = stage;
  const row: ExplainRow = {
    id: rule.id,
    clause: rule.clause['zh-CN'],
    owedBy: rule.owedBy,
    owedTo: rule.owedTo,
    startsOn: stage.startsOn,
    from: start.on,
    within: rule.within,
    due: end === null ? null : textOf(end.due),
    provisional: start.provisional || (end?.provisional ?? false),
    branch,
  };
  const last = endOf(stage, line.calendar);
  if (rule.extend === null || last === null) return [row];
  const longer = dueAfter(last, rule.extend.max, rule.counting, line.calendar);
  return [
    row,
    {
      ...row,
      id: rule.extend.id,
      clause: rule.extend.clause['zh-CN'],
      startsOn: rule.extend.by,
      from: last.on,
      within: rule.extend.max,
      due: textOf(longer.due),
      provisional: last.provisional || longer.provisional,
      branch: branch === null ? 'extended' : `${branch}, extended`,
    },
  ];
};

/**
 * The timeline of an entity that begins on a day, by a pack in the vocabulary of its kind: every duty met on its last day, every right used on its last day. Extension,
 * refusal, forwarding, grade and breach stand as rows of a branch and are not followed further.
 */
export const explain = (of: Vocabulary, pack: Pack, calendar: Calendar, first: PlainDate): readonly ExplainRow[] => {
  const begun = [of.first, ...(of.beside ?? [])].map((event) => [event, startOf(first, calendar, false)] as const);
  const line: Line = { of, calendar, usual: new Map(begun), other: new Map(), stages: new Map() };
  while (advance(pack, line));
  return pack.rules.flatMap((rule) => stagesOf(rule, line)).flatMap((stage) => rowsOf(stage, line));
};
