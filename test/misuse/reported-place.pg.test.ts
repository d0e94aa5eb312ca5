import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingInput } from '../../features/grievances/server/file-matter.ts';
import { hazards } from '../../features/hazards/server/hazards.ts';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { tick } from '../../engine/log/tick.ts';
import { ROLES } from '../../kernel/access/access.ts';
import { parseReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { paySlip } from '../../features/cash/server/keep-cash.ts';
import { collectFor } from '../../features/grievances/server/line/collect-reward.ts';
import { VERBS } from '../../features/grievances/domain/decide.ts';
import { openSession } from '../../engine/people/sessions.ts';
import { member } from '../support/sign-in.ts';
import { openLineTown, REPORT, WORDS } from '../support/towns/line-town.ts';

// G5, G7: the place reported, and the office that mends, learn neither the words of a report nor its hour, its number, nor that there is one.
let line: Awaited<ReturnType<typeof openLineTown>>;
beforeAll(async () => {
  line = await openLineTown('2026-11-23T00:00:00Z');
});
afterAll(async () => {
  await line.close();
});

/** Words that stand nowhere else. */
const SECRET = '只有反映的人知道的话';
const inOffice = ROLES.map((role) => `housing.${role}`);

const PAGES = [
  '/desk',
  '/desk/sites',
  '/desk/sites.csv',
  '/desk/assets',
  '/desk/today',
  '/desk/board',
  '/desk/troubles',
  '/desk/responsibility',
  '/desk/cash',
  '/desk/cash.csv',
  '/sites',
  '/',
];
const REGISTERS = ['/record.json', '/figures.json', '/open311/v2/requests.json', '/open311/v2/services.json'];

/** What changes with each asking and says nothing: the token against forged forms. */
const steady = (body: string): string => body.replaceAll(/(name="(?:csrf|token)" value=")[^"]+/g, '$1');

/** Everything that an office may ask for, by every role of it: pages, lists, exports, what programs get, and its bells. */
const whatHousingSees = async (): Promise<string> => {
  const seen: string[] = [];
  for (const post of inOffice) {
    const { get } = await line.browser(post);
    for (const path of [...PAGES, `/desk/site/${line.site}`, `/desk/site/${line.site}/bundle`])
      seen.push(path, steady((await get(path)).body));
    const token = await line.town.service.read((tx) => openSession(tx, post, line.town.now()));
    const headers = { authorization: `Bearer ${token}` };
    for (const path of ['/api/v1/staff/worklist', `/api/v1/staff/sites/${line.site}`])
      seen.push(path, (await line.app.inject({ url: path, headers })).body);
  }
  for (const path of REGISTERS) seen.push(path, (await line.app.inject({ url: path })).body);
  const bells = await line.town.superuser.query("select message from outbox where message::text like '%housing%' order by message");
  return JSON.stringify([seen, bells.rows]);
};

describe('the office of the place reported', () => {
  it('sees the same bytes before a report, after it, once it is registered, and once somebody has found nothing', async () => {
    const before = await whatHousingSees();
    const { number } = await line.filed({ at: line.site, fields: { ...REPORT.fields, body: SECRET } });
    expect(await whatHousingSees()).toBe(before);
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    expect(await whatHousingSees()).toBe(before);
    await line.step(number, 'water.handler', 'find_no_hazard', { reason: `看过。${SECRET}` });
    await line.step(number, 'water.handler', 'reply', { outcome: 'not_supported', facts: SECRET, opinion: SECRET });
    await line.settled();
    expect(await whatHousingSees()).toBe(before);
    expect(before).not.toContain(number);
  });

  it('sees the same bytes before a reward, after it was granted or refused, once its code is made, and once it is paid', async () => {
    const confirmed = async () => {
      const { number, code } = await line.filed({ at: line.site, fields: { ...REPORT.fields, body: SECRET } });
      await line.step(number, 'letters.desk', 'register', { office: 'water' });
      await line.step(number, 'water.handler', 'confirm_hazard', { ...WORDS });
      const receipt = parseReceiptCode(code);
      if (!receipt.ok) throw new Error(code);
      return { number, receipt: receipt.code };
    };
    const [one, other] = [await confirmed(), await confirmed()];
    const before = await whatHousingSees();
    await line.step(other.number, 'water.head', 'refuse_reward', { reason: SECRET });
    await line.step(one.number, 'water.head', 'grant_reward', { fine: 100_000 });
    expect(await whatHousingSees()).toBe(before);
    const made = await collectFor(line.town.service, one.number, one.receipt);
    if (isRefusal(made)) throw new Error(made.refused);
    expect(await whatHousingSees()).toBe(before);
    expect(await paySlip(line.town.service, { post: 'letters.desk' }, made.code)).toBe('2026-1');
    expect(await whatHousingSees()).toBe(before);
    for (const post of inOffice)
      expect(await line.tryStep(one.number, post, 'grant_reward', { fine: 0 })).toEqual({ refused: 'not_found' });
  });

  it('is answered about the report, by every step and page, as about one that does not exist', async () => {
    const { number } = await line.filed();
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    for (const post of inOffice) {
      const { get } = await line.browser(post);
      for (const path of ['', '/papers', '/confirm_hazard', '/name']) {
        const [there, nowhere] = await Promise.all([number, '00000000'].map(async (it) => get(`/desk/matter/${it}${path}`)));
        expect([post, path, there?.statusCode, steady(there?.body ?? '').replaceAll(number, '')]).toEqual([
          post,
          path,
          nowhere?.statusCode,
          steady(nowhere?.body ?? '').replaceAll('00000000', ''),
        ]);
      }
      const refusals = await Promise.all(VERBS.map((verb) => line.tryStep(number, post, verb.name, { ...WORDS, known: 'ZZZZZZZZ' })));
      expect(refusals.every((it) => it?.refused === 'not_found')).toBe(true);
    }
  });
});

const order = {
  mender: 'housing',
  acceptor: 'county',
  measures: '拆锁',
  money: '无',
  by: '2026-12-04',
  meanwhile: '有人守门',
  standard: '推开就走',
};

/** Reports a danger as somebody else would, at another hour, and has it confirmed; or the office finds it by itself. */
const begun = async (
  report: Partial<FilingInput> | null,
  hour: string,
  more = 0,
): Promise<{ readonly hazard: string; readonly reports: readonly string[] }> => {
  const reports: string[] = [];
  if (report !== null)
    for (let i = 0; i <= more; i += 1) {
      line.town.setClock(`2026-11-23T0${Number(hour) + i}:11:00Z`);
      const { number } = await line.filed(report);
      await line.step(number, 'letters.desk', 'register', { office: 'water' });
      reports.push(number);
    }
  line.town.setClock('2026-11-24T02:00:00Z');
  const [first, ...others] = reports;
  let hazard = '';
  if (first === undefined) {
    const found = await beginStaffEntity(line.town.service, hazards, member('water.handler'), {
      source: 'public_report',
      ...WORDS,
      place: 'east-market',
    });
    if (isRefusal(found)) throw new Error(found.refused);
    hazard = found;
  } else {
    await line.step(first, 'water.handler', 'confirm_hazard', { ...WORDS, words: SECRET });
    hazard = await line.hazardOf(first);
    for (const other of others) await line.step(other, 'water.handler', 'confirm_hazard', { known: hazard });
  }
  line.town.setClock('2026-11-24T03:00:00Z');
  await line.mend(hazard, 'water.handler', 'grade', { grade: 'general', criterion: '小' });
  await line.mend(hazard, 'water.head', 'order', order);
  await tick(line.town.service);
  return { hazard, reports };
};

/** Everything of one hazard that an office may ask for, with what is drawn by lot left out: its own number and the names of its leaves. */
const ofHazard = async (hazard: string, office: string): Promise<string> => {
  const seen: string[] = [];
  for (const role of ['handler', 'head', 'inspector', 'desk']) {
    const post = `${office}.${role}`;
    const { get } = await line.browser(post);
    for (const path of [`/desk/hazard/${hazard}`, `/en/desk/hazard/${hazard}`]) seen.push(steady((await get(path)).body));
    const token = await line.town.service.read((tx) => openSession(tx, post, line.town.now()));
    seen.push((await line.app.inject({ url: `/api/v1/staff/hazards/${hazard}`, headers: { authorization: `Bearer ${token}` } })).body);
  }
  const { get } = await line.browser(`${office}.handler`);
  const paper = await get(`/desk/hazard/${hazard}/paper/hazard_order-0-2.docx`);
  seen.push(`${paper.statusCode}`);
  const events = await line.town.superuser.query(
    'select type, recorded_at, octet_length(payload) as size from event where stream = $1 order by version',
    [`${hazard}.0`],
  );
  const rows = await line.town.superuser.query(
    'select rule, status, office, due_on from obligation where matter = $1 order by rule, due_on, status',
    [hazard],
  );
  const bells = await line.town.superuser.query('select count(*) from outbox where message::text like $1', [`%"${office}"%`]);
  return JSON.stringify([seen, events.rows, rows.rows, bells.rowCount])
    .replaceAll(hazard, '<hazard>')
    .replaceAll(/\/c\/[^"\\]+/g, '/c/<leaf>')
    .replaceAll(/"leaf":"[^"]+"/g, '')
    .replaceAll(/\\"leaf\\":\\"[^"]+\\"/g, '');
};

describe('the offices of a hazard that have another seat in it', () => {
  it('see the same bytes whichever report it came from, how many there were, and whether there was one', async () => {
    const one = await begun({ at: 'east-market', fields: { subject: '甲', body: SECRET } }, '1');
    const another = await begun(
      {
        at: 'east-market',
        service: 'hazard.other',
        lang: 'en',
        fields: { subject: 'X', body: `${SECRET} 另一种说法，长得多。`.repeat(9), place: SECRET },
      },
      '3',
    );
    const many = await begun({ at: 'east-market' }, '5', 2);
    const none = await begun(null, '0');
    for (const office of ['housing', 'county']) {
      const seen = await Promise.all([one, another, many, none].map(({ hazard }) => ofHazard(hazard, office)));
      for (const other of seen.slice(1)) expect(other).toBe(seen[0]);
      for (const text of [SECRET, ...[one, another, many].flatMap((it) => it.reports)]) expect(seen[0]).not.toContain(text);
      for (const hour of ['01:11', '03:11', '09:11', '11:11']) expect(seen[0]).not.toContain(hour);
    }
    // Who has the reports sees which they are, and nobody of another office that reads the hazard does.
    const own = await (await line.browser('water.handler')).get(`/desk/hazard/${many.hazard}`);
    for (const number of many.reports) expect(own.body).toContain(number);
    const mender = await (await line.browser('housing.handler')).get(`/desk/hazard/${many.hazard}`);
    expect(mender.body).toContain(WORDS.what);
  });
});
