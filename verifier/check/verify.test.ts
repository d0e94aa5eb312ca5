import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { logKeyText } from '../../kernel/canonical/names.ts';
import type { Bundle } from '../../kernel/leaf/bundle.ts';
import { bundleText } from '../../kernel/leaf/bundle-text.ts';
import { formatNote, noteSignature } from '../../kernel/log/note.ts';
import { nobleHashing, nobleVerifying } from '../../ports/noble.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { testKey } from '../testing/ports.ts';
import { FILED_AT, INCLUDE_BY, logKeyOf, ORIGIN, POLICY, POLICY_ALONE, tinyLog, tinyPromise } from '../testing/tiny-log.ts';
import { LOG_KEY, MATTER, tinyBundle, tinyMatter, TOLD } from '../testing/tiny-matter.ts';
import type { Verdict } from './verdict.ts';
import { verifyBundle } from './verify.ts';

const ports = { hashing: nodeHashing, verifying: nodeVerifying };
const verify = (bundle: Bundle, policyText: string | undefined = POLICY): Verdict =>
  verifyBundle({ bundleText: bundleText(bundle), policyText, ports });
const outcome = ({ verdict, code }: Verdict): string => `${verdict} ${code}`;
const codes = (statements: readonly { readonly code: string }[]): readonly string[] => statements.map(({ code }) => code);

describe('a whole bundle', () => {
  const { bundle, log } = tinyBundle();

  it('is true, and says what it proves and what it cannot', () => {
    const verdict = verify(bundle);
    expect(outcome(verdict)).toBe('true true');
    expect(codes(verdict.proved)).toEqual([
      'filing_promised',
      'signed_by_log',
      'events_included',
      'stream_complete',
      'stream_complete',
      'texts_unchanged',
      'witnessed',
      'between',
    ]);
    expect(verdict.proved.at(-1)?.params).toEqual({ from: '2026-09-28T02:03:04.005Z', to: '2026-09-28T16:13:20.000Z', by: 'w0' });
    expect(codes(verdict.notProved)).toEqual(['times_claimed', 'printed_not_compared', 'later_events']);
    expect(verdict.steps.map(({ step, done }) => [step, done])).toEqual([
      ['signed', true],
      ['printed', 'compare'],
      ['witnessed', true],
    ]);
    expect(verdict.events.map(({ type, level, n, index, provedBySize }) => [type, level, n, index, provedBySize])).toEqual(
      [
        ['filed', 0, 0],
        ['registered', 0, 1],
        ['supervised', 1, 0],
        ['acknowledged', 0, 2],
        ['replied', 0, 3],
        ['supervision_notified', 1, 1],
      ].map((event, at) => [...event, 257 + at, log.size]),
    );
  });

  it('gets the same verdict from the libraries of a browser', () => {
    const input = { bundleText: bundleText(bundle), policyText: POLICY };
    expect(verifyBundle({ ...input, ports: { hashing: nobleHashing, verifying: nobleVerifying } })).toEqual(
      verifyBundle({ ...input, ports }),
    );
  });

  it('cannot be judged without a policy file, with a broken one, or with one of another log', () => {
    expect(outcome(verifyBundle({ bundleText: bundleText(bundle), policyText: undefined, ports }))).toBe('cannot_tell no_policy');
    expect(outcome(verify(bundle, 'nonsense'))).toBe('cannot_tell bad_policy');
    expect(outcome(verify(bundle, POLICY.replace(/^log .*\n/, '')))).toBe('cannot_tell unknown_log');
  });

  it('that contradicts itself is false even without a policy file', () => {
    const changed = { ...bundle, matter: 'K7QM4X2E' };
    expect(outcome(verifyBundle({ bundleText: bundleText(changed), policyText: undefined, ports }))).toBe('false wrong_matter');
  });

  it('with fewer witnesses than the policy asks for cannot be judged; without that demand it is signed only', () => {
    const lonely = tinyBundle({ cosigners: 1 }).bundle;
    expect(verify(lonely)).toMatchObject({ verdict: 'cannot_tell', code: 'quorum_not_met', params: { by: 1, of: 3 } });
    const verdict = verify(lonely, POLICY_ALONE);
    expect(outcome(verdict)).toBe('true true');
    expect(codes(verdict.notProved)).toContain('not_witnessed');
  });

  it('whose texts were redacted is true and says which are missing', () => {
    const verdict = verify({ ...bundle, texts: new Map() });
    expect(outcome(verdict)).toBe('true true');
    expect(verdict.notProved.filter(({ code }) => code === 'text_absent')).toHaveLength(5);
    expect(codes(verdict.proved)).not.toContain('texts_unchanged');
  });

  it('with an internal note still closed is true and says so', () => {
    const closed = bundle.events.map((event) => (event.salt === null ? event : { ...event, payload: null, salt: null, blobKey: null }));
    const texts = new Map([...bundle.texts].filter(([, text]) => text !== '等零件'));
    const verdict = verify({ ...bundle, events: closed, texts });
    expect(outcome(verdict)).toBe('true true');
    expect(verdict.notProved).toContainEqual({ code: 'withheld', params: { level: 0, n: 2 } });
    expect(verdict.events[3]).toMatchObject({ type: null, recordedAt: null, index: 260 });
  });

  it('with an internal note whose text has no key cannot be judged', () => {
    const events = bundle.events.map((event) => ({ ...event, blobKey: null }));
    expect(outcome(verify({ ...bundle, events }))).toBe('cannot_tell text_without_key');
  });

  it('whose time runs backwards is false', () => {
    const told = [...TOLD, { type: 'extended', change: { recordedAt: instant(0) } }];
    expect(outcome(verify(tinyBundle({ told }).bundle))).toBe('false time_runs_back');
  });
});

describe('times', () => {
  it('that are later than a witness has seen it are named as wrong, and prove no interval', () => {
    const later = tinyBundle({
      told: TOLD.map((one, at) => ({ ...one, change: { ...one.change, recordedAt: instant(FILED_AT + 30 * 86_400_000 + at * 1000) } })),
    });
    const verdict = verify(later.bundle);
    expect(outcome(verdict)).toBe('true true');
    expect(codes(verdict.proved)).not.toContain('between');
    expect(codes(verdict.notProved)).toContain('times_ahead');
  });
});

describe('a bundle before its tick', () => {
  const { bundle } = tinyBundle({ included: 0 });

  it('is true as far as the promise goes', () => {
    const verdict = verify(bundle);
    expect(outcome(verdict)).toBe('true true');
    expect(codes(verdict.proved)).toEqual(['filing_promised', 'stream_complete', 'stream_complete', 'texts_unchanged']);
    expect(codes(verdict.notProved)).toEqual([
      'filing_not_included',
      ...TOLD.slice(1).map(() => 'not_yet_included'),
      'not_witnessed',
      'times_claimed',
      'later_events',
    ]);
    expect(verdict.steps.map(({ done }) => done)).toEqual([true, false, false]);
  });

  it('says when the promise has run out, and stays true', () => {
    const at = (now: number): Verdict => verifyBundle({ bundleText: bundleText(bundle), policyText: POLICY, ports, now: instant(now) });
    expect(codes(at(INCLUDE_BY).notProved)).not.toContain('promise_overdue');
    expect(codes(at(INCLUDE_BY + 1).notProved)).toContain('promise_overdue');
    expect(at(INCLUDE_BY + 1).verdict).toBe('true');
  });

  it('without a promise, or without its key in the policy, proves nothing', () => {
    expect(outcome(verify({ ...bundle, promise: null }))).toBe('cannot_tell nothing_signed');
    expect(outcome(verify(bundle, POLICY.replace(/# huiyin-promise .*\n/, '')))).toBe('cannot_tell unknown_promise_key');
  });

  it('with later events waiting is true for those included', () => {
    const verdict = verify(tinyBundle({ included: 2 }).bundle);
    expect(outcome(verdict)).toBe('true true');
    expect(verdict.notProved.filter(({ code }) => code === 'not_yet_included')).toHaveLength(4);
    expect(verdict.events.map(({ provedBySize }) => provedBySize)).toEqual([302, 302, null, null, null, null]);
  });

  it('whose promise key the policy lacks is true once the filing is in the log', () => {
    const verdict = verify(tinyBundle().bundle, POLICY.replace(/# huiyin-promise .*\n/, ''));
    expect(outcome(verdict)).toBe('true true');
    expect(codes(verdict.notProved)).toContain('promise_key_unknown');
  });
});

describe('a bundle with words of another matter or log', () => {
  const { bundle } = tinyBundle();
  const [filing] = bundle.events;
  const otherLeaf = bundle.events[1]?.leaf ?? new Uint8Array();

  it.each<[string, Partial<Bundle>]>([
    ['false promise_other_leaf', { promise: tinyPromise(otherLeaf) }],
    ['false checkpoint_not_signed', { checkpoint: tinyLog([otherLeaf]).checkpoint.replace(/\n300\n|\n1\n/, '\n2\n') }],
    ['false wrong_proof', { checkpoint: tinyLog([otherLeaf]).checkpoint }],
    ['false promise_malformed', { promise: 'promise' }],
    ['false checkpoint_malformed', { checkpoint: 'checkpoint' }],
    ['false wrong_tag', { logKey: new Uint8Array(16) }],
    ['false wrong_matter', { jurisdiction: 2 }],
    ['false promise_other_log', { origin: 'huiyin.local/00112233aabbccdd/2' }],
    [
      'cannot_tell unknown_log',
      { origin: 'huiyin.local/other', promise: null, checkpoint: tinyLog([otherLeaf], 2, 'huiyin.local/other').checkpoint },
    ],
    ['false checkpoint_other_log', { origin: 'huiyin.local/other', promise: null }],
    ['false checkpoint_other_log', { promise: null, checkpoint: tinyLog([otherLeaf], 2, 'huiyin.local/other').checkpoint }],
    ['false promise_other_log', { promise: tinyPromise(filing?.leaf ?? otherLeaf, INCLUDE_BY, 'huiyin.local/other') }],
    ['false text_unknown', { texts: new Map([...bundle.texts, ['0'.repeat(64), 'x']]) }],
    ['false filing_withheld', { events: bundle.events.map((event) => (event === filing ? { ...event, payload: null } : event)) }],
  ])('is %s', (expected, change) => expect(outcome(verify({ ...bundle, ...change }))).toBe(expected));

  it('signed by another key under the same name is false', () => {
    const text = bundle.checkpoint?.slice(0, bundle.checkpoint.indexOf('\n\n') + 1) ?? '';
    const forged = formatNote({ text, signatures: [noteSignature(text, logKeyOf(ORIGIN), testKey(99).signing)] });
    expect(outcome(verify({ ...bundle, checkpoint: forged }))).toBe('false checkpoint_not_signed');
  });
});

describe('the answer to a filing', () => {
  const [filing] = tinyMatter(TOLD).events;
  const leaf = filing?.leaf ?? new Uint8Array();
  const answer = {
    number: MATTER,
    code: '0'.repeat(21),
    logKey: logKeyText(LOG_KEY),
    leaf: toBase64(leaf),
    promise: tinyPromise(leaf),
    stages: [{ a: 1 }],
  };
  const judge = (change: object, policyText: string | undefined = POLICY): string =>
    outcome(verifyBundle({ bundleText: JSON.stringify({ ...answer, ...change }), policyText, ports }));

  it('is true as far as the promise goes', () => {
    const verdict = verifyBundle({ bundleText: JSON.stringify(answer), policyText: POLICY, ports, now: instant(INCLUDE_BY + 1) });
    expect(outcome(verdict)).toBe('true true');
    expect(verdict.proved).toEqual([{ code: 'filing_promised', params: { origin: ORIGIN, includeBy: '2026-09-28T02:23:04.005Z' } }]);
    expect(codes(verdict.notProved)).toEqual(['filing_not_included', 'promise_overdue', 'not_witnessed', 'answer_only']);
  });

  it('is false about another leaf, with another key or promise, and cannot be judged without policy', () => {
    const other = tinyBundle().bundle.events[1]?.leaf ?? new Uint8Array();
    expect(judge({ leaf: toBase64(other) })).toBe('false wrong_tag');
    expect(judge({ logKey: logKeyText(new Uint8Array(16)) })).toBe('false wrong_tag');
    expect(judge({ promise: tinyPromise(other) })).toBe('false promise_other_leaf');
    expect(judge({ promise: 'x' })).toBe('false promise_malformed');
    expect(judge({ extra: 1 })).toBe('false malformed');
    expect(judge({ number: 1 })).toBe('false malformed');
    expect(judge({}, POLICY.replace(/# huiyin-promise .*\n/, ''))).toBe('cannot_tell unknown_promise_key');
    expect(outcome(verifyBundle({ bundleText: JSON.stringify(answer), policyText: undefined, ports }))).toBe('cannot_tell no_policy');
  });
});
