import { describe, expect, it } from 'vitest';
import { hashing, strict } from '../../verifier/testing/ports.ts';
import { FILED_AT, logKeyOf, ORIGIN, tinyLog } from '../../verifier/testing/tiny-log.ts';
import { toIso } from '../calendar/instant.ts';
import { toBase64 } from '../canonical/base64.ts';
import { toHex } from '../canonical/bytes.ts';
import { eventLeaf, leafBytes, leafTag } from '../leaf/leaf.ts';
import { payloadBytes, type EventPayload } from '../leaf/payload.ts';
import { formatVkey } from '../log/vkey.ts';
import { checkRequest, type ClaimedRequest, type RequestCheck } from './check-request.ts';

const view = new Uint8Array(32).fill(5);
const asked: EventPayload = {
  jurisdiction: 1,
  matter: 'K7QM4X2D',
  level: 1,
  n: 1,
  type: 'unseal_asked',
  v: 1,
  recordedAt: FILED_AT,
  occurredOn: null,
  actor: { kind: 'staff', post: 'head', office: 'water' },
  visibility: 'open',
  policy: 'a'.repeat(64),
  calendar: 'b'.repeat(64),
  keyEpoch: 0,
  previous: 'c'.repeat(64),
  texts: {},
  data: { purpose: 'court_order', custodians: 'd'.repeat(64) },
};
const first = leafBytes(leafTag(hashing, view, 0), new Uint8Array(32));

/** A request for what `payload` says, with everything that proves it. */
const claimed = (payload: EventPayload = asked): ClaimedRequest => {
  const bytes = payloadBytes(payload);
  const leaves = [first, eventLeaf(hashing, { view, saltKey: view }, 1, bytes)];
  const log = tinyLog(leaves, 0);
  return {
    jurisdiction: 1,
    matter: 'K7QM4X2D',
    level: 1,
    n: 1,
    purpose: 'court_order',
    custodians: 'd'.repeat(64),
    askedAt: toIso(FILED_AT),
    evidence: {
      vkey: formatVkey(logKeyOf(ORIGIN)),
      checkpoint: log.checkpoint,
      viewKeys: [toHex(view)],
      payload: toBase64(bytes),
      leaves: leaves.map((leaf, index) => ({ leaf: toBase64(leaf), index, proof: log.proof(index).map(toBase64) })),
    },
  };
};
const checked = (change: Partial<ClaimedRequest>): RequestCheck => checkRequest(hashing, strict, { ...claimed(), ...change });
const shown = (change: Partial<ClaimedRequest['evidence']>): RequestCheck => checked({ evidence: { ...claimed().evidence, ...change } });
const ALL: RequestCheck = { signed: true, published: true, inTurn: true, asSaid: true };
const [one, two] = claimed().evidence.leaves;
if (!one || !two) throw new Error('two leaves');

describe('what a custodian’s page finds of a request', () => {
  it('that is signed, published, in turn and as it is said holds all four', () => {
    expect(checkRequest(hashing, strict, claimed())).toEqual(ALL);
  });

  it.each<readonly [string, Partial<ClaimedRequest>]>([
    ['another jurisdiction', { jurisdiction: 2 }],
    ['another matter', { matter: 'K7QM4X2E' }],
    ['another level', { level: 0 }],
    ['another purpose', { purpose: 'life_in_danger' }],
    ['other custodians', { custodians: 'e'.repeat(64) }],
    ['another time', { askedAt: toIso(FILED_AT).replace('2026', '2025') }],
  ])('that is said to be of %s is not as it is said', (_what, change) => {
    expect(checked(change)).toEqual({ ...ALL, asSaid: false });
  });

  it.each<readonly [string, Partial<EventPayload>]>([
    ['another step', { type: 'unsealed' }],
    ['an internal note', { visibility: 'internal' }],
    ['another number', { n: 2 }],
  ])('that is %s in truth is not as it is said', (_what, change) => {
    expect(checkRequest(hashing, strict, claimed({ ...asked, ...change }))).toEqual({ ...ALL, asSaid: false });
  });

  it.each<readonly [string, Partial<ClaimedRequest['evidence']>, Partial<RequestCheck>]>([
    ['no checkpoint', { checkpoint: null }, { signed: false, published: false }],
    ['a checkpoint that is none', { checkpoint: 'x\n' }, { signed: false, published: false }],
    ['a key that is none', { vkey: 'x' }, { signed: false, published: false }],
    ['the key of another log', { vkey: formatVkey(logKeyOf('other.example')) }, { signed: false, published: false }],
    ['a checkpoint of another log', { checkpoint: tinyLog([first], 0, 'other.example').checkpoint }, { signed: false, published: false }],
    [
      'a checkpoint without its signature',
      { checkpoint: claimed().evidence.checkpoint?.replace(ORIGIN, `${ORIGIN}x`) ?? null },
      { signed: false, published: false },
    ],
    ['a checkpoint of a smaller log', { checkpoint: tinyLog([first], 0).checkpoint }, { published: false }],
    ['a leaf without a place', { leaves: [{ ...one, index: null }, two] }, { published: false }],
    ['a leaf without a proof', { leaves: [one, { ...two, proof: null }] }, { published: false }],
    ['a leaf at another place', { leaves: [{ ...one, index: 1 }, two] }, { published: false }],
    ['a proof that is none', { leaves: [{ ...one, proof: ['?'] }, two] }, { published: false }],
    ['leaves in another order', { leaves: [two, one] }, { inTurn: false, asSaid: false }],
    ['a leaf missing', { leaves: [two] }, { published: false, inTurn: false, asSaid: false }],
    ['a leaf too many', { leaves: [one, two, two] }, { published: false, inTurn: false, asSaid: false }],
    ['no leaves', { leaves: [] }, { published: false, inTurn: false, asSaid: false }],
    ['another view key', { viewKeys: ['06'.repeat(32)] }, { inTurn: false, asSaid: false }],
    ['a short view key', { viewKeys: ['05'.repeat(31)] }, { published: false, inTurn: false, asSaid: false }],
    ['a view key that is none', { viewKeys: ['x'] }, { published: false, inTurn: false, asSaid: false }],
    ['another payload', { payload: toBase64(payloadBytes({ ...asked, keyEpoch: 1 })) }, { asSaid: false }],
    ['a payload that is none', { payload: '?' }, { asSaid: false }],
  ])('with %s fails that and nothing else', (_what, change, failed) => {
    expect(shown(change)).toEqual({ ...ALL, ...failed });
  });
});
