import { describe, expect, it } from 'vitest';
import { hashing, strict, testKey } from '../../verifier/testing/ports.ts';
import { ORIGIN, POLICY, tinyLog, tinyPromise } from '../../verifier/testing/tiny-log.ts';
import { judgeCheckpoint, judgePromise } from './judge.ts';
import { signNote } from './note.ts';
import { parsePolicy, type LogPolicy } from './policy.ts';
import { noteKey } from './vkey.ts';

const policyOf = (text: string): LogPolicy => {
  const parsed = parsePolicy(hashing, text);
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.policy;
};
const policy = policyOf(POLICY);
const leaf = new Uint8Array(48);

describe('judgement of a checkpoint', () => {
  it.each([
    [0, [], false],
    [1, ['w0'], false],
    [2, ['w0', 'w1'], true],
    [3, ['w0', 'w1', 'w2'], true],
  ] as const)('with %d cosignatures is witnessed by %j: quorum %s', (count, witnessedBy, quorum) => {
    expect(judgeCheckpoint(tinyLog([leaf], count).checkpoint, policy, strict)).toMatchObject({
      ok: true,
      judged: { checkpoint: { origin: ORIGIN, size: 1 }, witnessedBy, quorum },
    });
  });

  it('fails without the signature of the log, though witnesses signed', () => {
    const lines = tinyLog([leaf]).checkpoint.split('\n');
    expect(judgeCheckpoint(lines.filter((line) => !line.startsWith(`\u2014 ${ORIGIN}`)).join('\n'), policy, strict)).toEqual({
      ok: false,
      reason: 'not_signed_by_log',
    });
  });

  it('fails when a known witness has a wrong signature, when the log is unknown, and when it is no checkpoint', () => {
    const { checkpoint } = tinyLog([leaf]);
    const other = tinyLog([leaf, leaf]).checkpoint;
    const mixed = checkpoint.replace(/\u2014 witness\S+0 .*\n/u, /\u2014 witness\S+0 .*\n/u.exec(other)?.[0] ?? '');
    expect(judgeCheckpoint(mixed, policy, strict)).toEqual({ ok: false, reason: 'bad_signature' });
    expect(judgeCheckpoint(tinyLog([leaf], 2, 'other.example').checkpoint, policy, strict)).toEqual({
      ok: false,
      reason: 'unknown_log',
      origin: 'other.example',
    });
    expect(judgeCheckpoint('x\n', policy, strict)).toEqual({ ok: false, reason: 'malformed' });
    expect(judgeCheckpoint(tinyPromise(leaf), policy, strict)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('ignores signatures of a kind that cannot be checked here', () => {
    const withUnknown = policyOf(POLICY.replace('group', 'witness pq pq.example+00000001+BgEC\ngroup'));
    const message = `${tinyLog([leaf]).checkpoint}\u2014 pq.example AAAAAQEBAQE=\n`;
    expect(judgeCheckpoint(message, withUnknown, strict)).toMatchObject({ ok: true, judged: { witnessedBy: ['w0', 'w1'] } });
  });
});

describe('judgement of a promise', () => {
  it('accepts the promise key of the log, and no other key', () => {
    const message = tinyPromise(leaf);
    expect(judgePromise(message, policy, strict)).toMatchObject({ ok: true, promise: { origin: ORIGIN } });
    expect(judgePromise(message, { ...policy, promiseKeys: [] }, strict)).toEqual({ ok: false, reason: 'unknown_key', origin: ORIGIN });
    const text = message.slice(0, message.indexOf('\n\n') + 1);
    const forged = signNote(text, noteKey(hashing, `${ORIGIN}/promise`, testKey(50).publicKey), testKey(50).signing);
    expect(judgePromise(forged, policy, strict)).toEqual({ ok: false, reason: 'not_signed' });
    const wrong = signNote(text, policy.promiseKeys[0] ?? noteKey(hashing, 'x', leaf.slice(0, 32)), testKey(50).signing);
    expect(judgePromise(wrong, policy, strict)).toEqual({ ok: false, reason: 'bad_signature' });
    expect(judgePromise(tinyLog([leaf]).checkpoint, policy, strict)).toEqual({ ok: false, reason: 'malformed' });
  });
});
