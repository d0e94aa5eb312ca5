import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeLog } from '../../test/support/fake-log.ts';
import { hashing, strict } from '../../verifier/testing/ports.ts';
import { noteVerifier } from './note.ts';
import { addCheckpointBody, addSignatures, judgeAddCheckpoint, parseAddCheckpoint, parseSignatureLines } from './witness.ts';

const log = fakeLog('log.example', { most: 40 });
const fork = fakeLog('log.example', { most: 40, forkAt: 7 });
const known = [noteVerifier(log.key, strict)];
const judge = (oldSize: number, size: number, last: number | null, from = log) =>
  judgeAddCheckpoint(
    hashing,
    parseAddCheckpoint(addCheckpointBody({ oldSize, proof: oldSize <= size ? from.proof(oldSize, size) : [], message: from.note(size) })),
    known,
    last === null ? undefined : { size: last, root: log.root(last) },
  );

describe('a request to a witness', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (a, b) => {
        const [oldSize, size] = [Math.min(a, b), Math.max(a, b)];
        const request = { oldSize, proof: log.proof(oldSize, size), message: log.note(size) };
        expect(parseAddCheckpoint(addCheckpointBody(request))).toMatchObject({ ...request, checkpoint: { origin: 'log.example', size } });
      }),
    );
  });

  it('given any tree it knows, then an honest extension of it is cosigned, and is new unless it is the same', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (a, b) => {
        const [last, size] = [Math.min(a, b), Math.max(a, b)];
        expect(judge(last, size, last)).toEqual({ status: 200, tree: { size, root: log.root(size) }, isNew: size > last });
      }),
    );
  });

  it('given a tree it knows, then another one is never cosigned, from whatever size it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 40 }), fc.nat(40), fc.nat(40), (last, oldSize, size) => {
        const { status } = judge(oldSize, size, last, fork);
        expect(status).toBe(oldSize > size ? 400 : oldSize !== last ? 409 : size === last ? 409 : 422);
      }),
    );
  });

  it('given two trees of one size, then it is a fork, and nothing else is', () => {
    expect(judge(8, 8, 8, fork)).toEqual({ status: 409, size: 8, isFork: true });
    expect(judge(0, 8, 8, fork)).toEqual({ status: 409, size: 8, isFork: true });
    expect(judge(0, 9, 8, fork)).toEqual({ status: 409, size: 8, isFork: false });
    expect(judge(0, 0, null)).toEqual({ status: 200, tree: { size: 0, root: log.root(0) }, isNew: true });
  });

  it('given no key for the origin, then it is unknown, before anything is verified', () => {
    const request = parseAddCheckpoint(addCheckpointBody({ oldSize: 0, proof: [], message: fakeLog('log.example', { key: 42 }).note(3) }));
    expect(judgeAddCheckpoint(hashing, request, [], undefined)).toEqual({ status: 404 });
    expect(judgeAddCheckpoint(hashing, request, known, undefined)).toEqual({ status: 403 });
    expect(judgeAddCheckpoint(hashing, undefined, known, undefined)).toEqual({ status: 400 });
  });
});

describe('signature lines', () => {
  const line = log.note(3).split('\n').slice(4).join('\n');

  it('are added once', () => {
    const note = log.note(3);
    expect(addSignatures(note, [line])).toBe(note);
    expect(addSignatures(note, ['— x AAAAAAA=\n', '— x AAAAAAA=\n'])).toBe(`${note}— x AAAAAAA=\n`);
  });

  it('are read only when each of them is one', () => {
    expect(parseSignatureLines(line)).toHaveLength(1);
    expect(parseSignatureLines(`${line}${line}`)).toHaveLength(2);
    for (const wrong of ['', 'x', line.trimEnd(), `${line}x\n`, `\n${line}`, `more\n\n${line}`])
      expect([wrong, parseSignatureLines(wrong)]).toEqual([wrong, undefined]);
  });
});
