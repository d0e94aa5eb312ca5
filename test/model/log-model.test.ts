import { describe, expect, it } from 'vitest';
import { explore } from './explore.ts';
import { logModel, type Bounds, type LeftOut } from './log-model.ts';

const MOST = 500_000;
const database = (appends: number, tampers: number, restores: number): Bounds => ({ appends, tampers, restores, adversary: 'database' });
const machine: Bounds = { ...database(1, 1, 0), adversary: 'machine' };

const explored = (bounds: Bounds) => {
  const from = performance.now();
  const done = explore(logModel(bounds), MOST);
  const { appends, tampers, restores, adversary, leftOut } = bounds;
  process.stdout.write(
    `model (${adversary}, ${appends} appends, ${tampers} tampers, ${restores} restores${leftOut ? `, without: ${leftOut}` : ''}): ${done.states} states, ${done.transitions} transitions, depth ${done.depth}, ${Math.round(performance.now() - from)} ms${done.broken ? `; ${done.broken.invariant}: ${done.broken.actions.join(' → ')}` : ''}\n`,
  );
  return done;
};

describe('the model of the log, explored to its bounds', () => {
  it.each([
    ['two filings and an unsealing, with every crash', database(2, 0, 0)],
    ['whoever owns the database, once', database(1, 1, 0)],
    ['an archive that is restored, at any moment', database(1, 0, 1)],
  ])('keeps every invariant: %s', (_, bounds) => {
    const { broken, states } = explored(bounds);
    expect(broken).toBeNull();
    expect(states).toBeGreaterThan(10_000);
  });

  it('keeps what witnesses and custodians promise against whoever owns the machine', () => {
    const { broken, states } = explored(machine);
    expect(broken).toBeNull();
    expect(states).toBeGreaterThan(10_000);
  });

  const withoutIt: readonly (readonly [LeftOut, string, Bounds])[] = [
    ['heads file', 'one root per size', database(1, 1, 0)],
    ['heads file against a longer log', 'append-only', database(1, 1, 0)],
    ['witness writes before it signs', 'witness monotone', machine],
    ['witness asks for consistency', 'witness: one line of logs', machine],
    ['new epoch at a restore', 'one root per size', database(2, 0, 1)],
    ['request in a published head before a release', 'no unlogged unsealing', database(1, 0, 0)],
  ];
  it.each(withoutIt)('finds what breaks without: %s', (leftOut, invariant, bounds) => {
    expect(explored({ ...bounds, leftOut }).broken?.invariant).toBe(invariant);
  });
});
