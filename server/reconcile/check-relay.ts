import { tellHash } from '../../features/grievances/server/seal/seal-tell.ts';
import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import type { MatterEvent } from '../../kernel/matter/event.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { namedRelayKey, readRelayRow } from '../../engine/place/relay.ts';
import { readPublicRows } from '../../engine/place/public-stream.ts';
import type { Finding } from './finding.ts';

interface RelayBox {
  readonly matter: string;
  readonly sealed: Buffer;
}

const BOXES = statement<RelayBox>(
  'reconcile_relay_boxes',
  'select matter, sealed from keystore.relay_box where jurisdiction = $1 and matter = any($2)',
);
const UNKNOWN = statement<{ matter: string }>(
  'reconcile_unknown_relay_boxes',
  'select b.matter from keystore.relay_box b where b.jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = b.jurisdiction and m.matter = b.matter)',
);

export const readRelayBoxes = (tx: Transaction, matters: readonly string[]): Promise<readonly RelayBox[]> =>
  tx.run(BOXES, [tx.jurisdiction, matters]);

/** Boxes of no matter, and a relay that the public stream does not name. Its url and token are the operator's, as a bell's are. */
export const checkRelayTables = async (tx: Transaction): Promise<readonly Finding[]> => {
  const row = await readRelayRow(tx);
  // One that cannot be read is named by the check of the stream.
  const events = (await readPublicRows(tx)).flatMap(({ payload }) => parsePublicEvent(payload) ?? []);
  const named = namedRelayKey(events);
  return [
    ...(await tx.run(UNKNOWN, [tx.jurisdiction])).map(({ matter }): Finding => ({
      code: 'relay',
      where: `relay_box ${matter}`,
      what: 'matter',
    })),
    ...((row?.public_key.toString('hex') ?? null) === named ? [] : [{ code: 'relay' as const, where: 'relay', what: 'public_key' }]),
  ];
};

/** The box of a matter is the one that its filing tells; an erased matter has none. */
export const checkRelayBox = (matter: string, events: readonly MatterEvent[], boxes: readonly RelayBox[]): readonly Finding[] => {
  const told = events.find((event) => event.type === 'filed')?.data['relay'];
  const isGone = told === undefined || events.some((event) => event.type === 'erased');
  const box = boxes.find((row) => row.matter === matter);
  const finding = (what: string): Finding => ({ code: 'relay', where: `relay_box ${matter}`, what });
  if (isGone) return box ? [finding('row should not be there')] : [];
  if (!box) return [finding('row is missing')];
  return tellHash(box.sealed) === told ? [] : [finding('sealed')];
};
