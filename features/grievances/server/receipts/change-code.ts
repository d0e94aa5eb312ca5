import { logKeyText } from '../../../../kernel/canonical/names.ts';
import { encodeReceiptCode, formatReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { findMatters, readHistories } from '../../../../engine/store/history.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { claimReadyAt, receiptsOf, rightOf } from '../../domain/receipts/receipts.ts';
import { inOrder } from '../../domain/state.ts';
import type { Holding } from './find-matter-of.ts';
import { isWord, mayTry, triedRightly } from './lost-word.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { receiptId } from './receipt-code.ts';
import { takeStep } from '../take-step.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';

/** What can be done with codes by who holds one. */
export const CODE_ACTS = ['replace', 'contest', 'give_reader', 'end_readers', 'give_carrier', 'end_carriers'] as const;
export type CodeAct = (typeof CODE_ACTS)[number];

const COMMANDS: { readonly [act in CodeAct]: string } = {
  replace: 'replace_code',
  contest: 'contest_replacement',
  give_reader: 'give_reading_code',
  end_readers: 'end_reading_codes',
  give_carrier: 'give_carrying_code',
  end_carriers: 'end_carrying',
};

/** A code shown once; a log key where the new code brings one. */
export interface NewCode {
  readonly code: string;
  readonly logKey: string | null;
}

const TOKEN = utf8Encode('huiyin/form-token/v1\n');
const CODE = utf8Encode('huiyin/new-code/v1\n');
const LOG = utf8Encode('huiyin/new-log-key/v1\n');
const CODE_BYTES = 13;
const LOG_KEY_BYTES = 16;

/** From the form's random token, so that a form sent twice gives one code and shows it twice. */
export const derived = (wrappingKey: Uint8Array, token: string, matter: string) => {
  // Under a key of this installation: who knows a token and a number does not know the code.
  const key = hashing.hmac(wrappingKey, TOKEN, utf8Encode(token));
  const code = encodeReceiptCode(hashing.hmac(key, CODE, utf8Encode(matter)).slice(0, CODE_BYTES));
  const log = hashing.hmac(key, LOG, utf8Encode(matter)).slice(0, LOG_KEY_BYTES);
  return { code, id: receiptId(code).toString('hex'), log };
};

const historyOf = (service: Service, matter: string) =>
  service.read(async (tx) => {
    const contents = (await service.broker.forSystem(tx, [matter])).get(matter)?.contents;
    if (!contents) return undefined;
    return (await readHistories(tx, hashing, await findMatters(tx, [matter], false), new Map([[matter, contents]]))).get(matter);
  });

/** Whether the same form was sent before: then its code is there already. */
export const wasTaken = async (service: Service, matter: string, id: string): Promise<boolean> => {
  const history = await historyOf(service, matter);
  const receipt = receiptsOf(inOrder(asMatter(history?.events ?? []))).find((it) => it.id === id);
  return receipt !== undefined && rightOf(receipt, service.clock()) !== null;
};

/**
 * Does something about codes, for the holder of a receipt. `token` is the form's: sent twice it comes to the same. A new code where the
 * act gives one; null where it gives none.
 */
export const changeCode = async (
  service: Service,
  { matter, receipt, right }: Holding,
  act: CodeAct,
  token: string,
): Promise<NewCode | null | Refusal> => {
  const made = derived(service.wrappingKey, token, matter);
  const brings = act === 'replace' || (act === 'contest' && right === 'warned');
  const input = { by: receipt, receipt: made.id };
  const gives = act !== 'end_readers' && act !== 'end_carriers' && !(act === 'contest' && right === 'act');
  const answer: NewCode | null = gives ? { code: formatReceiptCode(made.code), logKey: brings ? logKeyText(made.log) : null } : null;
  if (gives && (await wasTaken(service, matter, made.id)))
    // A reader's code brings no log key, and a form that was sent before tells what it brought.
    return { code: formatReceiptCode(made.code), logKey: act === 'give_reader' || act === 'give_carrier' ? null : logKeyText(made.log) };
  const refusal = await takeStep(service, matter, { kind: 'filer' }, { name: COMMANDS[act], input }, brings ? { rekey: made.log } : {});
  return refusal ?? answer;
};

/** A claim: the code that will be good from a day on. */
export interface Claim {
  readonly code: string;
  readonly from: PlainDate;
}

/**
 * Whoever lost the code asks for a new one with the number and the word (G7). A wrong number, a wrong word and a matter without a word are
 * told alike; nothing is searched by name, since there is none.
 */
export const claimCode = async (
  service: Service,
  { number, word, token, visitor }: { readonly number: string; readonly word: string; readonly token: string; readonly visitor: string },
): Promise<Claim | Refusal> => {
  const matter = parseEntityNumber(number) ?? '';
  const spent = await mayTry(matter, visitor, service.clock());
  if (spent) return spent;
  const history = await historyOf(service, matter);
  const filed = history?.events.find((event) => event.type === 'filed');
  const right = await isWord(filed?.data['word'], word, visitor);
  if (isRefusal(right)) return right;
  if (!right) return refuse('not_found', { what: 'lost' });
  triedRightly(matter, visitor);
  const made = derived(service.wrappingKey, token, matter);
  const { zone } = await service.jurisdiction();
  const receipts = receiptsOf(inOrder(asMatter(history?.events ?? [])));
  const before = receipts.find((it) => it.id === made.id);
  const since = before?.since ?? service.clock();
  if (!before) {
    const refusal = await takeStep(service, matter, { kind: 'filer' }, { name: 'claim_code', input: { receipt: made.id } });
    if (isRefusal(refusal)) return refusal;
  }
  return { code: formatReceiptCode(made.code), from: dateIn(claimReadyAt(since), zone) };
};
