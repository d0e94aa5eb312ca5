import { instant, type Instant } from '../../../kernel/calendar/instant.ts';

const HALF_HOUR = 1_800_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock shows at an instant, by the runtime alone: nothing of the kernel's calendar is used. */
export interface Shown {
  readonly at: Instant;
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly minutes: number;
  /** `2026-11-28`. */
  readonly day: string;
}

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export const shownAt = (at: number, zone: string): Shown => {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  if (!known) formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return {
    at: instant(at),
    year: Number(parts['year']),
    month: Number(parts['month']),
    date: Number(parts['day']),
    weekday: NAMES.indexOf(parts['weekday'] ?? '') + 1,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
  };
};

/** Every half hour of a range. */
export const halfHours = (from: string, to: string, zone: string): readonly Shown[] => {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: Math.floor((end - begin) / HALF_HOUR) }, (_, i) => shownAt(begin + i * HALF_HOUR, zone));
};

export interface Run {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Stretches of half hours that have the same name; null has none. What touches the edge of the range is left out: it may be longer. */
export const runsOf = (all: readonly Shown[], nameOf: (shown: Shown) => string | null): readonly Run[] => {
  const runs: Run[] = [];
  for (const shown of all) {
    const id = nameOf(shown);
    const last = runs.at(-1);
    if (id === null) continue;
    if (last?.id === id && last.to === shown.at) runs[runs.length - 1] = { ...last, to: shown.at + HALF_HOUR };
    else runs.push({ id, from: shown.at, to: shown.at + HALF_HOUR });
  }
  const [first, end] = [all[0]?.at ?? 0, (all.at(-1)?.at ?? 0) + HALF_HOUR];
  return runs.filter((run) => run.from > first && run.to < end);
};
