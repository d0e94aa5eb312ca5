import { DAY_MINUTES, spanOf, type DutyCover, type On, type ShiftRule } from './plan.ts';

/** What tells days apart for a plan. */
export interface DayKind {
  readonly working: boolean;
  readonly term: boolean;
}

const KINDS: readonly DayKind[] = [true, false].flatMap((working) => [true, false].map((term) => ({ working, term })));

/** Whether something is held on a day of that kind. */
export const isOn = (on: On, { working, term }: DayKind): boolean => {
  switch (on) {
    case 'every day':
      return true;
    case 'working days':
      return working;
    case 'days off':
      return !working;
    case 'term days':
      return term;
    case 'school days':
      return term && working;
  }
};

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The first minute of a span that no other covers; undefined where all of it is covered. */
const firstGap = (span: Span, by: readonly Span[]): number | undefined => {
  let at = span.from;
  for (const one of by.toSorted((a, b) => a.from - b.from)) {
    if (one.from > at) break;
    at = Math.max(at, one.to);
  }
  return at < span.to ? at : undefined;
};

/**
 * The first minute of a day that a plan promises to cover and does not, whichever kinds of day come before and after it; undefined where it
 * keeps what it promises.
 */
export const findUncovered = (cover: DutyCover, shifts: readonly Pick<ShiftRule, 'on' | 'from' | 'to'>[]): number | undefined => {
  const promised = spanOf(cover);
  for (const before of KINDS)
    for (const day of KINDS)
      for (const after of KINDS) {
        if (!isOn(cover.on, day)) continue;
        const held = [before, day, after].flatMap((kind, i) =>
          shifts
            .filter((shift) => isOn(shift.on, kind))
            .map((shift) => {
              const { from, to } = spanOf(shift);
              return { from: from + (i - 1) * DAY_MINUTES, to: to + (i - 1) * DAY_MINUTES };
            }),
        );
        const gap = firstGap(promised, held);
        if (gap !== undefined) return gap;
      }
  return undefined;
};
