import type { Board, Wanted } from './board.ts';

/** How many moves deep, and how many tries in all for one seat: a roster of a month stays well below a second. */
const DEPTH = 5;
const TRIES = 4000;

/**
 * Puts somebody on a seat by moving what they have to others, each of whom may be moved in turn. Every move that was made stands in `moves`;
 * where it does not come out, they are taken back.
 */
const place = (board: Board, seat: Wanted, depth: number, moved: ReadonlySet<string>, left: { tries: number }): boolean => {
  const able = board
    .able(seat)
    .map(({ id }) => ({ id, clashes: board.clashes(id, seat) }))
    .filter(({ clashes }) => clashes.every((other) => !moved.has(other.seat)))
    .toSorted((a, b) => a.clashes.length - b.clashes.length || board.of(a.id).length - board.of(b.id).length || (a.id < b.id ? -1 : 1));
  for (const { id, clashes } of able) {
    if (left.tries <= 0 || (depth === 0 && clashes.length > 0)) return false;
    left.tries -= 1;
    const before = snapshot(board);
    for (const other of clashes) board.takeBack(other);
    board.give(seat, id, { why: 'made_room' });
    const held = new Set([...moved, seat.seat]);
    if (clashes.every((other) => place(board, other, depth - 1, held, left))) return true;
    restore(board, before);
  }
  return false;
};

const snapshot = (board: Board) => [...board.chosen.values()];

/** Puts back what stood before, seat by seat; what did not change stays. */
const restore = (board: Board, before: ReturnType<typeof snapshot>): void => {
  const then = new Map(before.map((choice) => [choice.seat, choice] as const));
  for (const seat of board.seats) {
    const [was, is] = [then.get(seat.seat), board.chosen.get(seat.seat)];
    if (was === is) continue;
    board.takeBack(seat);
    if (was) board.give(seat, was.holder, was.reason);
  }
};

/** Tries to fill a seat for which nobody is free by moving others; true when it is filled. */
export const makeRoom = (board: Board, seat: Wanted): boolean => {
  const left = { tries: TRIES };
  for (let depth = 1; depth <= DEPTH; depth += 1) if (place(board, seat, depth, new Set(), left)) return true;
  return false;
};
