import { z } from 'zod';
import { fromBase64, toBase64 } from '../../../kernel/canonical/base64.ts';
import { fromHex } from '../../../kernel/canonical/bytes.ts';
import { strictVerifying } from '../../../kernel/crypto/ed25519-strict.ts';
import { BOX_OUTCOMES, boxReceipt } from '../../../kernel/door/letter.ts';
import type { Door } from '../../../kernel/door/door.ts';
import { inJurisdiction, statement } from '../../../engine/store/transaction.ts';
import type { Service } from '../../../engine/service.ts';
import { nodeVerifying } from '../../../ports/node.ts';

interface Box {
  readonly id: Buffer;
  readonly door: Buffer;
  readonly sealed: Buffer;
}

/** Boxes of one door that are handed over in a round, and at once. */
const BATCH = 200;
const AT_ONCE = 5;
const TIMEOUT_MS = 30_000;
const WAITING = statement<Box>(
  'boxes_due',
  'select id, door, sealed from door_box where jurisdiction = $1 and door = $2 order by day, turn limit $3',
);
const FORGET = statement('forget_box', 'delete from door_box where jurisdiction = $1 and id = $2');
const Answer = z.object({ box: z.string(), outcome: z.enum(BOX_OUTCOMES), signature: z.string() });
const verifying = strictVerifying(nodeVerifying);

/** True when the door itself has signed what became of this box: no answer from anywhere else lets it be forgotten. */
const isSigned = (door: Door, box: Box, answer: z.output<typeof Answer>): boolean => {
  const id = box.id.toString('hex');
  try {
    return answer.box === id && verifying.verify(fromHex(door.ack), boxReceipt(id, answer.outcome), fromBase64(answer.signature));
  } catch {
    return false; // no base64
  }
};

const handOver = async (door: Door, box: Box): Promise<boolean> => {
  try {
    const response = await fetch(new URL('/api/v1/door/deliveries', door.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sealed: toBase64(box.sealed) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = response.ok ? Answer.safeParse(await response.json()) : undefined;
    return answer?.success === true && isSigned(door, box, answer.data);
  } catch {
    return false; // not reached, or no JSON: tried again at the next round
  }
};

const deliverTo = async (service: Service, hash: string, door: Door): Promise<number> => {
  const boxes = [
    ...(await inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(WAITING, [service.id, Buffer.from(hash, 'hex'), BATCH]))),
  ];
  let delivered = 0;
  let isAnswering = true;
  const worker = async (): Promise<void> => {
    for (let box = boxes.shift(); box !== undefined && isAnswering; box = boxes.shift()) {
      // A door that does not answer would not answer the next one either.
      if (!(await handOver(door, box))) {
        isAnswering = false;
        return;
      }
      const { id } = box;
      await inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(FORGET, [service.id, id]));
      delivered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return delivered;
};

/** Hands waiting boxes to the doors they are for: at least once, and forgotten only when the door has signed. */
export const deliverBoxes = async (service: Service): Promise<number> => {
  const { doors } = await service.jurisdiction();
  // A place that changed its door still has boxes for the old one, which may be gone: that one waits for itself.
  const delivered = await Promise.all([...doors].map(([hash, door]) => deliverTo(service, hash, door)));
  return delivered.reduce((sum, count) => sum + count, 0);
};
