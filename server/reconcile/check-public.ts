import type { Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { definitionWindows, isUsable, type Window } from '../../kernel/jurisdiction/definitions.ts';
import { orphansOf } from '../../kernel/jurisdiction/orphans.ts';
import { parsePublicEvent, publicLeaf, publicViewKey, type PublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { findLogged, firstOrigin, readPublicRows, type Logged, type PublicEventRow } from '../../engine/place/public-stream.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { MayCite } from './check-matters.ts';
import type { Finding } from './finding.ts';

interface DefinitionRow {
  readonly hash: Buffer;
  readonly kind: string;
  readonly name: string;
  readonly body: Buffer;
  readonly way: string | null;
  readonly leaf_hash: Buffer | null;
}

const DEFINITIONS = statement<DefinitionRow>(
  'reconcile_definitions',
  'select d.hash, d.kind, d.name, d.body, u.way, u.leaf_hash from definition d left join usable_definition u on u.jurisdiction = d.jurisdiction and u.hash = d.hash where d.jurisdiction = $1',
);
// Children whose document is gone; with foreign keys in force there are none.
const USABLE_ORPHANS = statement<{ hash: Buffer }>(
  'reconcile_usable_orphans',
  'select u.hash from usable_definition u where u.jurisdiction = $1 and not exists (select from definition d where d.jurisdiction = $1 and d.hash = u.hash)',
);

/** The stream, event by event: number, chain, leaf. */
const checkStream = (rows: readonly PublicEventRow[], origin: string) => {
  const findings: Finding[] = [];
  const events: PublicEvent[] = [];
  const leaves = new Map<string, string>();
  const finding = (version: number, what: string): void =>
    void findings.push({ code: 'public_event', where: `public_event ${version}`, what });
  let previous: string | null = null;
  for (const [i, row] of rows.entries()) {
    const event = parsePublicEvent(row.payload);
    const hash = toHex(hashLeaf(hashing, row.leaf));
    leaves.set(hash, `public_event ${row.version}`);
    if (!event) finding(row.version, 'payload');
    else {
      events.push(event);
      const view = publicViewKey(hashing, firstOrigin(events, origin));
      if (event.n !== i || row.version !== i) finding(row.version, 'version');
      if (event.previous !== previous) finding(row.version, 'previous');
      if (!bytesEqual(publicLeaf(hashing, view, event.n, row.payload), row.leaf)) finding(row.version, 'leaf');
    }
    previous = hash;
  }
  if (events[0]?.type !== 'set_up') findings.push({ code: 'public_event', where: 'public_event 0', what: 'row is missing' });
  return { findings, events, leaves };
};

/** What a document's rows must say, given the windows that the stream opens for it. */
const checkDefinition = (row: DefinitionRow, windows: readonly Window[], leafOf: (n: number) => Logged | undefined): readonly Finding[] => {
  const where = `definition ${row.kind}/${row.name}`;
  const told = windows.filter((window) => window.hash === row.hash.toString('hex') && window.kind === row.kind && window.name === row.name);
  const found: Finding[] = [];
  if (!row.hash.equals(hashing.sha256(row.body))) found.push({ code: 'definition_changed', where, what: 'body' });
  if (told.length === 0) return [...found, { code: 'definition_unpublished', where, what: 'public_event' }];
  const used = told.find((window) => window.way === row.way);
  if (row.way !== null && !used) found.push({ code: 'definition_unpublished', where: `usable_${where}`, what: 'way' });
  // A row that is not there yet is the sweep's to write, and costs nobody anything.
  const logged = used?.way === 'waited' ? leafOf(used.n) : undefined;
  if (used && !(row.leaf_hash?.equals(logged?.hash ?? Buffer.alloc(0)) ?? used.way !== 'waited'))
    found.push({ code: 'definition_changed', where: `usable_${where}`, what: 'leaf_hash' });
  return found;
};

/** What was looked at of the jurisdiction's own stream, and what may be cited by it. */
export interface PublicCheck {
  readonly definitions: number;
  readonly findings: readonly Finding[];
  /** Leaf hash (hex) → where. */
  readonly leaves: ReadonlyMap<string, string>;
  readonly mayCite: MayCite;
}

/** Recomputes the public stream and which definitions may be cited since when (G1), and compares it with what is stored. */
export const checkPublic = async (tx: Transaction, origin: string): Promise<PublicCheck> => {
  const rows = await readPublicRows(tx);
  const { findings, events, leaves } = checkStream(rows, origin);
  const logged = await findLogged(
    tx,
    rows.map((row) => hashLeaf(hashing, row.leaf)),
  );
  const leafOf = (n: number): Logged | undefined => {
    const row = rows[n];
    return row && logged.get(toHex(hashLeaf(hashing, row.leaf)));
  };
  // timestamptz is read as whole milliseconds
  const windows = definitionWindows(events, (n) => (leafOf(n)?.at ?? null) as Instant | null);
  const stored = await tx.run(DEFINITIONS, [tx.jurisdiction]);
  const missing = windows.filter(
    (window, i) =>
      windows.findIndex((other) => other.hash === window.hash) === i &&
      !stored.some((row) => row.hash.toString('hex') === window.hash && row.kind === window.kind && row.name === window.name),
  );
  const orphans = await tx.run(USABLE_ORPHANS, [tx.jurisdiction]);
  return {
    definitions: stored.length,
    leaves: new Map([...orphansOf(events).map(({ hash, index }) => [hash, `orphan ${index}`] as const), ...leaves]),
    findings: [
      ...findings,
      ...stored.flatMap((row) => checkDefinition(row, windows, leafOf)),
      ...missing.map((window): Finding => ({
        code: 'definition_changed',
        where: `definition ${window.kind}/${window.name}`,
        what: 'row is missing',
      })),
      ...windows
        .filter(
          (window) => window.way === 'first_setup' && stored.some((row) => row.hash.toString('hex') === window.hash && row.way === null),
        )
        .map((window): Finding => ({
          code: 'definition_changed',
          where: `usable_definition ${window.kind}/${window.name}`,
          what: 'row is missing',
        })),
      ...orphans.map((row): Finding => ({
        code: 'definition_unpublished',
        where: `usable_definition ${row.hash.toString('hex').slice(0, 16)}`,
        what: 'definition',
      })),
    ],
    mayCite: (hash, at) => windows.some((window) => window.hash === hash && isUsable(window, at)),
  };
};
