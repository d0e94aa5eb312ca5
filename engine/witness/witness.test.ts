import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { addCheckpointBody } from '../../kernel/log/witness.ts';
import { fakeLog, type FakeLog } from '../../test/support/fake-log.ts';
import { openHeads, type Heads } from './heads.ts';
import { openWitness, type Witness } from './witness.ts';
import { testFolder } from '../../test/support/folder.ts';

const home = testFolder('witness');
afterAll(() => rmSync(home, { recursive: true, force: true }));

const NOW = instant(Date.UTC(2026, 8, 28));
const ORIGIN = 'log.example/1';
const MOST = 24;
/** One honest log and three that share its key and its beginning. */
const LOGS = [MOST, 0, 5, 17].map((forkAt) => fakeLog(ORIGIN, { most: MOST, forkAt }));
const logAt = (i: number): FakeLog => LOGS[i] ?? fakeLog(ORIGIN);

/** A process that is killed at one of the moments of a write. */
class Killed extends Error {}
type Moment = 'before' | 'after' | null;
const killedAt = (heads: Heads, moment: Moment): Heads => ({
  ...heads,
  swap: async (...args) => {
    if (moment === 'before') throw new Killed();
    const done = await heads.swap(...args);
    if (moment === 'after') throw new Killed();
    return done;
  },
});

interface Ask {
  readonly log: number;
  readonly to: number;
  /** What the client believes the witness to know; null: it asks first, as an honest one does after 409. */
  readonly from: number | null;
  readonly proofOf: number;
  readonly kill: Moment;
}

const asks: fc.Arbitrary<Ask> = fc.record({
  log: fc.nat(3),
  to: fc.nat(MOST),
  from: fc.option(fc.nat(MOST), { freq: 2 }),
  proofOf: fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, fc.nat(3)),
  kill: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom('before' as const, 'after' as const)),
});

let runs = 0;
const place = () => ({ keyFile: join(home, `${(runs += 1)}.key`), folder: join(home, String(runs)) });

const send = async (witness: Witness, { log, to, from, proofOf }: Ask): Promise<{ readonly status: number; readonly size: number }> => {
  const it = logAt(log);
  const prover = proofOf < 0 ? it : logAt(proofOf);
  const ask = async (old: number) => {
    const proof = old <= to ? prover.proof(old, to) : [];
    const body = Buffer.from(addCheckpointBody({ oldSize: old, proof, message: it.note(to) }));
    const answer = await witness.add(body, () => [it.key], NOW);
    return { status: answer.status, size: Number(answer.body) };
  };
  const first = await ask(from ?? to);
  return from === null && first.status === 409 && first.size <= to ? ask(first.size) : first;
};

describe('a witness, whatever honest and lying logs show it and whenever it is killed', () => {
  it('never cosigns two roots of one size, nor goes back, nor a tree that does not extend the one before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asks, { minLength: 1, maxLength: 25 }), async (list) => {
        const at = place();
        openWitness('w.example', at);
        const roots = new Map<number, string>();
        let [size, log] = [0, 0];
        for (const ask of list) {
          // Every ask is a start of its own: nothing is remembered but what lies on the disk.
          const witness = openWitness('w.example', at, killedAt(openHeads(at.folder), ask.kill));
          const answer = await send(witness, ask).catch((error: unknown) => {
            if (error instanceof Killed) return null;
            throw error;
          });
          if (answer?.status !== 200) continue;
          const root = toHex(logAt(ask.log).root(ask.to));
          expect(ask.to).toBeGreaterThanOrEqual(size);
          expect(roots.get(ask.to) ?? root).toBe(root);
          // What was cosigned before is the beginning of what is cosigned now.
          expect(toHex(logAt(ask.log).root(size))).toBe(toHex(logAt(log).root(size)));
          roots.set(ask.to, root);
          [size, log] = [ask.to, ask.log];
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the same with three processes on one memory at once', async () => {
    const step = fc.record({ log: fc.nat(3), to: fc.integer({ min: 1, max: MOST }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 24 }), async (list) => {
        const at = place();
        const witnesses = [0, 1, 2].map(() => openWitness('w.example', at));
        const cosigned: { size: number; root: string; log: number }[] = [];
        await Promise.all(
          list.map(async ({ log, to }, i) => {
            const witness = witnesses[i % 3];
            if (!witness) return;
            const { status } = await send(witness, { log, to, from: null, proofOf: -1, kill: null });
            if (status === 200) cosigned.push({ size: to, root: toHex(logAt(log).root(to)), log });
          }),
        );
        // All that was cosigned lies on one line: each smaller tree is the beginning of each larger one.
        for (const a of cosigned) for (const b of cosigned) if (a.size <= b.size) expect(toHex(logAt(b.log).root(a.size))).toBe(a.root);
        expect(openHeads(at.folder).read(ORIGIN)?.size ?? 0).toBe(Math.max(0, ...cosigned.map(({ size }) => size)));
      }),
      { numRuns: 60 },
    );
  });

  it('a split view, one log shown to two people: the witness cosigns one of them', async () => {
    const witness = openWitness('w.example', place());
    const answers: number[] = [];
    for (const to of [4, 8, 12, 20])
      for (const log of [0, 2]) answers.push((await send(witness, { log, to, from: null, proofOf: -1, kill: null })).status);
    // The two agree up to leaf 5; from there the second is refused for good: by its root at the same size, or by its proof.
    expect(answers).toEqual([200, 200, 200, 409, 200, 409, 200, 409]);
    expect((await send(witness, { log: 2, to: MOST, from: 20, proofOf: -1, kill: null })).status).toBe(422);
  });
});
