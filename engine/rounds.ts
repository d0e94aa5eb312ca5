/**
 * A line in which work waits: each call resolves in a round of the event loop that nobody else in the same line has, so that between any two
 * of them everything else that is ready gets its turn, however many come at once.
 */
const openLine = (): (() => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(
      () =>
        new Promise((resolve) => {
          setImmediate(resolve);
        }),
    );
    return last;
  };
};

/** What computes for a millisecond or two (checking a form, composing a filing, drawing a page) asks for a round of its own first. */
export const ownRound = openLine();

/** A line of its own for proofs: a long matter stands in it hundreds of times, and whoever asks for a page waits for none of them. */
export const proofRound = openLine();

const IN_ONE_ROUND = 16;

/**
 * As `map`, but what is more than 16 takes a round of its own for every 16: a long matter is opened like that, at some 0.1 ms an event. The
 * first of them, too: the answers of the database to many who ask come together.
 */
export const mapInRounds = async <T, R>(items: readonly T[], work: (item: T, index: number) => R): Promise<readonly R[]> => {
  const done: R[] = [];
  for (const item of items) {
    if (items.length > IN_ONE_ROUND && done.length % IN_ONE_ROUND === 0) await ownRound();
    done.push(work(item, done.length));
  }
  return done;
};
