import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { buildApp } from '../../server/app.ts';
import { openInstallation } from '../../server/instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { tick } from '../../engine/log/tick.ts';
import { preparePlace, type Place } from '../../server/postgres/place.ts';
import { openService, type Service } from '../../engine/service.ts';
import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import { PEOPLE, setUpCounty } from '../support/installation.ts';
import { multipart } from '../support/files/multipart.ts';
import { nameRelayIn } from '../support/relay.ts';
import { worklistOf } from '../support/desk.ts';
import { testFolder } from '../support/folder.ts';
import {
  attribute,
  LEAST,
  person,
  rowsOfArchive,
  rowsOfTables,
  sharedByPairs,
  sharedByTwo,
  sharedWithOneJoiner,
  type Game,
  type Person,
} from './linkage-game.ts';
import { paySlip } from '../../features/cash/server/keep-cash.ts';
import { publishPack } from '../support/towns/staff-town.ts';
import { beginStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { CONSULTATION } from '../../features/consultations/domain/vocabulary.ts';
import { consultations } from '../../features/consultations/server/consultations.ts';
import { answerComments } from '../../features/grievances/server/comments/answer-comments.ts';
import { publishWords } from '../../features/grievances/server/comments/publish-words.ts';
import { HAZARD } from '../../features/hazards/domain/vocabulary.ts';

// The linkage game (G10): some people file twice with the same phone, name, address, browser and cookie jar, others once. Nothing of six
// bytes or more that the machine keeps may be shared by the two matters of one person and by no third one.
const PAIRS = 12;
const OTHERS = 48;

let installation: Installation;
let place: Place;
let service: Service;
let superuser: Client;
let now: Instant = instant(0);
let app: FastifyInstance;
const folder = testFolder('linkage');
const people: Person[] = [];
/** Matter → the number of who filed it; only the game knows, and what follows as well. */
const filers = new Map<string, number>();
/** Matter → the code of its receipt. */
const codes = new Map<string, string>();
/** Hazard → the report that it was found on. */
const found = new Map<string, string>();
/** Slip of a reward (hex) → the report that it is the reward of. */
const slips = new Map<string, string>();

type Body = { readonly payload?: Buffer | string; readonly headers?: object };

/** A person's browser without JavaScript, with its cookie jar, its address and its telephone in the referrer. */
const browserOf = (i: number) => {
  const who = people[i];
  if (!who) throw new Error('nobody');
  const headers = () => ({
    host: 'qingchuan.example',
    'user-agent': who.agent,
    'accept-language': 'zh-CN',
    referer: `http://qingchuan.example/from/${who.phone}`,
    ...(who.jar.size > 0 ? { cookie: [...who.jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
  });
  const keep = (answer: { readonly cookies: readonly { readonly name: string; readonly value: string }[] }): void => {
    for (const { name, value } of answer.cookies) who.jar.set(name, value);
  };
  const send = async (method: 'GET' | 'POST', url: string, body: Body = {}) => {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: who.address,
      headers: { ...headers(), ...body.headers },
      ...(body.payload === undefined ? {} : { payload: body.payload }),
    });
    keep(answer);
    return answer;
  };
  const ask = (method: 'GET' | 'POST', url: string, form: { readonly [name: string]: string } = {}) =>
    send(
      method,
      url,
      method === 'GET'
        ? {}
        : { payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    );
  return { who, send, ask };
};

const tokenIn = (body: string): string => /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';
const codeIn = (body: string): string => /<p class="code">([^<]+)</.exec(body)?.[1] ?? '';

/** Every second person reports a danger each time, always at the same place; each place has others who report there. */
const PLACES = ['old-bridge', 'east-market', 'peace-street'];
const dangerOf = (i: number): { readonly [name: string]: string } =>
  i % 2 === 0 ? {} : { kind: 'hazard_report', service: 'hazard.exit', at: PLACES[i % PLACES.length] ?? '' };
/** Every fourth person comments on the same draft each time; half of them agree to be published. */
const draft = { number: '' };
const speaks = (i: number): boolean => i % 4 === 2;
const commentOf = (i: number): { readonly [name: string]: string } =>
  speaks(i) ? { kind: 'comment', consultation: draft.number, ...(i % 8 === 2 ? { publish: 'yes' } : {}) } : {};
/** What the office writes of every hazard that is found on a report. */
const FOUND = { what: '安全出口上锁', spot: '后门' };

/** Opens the form, sends it, keeps every cookie it is given; the code of the receipt. */
const file = async (i: number): Promise<string> => {
  const { who, send, ask } = browserOf(i);
  const files = i < 2 * PAIRS ? [{ name: `${who.name}.jpg`, bytes: who.photo }] : [];
  await ask('GET', '/file');
  const opened = await ask('POST', '/file/about', { about: 'no', ...dangerOf(i), ...commentOf(i) });
  const token = tokenIn(opened.body);
  const words = {
    subject: `漏水 ${who.name}`,
    // Words that are to be published hold no telephone: they would be refused.
    body: `我是${who.name}，${speaks(i) && i % 8 === 2 ? '' : `电话${who.phone}，`}住${who.home}。水管漏了。`,
    place: who.home,
    name: who.name,
    contact: who.phone,
    tell: who.phone,
  };
  const filed = await send('POST', '/file/submit', multipart({ about: 'no', ...dangerOf(i), ...commentOf(i), token, ...words }, files));
  const code = codeIn(filed.body);
  if (filed.statusCode !== 200 || code === '') throw new Error(`not filed: ${filed.statusCode}`);
  await ask('POST', '/follow', { code });
  const known = await superuser.query<{ matter: string }>('select matter from matter');
  for (const { matter } of known.rows)
    if (!filers.has(matter)) {
      filers.set(matter, i);
      codes.set(matter, code);
    }
  return code;
};

/** The reward of a report is granted, its code made by the browser of who filed it, and paid at the counter. */
const reward = async (matter: string, code: string, i: number): Promise<void> => {
  await takeStep(service, matter, PEOPLE.head, { name: 'grant_reward', input: { fine: 100_000 } });
  const shown = await browserOf(i).ask('POST', '/follow/reward', { code });
  const paid = await paySlip(service, { post: 'letters.desk' }, codeIn(shown.body));
  if (typeof paid !== 'string') throw new Error(`not paid: ${paid.refused}`);
  const kept = await superuser.query<{ slip: Buffer }>('select slip from reward_slip');
  for (const { slip } of kept.rows) if (!slips.has(slip.toString('hex'))) slips.set(slip.toString('hex'), matter);
};

/** Who opened a matter to others, and who joined it: all who file twice, and as many of those who file once. */
const CREATOR = PAIRS;
const JOINERS = [...Array.from({ length: PAIRS }, (_, i) => i), ...Array.from({ length: PAIRS }, (_, i) => PAIRS + 1 + i)];
const joined = { matter: '' };

const joinTogether = async (code: string): Promise<void> => {
  const creator = browserOf(CREATOR);
  const asked = await creator.ask('POST', '/follow/others', { code });
  const asks = { subject: '街上漏水', words: '请修好整条街的水管。', representatives: '0' };
  const opened = await creator.ask('POST', '/follow/others', { code, act: 'open', token: tokenIn(asked.body), ...asks });
  joined.matter = [...filers].find(([, i]) => i === CREATOR)?.[0] ?? '';
  for (const i of JOINERS) {
    const { ask } = browserOf(i);
    const looked = await ask('POST', '/join', { code: codeIn(opened.body) });
    const taken = await ask('POST', '/join/take', { code: codeIn(opened.body), token: tokenIn(looked.body) });
    await ask('POST', '/follow', { code: codeIn(taken.body) });
  }
};

const HOUSING = { staff: 'housing.head', post: 'housing.head', office: 'housing', role: 'head' } as const;
const DRAFT = { title: '停车办法（草案）', summary: '改收费。', draft: '第一条。', from: '2026-09-28', until: '2026-10-30' };

/** A draft is open while everybody files; afterwards one group is answered, and words are published. */
const openDraft = async (): Promise<void> => {
  const number = await beginStaffEntity(service, consultations, HOUSING, DRAFT);
  if (isRefusal(number)) throw new Error(`no draft: ${number.refused}`);
  draft.number = number;
};
const answerDraft = async (): Promise<void> => {
  const take = async (name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await takeStaffStep(service, consultations, draft.number, HOUSING, { name, input });
    if (refusal) throw new Error(`${name}: ${refusal.refused}`);
  };
  await take('make_group', { heading: '不要收费' });
  for (const [matter, i] of filers)
    if (speaks(i)) await takeStep(service, matter, PEOPLE.head, { name: 'group_comment', input: { group: 1 } });
  now = instant(Date.parse('2026-11-02T02:00:00Z'));
  await take('answer_group', { group: 1, outcome: 'adopted', reason: '不收。' });
  await take('publish_words');
  await take('decide_consultation', { outcome: 'changed', words: '改了。' });
  expect(await answerComments(service)).toBe([...filers.values()].filter(speaks).length);
  await publishWords(service);
  await tick(service);
};

beforeAll(async () => {
  // A cluster of its own: all of it is searched.
  const data = join(folder, 'data');
  installation = await openInstallation(data);
  place = preparePlace(data);
  now = instant(Date.parse('2026-09-14T02:00:00Z'));
  await setUpCounty(installation, now, true, true, true);
  const { pools, keys } = installation;
  service = await openService({ id: 1, pools, keys, dataDirectory: data, clock: () => now, tickMs: 1000 });
  superuser = new Client({ host: place.socket, port: 5432, user: 'postgres', database: 'huiyin' });
  await superuser.connect();
  await superuser.query("update office set bell_url = 'http://127.0.0.1:9/bell'");
  await nameRelayIn(installation, now);
  await publishPack({ service, now: () => now }, HAZARD, 'hazard-general', false);
  await publishPack({ service, now: () => now }, CONSULTATION, 'consultation', false);
  await tick(service);
  now = instant(Date.parse('2026-09-28T02:00:00Z'));
  await sweep(service);
  await tick(service);
  await service.jurisdiction('fresh');
  app = await buildApp(service);
  await openDraft();
  for (let i = 0; i < PAIRS + OTHERS; i += 1) people.push(await person(i));
  // Half of the others on each day, at the same instants as the two filings of each pair.
  const [pairs, others] = [Array.from({ length: PAIRS }, (_, i) => i), Array.from({ length: OTHERS }, (_, i) => PAIRS + i)];
  let joining = '';
  for (const [day, singles] of [
    ['2026-09-28T02:00:00Z', others.slice(0, OTHERS / 2)],
    ['2026-10-12T02:00:00Z', others.slice(OTHERS / 2)],
  ] as const) {
    now = instant(Date.parse(day));
    for (const i of [...pairs, ...singles]) {
      const code = await file(i);
      if (i === CREATOR) joining = code;
    }
    if (joined.matter === '') await joinTogether(joining);
    for (const matter of filers.keys()) await takeStep(service, matter, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    for (const matter of filers.keys()) await takeStep(service, matter, PEOPLE.handler, { name: 'confirm_hazard', input: FOUND });
    for (const [matter, i] of filers)
      if (i % 2 === 1 && ![...slips.values()].includes(matter)) await reward(matter, codes.get(matter) ?? '', i);
    await worklistOf(service, { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' });
    await tick(service);
  }
  const led = await superuser.query<{ matter: string; hazard: string }>(
    'select matter, hazard from hazard_report where hazard is not null',
  );
  for (const { matter, hazard } of led.rows) found.set(hazard, matter);
  await answerDraft();
});
afterAll(async () => {
  await app.close();
  await superuser.end();
  await installation.close();
  rmSync(place.socket, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Looks for who the pairs are, in the clear and under plain hashes, in every file of the cluster and of the installation. */
const searchDisk = async (): Promise<readonly string[]> => {
  const marks = people.slice(0, PAIRS).flatMap((it) =>
    [it.phone, it.name, it.home, it.agent, it.photo].flatMap((text) => {
      const hashes = (['md5', 'sha1', 'sha256'] as const).map((name) => createHash(name).update(text).digest());
      return [
        Buffer.from(text),
        ...hashes,
        ...hashes.flatMap((hash) => [Buffer.from(hash.toString('hex')), Buffer.from(hash.toString('base64'))]),
      ];
    }),
  );
  await superuser.query('checkpoint');
  const files = [folder, place.cluster, place.socket].flatMap((path) =>
    readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const hits: string[] = [];
  let looked = 0;
  for (const path of new Set(files)) {
    if (!statSync(path, { throwIfNoEntry: false })) continue; // PostgreSQL has just removed it
    const bytes = readFileSync(path);
    looked += 1;
    for (const mark of marks) if (bytes.includes(mark)) hits.push(path);
  }
  process.stdout.write(`linkage: ${marks.length} marks of ${PAIRS} people looked for in ${looked} files, ${hits.length} hits\n`);
  return hits;
};

const game = (): Game => ({ filers, found, slips, joined: joined.matter, joiners: JOINERS });

const PERSONAL = [
  'access',
  'receipt',
  'idempotency',
  'outbox',
  'matter',
  'event',
  'blob',
  'keystore.blob_key',
  'keystore.matter_key',
  'sealed_box',
  'keystore.box_share',
  'keystore.relay_box',
  'joint_seat',
  'keystore.joint_seat',
  'hazard_report',
  'consultation_comment',
  'reward_slip',
  'cash_line',
];

describe('the linkage game (G10)', () => {
  it('nothing in the database or in an archive is shared by two matters of one person alone', async () => {
    expect(filers.size).toBe(2 * PAIRS + OTHERS);
    expect(found.size).toBe(filers.size / 2);
    expect(slips.size).toBe(found.size);
    const rows = [...(await rowsOfTables(superuser)), ...(await rowsOfArchive(installation, folder, now))];
    const { of, left } = attribute(rows, game());
    for (const own of of.values()) expect(own.length).toBeGreaterThan(10);
    const bytes = rows.flatMap((row) => row.cells).reduce((sum, cell) => sum + cell.length, 0);
    const shared = sharedByPairs(of, game());
    process.stdout.write(
      `linkage: ${PAIRS} pairs among ${filers.size} matters, ${rows.length} rows (${(bytes / 1e6).toFixed(1)} MB) of tables and archive, ${shared.length} values shared by a pair alone\n`,
    );
    expect(shared).toEqual([]);
    expect(sharedByTwo(left.filter((row) => ['idempotency', 'outbox'].includes(row.where)))).toEqual([]);
    // A reward that was collected: its slip and its line of the cash book, and nothing else of them, belong to the report.
    for (const matter of slips.values())
      expect(of.get(matter)?.filter((row) => row.where === 'reward_slip' || row.where === 'cash_line').length).toBe(2);
    // Who joined a matter of others and files one of their own shares no value with it alone.
    expect(of.get(joined.matter)?.filter((row) => row.where === 'joint_seat').length).toBe(64);
    expect(sharedWithOneJoiner(of, game())).toEqual([]);
    expect(PERSONAL.filter((table) => !rows.some((row) => row.where === table))).toEqual([]);
  });

  it('no cookie was set, and neither disk nor log holds who they were: no phone, name, address, browser, nor a plain hash of them', async () => {
    expect(people.flatMap((it) => [...it.jar.keys()])).toEqual([]);
    expect(await searchDisk()).toEqual([]);
  });

  it('a value that is planted is found: a keyed hash of the phone beside each matter', async () => {
    await superuser.query('create table planted (jurisdiction integer, matter text, who bytea)');
    for (const [matter, i] of filers)
      await superuser.query('insert into planted values (1, $1, sha256($2))', [matter, Buffer.from(`pepper ${people[i]?.phone}`)]);
    await superuser.query("insert into planted values (1, $1, sha256('pepper of a browser'))", [joined.matter]);
    const own = [...filers].find(([, i]) => i === JOINERS.at(-1))?.[0];
    await superuser.query("insert into planted values (1, $1, sha256('pepper of a browser'))", [own]);
    expect(sharedWithOneJoiner(attribute(await rowsOfTables(superuser), game()).of, game()).length).toBe(32 - LEAST + 1);
    const planted = sharedByPairs(attribute(await rowsOfTables(superuser), game()).of, game());
    expect(planted.length).toBe(PAIRS * (32 - LEAST + 1));
    expect(new Set(planted.map((it) => it.split(':')[0]))).toEqual(new Set(['planted']));
    await superuser.query('drop table planted');
  });

  it('a value that is planted beside a reward is found: a keyed hash of the phone of who collects it', async () => {
    await superuser.query('alter table reward_slip add column planted bytea');
    for (const [slip, matter] of slips)
      await superuser.query('update reward_slip set planted = sha256($2) where slip = $1', [
        Buffer.from(slip, 'hex'),
        Buffer.from(`pepper ${people[filers.get(matter) ?? -1]?.phone}`),
      ]);
    const planted = sharedByPairs(attribute(await rowsOfTables(superuser), game()).of, game());
    expect(planted.length).toBe((PAIRS / 2) * (32 - LEAST + 1));
    expect(new Set(planted.map((it) => it.split(':')[0]))).toEqual(new Set(['reward_slip']));
    await superuser.query('alter table reward_slip drop column planted');
  });

  it('a phone that a log wrote down is found, and so is a plain hash of a name', async () => {
    writeFileSync(join(folder, 'planted.log'), `GET /file ${people[3]?.phone}`);
    await superuser.query('create table planted (who text)');
    await superuser.query('insert into planted values (encode(sha256($1), $2))', [Buffer.from(people[5]?.name ?? ''), 'hex']);
    const hits = await searchDisk();
    expect(hits.some((path) => path.endsWith('planted.log'))).toBe(true);
    expect(hits.some((path) => path.includes('pg_wal'))).toBe(true);
    await superuser.query('drop table planted');
  });

  it('a value planted where no matter is named is found, too', async () => {
    await superuser.query(
      "update idempotency set answer = sha256('one jar') where ctid in (select ctid from idempotency order by key limit 2)",
    );
    const { left } = attribute(await rowsOfTables(superuser), game());
    expect(sharedByTwo(left.filter((row) => row.where === 'idempotency')).length).toBe(1);
  });
});
