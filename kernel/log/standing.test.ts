import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../canonical/bytes.ts';
import { nodeHashing } from '../../ports/node.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, storedReader } from './frontier.ts';
import { judgeSigning, judgeStanding, type Head, type HeldTree, type SignedHead } from './standing.ts';
import { consistencyProof, hashLeaf } from './tree.ts';

const leafOf = (n: number, history: number): Uint8Array => hashLeaf(nodeHashing, Uint8Array.of(n >> 8, n & 255, history));

/** A tree of `size` leaves that from `forkAt` on is another history. */
const treeOf = (size: number, forkAt = size, history = 0) => {
  const hashes = Array.from({ length: size }, (_, n) => leafOf(n, n < forkAt ? 0 : history));
  const { frontier, stored } = appendLeaves(nodeHashing, EMPTY_FRONTIER, hashes);
  return {
    size,
    root: frontierRoot(nodeHashing, frontier),
    proof: (from: number) => consistencyProof(nodeHashing, storedReader(stored), from, size),
  };
};
const held = (size: number, forkAt?: number, history?: number): HeldTree => ({
  ...treeOf(size, forkAt, history),
  rootAt: (at) => treeOf(at, Math.min(at, forkAt ?? at), history).root,
});
const signed = (tree: Head, source: SignedHead['source'] = 'heads_file'): SignedHead => ({
  size: tree.size,
  root: tree.root,
  source,
  note: null,
});

describe('how a log stands to what was signed', () => {
  it('given no head, or heads that it began with, then it is OK', () => {
    expect(judgeStanding(held(8), [])).toEqual({ state: 'OK' });
    expect(judgeStanding(held(16), [signed(treeOf(8)), signed(treeOf(16), 'published')])).toEqual({ state: 'OK' });
  });

  it('given a head that is larger, then it is BEHIND the largest', () => {
    const heads = [signed(treeOf(24), 'published'), signed(treeOf(32), 'outside'), signed(treeOf(16))];
    expect(judgeStanding(held(8), heads)).toEqual({ state: 'BEHIND', head: heads[1] });
  });

  it('given another root of its own size, or of a smaller one, then it is a FORK, and both are told', () => {
    const head = signed(treeOf(8));
    expect(judgeStanding(held(8, 3, 1), [head])).toMatchObject({ state: 'FORK', signed: head, other: { size: 8 } });
    expect(judgeStanding(held(16, 3, 1), [head])).toMatchObject({ state: 'FORK', signed: head });
    // Where the smaller root cannot be computed here, whoever signs asks for the proof.
    expect(judgeStanding({ ...held(16, 3, 1), rootAt: () => undefined }, [head])).toEqual({ state: 'OK' });
  });

  it('given two signed heads of one size, then it is a FORK even where the database holds less', () => {
    const [one, other] = [signed(treeOf(16)), signed(treeOf(16, 9, 1), 'outside')];
    expect(judgeStanding(held(8), [one, other])).toEqual({ state: 'FORK', signed: one, other });
  });
});

describe('what may be signed', () => {
  it('given nothing signed before, then any tree; given one, then the same or what goes on from it', () => {
    const [eight, sixteen] = [treeOf(8), treeOf(16)];
    expect(judgeSigning(nodeHashing, undefined, eight, [])).toEqual({ verdict: 'sign', isNew: true });
    expect(judgeSigning(nodeHashing, eight, eight, [])).toEqual({ verdict: 'sign', isNew: false });
    expect(judgeSigning(nodeHashing, eight, sixteen, sixteen.proof(8))).toEqual({ verdict: 'sign', isNew: true });
    expect(judgeSigning(nodeHashing, sixteen, eight, [])).toEqual({ verdict: 'smaller' });
    expect(judgeSigning(nodeHashing, eight, treeOf(8, 2, 1), [])).toEqual({ verdict: 'other_root' });
    expect(judgeSigning(nodeHashing, eight, sixteen, [])).toEqual({ verdict: 'not_extending' });
    const fork = treeOf(16, 2, 1);
    expect(judgeSigning(nodeHashing, eight, fork, fork.proof(8))).toEqual({ verdict: 'not_extending' });
  });

  it('never two roots for one size, never smaller: whatever is asked in whatever order, with restores of older and other databases', () => {
    const ask = fc.record({
      size: fc.integer({ min: 1, max: 40 }),
      forkAt: fc.integer({ min: 0, max: 40 }),
      history: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(ask, { maxLength: 30 }), (asked) => {
        const roots = new Map<number, string>();
        let last: Head | undefined;
        for (const { size, forkAt, history } of asked) {
          const tree = treeOf(size, forkAt, history);
          const proof = last && last.size < size ? tree.proof(last.size) : [];
          if (judgeSigning(nodeHashing, last, tree, proof).verdict !== 'sign') continue;
          expect(size).toBeGreaterThanOrEqual(last?.size ?? 0);
          expect(roots.get(size) ?? toHex(tree.root)).toBe(toHex(tree.root));
          roots.set(size, toHex(tree.root));
          last = tree;
        }
      }),
    );
  });
});
