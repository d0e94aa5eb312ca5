import { createHash } from 'node:crypto';
import { addMs, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { encodeAnswerCode, parseAnswerCode, type AnswerCode } from '../../kernel/callout/answer-code.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { hashing } from '../keys/hashing.ts';
import type { Service } from '../service.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';

/** A code answers for so long: who finds an old mail answers nothing any more. */
const GOOD_MS = 72 * 3_600_000;

/** The code of a message. It is made anew of the message at each try, so that nowhere is it stored. */
export const codeOfMessage = ({ wrappingKey }: Pick<Service, 'wrappingKey'>, id: string): AnswerCode =>
  encodeAnswerCode(hashing.hmac(wrappingKey, Buffer.from(`huiyin/call-code/v1/${id}`)));

const hashOf = (code: AnswerCode): Buffer => createHash('sha256').update(`huiyin/call-code/v1\n${code}`).digest();

/** Keeps the hashes of the codes of some messages, in the transaction that writes those. */
export const keepCodes = async (
  tx: Transaction,
  service: Pick<Service, 'wrappingKey'>,
  messages: readonly { readonly id: string; readonly matter: string; readonly post: string }[],
  now: Instant,
): Promise<void> => {
  const rows = messages.map(({ id, matter, post }) => [
    tx.jurisdiction,
    hashOf(codeOfMessage(service, id)),
    id,
    matter,
    post,
    toIso(addMs(now, GOOD_MS)),
  ]);
  await insertRows(tx, 'call_code', ['jurisdiction', 'code_hash', 'id', 'matter', 'post', 'until'], rows, 'on conflict do nothing');
};

/** What a code answers: for which post, in what. */
export interface Answering {
  /** The number of what happened. */
  readonly matter: string;
  readonly post: string;
}

const FIND = statement<Answering & { until: number }>(
  'find_call_code',
  'select matter, post, until from call_code where jurisdiction = $1 and code_hash = $2',
);
const FORGET = statement('forget_call_codes', 'delete from call_code where jurisdiction = $1 and until < $2');
/** A late code is told apart from a wrong one for so long. */
const TOLD_LATE_MS = 30 * 24 * 3_600_000;

/**
 * What a code as somebody typed it answers. One that is unknown is refused as a wrong guess (`engine/http/rate-limit.ts` counts those), one that
 * is too old says so: whoever had it may sign in and answer there.
 */
export const answerCode = async (service: Service, typed: string): Promise<Answering | Refusal> => {
  const code = parseAnswerCode(typed);
  const [found] = code === undefined ? [] : await service.read((tx) => tx.run(FIND, [tx.jurisdiction, hashOf(code)]));
  if (!found) return refuse('not_found', { what: 'call' });
  const { matter, post, until } = found;
  return until < service.clock() ? refuse('call_code_late') : { matter, post };
};

/** Codes that are long past are forgotten. The sweep does it. */
export const forgetCodes = async (tx: Transaction, now: Instant): Promise<void> =>
  void (await tx.run(FORGET, [tx.jurisdiction, toIso(addMs(now, -TOLD_LATE_MS))]));
