import type { Board, Tally, Wanted } from './board.ts';

/** A holiday weighs more than a night, a night more than a shift. */
const WEIGHTS = { holidays: 9, nights: 4, shifts: 1 } as const;
const ROUNDS = 600;

/** Squares: two who have three each weigh less than one who has two and one who has four. */
const weight = ({ shifts, nights, holidays }: Tally): number =>
  WEIGHTS.holidays * holidays ** 2 + WEIGHTS.nights * nights ** 2 + WEIGHTS.shifts * shifts ** 2;

const with1 = (tally: Tally, seat: Wanted, sign: 1 | -1): Tally => ({
  shifts: tally.shifts + sign,
  nights: tally.nights + (seat.night ? sign : 0),
  holidays: tally.holidays + (seat.off ? sign : 0),
});

/** Moves one seat to somebody who has fewer, where that weighs less. */
const moveOne = (board: Board): boolean => {
  for (const seat of board.seats) {
    const holder = board.chosen.get(seat.seat)?.holder;
    if (holder === undefined) continue;
    const [own, ownLess] = [weight(board.tally(holder)), weight(with1(board.tally(holder), seat, -1))];
    for (const { id } of board.able(seat)) {
      if (id === holder || own + weight(board.tally(id)) <= ownLess + weight(with1(board.tally(id), seat, 1))) continue;
      if (board.clashes(id, seat).length > 0) continue;
      board.give(seat, id, { why: 'evened_out' });
      return true;
    }
  }
  return false;
};

/** Whether two seats weigh differently at all. */
const differ = (a: Wanted, b: Wanted): boolean => a.night !== b.night || a.off !== b.off;

/** Lets two exchange a seat each, where that weighs less. */
const exchangeOne = (board: Board): boolean => {
  for (const a of board.seats) {
    const one = board.chosen.get(a.seat)?.holder;
    if (one === undefined) continue;
    for (const b of board.seats) {
      if (a.seat >= b.seat || !differ(a, b)) continue;
      const two = board.chosen.get(b.seat)?.holder;
      if (two === undefined || two === one) continue;
      const [own, other] = [board.tally(one), board.tally(two)];
      const before = weight(own) + weight(other);
      if (weight(with1(with1(own, a, -1), b, 1)) + weight(with1(with1(other, b, -1), a, 1)) >= before) continue;
      if (!board.able(b).some(({ id }) => id === one) || !board.able(a).some(({ id }) => id === two)) continue;
      if (board.clashes(one, b, [a]).length > 0 || board.clashes(two, a, [b]).length > 0) continue;
      board.takeBack(a);
      board.give(b, one, { why: 'evened_out' });
      board.give(a, two, { why: 'evened_out' });
      return true;
    }
  }
  return false;
};

/** Moves and exchanges until none makes the roster fairer. Each makes a sum of squares smaller, so it ends; the bound is for the clock's sake. */
export const evenOut = (board: Board): void => {
  for (let round = 0; round < ROUNDS; round += 1) if (!moveOne(board) && !exchangeOne(board)) return;
};
