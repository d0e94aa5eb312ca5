import type { NewOffice } from './add-office.ts';
import type { Directory } from './directory.ts';
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { DefinitionKind } from '../../kernel/jurisdiction/definitions.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { Signing } from '../../kernel/jurisdiction/transfers.ts';
import type { Purpose } from '../../kernel/matter/kinds.ts';
import { insertRows } from '../store/insert.ts';
import { appendPublic, type NewPublicEvent } from './public-stream.ts';
import { inJurisdiction, statement } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';
import { makeLogKeys, publicKeys, readLogKeys } from '../log/signer.ts';

/** A checked definition, ready to be stored. */
export interface NewDefinition {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly body: Json;
}

export interface NewJurisdiction {
  readonly id: number;
  readonly names: { readonly zh: string; readonly en: string };
  readonly zone: string;
  readonly purpose: Purpose;
  readonly offices: readonly (NewOffice & Partial<Directory> & { readonly transfers?: Signing })[];
  readonly deskOffice: string;
  readonly definitions: readonly NewDefinition[];
  /** Names of the definitions in force for new matters. */
  readonly pack: string;
  readonly calendar: string;
}

const EXISTS = statement<{ jurisdiction: number }>('jurisdiction_exists', 'select jurisdiction from jurisdiction where jurisdiction = $1');
const FINISH = statement('finish_jurisdiction', 'update jurisdiction set desk_office = $2 where jurisdiction = $1');

/** The hash that events cite: SHA-256 of the RFC 8785 bytes. */
export const definitionHash = (body: Json): Buffer => Buffer.from(hashing.sha256(utf8Encode(canonicalJson(body))));

/** Parents before children, as the foreign key wants. Throws on a circle. */
const parentsFirst = (offices: NewJurisdiction['offices']): NewJurisdiction['offices'] => {
  const done = new Set<string>();
  const sorted: NewJurisdiction['offices'][number][] = [];
  while (sorted.length < offices.length) {
    const next = offices.filter((it) => !done.has(it.office) && (it.parent === null || done.has(it.parent)));
    if (next.length === 0) throw new Error('the offices stand in a circle, or one has an unknown parent');
    for (const it of next) done.add(it.office);
    sorted.push(...next);
  }
  return sorted;
};

/** Event 0 of the public stream: all that was there from the beginning. */
const setUpEvent = (it: NewJurisdiction, origin: string, hashes: ReadonlyMap<string, Buffer>, keys: KeyDirectory): NewPublicEvent => ({
  type: 'set_up',
  actor: { kind: 'machine' },
  data: {
    origin,
    keys: publicKeys(readLogKeys(keys, it.id, origin)),
    names: { ...it.names },
    zone: it.zone,
    purpose: it.purpose,
    deskOffice: it.deskOffice,
    offices: it.offices.map(({ office, zh, en, parent }) => ({ office, zh, en, parent })),
    definitions: it.definitions.map(({ kind, name }) => ({
      kind,
      name,
      hash: hashes.get(`${kind}/${name}`)?.toString('hex') ?? '',
      replaces: kind === 'pack' ? name === it.pack : kind !== 'calendar' || name === it.calendar,
    })),
  },
});

/** Sets a jurisdiction up in one transaction, with a log of its own. Returns false when it exists already. */
export const createJurisdiction = async (pool: Pool, keys: KeyDirectory, it: NewJurisdiction, now: Instant): Promise<boolean> => {
  makeLogKeys(keys, it.id);
  return inJurisdiction(pool, it.id, async (tx) => {
    if ((await tx.run(EXISTS, [it.id])).length > 0) return false;
    const origin = `${randomBytes(8).toString('hex')}.huiyin/${it.id}`;
    await insertRows(
      tx,
      'jurisdiction',
      ['jurisdiction', 'name_zh', 'name_en', 'zone', 'origin', 'purpose'],
      [[it.id, it.names.zh, it.names.en, it.zone, origin, it.purpose]],
    );
    for (const office of parentsFirst(it.offices))
      await insertRows(
        tx,
        'office',
        ['jurisdiction', 'office', 'name_zh', 'name_en', 'parent', 'address', 'hours', 'phone'],
        [[it.id, office.office, office.zh, office.en, office.parent, office.address ?? null, office.hours ?? null, office.phone ?? null]],
      );
    const hashes = new Map(
      it.definitions.map((definition) => [`${definition.kind}/${definition.name}`, definitionHash(definition.body)] as const),
    );
    await insertRows(
      tx,
      'definition',
      ['jurisdiction', 'hash', 'kind', 'name', 'body'],
      it.definitions.map((definition) => [
        it.id,
        hashes.get(`${definition.kind}/${definition.name}`),
        definition.kind,
        definition.name,
        Buffer.from(canonicalJson(definition.body)),
      ]),
    );
    if (!hashes.has(`pack/${it.pack}`) || !hashes.has(`calendar/${it.calendar}`))
      throw new Error('the pack or the calendar in force is not among the definitions');
    // What is there at set-up may be cited at once, and is listed as such (G1).
    await insertRows(
      tx,
      'usable_definition',
      ['jurisdiction', 'hash', 'way'],
      [...new Set(hashes.values())].map((hash) => [it.id, hash, 'first_setup']),
    );
    await tx.run(FINISH, [it.id, it.deskOffice]);
    const twoSign = it.offices.flatMap(({ office, transfers }) =>
      transfers === 'two'
        ? [{ type: 'transfers_set' as const, actor: { kind: 'machine' as const }, data: { office, signing: transfers } }]
        : [],
    );
    await appendPublic(tx, [setUpEvent(it, origin, hashes, keys), ...twoSign], now);
    return true;
  });
};
