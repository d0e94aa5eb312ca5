import { Board, type Candidate, type Choice, type Reason, type Wanted } from './board.ts';
import { evenOut } from './even-out.ts';
import { makeRoom } from './make-room.ts';

export interface Proposal {
  readonly choices: readonly Choice[];
  /** Seats that nobody can fill, in order: named, never hidden. */
  readonly gaps: readonly string[];
}

interface Measure {
  readonly why: 'fewest_holidays' | 'fewest_nights' | 'fewest_shifts' | 'longest_rest';
  readonly value: number;
}

/** What counts for a seat, what weighs most first; of each the smallest is chosen. */
const measures = (board: Board, seat: Wanted, id: string): readonly Measure[] => {
  const { shifts, nights, holidays } = board.tally(id);
  return [
    ...(seat.off ? [{ why: 'fewest_holidays', value: holidays } as const] : []),
    ...(seat.night ? [{ why: 'fewest_nights', value: nights } as const] : []),
    { why: 'fewest_shifts', value: shifts },
    { why: 'longest_rest', value: -board.restHours(id, seat) },
  ];
};

const reasonOf = ({ why, value }: Measure): Reason => (why === 'longest_rest' ? { why, hours: -value } : { why, count: value });

/** Gives a seat to whoever has had the fewest so far: the first measure by which one stands out is the reason. */
const choose = (board: Board, seat: Wanted): boolean => {
  const free = board.able(seat).filter(({ id }) => board.clashes(id, seat).length === 0);
  let left = free.map(({ id }) => ({ id, measured: measures(board, seat, id) }));
  const [only] = left;
  if (!only) return false;
  if (left.length === 1) {
    board.give(seat, only.id, { why: 'only_one' });
    return true;
  }
  let reason: Reason = { why: 'in_order' };
  for (let i = 0; i < only.measured.length && left.length > 1; i += 1) {
    const least = Math.min(...left.map(({ measured }) => measured[i]?.value ?? 0));
    const best = left.filter(({ measured }) => measured[i]?.value === least);
    const measure = best[0]?.measured[i];
    if (best.length < left.length && measure) reason = reasonOf(measure);
    left = best;
  }
  board.give(seat, left[0]?.id ?? only.id, reason);
  return true;
};

/** The hardest first: fewest who could have it, then holidays, nights, and the order of time. */
const hardestFirst = (board: Board): readonly Wanted[] =>
  board.seats.toSorted(
    (a, b) =>
      board.able(a).length - board.able(b).length ||
      Number(b.off) - Number(a.off) ||
      Number(b.night) - Number(a.night) ||
      a.from - b.from ||
      (a.seat < b.seat ? -1 : 1),
  );

/**
 * Who fills which seat: the hardest seat first, each to whoever had the fewest so far and the longest rest; where nobody is free, others are moved
 * to make room; then exchanges even it out. Pure, without chance: the same question has the same answer, and each choice carries its reason.
 */
export const proposeRoster = (seats: readonly Wanted[], people: readonly Candidate[]): Proposal => {
  const board = new Board(seats, people);
  const empty = hardestFirst(board).filter((seat) => !choose(board, seat));
  const gaps = empty.filter((seat) => !makeRoom(board, seat));
  evenOut(board);
  const inOrder = seats.toSorted((a, b) => a.from - b.from || (a.seat < b.seat ? -1 : 1));
  return {
    choices: inOrder.flatMap(({ seat }) => board.chosen.get(seat) ?? []),
    gaps: inOrder.filter((seat) => gaps.includes(seat)).map(({ seat }) => seat),
  };
};
