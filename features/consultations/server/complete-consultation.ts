import { toHex } from '../../../kernel/canonical/bytes.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { readBalance, readNotAnswered } from './balance.ts';
import { readPublicIn } from './read-public.ts';

const SEED_BYTES = 32;

/** What the server puts into the steps of a consultation: how many have spoken and wait, and the secret that sets the order of their words. */
export const completeConsultation = async (
  service: Service,
  _who: StaffMember,
  { name }: StaffCommand,
  number: string | null,
): Promise<JsonObject> => {
  if (name === 'publish_words') return { seed: toHex(randomBytes(SEED_BYTES)) };
  if (name !== 'decide_consultation' || number === null) return {};
  return service.read(async (tx) => {
    const balance = await readBalance(tx, number);
    const view = await readPublicIn(tx, service, number);
    const answered = view?.state.groups.flatMap(({ nth, answer }) => (answer === null ? [] : [nth])) ?? [];
    return { received: balance.received, unanswered: await readNotAnswered(tx, number, { answered, now: service.clock() }) };
  });
};
