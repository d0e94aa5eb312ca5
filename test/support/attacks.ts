import { expect } from 'vitest';

/** Counts what is tried and what comes through; each try is an assertion of its own. */
export const openAttacks = (about: string) => {
  let [tried, succeeded, visitors] = [0, 0, 0];
  return {
    attack: (name: string, cameThrough: boolean): void => {
      tried += 1;
      if (cameThrough) succeeded += 1;
      expect.soft([name, cameThrough]).toEqual([name, false]);
    },
    /** Every attack from an address of its own, so that no limit answers before what is tried. */
    elsewhere: (): string => {
      visitors += 1;
      return `10.1.${visitors >> 8}.${visitors & 255}`;
    },
    tell: (): void => void process.stdout.write(`${about}: ${tried} attacks tried, ${succeeded} succeeded\n`),
  };
};
