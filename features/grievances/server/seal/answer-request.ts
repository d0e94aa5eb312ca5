import { bytesEqual } from '../../../../kernel/canonical/bytes.ts';
import { addMs, instant, toIso } from '../../../../kernel/calendar/instant.ts';
import { hashLeaf } from '../../../../kernel/log/tree.ts';
import { streamName } from '../../../../kernel/leaf/payload.ts';
import { asMatter, type MatterEvent } from '../../../../kernel/matter/event.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { boxKey, openBox, shareCheck, shareOf, type BoxPlace } from '../../../../kernel/seal/box.ts';
import { mayOpen, type CustodianSet } from '../../../../kernel/seal/custodians.ts';
import { findMatters, readHistories, type History } from '../../../../engine/store/history.ts';
import { insertRows } from '../../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import type { ContentKeys } from '../../../../engine/keys/content.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { sealingPorts } from '../../../../engine/keys/sealing.ts';
import { findLogged } from '../../../../engine/place/public-stream.ts';
import { kindIn } from '../../../../engine/kind.ts';
import type { Service } from '../../../../engine/service.ts';
import { answerUnseal, requestOf, type UnsealAnswer } from '../../domain/seal/answer-unseal.ts';
import { fold, inOrder } from '../../domain/state.ts';
import { readableUntil, standingOf, unsealRequests, type UnsealRequest } from '../../domain/seal/unsealing.ts';
import { heldBy, readBoxes } from './custodian-requests.ts';
import { keepBoxKey, keepReleasedShare, openReleasedShare, type RequestPlace } from './released-shares.ts';
import { matters } from '../matters.ts';
import { surroundings } from '../surroundings.ts';

const HOUR_MS = 3_600_000;
const RELEASED = statement<{ custodian: string; wrapped: Buffer }>(
  'released_shares',
  'select custodian, wrapped from keystore.released_share where jurisdiction = $1 and matter = $2 and level = $3 and n = $4',
);
const FORGET_RELEASED = statement(
  'forget_released',
  'delete from keystore.released_share where jurisdiction = $1 and matter = $2 and level = $3 and n = $4',
);
const SET_STATE = statement(
  'unsealing_state',
  'update unsealing set state = $5 where jurisdiction = $1 and matter = $2 and level = $3 and n = $4',
);

const placeOf = (service: Service, matter: string, { level, n }: UnsealAnswer): RequestPlace => ({
  jurisdiction: service.id,
  matter,
  level,
  n,
});

/** Whether the request's leaf has stood in a checkpoint for as long as the set asks; at all, when a life is in danger. */
const isPublished = async (tx: Transaction, service: Service, history: History, request: UnsealRequest, set: CustodianSet) => {
  const row = history.rows.find((it) => it.stream === streamName(history.matter, request.level) && it.version === request.n);
  if (!row) return false;
  const hash = hashLeaf(hashing, row.leaf);
  const at = (await findLogged(tx, [hash])).get(Buffer.from(hash).toString('hex'))?.at;
  if (at === null || at === undefined) return false;
  const wait = request.purpose === 'life_in_danger' ? 0 : set.publishedHours * HOUR_MS;
  return addMs(instant(at), wait) <= service.clock();
};

/** The box's key, if this share is the last that is needed; it must open the box, or something stored is damaged. */
const keyWith = async (
  service: Service,
  matter: string,
  answer: UnsealAnswer,
  share: Uint8Array,
): Promise<{ readonly key: Uint8Array | null; readonly among: readonly string[] } | Refusal> => {
  const it = await service.jurisdiction();
  const at = placeOf(service, matter, answer);
  return service.read(async (tx) => {
    const opened = (await service.broker.forSystem(tx, [matter])).get(matter);
    const box = (await readBoxes(tx, [matter])).get(matter);
    if (!opened || !box) return refuse('not_found');
    const history = (await readHistories(tx, hashing, await findMatters(tx, [matter], false), new Map([[matter, opened.contents]]))).get(
      matter,
    );
    const found = history && requestOf(asMatter(history.events), answer, surroundings(it, history, service.clock()));
    if (!history || !found) return refuse('not_found');
    const check = shareOf(box, found.set, answer.custodian)?.check;
    if (!check || !bytesEqual(shareCheck(sealingPorts, share), check)) return refuse('share_wrong');
    if (!(await isPublished(tx, service, history, found.request, found.set))) return refuse('not_yet');
    const rows = await tx.run(RELEASED, [tx.jurisdiction, matter, at.level, at.n]);
    const released = new Map<string, Uint8Array>(
      rows.map((row) => [row.custodian, new Uint8Array(openReleasedShare(opened.contents, at, row.custodian, row.wrapped))] as const),
    );
    released.set(answer.custodian, share);
    const among = [...released.keys()];
    if (!mayOpen(found.set, among)) return { key: null, among };
    const place: BoxPlace = { jurisdiction: service.id, matter, custodians: found.request.custodians };
    const whole = await boxKey(sealingPorts.sharing, found.set, released);
    if (!whole || !openBox(sealingPorts, whole, place, box.box)) throw new Error(`the sealed box of matter ${matter} is damaged`);
    return { key: whole, among };
  });
};

interface Beside {
  readonly at: RequestPlace;
  readonly share: Uint8Array | null;
  readonly key: Uint8Array | null;
  readonly set: CustodianSet;
}

/** What is written beside an answer: the released share, or the opened key in place of all shares. */
const writeBeside = async (
  tx: Transaction,
  answer: UnsealAnswer,
  { at, share, key, set }: Beside,
  added: readonly MatterEvent[],
  more: { readonly contents: ContentKeys; readonly office: string | null; readonly outOfReach: boolean },
): Promise<void> => {
  const where = [at.jurisdiction, at.matter, at.level, at.n];
  const unsealed = added.find((event) => event.type === 'unsealed');
  if (unsealed && key && more.office !== null) {
    const wrapped = keepBoxKey(more.contents, at, key);
    const until = toIso(readableUntil(unsealed.recordedAt, set));
    await insertRows(
      tx,
      'keystore.opened_box',
      ['jurisdiction', 'matter', 'level', 'n', 'office', 'wrapped', 'until'],
      [[...where, more.office, wrapped, until]],
    );
    await tx.run(FORGET_RELEASED, where);
    await tx.run(SET_STATE, [...where, 'opened']);
  } else if (share) {
    const wrapped = keepReleasedShare(more.contents, at, answer.custodian, share);
    await insertRows(
      tx,
      'keystore.released_share',
      ['jurisdiction', 'matter', 'level', 'n', 'custodian', 'wrapped'],
      [[...where, answer.custodian, wrapped]],
    );
  } else if (more.outOfReach) {
    await tx.run(FORGET_RELEASED, where);
    await tx.run(SET_STATE, [...where, 'refused']);
  }
};

/**
 * A custodian answers a request: `key` is the public key of the paper, which the caller has proved to hold. With the last share that is
 * needed the name is opened for the office that asked. Undefined when it was done.
 */
export const answerRequest = async (
  service: Service,
  key: string,
  matter: string,
  answer: UnsealAnswer,
  share: Uint8Array | null,
): Promise<Refusal | undefined> => {
  const it = await service.jurisdiction();
  const own = heldBy(it, key).find((one) => one.id === answer.custodian);
  if (!own || (share === null) !== (answer.says === 'refuse')) return refuse('not_found');
  const ready = share === null ? { key: null, among: [] } : await keyWith(service, matter, answer, share);
  if (isRefusal(ready)) return ready;
  let history: History | undefined;
  const outcome = await service.lane.submit({
    kind: 'step',
    matter,
    of: kindIn(matters, it),
    decide: (current, now) => {
      history = current;
      const around = surroundings(it, current, now);
      const found = requestOf(asMatter(current.events), answer, around);
      if (!found || found.request.custodians !== own.hash) return refuse('not_found');
      // Somebody else answered in between: the caller reads again.
      const together = [...found.request.released, answer.custodian];
      if (answer.says === 'release' && mayOpen(found.set, together) !== (ready.key !== null)) return refuse('version_conflict');
      return answerUnseal(asMatter(current.events), answer, around);
    },
    beside: (tx, added, opened) => {
      const events = inOrder(asMatter([...(history?.events ?? []), ...added]));
      const state = fold(events);
      const request = unsealRequests(state).find((one) => one.level === answer.level && one.n === answer.n);
      const office = [state.lead, state.above, state.above2][answer.level] ?? null;
      const outOfReach = request !== undefined && standingOf(request, own.set, service.clock()) === 'refused';
      const at = placeOf(service, matter, answer);
      return writeBeside(tx, answer, { at, share, key: ready.key, set: own.set }, asMatter(added), {
        contents: opened.contents,
        office,
        outOfReach,
      });
    },
  });
  return outcome.ok ? undefined : outcome.refusal;
};
