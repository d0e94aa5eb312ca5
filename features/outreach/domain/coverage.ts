import {
  isWhole,
  LESSON_THINGS,
  LESSON_TOPICS,
  OUTSIDE_TEACHERS,
  type Lesson,
  type LessonThing,
  type LessonTopic,
} from '../../../kernel/form/lesson.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { Slot } from '../../../kernel/recurrence/slots.ts';
import { SITE_CLASSES, type SiteClass } from '../../../kernel/site/classes.ts';

/** One slot of a lesson or a campaign, as coverage takes it. */
export interface CoveredSlot extends Pick<Slot, 'id' | 'state' | 'window'> {
  /** `programme/rule`. */
  readonly key: string;
}

/** A record of a lesson or a campaign: what it says, and for which window of which rule it was made. */
export interface Held extends Omit<Lesson, 'use'> {
  readonly rule: string | null;
  readonly slot: string | null;
  /** Whether all that it names is here; one that is not whole never is. */
  readonly counts: boolean;
}

/** A site with its slots of a span, and what was held there in it. */
export interface CoveredSite {
  readonly class: SiteClass;
  readonly slots: readonly CoveredSlot[];
  readonly held: readonly Held[];
}

/** What became of the slots of one duty at the sites of one class; they add up to `due`. */
export interface Kept {
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  /** Held, and not whole: a part was not in place, or the topic differs. It is no lesson that was kept. */
  readonly notWhole: number;
  readonly missing: number;
  readonly open: number;
}

export interface RuleCoverage extends Kept {
  readonly class: SiteClass;
  readonly key: string;
  readonly label: Label;
  readonly sites: number;
  /** Sites at which nothing of it was kept in the span. */
  readonly unreached: number;
  readonly excused: number;
}

export interface TopicCoverage {
  readonly class: SiteClass;
  readonly topic: LessonTopic;
  /** Records that count. */
  readonly held: number;
  /** Of them those taught by a post from outside. */
  readonly outside: number;
  /** People at them, added up: who came twice counts twice. `expected` where a form asks for it. */
  readonly trained: number;
  readonly expected: number;
  /** Of `trained` those at lessons of which it was said how many were expected. */
  readonly trainedOfExpected: number;
  readonly things: { readonly [thing in LessonThing]?: number };
}

/** Coverage of a span by class of site, in the order of the closed lists: never ranked. */
export interface Coverage {
  readonly rules: readonly RuleCoverage[];
  readonly topics: readonly TopicCoverage[];
}

const isKept = ({ state }: CoveredSlot): boolean => state === 'done' || state === 'done_nil' || state === 'late';

/** The slots of a site that were not kept and for which something was held that is not whole: as many as there are such records. */
const notWholeOf = ({ slots, held }: CoveredSite, key: string): ReadonlySet<string> => {
  const windows = Map.groupBy(
    slots.filter((slot) => slot.key === key && !isKept(slot) && slot.state !== 'excused'),
    ({ window }) => window.id,
  );
  return new Set(
    [...windows].flatMap(([window, unmet]) => {
      const tried = held.filter((it) => it.rule === key && it.slot === window && !isWhole(it)).length;
      return unmet.slice(0, tried).map(({ id }) => id);
    }),
  );
};

const countIn = (site: CoveredSite, key: string): Kept & { readonly excused: number } => {
  const own = site.slots.filter((slot) => slot.key === key);
  const tried = notWholeOf(site, key);
  const count = (of: (slot: CoveredSlot) => boolean): number => own.filter(of).length;
  const isTried = ({ id }: CoveredSlot): boolean => tried.has(id);
  return {
    due: count(({ state }) => state !== 'excused'),
    onTime: count(({ state }) => state === 'done' || state === 'done_nil'),
    late: count(({ state }) => state === 'late'),
    notWhole: tried.size,
    missing: count((slot) => slot.state === 'missed' && !isTried(slot)),
    open: count((slot) => (slot.state === 'open' || slot.state === 'ahead') && !isTried(slot)),
    excused: count(({ state }) => state === 'excused'),
  };
};

const sumOf = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((sum, one) => sum + of(one), 0);

const ruleRow = (of: SiteClass, sites: readonly CoveredSite[], key: string, label: Label): RuleCoverage | undefined => {
  const under = sites.filter((site) => site.class === of && site.slots.some((slot) => slot.key === key));
  if (under.length === 0) return undefined;
  const counted = under.map((site) => countIn(site, key));
  return {
    class: of,
    key,
    label,
    sites: under.length,
    due: sumOf(counted, (it) => it.due),
    onTime: sumOf(counted, (it) => it.onTime),
    late: sumOf(counted, (it) => it.late),
    notWhole: sumOf(counted, (it) => it.notWhole),
    missing: sumOf(counted, (it) => it.missing),
    open: sumOf(counted, (it) => it.open),
    excused: sumOf(counted, (it) => it.excused),
    unreached: counted.filter((it) => it.due > 0 && it.onTime + it.late === 0).length,
  };
};

const topicRow = (of: SiteClass, sites: readonly CoveredSite[], topic: LessonTopic): TopicCoverage | undefined => {
  const held = sites.filter((site) => site.class === of).flatMap((site) => site.held.filter((it) => it.topic === topic && it.counts));
  if (held.length === 0) return undefined;
  return {
    class: of,
    topic,
    held: held.length,
    outside: held.filter(({ teacher }) => OUTSIDE_TEACHERS.some((it) => it === teacher)).length,
    trained: sumOf(held, (it) => it.trained ?? 0),
    expected: sumOf(held, (it) => it.expected ?? 0),
    trainedOfExpected: sumOf(held, (it) => (it.expected === null ? 0 : (it.trained ?? 0))),
    things: Object.fromEntries(
      LESSON_THINGS.flatMap((thing) => {
        const count = sumOf(held, ({ things }) => things[thing] ?? 0);
        return count === 0 ? [] : [[thing, count]];
      }),
    ),
  };
};

/** What was due, held and missing, and how many were reached. Pure: the same slots and records give the same figures, in whatever order. */
export const coverageOf = (sites: readonly CoveredSite[], rules: readonly { readonly key: string; readonly label: Label }[]): Coverage => ({
  rules: SITE_CLASSES.flatMap((of) => rules.flatMap(({ key, label }) => ruleRow(of, sites, key, label) ?? [])),
  topics: SITE_CLASSES.flatMap((of) => LESSON_TOPICS.flatMap((topic) => topicRow(of, sites, topic) ?? [])),
});
