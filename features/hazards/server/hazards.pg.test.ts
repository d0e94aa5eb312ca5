import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../engine/people/sessions.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { RELATIONS, ROLES } from '../../../kernel/access/access.ts';
import { accessTable } from '../../../kernel/access/table.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { member } from '../../../test/support/sign-in.ts';
import { hazards } from './hazards.ts';
import { FOUND, OFFICES, openHazardTown, publishHazards } from '../../../test/support/towns/hazard-town.ts';

let hazard: Awaited<ReturnType<typeof openHazardTown>>;
beforeAll(async () => {
  hazard = await openHazardTown();
});
afterAll(async () => {
  await hazard.close();
});

describe('a place without a pack for hazards', () => {
  it('takes none, and says so', async () => {
    expect(await beginStaffEntity(hazard.town.service, hazards, member('housing.handler'), FOUND)).toEqual({ refused: 'not_ready' });
    expect(isRefusal(await publishHazards(hazard.town))).toBe(false);
    await hazard.town.tick();
    await hazard.town.service.jurisdiction('fresh');
    expect(await hazard.found()).toMatch(/^[0-9A-Z]{8}$/);
  });
});

describe('a hazard at the desk', () => {
  it('is begun once by a form that is sent twice, and another one is not begun under its token', async () => {
    const housing = await hazard.browser('housing.handler');
    const token = /name="token" value="([^"]+)"/.exec((await housing.get('/desk/hazards/new')).body)?.[1] ?? '';
    const sent = await Promise.all([1, 2].map(() => housing.post('/desk/hazards/new', { ...FOUND, token })));
    const again = await housing.post('/desk/hazards/new', { ...FOUND, token });
    expect(new Set([...sent, again].map((answer) => answer.headers.location)).size).toBe(1);
    expect((await housing.post('/desk/hazards/new', { ...FOUND, what: '别的', token })).statusCode).toBe(409);
  });

  it('is written down, graded, ordered, mended, looked at again and struck off by forms, in both languages', async () => {
    const housing = await hazard.browser('housing.handler');
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
      const by = await hazard.browser(post);
      const answer = await by.post(`/desk/hazard/${number}/step`, {
        command,
        expected: String(length),
        ...(input as { [name: string]: string }),
      });
      if (answer.statusCode === 303) length += 1;
      return answer;
    };
    for (const [post, name, input] of hazard.steps()) {
      if (name === 'order') {
        const four = await take(post, name, { ...input, standard: '' });
        expect([four.statusCode, four.body.includes('“验收标准”'), four.body.includes('自筹三千元')]).toEqual([422, true, true]);
        const past = await (
          await hazard.browser(post)
        ).post(`/desk/hazard/${number}/step`, { command: name, expected: '1', ...hazard.order() });
        expect(past.statusCode).toBe(409);
      }
      const answer = await take(post, name, input);
      expect([name, answer.statusCode, answer.headers.location]).toEqual([name, 303, `/desk/hazard/${number}?done=${name}`]);
      const [zh, en] = [
        await (await hazard.browser(post)).get(`/desk/hazard/${number}`),
        await (await hazard.browser(post)).get(`/en/desk/hazard/${number}`),
      ];
      expect([zh.statusCode, en.statusCode, zh.body.includes('消防通道堆放纸箱')]).toEqual([200, 200, true]);
      expect(en.body).toMatch(/What is owed, by when/);
    }
    const page = (await (await hazard.browser('housing.head')).get(`/desk/hazard/${number}`)).body;
    for (const words of ['销号', '东市场', '清走了', '现在不欠什么。', 'county.head', '反弹，重新打开']) expect(page).toContain(words);
    expect((await housing.get(`/desk?find=${number}`)).headers.location).toBe(`/desk/hazard/${number}`);
  });

  it('stands on the list of whoever owes the next step, with its title and its place, and of nobody else', async () => {
    const who = ['housing.handler', 'water.handler', 'county.head'];
    const seen = async (number: string) => {
      const rows = await Promise.all(who.map(async (post) => (await hazard.listed(post)).find((row) => row.number === number)));
      return rows.map((row) => row?.duties[0]?.rule.id ?? '');
    };
    expect(await seen(await hazard.lived(0))).toEqual(['hazard.grade', '', '']);
    expect(await seen(await hazard.lived(1))).toEqual(['hazard.order.general', '', '']);
    const ordered = await hazard.lived(2);
    expect(await seen(ordered)).toEqual(['', 'hazard.mend', '']);
    expect(await seen(await hazard.lived(3))).toEqual(['', '', 'hazard.reinspect']);
    expect(await seen(await hazard.lived(4))).toEqual(['hazard.delist', '', '']);
    const done = await hazard.lived(5);
    expect(await seen(done)).toEqual(['', '', '']);
    expect((await hazard.listed('housing.head', { view: 'closed' })).find((row) => row.number === done)?.closed?.step).toBe('delisted');
    const row = (await hazard.listed('water.handler')).find((one) => one.number === ordered);
    expect([row?.kind, row?.title, row?.place]).toEqual(['hazard', FOUND.what, 'east-market']);
    expect(
      (await hazard.listed('water.handler', { sort: 'hazard', place: 'east-market', step: 'mend' })).map((one) => one.number),
    ).toContain(ordered);
    expect((await hazard.listed('water.handler', { sort: 'grievance' })).map((one) => one.number)).not.toContain(ordered);
    expect((await (await hazard.browser('water.handler')).get('/desk')).body).toContain(`/desk/hazard/${ordered}`);
  });

  it('is answered like what does not exist to everybody whom the table gives no seat, on every route', async () => {
    const number = await hazard.lived(2);
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
        const view = await readStaffEntity(hazard.town.service, hazards, number, who);
        expect([who.post, view !== undefined && !isRefusal(view)]).toEqual([who.post, isSeat]);
        if (isSeat) shown += 1;
        else
          expect(
            await takeStaffStep(hazard.town.service, hazards, number, who, {
              name: 'report_mended',
              input: { words: '好', no_photo: '没有相机' },
            }),
          ).toEqual({
            refused: 'not_found',
          });
      }
    expect(shown).toBe(8);
    const stranger = await hazard.browser('letters.head');
    for (const path of ['', '/bundle', '/paper/hazard_order-0-2.pdf']) {
      const [real, none] = [await stranger.get(`/desk/hazard/${number}${path}`), await stranger.get(`/desk/hazard/00000000${path}`)];
      expect([path, real.statusCode, masked(real.body, number)]).toEqual([path, 404, masked(none.body, '00000000')]);
    }
    const { rows } = await hazard.town.superuser.query("select post from access where matter = $1 and post like 'letters.%'", [number]);
    expect(rows).toEqual([]);
    expect((await (await hazard.browser('housing.head')).get(`/desk/matter/${number}`)).statusCode).toBe(404);
  });

  it('gives its order as a paper with one number, in both formats and languages', async () => {
    const number = await hazard.lived(2);
    const water = await hazard.browser('water.handler');
    const pdf = await water.get(`/desk/hazard/${number}/paper/hazard_order-0-2.pdf`);
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await water.get(`/en/desk/hazard/${number}/paper/hazard_order-0-2.docx`)).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await water.get(`/desk/hazard/${number}/paper/hazard_order-0-1.pdf`)).statusCode).toBe(404);
    const { rows } = await hazard.town.superuser.query('select kind, office, seq from paper_number where stream = $1', [`${number}.0`]);
    expect(rows).toEqual([{ kind: 'hazard_order', office: 'housing', seq: 1 }]);
  });

  it('takes the same steps from programs, by the same fields', async () => {
    const token = await hazard.town.service.read((tx) => openSession(tx, 'housing.handler', hazard.town.now()));
    const headers = { authorization: `Bearer ${token}` };
    const call = (url: string, payload?: object) =>
      hazard.app.inject({ method: payload ? 'POST' : 'GET', url, headers, ...(payload ? { payload } : {}) });
    expect((await call('/api/v1/staff/hazards', { ...FOUND, person: '张三' })).statusCode).toBe(422);
    const made = await call('/api/v1/staff/hazards', FOUND);
    const { number } = made.json<{ number: string }>();
    expect(made.statusCode).toBe(201);
    const graded = await call(`/api/v1/staff/hazards/${number}/steps`, {
      command: 'grade',
      expected: 1,
      input: { grade: 'major', criterion: '停用' },
    });
    expect(graded.json()).toMatchObject({ number, stage: 'graded', grade: 'major', length: 3, owed: [{ rule: 'hazard.order.major' }] });
    expect((await call(`/api/v1/staff/hazards/${number}`)).json()).toEqual(graded.json());
    expect((await call('/api/v1/staff/hazards/00000000')).statusCode).toBe(404);
  });
});
