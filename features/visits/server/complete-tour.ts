import { toHex } from '../../../kernel/canonical/bytes.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { firstHeadWith } from '../../../engine/log/leaf-opening.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import type { Service } from '../../../engine/service.ts';
import { readHistoryOf, readKept } from '../../../engine/store/read-entity.ts';
import { commitmentOf, drawOffices } from '../domain/draw.ts';
import { fold } from '../domain/state.ts';

const SEED_BYTES = 32;

/** The offices in the drum: all that stand below one, in alphabetical order. Nobody picks them. */
export const drumOf = (it: Jurisdiction, office: string): readonly string[] =>
  [...it.offices.keys()].filter((one) => one !== office && isWithin(it, one, office)).toSorted();

const announced = (it: Jurisdiction, office: string): JsonObject => {
  const seed = toHex(randomBytes(SEED_BYTES));
  const commitment = commitmentOf(hashing, seed);
  if (commitment === undefined) throw new Error('a seed has 32 bytes');
  return { drum: drumOf(it, office), seed, commitment };
};

/** The draw of a tour: by its seed and the first checkpoint that holds its announcement. */
const drawn = (service: Service, number: string): Promise<JsonObject | Refusal> =>
  service.read(async (tx): Promise<JsonObject | Refusal> => {
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    const [first, payload, row] = [history?.events[0], history?.payloads[0], history?.rows[0]];
    if (!keys || !history || !first || !payload || !row) return {};
    const { drum, count } = fold(history.events);
    const head = await firstHeadWith(tx, service.store, row.leaf, first);
    const seed = await readKept(tx, payload, keys.contents, 'seed');
    if (!head || seed === undefined) return refuse('draw_unpublished');
    const root = toHex(head.root);
    return { told: seed, root, size: head.size, drawn: drawOffices(hashing, { seed, root, offices: drum, count }) ?? [] };
  });

/** What the server puts into an announcement and into a draw: nobody types an office or a number of chance. */
export const completeTour = async (
  service: Service,
  { office }: StaffMember,
  { name }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (name === 'announce_draw') return announced(await service.jurisdiction(), office);
  return name === 'draw' && number !== null ? drawn(service, number) : {};
};
