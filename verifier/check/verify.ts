import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import { parseBundle, type Bundle, type FilingAnswer } from '../../kernel/leaf/bundle.ts';
import type { JudgedCheckpoint } from '../../kernel/log/judge.ts';
import { leafTag, viewKey } from '../../kernel/leaf/leaf.ts';
import type { InclusionPromise } from '../../kernel/leaf/promise.ts';
import { isTlogProof } from '../../kernel/log/tlog-proof.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { checkAccesses } from './accesses.ts';
import { checkCheckpoint, checkInclusions, checkPromise, isOverdue, type Trust } from './signatures.ts';
import { checkStreams, type OpenedEvent } from './streams.ts';
import { headParams, readPolicy, stepsOf } from './standing.ts';
import { checkTexts, type TextsChecked } from './texts.ts';
import { verifyTlogProof } from './tlog-proof.ts';
import {
  fault,
  passed,
  verdictOf,
  type Checked,
  type NotProved,
  type Ports,
  type Proved,
  type Verdict,
  type VerifiedEvent,
} from './verdict.ts';

export interface VerifyInput {
  /** Null where the file is UTF-16, and so nothing can be said of it. */
  readonly bundleText: string | null;
  readonly policyText: string | undefined;
  readonly ports: Ports;
  /** A photo or paper of the matter, to be compared with what was recorded of it. */
  readonly file?: Uint8Array | undefined;
  /** For saying that a promise has run out; a verdict never depends on it. */
  readonly now?: Instant;
}

/** What was established about a bundle that no check found fault with. */
interface Established {
  readonly events: readonly OpenedEvent[];
  readonly texts: TextsChecked;
  readonly promise: InclusionPromise | 'key_unknown' | null;
  readonly head: JudgedCheckpoint | null;
  readonly included: number;
  /** Days of the access record that stand in the log. */
  readonly accesses: number;
}

/** Signatures and places; what speaks for the filing decides whether anything can be said at all. */
const checkSigned = (
  trust: Trust,
  hashing: Hashing,
  bundle: Bundle,
  events: readonly OpenedEvent[],
): Checked<Omit<Established, 'events' | 'texts'>> => {
  const filing = events.find(({ event }) => event.level === 0);
  if (filing === undefined) return fault('wrong_position', { level: 0, n: 0 });
  const about = { origin: bundle.origin, leafHash: filing.leafHash };
  const promise = bundle.promise === null ? passed(null) : checkPromise(trust, bundle.promise, about);
  if (!promise.ok) return promise;
  const head = bundle.checkpoint === null ? passed(null) : checkCheckpoint(trust, bundle.checkpoint, bundle.origin);
  if (!head.ok) return head;
  const included = head.value === null ? passed(0) : checkInclusions(hashing, head.value, events);
  if (!included.ok) return included;
  const accesses = checkAccesses(hashing, bundle, head.value);
  if (!accesses.ok) return accesses;
  if (filing.event.place === null && promise.value === 'key_unknown') return fault('unknown_promise_key', { origin: bundle.origin });
  if (filing.event.place === null && promise.value === null) return fault('nothing_signed');
  return passed({ promise: promise.value, head: head.value, included: included.value, accesses: accesses.value });
};

const checkBundle = (hashing: Hashing, bundle: Bundle, trust: Checked<Trust>, file: Uint8Array | undefined): Checked<Established> => {
  const events = checkStreams(hashing, bundle);
  if (!events.ok) return events;
  const texts = checkTexts(hashing, bundle, events.value, file);
  if (!texts.ok) return texts;
  // Whether a bundle contradicts itself needs no trust; whether anybody stands behind it does.
  if (!trust.ok) return trust;
  const signed = checkSigned(trust.value, hashing, bundle, events.value);
  return signed.ok ? passed({ events: events.value, texts: texts.value, ...signed.value }) : signed;
};

/** The earliest time that the office states of what stands in the log. */
const firstTime = (events: readonly OpenedEvent[]): Instant | undefined => {
  const times = events.filter(({ event }) => event.place !== null).flatMap(({ payload }) => (payload ? [payload.recordedAt] : []));
  return times.length === 0 ? undefined : instant(Math.min(...times));
};

const provedOf = ({ events, texts, promise, head, included, accesses }: Established, witnesses: number): readonly Proved[] => {
  const proved: Proved[] = [];
  if (promise !== null && promise !== 'key_unknown')
    proved.push({ code: 'filing_promised', params: { origin: promise.origin, includeBy: toIso(promise.includeBy) } });
  if (head !== null) proved.push({ code: 'signed_by_log', params: headParams(head) });
  if (head !== null && included > 0) proved.push({ code: 'events_included', params: { count: included, size: head.checkpoint.size } });
  for (const level of [0, 1, 2]) {
    const count = events.filter(({ event }) => event.level === level).length;
    if (count > 0) proved.push({ code: 'stream_complete', params: { level, count } });
  }
  if (texts.count > 0) proved.push({ code: 'texts_unchanged', params: { count: texts.count } });
  if (texts.file !== null) proved.push(texts.file);
  if (accesses > 0) proved.push({ code: 'accesses_recorded', params: { count: accesses } });
  if (head !== null && head.witnessedBy.length > 0)
    proved.push({ code: 'witnessed', params: { by: head.witnessedBy.length, of: witnesses } });
  const from = firstTime(events);
  if (head?.seen && from !== undefined && from <= head.seen.at)
    proved.push({ code: 'between', params: { from: toIso(from), to: toIso(head.seen.at), by: head.seen.by } });
  return proved;
};

const placeless = ({ event: { level, n } }: OpenedEvent): NotProved => ({
  code: level === 0 && n === 0 ? 'filing_not_included' : 'not_yet_included',
  params: { level, n },
});

const notProvedOf = ({ events, texts, promise, head }: Established, now: Instant | undefined): readonly NotProved[] => {
  const notProved: NotProved[] = events.filter(({ event }) => event.place === null).map(placeless);
  const filingWaits = notProved.some(({ code }) => code === 'filing_not_included');
  if (promise === 'key_unknown') notProved.push({ code: 'promise_key_unknown', params: {} });
  else if (promise !== null && filingWaits && isOverdue(promise, now))
    notProved.push({ code: 'promise_overdue', params: { includeBy: toIso(promise.includeBy) } });
  for (const { event, payload } of events) {
    if (payload === null) notProved.push({ code: 'withheld', params: { level: event.level, n: event.n } });
  }
  const given = JSON.stringify(texts.file?.params);
  notProved.push(...texts.absent.filter((it) => JSON.stringify(it.params) !== given));
  if (head === null || head.witnessedBy.length === 0) notProved.push({ code: 'not_witnessed', params: {} });
  const from = firstTime(events);
  // A witness has seen what is said to have happened later: the office's clock is ahead, or its word is wrong.
  if (head?.seen && from !== undefined && from > head.seen.at)
    notProved.push({ code: 'times_ahead', params: { from: toIso(from), to: toIso(head.seen.at), by: head.seen.by } });
  else notProved.push({ code: 'times_claimed', params: {} });
  if (head !== null) notProved.push({ code: 'printed_not_compared', params: headParams(head) });
  return [...notProved, { code: 'later_events', params: {} }];
};

const eventsOf = ({ events, head }: Established): readonly VerifiedEvent[] =>
  events.map(({ event, payload }) => ({
    type: payload?.type ?? null,
    recordedAt: payload?.recordedAt ?? null,
    level: event.level,
    n: event.n,
    index: event.place?.index ?? null,
    provedBySize: event.place === null || head === null ? null : head.checkpoint.size,
  }));

const checkAnswer = (hashing: Hashing, answer: FilingAnswer, trust: Checked<Trust>): Checked<InclusionPromise> => {
  const tag = leafTag(hashing, viewKey(hashing, answer.logKey, 0), 0);
  if (!bytesEqual(tag, answer.leaf.slice(0, tag.length))) return fault('wrong_tag', { level: 0, n: 0 });
  if (!trust.ok) return trust;
  const promise = checkPromise(trust.value, answer.promise, { origin: null, leafHash: hashLeaf(hashing, answer.leaf) });
  if (!promise.ok) return promise;
  return promise.value === 'key_unknown' ? fault('unknown_promise_key') : passed(promise.value);
};

const answerVerdict = (promise: InclusionPromise, witnesses: number, now: Instant | undefined): Verdict => ({
  verdict: 'true',
  code: 'true',
  params: {},
  steps: stepsOf(null, witnesses),
  proved: [{ code: 'filing_promised', params: { origin: promise.origin, includeBy: toIso(promise.includeBy) } }],
  notProved: [
    { code: 'filing_not_included', params: { level: 0, n: 0 } },
    ...(isOverdue(promise, now) ? [{ code: 'promise_overdue' as const, params: { includeBy: toIso(promise.includeBy) } }] : []), // narrows the code to its literal
    { code: 'not_witnessed', params: {} },
    { code: 'answer_only', params: {} },
  ],
  events: [{ type: null, recordedAt: null, level: 0, n: 0, index: null, provedBySize: null }],
});

/** Judges what a filer kept. Pure: the same bundle and policy give the same verdict in every runtime, for ever. */
export const verifyBundle = ({ bundleText, policyText, ports, file, now }: VerifyInput): Verdict => {
  const { hashing } = ports;
  if (bundleText === null) return verdictOf(fault('not_utf8').fault);
  if (isTlogProof(bundleText)) return verifyTlogProof({ text: bundleText, policyText, ports, isWithFile: file !== undefined });
  const bundle = parseBundle(bundleText);
  if (bundle === undefined) return verdictOf(fault('malformed').fault);
  const policy = readPolicy(hashing, policyText);
  const trust = policy.ok ? passed({ policy: policy.value, verifying: strictVerifying(ports.verifying) }) : policy;
  const witnesses = policy.ok ? policy.value.witnesses.length : 0;
  if (bundle.kind === 'answer') {
    if (file !== undefined) return verdictOf(fault('file_without_bundle').fault);
    const promise = checkAnswer(hashing, bundle, trust);
    return promise.ok ? answerVerdict(promise.value, witnesses, now) : verdictOf(promise.fault);
  }
  const checked = checkBundle(hashing, bundle, trust, file);
  if (!checked.ok) return verdictOf(checked.fault);
  return {
    verdict: 'true',
    code: 'true',
    params: {},
    steps: stepsOf(checked.value.head, witnesses),
    proved: provedOf(checked.value, witnesses),
    notProved: notProvedOf(checked.value, now),
    events: eventsOf(checked.value),
  };
};
