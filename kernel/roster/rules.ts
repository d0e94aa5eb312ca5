import type { Instant } from '../calendar/instant.ts';

const HOUR_MS = 3_600_000;

/** A post that somebody holds, from when to when; null: as far as anybody knows, for good. */
export interface Holding {
  readonly post: string;
  readonly from: Instant | null;
  /** The first instant at which it is not held any more. */
  readonly to: Instant | null;
}

/** A seat and who fills it; null: nobody. Who is an id that means nothing outside. */
export interface Filled {
  readonly seat: string;
  readonly holder: string | null;
  readonly from: Instant;
  readonly to: Instant;
  /** Functions of posts that may fill it. */
  readonly posts: readonly string[];
  readonly restHours: number;
}

/** What a roster must not be. `empty`: nobody fills a seat; `double`: two at once; `rest`: too short a rest; `post`: no post for it then. */
export const BREAKS = ['empty', 'double', 'rest', 'post'] as const;
export type Break = (typeof BREAKS)[number];

export interface Broken {
  readonly rule: Break;
  readonly seat: string;
  /** The other seat of the same person, of two that do not go together. */
  readonly with?: string;
}

/** Whether a post that may fill a seat is held for all of its time. */
export const holdsFor = ({ from, to, posts }: Pick<Filled, 'from' | 'to' | 'posts'>, holdings: readonly Holding[]): boolean =>
  holdings.some((one) => posts.includes(one.post) && (one.from === null || one.from <= from) && (one.to === null || one.to >= to));

type Timed = Pick<Filled, 'from' | 'to' | 'restHours'>;

/** Why two seats do not go together for one person; undefined where they do. Of two plans the longer rest counts. */
export const clashOf = (a: Timed, b: Timed): 'double' | 'rest' | undefined => {
  if (a.from < b.to && b.from < a.to) return 'double';
  const between = a.to <= b.from ? b.from - a.to : a.from - b.to;
  return between < Math.max(a.restHours, b.restHours) * HOUR_MS ? 'rest' : undefined;
};

/**
 * Every rule that a roster breaks, seat by seat. `around` are seats of the same people that are fixed: of another plan, or of the months before and after.
 * The page, the decision and `reconcile` ask this one function; the database holds the same (db/migrations/0063).
 */
export const brokenRules = (
  seats: readonly Filled[],
  holdingsOf: (holder: string) => readonly Holding[],
  around: readonly Filled[] = [],
): readonly Broken[] => {
  const byHolder = new Map<string, Filled[]>();
  for (const one of [...seats, ...around]) {
    if (one.holder === null) continue;
    const of = byHolder.get(one.holder);
    if (of) of.push(one);
    else byHolder.set(one.holder, [one]);
  }
  return seats.flatMap((one): readonly Broken[] => {
    const { seat, holder } = one;
    if (holder === null) return [{ rule: 'empty', seat }];
    const clashes = (byHolder.get(holder) ?? []).flatMap((other): readonly Broken[] => {
      const rule = other.seat === seat ? undefined : clashOf(one, other);
      return rule === undefined ? [] : [{ rule, seat, with: other.seat }];
    });
    return holdsFor(one, holdingsOf(holder)) ? clashes : [{ rule: 'post', seat }, ...clashes];
  });
};
