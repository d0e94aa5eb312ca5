import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { bundleText } from '../../kernel/leaf/bundle-text.ts';
import { parseBundle, type Bundle } from '../../kernel/leaf/bundle.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { bundle, MUTATIONS, swapped, whole, withEvent } from '../testing/mutations.ts';
import { POLICY } from '../testing/tiny-log.ts';
import type { Verdict } from './verdict.ts';
import { verifyBundle } from './verify.ts';

const judge = (text: string): Verdict =>
  verifyBundle({ bundleText: text, policyText: POLICY, ports: { hashing: nodeHashing, verifying: nodeVerifying } });

describe('a true bundle', () => {
  it('is true before it is changed', () => expect(judge(whole).verdict).toBe('true'));

  it(`is not true after any of ${MUTATIONS.length} changes`, () => {
    expect(MUTATIONS.length).toBeGreaterThan(300);
    const survivors = MUTATIONS.filter(([, changed]) => bundleText(changed) === whole || judge(bundleText(changed)).verdict === 'true');
    expect(survivors.map(([name]) => name)).toEqual([]);
  });

  it.each<[string, string, Bundle]>([
    ['texts left out', 'text_absent', { ...bundle, texts: new Map() }],
    ['the place of an event left out', 'not_yet_included', withEvent(4, () => ({ place: null }))],
    [
      'the last event of a stream and its text left out',
      'later_events',
      { ...bundle, events: bundle.events.slice(0, 5), texts: new Map([...bundle.texts].filter(([, text]) => text !== '逾期')) },
    ],
    ['an event that is not the filing closed', 'withheld', withEvent(1, () => ({ payload: null }))],
    ['two streams interleaved otherwise', 'later_events', swapped(1, 2)],
    ['the promise left out once the filing is proved', 'later_events', { ...bundle, promise: null }],
  ])('stays true with %s, because the verdict says so (%s)', (_, code, changed) => {
    const verdict = judge(bundleText(changed));
    expect(verdict.verdict).toBe('true');
    expect(verdict.notProved.map((statement) => statement.code)).toContain(code);
  });

  it('changed in any one character of its file is not true, unless it reads the same', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 127 }), (at, bits) => {
        const changed = whole.slice(0, at) + String.fromCharCode(whole.charCodeAt(at) ^ bits) + whole.slice(at + 1);
        const isSame = JSON.stringify(readable(changed)) === JSON.stringify(readable(whole));
        expect(judge(changed).verdict === 'true').toBe(isSame);
      }),
      { numRuns: 400 },
    );
  });
});

/** A bundle as plain data, so that two files can be told to mean the same. */
const readable = (text: string): unknown => {
  const read = parseBundle(text);
  if (read?.kind !== 'bundle') return null;
  return { ...read, texts: [...read.texts], logKey: toBase64(read.logKey) };
};
