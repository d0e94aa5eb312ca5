let last: Promise<void> = Promise.resolve();

/**
 * Resolves in a round of the event loop that nobody else who asked has: what computes for a millisecond or two (checking a form, composing a
 * filing, drawing a page) asks first, so that between any two of them everything else that is ready gets its turn, however many come at once.
 */
export const ownRound = (): Promise<void> => {
  last = last.then(
    () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
  );
  return last;
};
