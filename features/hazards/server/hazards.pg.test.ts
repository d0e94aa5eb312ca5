import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyText } from '../../../engine/http/log-files.ts';
import { openSession } from '../../../engine/people/sessions.ts';
import { addPost, addStaff } from '../../../engine/people/staff.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { openService } from '../../../engine/service.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { RELATIONS, ROLES } from '../../../kernel/access/access.ts';
import { accessTable } from '../../../kernel/access/table.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { getPackOf } from '../../../policy/load.ts';
import { buildApp } from '../../../server/app.ts';
import { restoreArchive } from '../../../server/archive/restore.ts';
import { writeArchive } from '../../../server/archive/write.ts';
import { WORK_KINDS } from '../../../server/faces.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../../../test/support/installation.ts';
import { member } from '../../../test/support/sign-in.ts';
import { readWorklist } from '../../../desk/worklist/read-worklist.ts';
import { readFilter } from '../../../desk/worklist/filter.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { HAZARD } from '../domain/vocabulary.ts';
import { fillDemo } from './demo.ts';
import { hazards } from './hazards.ts';

const OFFICES = ['housing', 'water', 'county', 'letters'];
const folder = mkdtempSync(join(tmpdir(), 'huiyin-hazards-'));
let town: TestTown;
let app: FastifyInstance;

const publish = (it: TestTown): Promise<unknown> =>
  it.service.read((tx) =>
    publishDefinition(
      tx,
      {
        kind: 'pack',
        name: 'hazard-general',
        body: getPackOf([HAZARD], 'hazard-general') as unknown as Json, // a pack is plain JSON by its own type
        replaces: false,
        emergency: true,
        actor: { kind: 'machine' },
      },
      it.now(),
    ),
  );

beforeAll(async () => {
  town = await openTown({ at: '2026-11-23T01:00:00Z', withStaff: true, withSubjects: true });
  const { rows: there } = await town.superuser.query<{ post: string }>('select post from post');
  await town.service.read(async (tx) => {
    for (const office of OFFICES)
      for (const role of ROLES) {
        const post = `${office}.${role}`;
        if (there.some((row) => row.post === post)) continue;
        await addPost(tx, office, role);
        await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
      }
  });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const FOUND = { source: 'check', what: '消防通道堆放纸箱', spot: '二号棚', place: 'east-market' };
/** An order of today, to be mended in eleven days. */
const order = () => ({
  mender: 'water',
  acceptor: 'county',
  measures: '清走',
  money: '自筹三千元',
  by: addDays(dateIn(town.now(), 'Asia/Shanghai'), 11),
  meanwhile: '有人值守',
  standard: '净宽1.4米',
});
const steps = (): readonly (readonly [post: string, name: string, input: JsonObject])[] => [
  ['housing.handler', 'grade', { grade: 'general', criterion: '能够立即排除' }],
  ['housing.head', 'order', order()],
  ['water.handler', 'report_mended', { words: '清走了' }],
  ['county.head', 'accept_mend', { words: '量过，合格' }],
  ['housing.head', 'delist', {}],
];

const found = async (input: JsonObject = FOUND): Promise<string> => {
  const number = await beginStaffEntity(town.service, hazards, member('housing.handler'), input);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};
const lived = async (count: number): Promise<string> => {
  const number = await found();
  for (const [post, name, input] of steps().slice(0, count)) {
    const refusal = await takeStaffStep(town.service, hazards, number, member(post), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  }
  return number;
};
const viewed = async (number: string, post = 'housing.head') => {
  const view = await readStaffEntity(town.service, hazards, number, member(post));
  if (view === undefined || isRefusal(view)) throw new Error(`${post} does not see ${number}`);
  return view;
};
const listed = async (post: string, query: { readonly [name: string]: string } = {}) => {
  const list = await readWorklist(town.service, WORK_KINDS, member(post), readFilter(query));
  if (isRefusal(list)) throw new Error(list.refused);
  return list.rows;
};

/** A browser of a post. */
const browser = async (post: string) => {
  const cookie = `huiyin_staff=${await town.service.read((tx) => openSession(tx, post, town.now()))}`;
  const get = (url: string) => app.inject({ url, headers: { cookie } });
  const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/desk/sign-out')).body)?.[1] ?? '';
  const post_ = (url: string, form: { readonly [name: string]: string }) =>
    app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, ...form }).toString(),
    });
  return { get, post: post_ };
};

describe('a place without a pack for hazards', () => {
  it('takes none, and says so', async () => {
    expect(await beginStaffEntity(town.service, hazards, member('housing.handler'), FOUND)).toEqual({ refused: 'not_ready' });
    expect(isRefusal(await publish(town))).toBe(false);
    await town.tick();
    await town.service.jurisdiction('fresh');
    expect(await found()).toMatch(/^[0-9A-Z]{8}$/);
  });
});

describe('a hazard at the desk', () => {
  it('is begun once by a form that is sent twice, and another one is not begun under its token', async () => {
    const housing = await browser('housing.handler');
    const token = /name="token" value="([^"]+)"/.exec((await housing.get('/desk/hazards/new')).body)?.[1] ?? '';
    const sent = await Promise.all([1, 2].map(() => housing.post('/desk/hazards/new', { ...FOUND, token })));
    const again = await housing.post('/desk/hazards/new', { ...FOUND, token });
    expect(new Set([...sent, again].map((answer) => answer.headers.location)).size).toBe(1);
    expect((await housing.post('/desk/hazards/new', { ...FOUND, what: '别的', token })).statusCode).toBe(409);
  });

  it('is written down, graded, ordered, mended, looked at again and struck off by forms, in both languages', async () => {
    const housing = await browser('housing.handler');
    const form = await housing.get('/desk/hazards/new');
    for (const label of ['是什么隐患', '在哪里', '东市场']) expect(form.body).toContain(label);
    expect((await housing.get('/en/desk/hazards/new')).body).toContain('What is not in order');
    const empty = await housing.post('/desk/hazards/new', { ...FOUND, what: '' });
    expect([empty.statusCode, empty.body.includes('二号棚')]).toEqual([422, true]);
    const sent = await housing.post('/desk/hazards/new', FOUND);
    const number = /\/desk\/hazard\/([0-9A-Z]{8})\?done=find/.exec(sent.headers.location ?? '')?.[1] ?? '';
    expect([sent.statusCode, number.length]).toEqual([303, 8]);
    let length = 1;
    const take = async (post: string, command: string, input: JsonObject) => {
      const by = await browser(post);
      const answer = await by.post(`/desk/hazard/${number}/step`, {
        command,
        expected: String(length),
        ...(input as { [name: string]: string }),
      });
      if (answer.statusCode === 303) length += 1;
      return answer;
    };
    for (const [post, name, input] of steps()) {
      if (name === 'order') {
        const four = await take(post, name, { ...input, standard: '' });
        expect([four.statusCode, four.body.includes('“验收标准”'), four.body.includes('自筹三千元')]).toEqual([422, true, true]);
        const past = await (await browser(post)).post(`/desk/hazard/${number}/step`, { command: name, expected: '1', ...order() });
        expect(past.statusCode).toBe(409);
      }
      const answer = await take(post, name, input);
      expect([name, answer.statusCode, answer.headers.location]).toEqual([name, 303, `/desk/hazard/${number}?done=${name}`]);
      const [zh, en] = [
        await (await browser(post)).get(`/desk/hazard/${number}`),
        await (await browser(post)).get(`/en/desk/hazard/${number}`),
      ];
      expect([zh.statusCode, en.statusCode, zh.body.includes('消防通道堆放纸箱')]).toEqual([200, 200, true]);
      expect(en.body).toMatch(/What is owed, by when/);
    }
    const page = (await (await browser('housing.head')).get(`/desk/hazard/${number}`)).body;
    for (const words of ['销号', '东市场', '清走了', '现在不欠什么。', 'county.head', '反弹，重新打开']) expect(page).toContain(words);
    expect((await housing.get(`/desk?find=${number}`)).headers.location).toBe(`/desk/hazard/${number}`);
  });

  it('stands on the list of whoever owes the next step, with its title and its place, and of nobody else', async () => {
    const who = ['housing.handler', 'water.handler', 'county.head'];
    const seen = async (number: string) => {
      const rows = await Promise.all(who.map(async (post) => (await listed(post)).find((row) => row.number === number)));
      return rows.map((row) => row?.duties[0]?.rule.id ?? '');
    };
    expect(await seen(await lived(0))).toEqual(['hazard.grade', '', '']);
    expect(await seen(await lived(1))).toEqual(['hazard.order.general', '', '']);
    const ordered = await lived(2);
    expect(await seen(ordered)).toEqual(['', 'hazard.mend', '']);
    expect(await seen(await lived(3))).toEqual(['', '', 'hazard.reinspect']);
    expect(await seen(await lived(4))).toEqual(['hazard.delist', '', '']);
    const done = await lived(5);
    expect(await seen(done)).toEqual(['', '', '']);
    expect((await listed('housing.head', { view: 'closed' })).find((row) => row.number === done)?.closed?.step).toBe('delisted');
    const row = (await listed('water.handler')).find((one) => one.number === ordered);
    expect([row?.kind, row?.title, row?.place]).toEqual(['hazard', FOUND.what, 'east-market']);
    expect((await listed('water.handler', { sort: 'hazard', place: 'east-market', step: 'mend' })).map((one) => one.number)).toContain(
      ordered,
    );
    expect((await listed('water.handler', { sort: 'grievance' })).map((one) => one.number)).not.toContain(ordered);
    expect((await (await browser('water.handler')).get('/desk')).body).toContain(`/desk/hazard/${ordered}`);
  });

  it('is answered like what does not exist to everybody whom the table gives no seat, on every route', async () => {
    const number = await lived(2);
    const seats: { readonly [office: string]: (typeof RELATIONS)[number] } = {
      housing: 'own',
      water: 'asked',
      county: 'co',
      letters: 'other',
    };
    const may = accessTable(readAccess().rules, hazards).filter((cell) => cell.verb === 'read' && cell.allowed);
    const masked = (body: string, of: string): string => body.replaceAll(of, '·');
    let shown = 0;
    for (const office of OFFICES)
      for (const role of ROLES) {
        const who = { ...member(`${office}.${role}`) };
        const isSeat = may.some((cell) => cell.role === role && cell.relation === seats[office]);
        const view = await readStaffEntity(town.service, hazards, number, who);
        expect([who.post, view !== undefined && !isRefusal(view)]).toEqual([who.post, isSeat]);
        if (isSeat) shown += 1;
        else
          expect(await takeStaffStep(town.service, hazards, number, who, { name: 'report_mended', input: { words: '好' } })).toEqual({
            refused: 'not_found',
          });
      }
    expect(shown).toBe(8);
    const stranger = await browser('letters.head');
    for (const path of ['', '/bundle', '/paper/hazard_order-0-2.pdf']) {
      const [real, none] = [await stranger.get(`/desk/hazard/${number}${path}`), await stranger.get(`/desk/hazard/00000000${path}`)];
      expect([path, real.statusCode, masked(real.body, number)]).toEqual([path, 404, masked(none.body, '00000000')]);
    }
    const { rows } = await town.superuser.query("select post from access where matter = $1 and post like 'letters.%'", [number]);
    expect(rows).toEqual([]);
    expect((await (await browser('housing.head')).get(`/desk/matter/${number}`)).statusCode).toBe(404);
  });

  it('gives its order as a paper with one number, in both formats and languages', async () => {
    const number = await lived(2);
    const water = await browser('water.handler');
    const pdf = await water.get(`/desk/hazard/${number}/paper/hazard_order-0-2.pdf`);
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await water.get(`/en/desk/hazard/${number}/paper/hazard_order-0-2.docx`)).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await water.get(`/desk/hazard/${number}/paper/hazard_order-0-1.pdf`)).statusCode).toBe(404);
    const { rows } = await town.superuser.query('select kind, office, seq from paper_number where stream = $1', [`${number}.0`]);
    expect(rows).toEqual([{ kind: 'hazard_order', office: 'housing', seq: 1 }]);
  });

  it('takes the same steps from programs, by the same fields', async () => {
    const token = await town.service.read((tx) => openSession(tx, 'housing.handler', town.now()));
    const headers = { authorization: `Bearer ${token}` };
    const call = (url: string, payload?: object) =>
      app.inject({ method: payload ? 'POST' : 'GET', url, headers, ...(payload ? { payload } : {}) });
    expect((await call('/api/v1/staff/hazards', { ...FOUND, person: '张三' })).statusCode).toBe(422);
    const made = await call('/api/v1/staff/hazards', FOUND);
    const { number } = made.json<{ number: string }>();
    expect(made.statusCode).toBe(201);
    const graded = await call(`/api/v1/staff/hazards/${number}/steps`, {
      command: 'grade',
      expected: 1,
      input: { grade: 'major', criterion: '停用' },
    });
    expect(graded.json()).toMatchObject({ number, stage: 'graded', grade: 'major', length: 2, owed: [{ rule: 'hazard.order.major' }] });
    expect((await call(`/api/v1/staff/hazards/${number}`)).json()).toEqual(graded.json());
    expect((await call('/api/v1/staff/hazards/00000000')).statusCode).toBe(404);
  });
});

describe('what keeps watch over hazards', () => {
  it('the sweep writes down what is late, the office that ordered has to press, and reconcile finds nothing', async () => {
    const number = await lived(2);
    town.setClock('2026-12-07T02:00:00Z');
    await sweep(town.service);
    await sweep(town.service);
    const view = await viewed(number);
    expect(view.entries.filter((it) => it.event.type === 'deadline_passed').map((it) => it.event.data['rule'])).toEqual(['hazard.mend']);
    expect((await listed('housing.handler')).find((row) => row.number === number)?.duties.map((duty) => duty.rule.id)).toEqual([
      'hazard.press',
    ]);
    expect((await listed('water.handler', { due: 'late' })).map((row) => row.number)).toContain(number);
    await town.tick();
    const checked = await reconcile(town.service);
    expect(checked.findings).toEqual([]);
    expect(checked.checked.matters).toBeGreaterThan(10);
  });

  it('reconcile names every column that was changed behind its back, and nothing once it is as it was', async () => {
    const number = await lived(3);
    await town.tick();
    const changes = [
      ['entity', 'entity', "kind = 'matter'", 'kind'],
      ['entity', 'entity', "sort = 'other'", 'sort'],
      ['entity', 'entity', 'place_code = null', 'place_code'],
      ['stream', 'matter', "state = 'delisted'", 'state'],
      ['stream', 'matter', "office = 'water'", 'office'],
      ['obligation', 'matter', "status = 'met'", 'status'],
      ['assignment', 'matter', 'until = 1', 'until'],
      ['event', 'matter', "type = 'delisted'", 'type'],
    ] as const;
    const run = (sql: string): Promise<unknown> => town.superuser.query(sql);
    for (const [table, key, change, column] of changes) {
      const own = `${table} where ${key} = '${number}'`;
      await run(`create temp table kept as select * from ${own}`);
      await run(`update ${own.replace(' where', ` set ${change} where`)}`);
      expect([table, column, (await reconcile(town.service)).findings.length > 0]).toEqual([table, column, true]);
      // Back as it was; the rows that hang on it stay where they are.
      await run('set session_replication_role = replica');
      await run(`delete from ${own}`);
      await run(`insert into ${table} select * from kept`);
      await run('set session_replication_role = origin');
      await run('drop table kept');
    }
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('is proven by a bundle that anybody can check offline, and by no other', async () => {
    const number = await lived(5);
    await town.tick();
    const water = await browser('water.handler');
    const bundleText = (await water.get(`/desk/hazard/${number}/bundle`)).body;
    const ports = { hashing: nodeHashing, verifying: nodeVerifying };
    const policy = await policyText(town.service);
    expect(verifyBundle({ bundleText, policyText: policy, ports }).verdict).toBe('true');
    const forged = bundleText.replace(/"leaf":"[A-Za-z0-9+/]{4}/, '"leaf":"AAAA');
    expect(verifyBundle({ bundleText: forged, policyText: policy, ports }).verdict).not.toBe('true');
    const leaf = /\/c\/[\w-]+/.exec((await water.get(`/desk/hazard/${number}`)).body)?.[0] ?? '';
    expect((await app.inject({ url: leaf })).statusCode).toBe(200);
  });

  it('keeps its words out of every table: they stand in none of them in the clear', async () => {
    const mark = '甲乙丙丁戊己庚辛一处';
    const number = await found({ ...FOUND, what: mark, seen: mark });
    expect((await viewed(number, 'housing.handler')).texts['what']).toBe(mark);
    const { rows: tables } = await town.superuser.query<{ name: string }>(
      "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore')",
    );
    const hex = Buffer.from(mark).toString('hex');
    for (const { name } of tables) {
      const { rows } = await town.superuser.query(`select 1 from ${name} t where t::text like $1 or t::text like $2 limit 1`, [
        `%${mark}%`,
        `%${hex}%`,
      ]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
  });

  it('comes back whole from an archive, and counts in no figure', async () => {
    const number = await lived(4);
    const before = await viewed(number);
    await town.tick();
    const identity = await generateIdentity();
    const made = await writeArchive(
      { installation: town.installation, jurisdictions: [1], listErased: async () => [] },
      { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) },
      town.now(),
    );
    const restored = await restoreArchive({ data: made.data, keys: made.keys, identity }, { data: join(folder, 'back') }, town.now());
    try {
      const service = await openService({
        id: 1,
        pools: restored.installation.pools,
        keys: restored.installation.keys,
        dataDirectory: restored.installation.dataDirectory,
        clock: () => town.now(),
        tickMs: 1000,
      });
      const after = await readStaffEntity(service, hazards, number, member('housing.head'));
      if (after === undefined || isRefusal(after)) throw new Error('the hazard did not come back');
      expect(after.entries.map(({ event, texts }) => [event.type, event.data, texts])).toEqual(
        before.entries.map(({ event, texts }) => [event.type, event.data, texts]),
      );
      expect((await reconcile(service)).findings).toEqual([]);
    } finally {
      await restored.installation.close();
    }
    town.setClock('2027-01-02T02:00:00Z');
    await sweep(town.service);
    const figures = await app.inject({ url: '/figures.csv' });
    expect(figures.body).not.toMatch(/hazard/);
  });

  it('lives through the hazards of the demo, each by the same deciders', async () => {
    const demo = await openTown({ at: '2026-09-01T01:00:00Z', withSubjects: true });
    await publish(demo);
    await demo.tick();
    demo.setClock('2026-09-10T01:00:00Z');
    await sweep(demo.service);
    demo.setClock('2026-11-23T08:00:00Z');
    await demo.superuser.query(
      "insert into office (jurisdiction, office, name_zh, name_en, parent) select 1, o, o, o, 'county' from unnest(array['transport', 'education']) o",
    );
    await demo.service.jurisdiction('fresh');
    expect(await fillDemo({ service: demo.service, now: demo.now(), setClock: (at) => demo.setClock(new Date(at).toISOString()) })).toBe(
      '10 hazards',
    );
    const { rows } = await demo.superuser.query<{ state: string }>(
      "select s.state from stream s join entity e on e.entity = s.matter where e.kind = 'hazard' order by 1",
    );
    expect(new Set(rows.map((row) => row.state)).size).toBe(7);
    await demo.tick();
    expect((await reconcile(demo.service)).findings).toEqual([]);
    await demo.close();
  });
});
