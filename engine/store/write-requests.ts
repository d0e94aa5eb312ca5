import type { Projection } from '../../features/grievances/domain/project.ts';
import type { RequestNews } from '../../features/grievances/domain/intake/public-request.ts';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { hashing } from '../keys/hashing.ts';
import { insertRows } from './insert.ts';
import type { Transaction } from './transaction.ts';

/** What of a matter others may know, where its filer agreed. */
export interface RequestOf {
  readonly matter: string;
  readonly recordedAt: Instant;
  readonly projection: Projection;
  /** What the program that it came through is told; null: nothing. */
  readonly requestNews: RequestNews | null;
}

const COLUMNS = ['jurisdiction', 'matter', 'service', 'client', 'office', 'state', 'requested_on', 'changed_on', 'expected_on'];
const CHANGING = COLUMNS.slice(4).map((column) => `${column} = excluded.${column}`);

/** Writes the rows of public requests; a matter that is none has no row. */
export const writeRequests = async (tx: Transaction, all: readonly RequestOf[]): Promise<void> => {
  const rows = all.flatMap(({ matter, projection: { request: it } }) =>
    it === null
      ? []
      : [[tx.jurisdiction, matter, it.service, it.client, it.office, it.state, it.requested_on, it.changed_on, it.expected_on]],
  );
  await insertRows(tx, 'public_request', COLUMNS, rows, `on conflict (jurisdiction, matter) do update set ${CHANGING.join(', ')}`);
};

/** Messages for programs leave with their cause or not at all; the key makes each of them one, however often this is tried. */
export const writeHooks = async (tx: Transaction, all: readonly RequestOf[]): Promise<void> => {
  const rows = all.flatMap(({ matter, recordedAt, requestNews: it, projection }) => {
    if (it === null) return [];
    const name = JSON.stringify(['huiyin/hook/v1', matter, it.event.level, it.event.n]);
    const message = JSON.stringify({ client: it.client, request: matter, status: it.status, on: projection.request?.changed_on ?? '' });
    return [[tx.jurisdiction, hashing.sha256(utf8Encode(name)), 'hook', message, toIso(recordedAt)]];
  });
  await insertRows(tx, 'outbox', ['jurisdiction', 'dedupe', 'topic', 'message', 'due_at'], rows, 'on conflict do nothing');
};
