import type { ColumnKind, Rows, TableSpec } from '../../kernel/stream/table.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { streamName } from '../../kernel/leaf/payload.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { asMatter } from '../../kernel/matter/event.ts';
import { MATTER } from '../../kernel/matter/vocabulary.ts';
import type { StreamEvent } from '../../kernel/stream/event.ts';
import { eventOf } from '../../engine/store/history.ts';
import { compareCalls, type CalledByEvent } from '../../engine/calls/audit.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import type { ExaminedRow, KeyBroker } from '../../engine/keys/broker.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { checkAccess, openTally, readAccessRows } from './check-access.ts';
import { checkEvents, type BlobRow, type FullEventRow } from './check-events.ts';
import { checkSeal, checkSealTables, readSealRows } from './check-seal.ts';
import { openFiguresTally } from './check-figures.ts';
import { checkClients } from './check-clients.ts';
import { checkFiles, readFileRows } from './check-files.ts';
import { checkJoint, checkJointTables, readJointRows } from './check-joint.ts';
import { checkPapers } from './check-papers.ts';
import { checkRelayBox, checkRelayTables, readRelayBoxes } from './check-relay.ts';
import type { Finding } from './finding.ts';
import { getKind, KINDS } from '../features.ts';

type Row = { readonly [column: string]: unknown };

interface EntityRow {
  readonly matter: string;
  readonly kind: string;
  readonly pack: Buffer;
  readonly calendar: Buffer;
  readonly since: number;
  readonly sort: string;
  readonly came_on: string;
  readonly subject: string | null;
  readonly place_code: string | null;
}

const PAGE = 200;
const MATTERS = statement<EntityRow>(
  'reconcile_matters',
  'select entity as matter, kind, pack, calendar, since, sort, came_on, subject, place_code from entity where jurisdiction = $1 and entity > $2 order by entity limit $3',
);
const columns = 'where jurisdiction = $1 and matter = any($2)';
const EVENTS = statement<FullEventRow>('reconcile_events', `select * from event ${columns} order by stream, version`);
const BLOBS = statement<BlobRow>(
  'reconcile_blobs',
  'select b.*, k.wrapped from blob b left join keystore.blob_key k on k.jurisdiction = b.jurisdiction and k.blob = b.blob where b.jurisdiction = $1 and b.matter = any($2) and b.size <> 0 order by b.blob, b.chunk',
);
const ROWS = {
  stream: statement<Row>('reconcile_stream', `select * from stream ${columns}`),
  assignment: statement<Row>('reconcile_assignment', `select * from assignment ${columns}`),
  obligation: statement<Row>('reconcile_obligation', `select * from obligation ${columns}`),
} as const;
const OWN_ROWS = KINDS.flatMap((kind) => kind.tables).map(
  (spec) => [spec, statement<Row>(`reconcile_${spec.name}`, `select * from ${spec.name} ${columns}`)] as const,
);
// Children whose matter is gone; with foreign keys in force there are none.
const ORPHANS = statement<{ matter: string }>(
  'reconcile_orphans',
  'select distinct e.matter from event e where e.jurisdiction = $1 and not exists (select from entity m where m.jurisdiction = e.jurisdiction and m.entity = e.matter)',
);

// Keys of nothing: a text or a matter that is not there.
const UNKNOWN_KEYS = statement<{ key: string }>(
  'reconcile_unknown_keys',
  `select 'blob_key ' || left(encode(k.blob, 'hex'), 16) as key from keystore.blob_key k where k.jurisdiction = $1 and not exists (select from blob b where b.jurisdiction = k.jurisdiction and b.blob = k.blob) union all select 'matter_key ' || k.matter from keystore.matter_key k where k.jurisdiction = $1 and not exists (select from entity e where e.jurisdiction = k.jurisdiction and e.entity = k.matter)`,
);

/** Rows that follow from no event of their entity: their feature looks at them itself. */
const KEPT = KINDS.flatMap((kind) => kind.keeps ?? []);

const plain = (value: unknown): unknown => {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  return value;
};
const instantOf = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

const keyIn = (spec: TableSpec, row: Row): string => spec.key.map((column) => String(plain(row[column]))).join('/');

/** A computed value as the database gives it back. */
const toldBy =
  (row: Row) =>
  ([column, kind]: readonly [string, ColumnKind]): readonly [string, unknown] => {
    const value = row[column] ?? null;
    return [column, kind === 'instant' && typeof value === 'string' ? Date.parse(value) : value];
  };

/** The event with which an entity begins. */
const firstOf = (events: readonly StreamEvent[]): StreamEvent | undefined => events.find((event) => event.level === 0 && event.n === 0);

/** Everything that follows from the events of an entity; undefined where they do not begin as its kind does, or cite what is not stored. */
const projectionOf = ({ matter, kind }: EntityRow, events: readonly StreamEvent[], it: Jurisdiction): Rows | undefined => {
  const of = getKind(kind);
  const first = firstOf(events);
  const [pack, calendar] = [it.packs.get(first?.policy ?? ''), it.calendars.get(first?.calendar ?? '')];
  if (first?.type !== of.vocabulary.first || !pack || !calendar) return undefined;
  return of.project(matter, { pack: first.policy, calendar: first.calendar }, events, { pack, calendar });
};

/** What every projection row of an entity must say, keyed by table and primary key. */
const expectedRows = (matter: string, rows: readonly FullEventRow[], projection: Rows | undefined): ReadonlyMap<string, Row> => {
  if (projection === undefined) return new Map();
  const last = (level: number) => rows.findLast((row) => row.level === level);
  const expected = new Map<string, Row>();
  for (const row of projection.streams) {
    const end = last(row.level);
    expected.set(`stream ${streamName(matter, row.level)}`, {
      matter,
      level: row.level,
      office: row.office,
      state: row.state,
      length: row.length,
      head: end && toHex(hashLeaf(hashing, end.leaf)),
      recorded_at: end?.recorded_at,
    });
  }
  for (const row of projection.assignments)
    expected.set(`assignment ${matter}/${row.level}/${row.office}/${row.since}`, { role: row.role, until: row.until });
  for (const { rule, started_by, ...row } of projection.obligations) {
    expected.set(`obligation ${matter}/${rule}/${started_by}`, {
      ...row,
      starts_at: instantOf(row.starts_at),
      due_at: instantOf(row.due_at),
      stops_at: instantOf(row.stops_at),
    });
  }
  for (const { spec, rows: own } of projection.tables)
    for (const row of own)
      expected.set(`${spec.name} ${keyIn(spec, row)}`, Object.fromEntries(Object.entries(spec.columns).map(toldBy(row))));
  return expected;
};

const KEYS: { readonly [table in keyof typeof ROWS]: (row: Row) => string } = {
  stream: (row) => String(row['stream']),
  assignment: (row) => `${String(row['matter'])}/${String(row['level'])}/${String(row['office'])}/${String(row['since'])}`,
  obligation: (row) => `${String(row['matter'])}/${String(row['rule'])}/${String(row['started_by'])}`,
};

const compareRows = (expected: ReadonlyMap<string, Row>, found: ReadonlyMap<string, Row>): readonly Finding[] => [
  ...[...expected].flatMap(([where, row]): readonly Finding[] => {
    const stored = found.get(where);
    if (!stored) return [{ code: 'projection', where, what: 'row is missing' }];
    return Object.entries(row)
      .filter(([column, value]) => plain(stored[column]) !== value)
      .map(([column]) => ({ code: 'projection', where, what: column }));
  }),
  ...[...found.keys()]
    .filter((where) => !expected.has(where))
    .map((where): Finding => ({ code: 'projection', where, what: 'row should not be there' })),
];

const readStored = async (tx: Transaction, matters: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Row>>> => {
  const found = new Map<string, Map<string, Row>>(matters.map((matter) => [matter, new Map<string, Row>()]));
  for (const [table, sql] of Object.entries(ROWS) as [keyof typeof ROWS, (typeof ROWS)['stream']][]) {
    for (const row of await tx.run(sql, [tx.jurisdiction, matters]))
      if (table !== 'obligation' || !KEPT.includes(String(row['owed_by'])))
        found.get(String(row['matter']))?.set(`${table} ${KEYS[table](row)}`, row);
  }
  for (const [spec, sql] of OWN_ROWS)
    for (const row of await tx.run(sql, [tx.jurisdiction, matters]))
      found.get(String(row['matter']))?.set(`${spec.name} ${keyIn(spec, row)}`, row);
  return found;
};

/** A stream's office, and only it, has the keys of the stream. */
const checkKeyRows = (matter: string, rows: readonly ExaminedRow[], expected: ReadonlyMap<string, Row>): readonly Finding[] => {
  const offices = new Map(
    [...expected].flatMap(([where, row]) => (where.startsWith('stream ') && row['office'] !== null ? [[row['level'], row['office']]] : [])),
  );
  const where = (level: unknown): string => `matter_key ${matter}/${String(level)}`;
  return [
    ...rows
      .filter((row) => !row.sound || offices.get(row.level) !== row.office)
      .map((row): Finding => ({ code: 'key_changed', where: where(row.level), what: row.sound ? 'office' : 'wrapped key' })),
    ...[...offices.keys()]
      .filter((level) => !rows.some((row) => row.level === level))
      .map((level): Finding => ({ code: 'key_missing', where: where(level), what: 'keystore' })),
  ];
};

/** What was looked at, what was wrong, and the leaf hash of every event, for the comparison with the log. */
export interface MatterCheck {
  readonly matters: number;
  readonly events: number;
  readonly blobs: number;
  readonly findings: readonly Finding[];
  /** Leaf hash (hex) → where. */
  readonly leaves: ReadonlyMap<string, string>;
}

/** Whether an event may cite a definition at an instant (G1). */
export type MayCite = (hash: string, at: Instant) => boolean;

/** The row of an entity says what its first event says, and what lists ask of it follows from all of them. */
const checkEntity = (row: EntityRow, told: readonly StreamEvent[], projection: Rows | undefined): readonly Finding[] => {
  const first = firstOf(told);
  const agrees =
    first !== undefined &&
    projection !== undefined &&
    first.policy === toHex(row.pack) &&
    first.calendar === toHex(row.calendar) &&
    first.recordedAt === row.since &&
    Object.entries(projection.listed).every(([column, value]) => row[column as keyof EntityRow] === value); // its columns
  return agrees ? [] : [{ code: 'projection', where: `entity ${row.matter}`, what: 'differs from its events' }];
};

/** An entity is bound to rules that could be cited when it began; each event counts with a calendar that could be cited then. */
const checkCitations = (told: readonly StreamEvent[], matter: string, mayCite: MayCite): readonly Finding[] =>
  told.flatMap((event): readonly Finding[] => {
    const where = `event ${streamName(matter, event.level)}/${event.n}`;
    return [
      ...(event === firstOf(told) && !mayCite(event.policy, event.recordedAt)
        ? [{ code: 'definition_too_early' as const, where, what: 'policy' }]
        : []),
      ...(mayCite(event.calendar, event.recordedAt) ? [] : [{ code: 'definition_too_early' as const, where, what: 'calendar' }]),
    ];
  });

/** Calls without their messages, and messages without their calls. */
const checkCalls = async (
  tx: Transaction,
  entities: readonly EntityRow[],
  called: readonly CalledByEvent[],
): Promise<readonly Finding[]> => {
  const calling = entities.filter(({ kind }) => getKind(kind).calls !== undefined).map(({ matter }) => matter);
  return (await compareCalls(tx, calling, called)).map((misfit) => ({ code: 'call', ...misfit }));
};

/** Events of nothing, and keys of nothing. */
const checkStrays = async (tx: Transaction): Promise<readonly Finding[]> => [
  ...(await tx.run(ORPHANS, [tx.jurisdiction])).map(({ matter }): Finding => ({
    code: 'projection',
    where: `matter ${matter}`,
    what: 'row is missing',
  })),
  ...(await tx.run(UNKNOWN_KEYS, [tx.jurisdiction])).map(({ key }): Finding => ({ code: 'key_unknown', where: key, what: 'keystore' })),
];

/** Recomputes every matter from its events and compares it with what is stored, page by page. */
export const checkMatters = async (
  tx: Transaction,
  it: Jurisdiction,
  broker: KeyBroker,
  mayCite: MayCite,
  now: Instant,
): Promise<MatterCheck> => {
  const findings: Finding[] = [];
  const leaves = new Map<string, string>();
  const counts = { matters: 0, events: 0, blobs: 0 };
  const tally = await openTally(tx);
  const figures = await openFiguresTally(tx, broker, it);
  for (let after = ''; ;) {
    const entities = await tx.run(MATTERS, [tx.jurisdiction, after, PAGE]);
    const page = entities.map((row) => row.matter);
    if (page.length === 0) break;
    after = page.at(-1) ?? '';
    const events = Map.groupBy(await tx.run(EVENTS, [tx.jurisdiction, page]), (row) => row.matter);
    const blobs = Map.groupBy(await tx.run(BLOBS, [tx.jurisdiction, page]), (row) => row.matter);
    const files = Map.groupBy(await readFileRows(tx, page), (row) => row.matter);
    const stored = await readStored(tx, page);
    const keyrings = await broker.examine(tx, page);
    const seal = await readSealRows(tx, page);
    const access = await readAccessRows(tx, page);
    tally.add(access, it.zone);
    const relayed = await readRelayBoxes(tx, page);
    const seats = await readJointRows(tx, page);
    const called: CalledByEvent[] = [];
    for (const entity of entities) {
      const { matter } = entity;
      const rows = events.get(matter) ?? [];
      const words = blobs.get(matter) ?? [];
      counts.matters += 1;
      counts.events += rows.length;
      const chunks = files.get(matter) ?? [];
      counts.blobs += words.length + chunks.length;
      for (const row of rows) leaves.set(toHex(hashLeaf(hashing, row.leaf)), `event ${row.stream}/${row.version}`);
      const { keys, rows: keyRows } = keyrings.get(matter) ?? { keys: null, rows: [] };
      if (!keys) {
        findings.push({ code: 'matter_without_keys', where: `matter ${matter}`, what: 'keystore' });
        continue;
      }
      const checked = checkEvents(rows, words, keys);
      findings.push(...checked.findings, ...(await checkFiles(tx, checked.payloads, chunks, keys)));
      const told = checked.payloads.map(eventOf);
      const projection = projectionOf(entity, told, it);
      if (firstOf(told)?.type !== getKind(entity.kind).vocabulary.first)
        findings.push({ code: 'matter_without_filing', where: `matter ${matter}`, what: 'event' });
      findings.push(...checkEntity(entity, told, projection), ...checkCitations(told, matter, mayCite));
      const expected = expectedRows(matter, rows, projection);
      findings.push(...compareRows(expected, stored.get(matter) ?? new Map()), ...checkKeyRows(matter, keyRows, expected));
      if (projection) figures.add(told, projection, (some) => projectionOf(entity, some, it));
      called.push(...(getKind(entity.kind).calls?.(told) ?? []).map((one) => ({ matter, ...one })));
      const digests = checkAccess(matter, access, keys, { jurisdiction: it.id, zone: it.zone, counted: tally.counted });
      findings.push(...digests.findings);
      for (const [leaf, where] of digests.leaves) leaves.set(leaf, where);
      // What only matters have; rows of it that hang on another kind are found as such.
      const filed = entity.kind === 'matter' && firstOf(told)?.type === MATTER.first ? asMatter(told) : [];
      findings.push(
        ...checkSeal({ matter, events: filed, contents: keys.contents }, seal, it, now),
        ...checkRelayBox(matter, filed, relayed),
        ...checkJoint(matter, filed, seats, { jurisdiction: it.id, contents: keys.contents }),
      );
    }
    findings.push(...(await checkCalls(tx, entities, called)));
  }
  findings.push(
    ...(await checkSealTables(tx)),
    ...(await checkRelayTables(tx)),
    ...(await checkJointTables(tx)),
    ...(await checkPapers(tx)),
    ...(await checkClients(tx)),
    ...tally.findings(),
    ...figures.findings(),
    ...(await checkStrays(tx)),
  );
  return { ...counts, findings, leaves };
};
