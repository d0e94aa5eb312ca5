import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import type { Transaction } from '../../engine/store/transaction.ts';
import { listClients, namedClients } from '../../engine/place/api-clients.ts';
import { readPublicRows } from '../../engine/place/public-stream.ts';
import type { Finding } from './finding.ts';

/** Programs that the public stream does not name with this key, and named ones that are not there. Where they are told is the operator's. */
export const checkClients = async (tx: Transaction): Promise<readonly Finding[]> => {
  // An event that cannot be read is named by the check of the stream.
  const named = namedClients((await readPublicRows(tx)).flatMap(({ payload }) => parsePublicEvent(payload) ?? []));
  const rows = await listClients(tx);
  const finding = (client: string, what: string): Finding => ({ code: 'client', where: `api_client ${client}`, what });
  return [
    ...rows.filter((row) => named.get(row.client) !== row.key_hash.toString('hex')).map((row) => finding(row.client, 'key_hash')),
    ...[...named.keys()].filter((client) => !rows.some((row) => row.client === client)).map((client) => finding(client, 'row is missing')),
  ];
};
