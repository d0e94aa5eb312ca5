import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { readPublicStream } from '../../engine/place/public-stream.ts';
import { nameDoorAt } from '../../server/commands/admin/door.ts';
import { buildApp } from '../../server/app.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService, type Service } from '../../engine/service.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { csrfIn } from '../support/sign-in.ts';
import { testFolder } from '../support/folder.ts';

let town: TestTown;
let folder: string;
let there: Server;
let said: object = {};
let card: { readonly [field: string]: unknown };
const label = (text: string) => ({ 'zh-CN': text, en: text });

beforeAll(async () => {
  town = await openTown({ at: new Date().toISOString(), withStaff: true });
  folder = testFolder('naming');
  there = createServer((_request, response) => response.end(JSON.stringify(said)));
  await new Promise<void>((resolve) => {
    there.listen(0, '127.0.0.1', resolve);
  });
  const { port } = there.address() as AddressInfo; // it listens on TCP
  card = {
    id: 'discipline',
    name: label('Nanling Discipline Inspection'),
    body: 'discipline_inspection',
    line: 'nanling-discipline',
    office: null,
    origin: `http://127.0.0.1:${port}`,
    key: toHex(sealingPorts.sealing.publicKey(randomBytes(32))),
    ack: randomBytes(32).toString('hex'),
    log: 'door.huiyin/1+0123abcd+AbCd',
    kinds: ['accusation'],
    firstAnswer: { accusation: label('within 7 days') },
    address: label('8 Renmin Road'),
    phone: '12388',
    hours: label('working days'),
  };
  said = card;
});
afterAll(async () => {
  there.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `admin door FILE`: how it ended, and what it said. */
const name = async (more: object | null, options: object = {}): Promise<readonly [number, string]> => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const path = join(folder, 'door.yaml');
  if (more) writeFileSync(path, stringify({ ...card, ...more }));
  const code = await nameDoorAt(town.installation, more ? path : undefined, options, { out: say, err: say }, town.now());
  return [code, lines.join('\n')];
};

/** Another process, as it sees the place at the town's time. */
const opened = async <T>(work: (service: Service, app: FastifyInstance) => Promise<T>): Promise<T> => {
  const { pools, keys, dataDirectory } = town.installation;
  const service = await openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
  const app = await buildApp(service);
  try {
    return await work(service, app);
  } finally {
    await app.close();
  }
};

/** What the desk's page answers to a post that says yes or no to what waits. */
const decide = (staff: string, act: string): Promise<readonly [number, string]> =>
  opened(async (_service, app) => {
    const cookie = `huiyin_staff=${await sessionOf(town, staff)}`;
    const page = await app.inject({ url: '/desk/door', headers: { cookie } });
    const hash = /name="hash" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? '';
    const csrf = csrfIn((await app.inject({ url: '/desk/sign-out', headers: { cookie } })).body);
    const form = new URLSearchParams({ csrf, hash, act }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.inject({ method: 'POST', url: '/desk/door', headers, payload: form });
    return [answer.statusCode, answer.headers.location ?? ''];
  });

const yesPage = (): Promise<string> =>
  opened(async (_service, app) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return (await app.inject({ method: 'POST', url: '/file/about', headers, payload: 'about=yes' })).body;
  });
const postBox = (): Promise<string> =>
  opened(async (_service, app) => {
    const payload = { sealed: toBase64(randomBytes(24_624)) };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/door/boxes', payload });
    return answer.statusCode === 202 ? 'kept' : answer.json<{ error: { code: string } }>().error.code;
  });
const later = (days: number): void => town.setClock(new Date(town.now() + days * 86_400_000).toISOString());

describe('naming a door (G1, G5)', () => {
  it.each([
    ['an office of the place', { office: 'county' }, 'door_in_the_line: county'],
    ['an office of the place by its name', { name: label('Housing') }, 'door_in_the_line: discipline'],
    ['no key', { key: undefined }, 'door_key_missing: file'],
    ['half a key', { key: 'abcd' }, 'door_shape: file'],
    ['a line that can be read', { origin: 'http://door.example' }, 'door_not_https: http://door.example'],
    ['a key that the door itself does not name', { key: toHex(sealingPorts.sealing.publicKey(randomBytes(32))) }, 'door_key_other: key'],
    ['nobody there', { origin: 'http://127.0.0.1:1' }, 'door_not_reached: http://127.0.0.1:1'],
  ])('%s is refused, with its code', async (_, more, line) => {
    expect(await name(more)).toEqual([2, line]);
    expect((await town.superuser.query('select 1 from pending_door')).rowCount).toBe(0);
  });

  it('a key that this place holds is refused, and our own origin, and our own log', async () => {
    const { keys } = town.installation;
    const own = toHex(sealingPorts.sealing.publicKey(keys.secret('wrap')));
    expect(await name({ key: own })).toEqual([2, 'door_same_key: discipline']);
    expect((await name({ ack: toHex(town.service.logKeys.checkpoint.key.publicKey) }))[1]).toContain('door_same_key');
    const { origin } = await town.service.jurisdiction();
    expect((await name({ log: `${origin}+0123abcd+AbCd` }))[1]).toContain('door_same_log');
    process.env['HUIYIN_URL'] = String(card['origin']);
    expect((await name({}))[1]).toContain('door_same_origin');
    delete process.env['HUIYIN_URL'];
  });

  it('nothing is published before a second person agrees; a desk or an office’s handler is none', async () => {
    expect((await name({}))[0]).toBe(0);
    expect(await decide('housing.handler', 'confirm')).toEqual([403, '']);
    expect(await decide('county.admin', 'refuse')).toEqual([303, '/desk/door?done=refuse']);
    expect(await decide('county.admin', 'confirm')).toEqual([409, '']);
    expect((await town.superuser.query("select 1 from definition where kind = 'door'")).rowCount).toBe(0);
    expect(await yesPage()).toContain('12309');
  });

  it('then it counts once it has been public for seven days, and not before', async () => {
    await name({});
    expect(await decide('county.admin', 'confirm')).toEqual([303, '/desk/door?done=confirm']);
    await town.tick();
    later(6);
    await sweep(town.service);
    expect([await yesPage(), await postBox()]).toEqual([expect.stringContaining('12309'), 'door_closed']);
    later(1.1);
    await sweep(town.service);
    expect([await yesPage(), await postBox()]).toEqual([expect.stringContaining('Nanling Discipline Inspection'), 'kept']);
    const { events } = await town.service.read(readPublicStream);
    expect(events.findLast((event) => event.type === 'definition_published')?.data).toMatchObject({ confirmedBy: 'county.admin' });
  });

  it('an emergency counts at once and ends after 72 hours: then whom to go to is printed again, and no box is taken', async () => {
    expect((await name(null, { none: true, emergency: true }))[0]).toBe(0);
    expect((await decide('letters.head', 'confirm'))[0]).toBe(303);
    expect([await yesPage(), await postBox()]).toEqual([expect.stringContaining('12309'), 'door_closed']);
    later(3.1);
    expect([await yesPage(), await postBox()]).toEqual([expect.stringContaining('Nanling Discipline Inspection'), 'kept']);
    // An office that takes the door's name ends it: it is asked at every use.
    await town.superuser.query(
      "insert into office (jurisdiction, office, name_zh, name_en) values (1, 'discipline', '纪委', 'Discipline')",
    );
    expect([await yesPage(), await postBox()]).toEqual([expect.stringContaining('12309'), 'door_closed']);
    await town.superuser.query("delete from office where office = 'discipline'");
    await town.tick();
    expect((await reconcile(town.service)).findings.filter((it) => /door|definition/.test(it.where))).toEqual([]);
  });

  it('one slipped in by SQL is unusable', async () => {
    const body = JSON.stringify({ ...card, name: label('The county itself') });
    await town.superuser.query(
      "insert into definition (jurisdiction, hash, kind, name, body) values (1, sha256(convert_to($1, 'UTF8')), 'door', 'door', convert_to($1, 'UTF8'))",
      [body],
    );
    await town.superuser.query(
      "insert into usable_definition (jurisdiction, hash, way) values (1, sha256(convert_to($1, 'UTF8')), 'first_setup')",
      [body],
    );
    expect(await yesPage()).toContain('Nanling Discipline Inspection');
    expect((await reconcile(town.service)).findings.map((it) => it.code)).toContain('definition_unpublished');
  });
});
