import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { CANTEEN, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { publishPack } from '../../../test/support/towns/staff-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import { LETTER } from '../domain/vocabulary.ts';
import { letters } from './letters.ts';

// Monday 23 November 2026 begins at six in the morning there.
let place: Awaited<ReturnType<typeof openCheckTown>>;
let canteen = '';
beforeAll(async () => {
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen', 'school-safety']);
  canteen = await place.opened();
});
afterAll(async () => {
  await place.close();
});

const YEAR = { from: '2026-11-23', to: '2027-11-22', what: '食堂的食品安全和燃气。' };
const draw = (more: JsonObject = {}, post = 'county.head', token: string | null = null) =>
  beginStaffEntity(
    place.town.service,
    letters,
    member(post),
    { site: canteen, rule: null, holder: 'housing.handler', ...YEAR, ...more },
    token,
  );
const drawn = async (more: JsonObject = {}, post = 'county.head'): Promise<string> => {
  const number = await draw(more, post);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};
const take = (number: string, post: string, name: string, input: JsonObject = {}) =>
  takeStaffStep(place.town.service, letters, number, member(post), { name, input });
const both = async (number: string): Promise<void> => {
  expect(await take(number, 'county.head', 'sign_letter')).toBeUndefined();
  expect(await take(number, 'housing.handler', 'take_on_letter')).toBeUndefined();
};
const page = async (url: string, post = 'county.head'): Promise<string> => (await (await place.browser(post)).get(url)).body;
const owedOn = async (post: string, number: string): Promise<readonly string[]> =>
  (await place.listed(post))
    .filter((row) => row.number === number)
    .flatMap((row) => row.duties.map((duty) => `${duty.rule.id} ${duty.dueOn}`));

describe('a place without a pack for letters', () => {
  it('takes none, and says so', async () => {
    expect(await draw()).toEqual({ refused: 'not_ready' });
    expect(isRefusal(await publishPack(place.town, LETTER, 'letters'))).toBe(false);
    await place.town.tick();
    await place.town.service.jurisdiction('fresh');
  });
});

describe('a letter', () => {
  it('is about a site of the office or one that it supervises, or a duty that binds it, and is taken on by a post of who owes', async () => {
    expect(await draw({ site: null })).toEqual({ refused: 'letter_no_subject', data: { field: 'site' } });
    expect(await draw({}, 'letters.head')).toEqual({ refused: 'letter_not_theirs', data: { field: 'site' } });
    expect(await draw({ site: '00000000' })).toEqual({ refused: 'letter_not_theirs', data: { field: 'site' } });
    expect(await draw({ holder: 'letters.head' })).toEqual({ refused: 'letter_post_unknown', data: { field: 'holder' } });
    expect(await draw({ holder: 'housing.admin' })).toEqual({ refused: 'letter_post_unknown', data: { field: 'holder' } });
    expect(await draw({ holder: 'housing.nobody' })).toEqual({ refused: 'letter_post_unknown', data: { field: 'holder' } });
    expect(await draw({ rule: 'school-safety/school.return' })).toEqual({ refused: 'letter_rule_unbound', data: { field: 'rule' } });
    expect(await draw({ site: null, rule: 'nothing/at.all' })).toEqual({ refused: 'letter_rule_unbound', data: { field: 'rule' } });
    expect(await draw({ site: null, rule: 'canteen/can.day', holder: 'county.head' }, 'housing.head')).toMatchObject({
      refused: 'letter_post_unknown',
    });
    expect(await draw({ to: '2026-11-01' })).toMatchObject({ refused: 'period_order' });
    expect(await draw({ from: '2025-11-01', to: '2026-11-22' })).toMatchObject({ refused: 'promise_past' });
    expect((await place.town.superuser.query('select from letter')).rowCount).toBe(0);
  });

  it('is drawn up by a form without a script, which keeps what was written; sent twice it is one', async () => {
    const county = await place.browser('county.head');
    const form = await county.get(`/desk/letters/new?site=${canteen}`);
    for (const word of ['和平小学食堂', '县住建局经办岗', '负责什么']) expect(form.body).toContain(word);
    const typed = { site: canteen, holder: 'housing.handler', ...YEAR, token: 'a-token-of-twenty-two-characters' };
    const wrong = await county.post('/desk/letters/new', { ...typed, to: '2026-11-01' });
    expect([wrong.statusCode, wrong.body.includes('结束的日子在开始的日子前面'), wrong.body.includes('食堂的食品安全和燃气')]).toEqual([
      422,
      true,
      true,
    ]);
    const sent = await county.post('/desk/letters/new', typed);
    const again = await county.post('/desk/letters/new', typed);
    expect([sent.statusCode, again.headers.location]).toEqual([303, sent.headers.location]);
    expect((await place.town.superuser.query('select from letter')).rowCount).toBe(1);
  });

  it('is drawn up by a program, too, with the same fields and the same refusals', async () => {
    const county = await place.program('county.head');
    const letter = { site: canteen, holder: 'housing.handler', ...YEAR };
    const refused = await county('/api/v1/staff/letters', { ...letter, holder: 'letters.head' });
    expect([refused.statusCode, refused.json().error.code]).toEqual([422, 'letter_post_unknown']);
    // What the server looks up, nobody sends.
    expect((await county('/api/v1/staff/letters', { ...letter, holderOffice: 'water' })).json().error.code).toBe('field_unknown');
    const made = await county('/api/v1/staff/letters', letter);
    expect(made.statusCode).toBe(201);
    expect(await page(`/desk/letter/${made.json().number}`)).toContain('和平小学食堂');
    expect(await take(made.json().number, 'county.head', 'end_letter', { reason: 'drawn_in_error' })).toBeUndefined();
  });

  it('is owed by the office, then by the post, and both see when', async () => {
    const number = await drawn();
    expect(await owedOn('county.head', number)).toEqual(['letter.sign 2026-12-07']);
    expect(await take(number, 'county.head', 'sign_letter')).toBeUndefined();
    expect(await owedOn('housing.handler', number)).toEqual(['letter.take 2026-11-30']);
    expect((await page('/desk', 'housing.handler')).includes('在责任书上签字，承担')).toBe(true);
    expect(await take(number, 'housing.head', 'take_on_letter')).toMatchObject({ refused: 'not_your_post' });
    expect(await take(number, 'housing.handler', 'take_on_letter')).toBeUndefined();
    expect(await owedOn('housing.handler', number)).toEqual([]);
    const shown = await page(`/desk/letter/${number}`, 'housing.handler');
    for (const word of ['县住建局经办岗', '食堂的食品安全和燃气', '责任书（PDF）', '双方已签']) expect(shown).toContain(word);
  });

  it('is a paper with both signatures, numbered once, in both languages and both formats', async () => {
    const number = await drawn({ what: '灶间。' });
    await both(number);
    const housing = await place.browser('housing.handler');
    const pdf = await housing.get(`/desk/letter/${number}/paper/duty_letter-0-2.pdf`);
    expect([pdf.statusCode, pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    const docx = await housing.get(`/en/desk/letter/${number}/paper/duty_letter-0-2.docx`);
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await housing.get(`/desk/letter/${number}/paper/duty_letter-0-1.pdf`)).statusCode).toBe(404);
    const { rows } = await place.town.superuser.query('select kind, office, seq from paper_number where stream = $1', [`${number}.0`]);
    expect(rows).toEqual([{ kind: 'duty_letter', office: 'county', seq: 1 }]);
  });

  it('is open to its two offices and those of the site, and to nobody else', async () => {
    const number = await drawn();
    const seen = async (post: string) => {
      const view = await readStaffEntity(place.town.service, letters, number, member(post));
      return view !== undefined && !isRefusal(view);
    };
    expect(await Promise.all(['county.head', 'housing.desk', 'letters.head', 'county.admin'].map(seen))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(await take(number, 'county.head', 'end_letter', { reason: 'drawn_in_error' })).toBeUndefined();
  });
});

describe('the map of responsibility', () => {
  it('has the sites of an office with their duties, posts and letters, what is missing on top', async () => {
    const other = await place.opened({ ...CANTEEN, name: '东街小学食堂', role: 'duty' });
    const shown = await page('/desk/responsibility');
    for (const word of ['和平小学食堂', '东街小学食堂', '县住建局经办岗', '有效，到2027年11月22日', '还没有责任书'])
      expect([word, shown.includes(word)]).toEqual([word, true]);
    expect(shown.indexOf('还没有责任书')).toBeLessThan(shown.indexOf('有效，到'));
    expect(shown).toContain(`/desk/letters/new?site=${other}`);
    const english = await page('/en/desk/responsibility');
    for (const word of ['Canteen of Peace School', 'no letter of duty', 'in force, to']) expect(english).toContain(word);
    expect((await page('/desk/responsibility', 'letters.head')).includes('和平小学')).toBe(false);
    expect((await page('/desk/responsibility', 'county.admin')).includes('和平小学')).toBe(false);
  });

  it('stands above the list of a head where there is a gap, and above nobody else’s', async () => {
    expect(await page('/desk')).toMatch(/责任一览：\d+处空缺，0份责任书快到期/);
    expect(await page('/en/desk')).toMatch(/Responsibility: \d+ gaps?, 0 letters end soon/);
    for (const post of ['county.handler', 'letters.head', 'county.admin'])
      expect([post, (await page('/desk', post)).includes('处空缺')]).toEqual([post, false]);
    // Who works through a part of the list is not held up.
    expect((await page('/desk?sort=site')).includes('处空缺')).toBe(false);
  });

  it('shows a post that nobody holds', async () => {
    await place.town.superuser.query("update staff set ended_on = '2026-11-23' where post = 'housing.duty'");
    expect(await page('/desk/responsibility')).toContain('责任岗位没有人在岗');
  });

  it('is a table for the wall, as a PDF across the sheet', async () => {
    const county = await place.browser('county.head');
    for (const path of ['/desk/responsibility/table.pdf', '/en/desk/responsibility/table.pdf']) {
      const made = await county.get(path);
      expect([made.statusCode, made.headers['content-type'], made.rawPayload.subarray(0, 5).toString()]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
      // 297 by 210 millimetres.
      expect(made.rawPayload.toString('latin1')).toMatch(/MediaBox\s*\[0 0 841\.\d+ 595\.\d+\]/);
    }
  });
});

describe('the end of a letter', () => {
  it('is owed a new one from the day that the pack names, however late the sweep comes', async () => {
    const number = await drawn({ rule: 'canteen/can.day', to: '2027-01-10' });
    await both(number);
    await place.goTo('12-10 09:00');
    expect(await owedOn('county.head', number)).toEqual([]);
    await place.goTo('12-14 09:00');
    expect(await owedOn('county.head', number)).toEqual(['letter.renew 2027-01-10']);
    expect(await page('/desk/responsibility')).toContain('快到期');
    await place.goTo('12-15 09:00');
    expect(
      await take(number, 'county.head', 'change_letter', { from: '2026-12-15', to: '2027-12-14', what: '食堂每日检查。' }),
    ).toBeUndefined();
    expect(await owedOn('county.head', number)).toEqual(['letter.sign.change 2026-12-29']);
  });

  it('agrees with its events, every row of it', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    await place.town.superuser.query('update letter set renewing = not renewing');
    expect((await reconcile(place.town.service)).findings.map((it) => it.code)).toContain('projection');
  });
});
