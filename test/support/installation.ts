import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import type { Role } from '../../kernel/access/access.ts';
import { openPools, type Reach } from '../../engine/store/pools.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import type { Installation } from '../../engine/installation.ts';
import { createJurisdiction } from '../../engine/place/create.ts';
import { custodianDefinition } from '../../engine/place/custodians.ts';
import { countyPlaces } from '../../policy/places.ts';
import { countySubjects } from '../../policy/subjects.ts';
import { placesDefinition } from '../../engine/place/places.ts';
import { subjectsDefinition } from '../../engine/place/subjects.ts';
import { VOCABULARIES } from '../../server/features.ts';
import { firstDefinitions } from '../../engine/place/first-definitions.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { openKeyDirectory } from '../../engine/keys/key-directory.ts';
import { tick } from '../../engine/log/tick.ts';
import { openService, type Service } from '../../engine/service.ts';
import { CUSTODIANS } from './custodians.ts';
import { TEMPLATE } from './global-setup.ts';
import { testFolder } from './folder.ts';

/** A county with a clock that the test sets. Nothing runs by itself. */
export interface TestTown {
  readonly installation: Installation;
  readonly service: Service;
  readonly setClock: (iso: string) => void;
  readonly now: () => Instant;
  /** One tick of the log. */
  readonly tick: () => Promise<void>;
  /** A superuser's connection to this town's database. */
  readonly superuser: Client;
  readonly close: () => Promise<void>;
}

export const staff = (office: string, role: Role): Asker => ({ kind: 'staff', post: `${office}.${role}`, office, role });
export const PEOPLE = {
  desk: staff('letters', 'desk'),
  handler: staff('housing', 'handler'),
  head: staff('housing', 'head'),
  other: staff('water', 'handler'),
  above: staff('county', 'reviewer'),
  city: staff('city', 'reviewer'),
  admin: staff('county', 'admin'),
  filer: { kind: 'filer' } as const,
};
export const TOTP_SECRET = Buffer.from('huiyin-test-secret!!');
export const PASSWORD = 'correct horse';

const OFFICES = [
  { office: 'city', zh: '南陵市人民政府', en: 'City Government', parent: null },
  { office: 'county', zh: '青川县人民政府', en: 'County Government', parent: 'city' },
  { office: 'letters', zh: '县信访局', en: 'Letters and Visits', parent: 'county' },
  { office: 'housing', zh: '县住建局', en: 'Housing', parent: 'county' },
  { office: 'water', zh: '县水利局', en: 'Water', parent: 'county' },
];
const POSTS: readonly (readonly [string, Role])[] = [
  ['letters', 'desk'],
  ['letters', 'head'],
  ['housing', 'handler'],
  ['housing', 'head'],
  ['water', 'handler'],
  ['county', 'reviewer'],
  ['county', 'admin'],
  ['city', 'reviewer'],
];

const connect = async (database: string, reach: { host: string; port: number; user: string }): Promise<Client> => {
  const client = new Client({ ...reach, database });
  await client.connect();
  return client;
};

/** Fills an installation with the county of the tests; posts have accounts where `withStaff`. */
export const setUpCounty = async (
  it: Installation,
  now: Instant,
  withStaff = false,
  withCustodians = false,
  withSubjects = false,
): Promise<void> => {
  await createJurisdiction(
    it.pools.app,
    it.keys,
    {
      id: 1,
      names: { zh: '青川县', en: 'Qingchuan County' },
      zone: 'Asia/Shanghai',
      purpose: 'service',
      offices: OFFICES,
      deskOffice: 'letters',
      definitions: [
        ...firstDefinitions(VOCABULARIES, [
          'petition-2022',
          'township-centre',
          ...(withSubjects ? ['suggestion-2022', 'help', 'mediation', 'hazard-line', 'hazard-line-24h', 'consultation-comment'] : []),
        ]),
        ...(withSubjects ? [subjectsDefinition(countySubjects()), placesDefinition(countyPlaces())] : []),
        ...(withCustodians ? [custodianDefinition(CUSTODIANS)] : []),
      ],
      pack: 'petition-2022',
      calendar: 'cn',
    },
    now,
  );
  await inJurisdiction(it.pools.app, 1, async (tx) => {
    for (const [office, role] of POSTS) {
      await addPost(tx, office, role);
      if (withStaff)
        await addStaff(tx, it.keys.secret('wrap'), {
          staff: `${office}.${role}`,
          post: `${office}.${role}`,
          password: PASSWORD,
          totp: TOTP_SECRET,
        });
    }
  });
};

/** A fresh county in a database of its own. */
export const openTown = async (
  options: {
    readonly at?: string;
    readonly withStaff?: boolean;
    readonly withCustodians?: boolean;
    readonly withSubjects?: boolean;
    readonly tickMs?: number;
    /** Fills the database instead of the county of the tests. */
    readonly setUp?: (it: Installation) => Promise<void>;
  } = {},
): Promise<TestTown> => {
  const cluster = inject('postgres');
  const database = `t_${randomBytes(6).toString('hex')}`;
  const maker = await connect('postgres', cluster);
  await maker.query(`create database ${database} template ${TEMPLATE}`);
  const folder = testFolder('town');
  const reach: Reach = { kind: 'socket', host: cluster.host, port: cluster.port, database };
  const keys = openKeyDirectory(join(folder, 'keys'));
  keys.ensureSecret('wrap');
  const pools = openPools(reach);
  const installation: Installation = {
    pools,
    keys,
    reach,
    dataDirectory: join(folder, 'data'),
    jurisdictions: async () => [1],
    keepDatabase: () => undefined, // the cluster is that of the whole run
    close: async () => pools.end(),
  };
  let now = instant(Date.parse(options.at ?? '2026-09-28T02:00:00Z'));
  if (options.setUp) await options.setUp(installation);
  else await setUpCounty(installation, now, options.withStaff, options.withCustodians, options.withSubjects);
  const service = await openService({
    id: 1,
    pools,
    keys,
    dataDirectory: installation.dataDirectory,
    clock: () => now,
    tickMs: options.tickMs ?? 1000,
  });
  const superuser = await connect(database, cluster);
  return {
    installation,
    service,
    superuser,
    now: () => now,
    setClock: (iso) => {
      now = instant(Date.parse(iso));
    },
    tick: () => tick(service),
    close: async () => {
      await superuser.end();
      await pools.end();
      await maker.query(`drop database ${database} with (force)`);
      await maker.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Waits until connections that were cut have been found out: whoever takes one next fails, and the server's own loops simply come again. */
export const untilWell = async ({ service }: Pick<TestTown, 'service'>): Promise<void> => {
  const reads = () => Promise.allSettled(Array.from({ length: 12 }, () => service.read(async () => undefined)));
  while ((await reads()).some(({ status }) => status === 'rejected')) await new Promise((resolve) => setTimeout(resolve, 50));
};
