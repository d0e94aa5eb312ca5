import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { PLAN } from '../../../engine/files/to-photo.ts';
import { readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openCheckTown } from '../../../test/support/towns/check-town.ts';
import { sites } from '../server/sites.ts';

let place: Awaited<ReturnType<typeof openCheckTown>>;
let number = '';
beforeAll(async () => {
  place = await openCheckTown();
  number = await place.opened();
  for (const name of ['后厨', '留样柜'])
    await takeStaffStep(place.town.service, sites, number, member('housing.handler'), { name: 'add_spot', input: { name } });
});
afterAll(async () => {
  await place.close();
});

const picture = (width: number, height: number, noise = false): Promise<Buffer> =>
  sharp(
    noise
      ? { create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 90 } } }
      : { create: { width, height, channels: 3, background: '#eee' } },
  )
    .png()
    .toBuffer();
const viewed = async (post = 'housing.handler') => {
  const view = await readStaffEntity(place.town.service, sites, number, member(post));
  if (view === undefined || isRefusal(view)) throw new Error('not there');
  return view;
};
const BOUNDARY = 'plan-of-a-floor';
/** Sends the form with a picture as a browser does. */
const sent = async (post: string, fields: { readonly [name: string]: string }, file?: Buffer) => {
  const { cookie, csrf } = await place.session(post);
  const parts = Object.entries({ csrf, act: 'add', expected: String((await viewed()).entries.length), ...fields }).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`;
  return place.app.inject({
    method: 'POST',
    url: `/desk/site/${number}/plans`,
    headers: { cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: Buffer.concat([
      Buffer.from(parts.join('')),
      ...(file ? [Buffer.from(head), file, Buffer.from('\r\n')] : []),
      Buffer.from(`--${BOUNDARY}--\r\n`),
    ]),
  });
};
const pinned = async (post: string, fields: { readonly [name: string]: string }) =>
  (await place.browser(post)).post(`/desk/site/${number}/plans`, {
    act: 'pin',
    expected: String((await viewed()).entries.length),
    ...fields,
  });

describe('a plan of a floor', () => {
  it('is made small, measured, and shown to the offices of the site alone', async () => {
    expect((await sent('housing.handler', { floor: 'f1' }, await picture(3000, 1500))).statusCode).toBe(303);
    const { plans } = (await viewed()).state;
    expect(plans).toMatchObject([{ floor: 'f1', width: 2000, height: 1000, replaced: false }]);
    const path = `/desk/site/${number}/file/0-${plans[0]?.n}-1`;
    const image = await (await place.browser('county.head')).get(path);
    expect([image.statusCode, image.headers['content-type'], image.rawPayload.length <= PLAN.bytes]).toEqual([200, 'image/jpeg', true]);
    for (const post of ['letters.handler', 'housing.admin']) expect((await (await place.browser(post)).get(path)).statusCode).toBe(404);
    expect((await place.app.inject({ url: path })).statusCode).toBe(303);
  });

  it('is refused without a picture, without a floor, by who may not, and where nothing makes it small enough', async () => {
    const small = await picture(300, 200);
    expect((await sent('housing.handler', { floor: 'f2' })).body).toContain('请选一张图片');
    expect((await sent('housing.handler', { floor: 'attic' }, small)).statusCode).toBe(422);
    expect((await sent('county.handler', { floor: 'f2' }, small)).statusCode).toBe(403);
    expect((await sent('letters.handler', { floor: 'f2' }, small)).statusCode).toBe(404);
    expect((await sent('housing.handler', { floor: 'f2' }, await picture(2000, 2000, true))).body).toContain('300 kB');
    expect((await viewed()).state.plans.length).toBe(1);
  });

  it('gets pins by a click or by two numbers, as fractions; a click beside it is none', async () => {
    const n = String((await viewed()).state.plans[0]?.n);
    expect((await pinned('housing.handler', { plan: n, spot: '1', 'at.x': '200', 'at.y': '100' })).statusCode).toBe(303);
    expect((await pinned('housing.handler', { plan: n, spot: '2', left: '12,5', top: '50' })).statusCode).toBe(303);
    expect((await viewed()).state.pins).toEqual([
      { plan: Number(n), spot: 1, x: 2500, y: 2500 },
      { plan: Number(n), spot: 2, x: 1250, y: 5000 },
    ]);
    for (const wrong of [
      { plan: n, spot: '1', 'at.x': '801', 'at.y': '1' },
      { plan: n, spot: '1', left: '101', top: '1' },
      { plan: n, spot: '1', left: '', top: '' },
      { plan: n, spot: '9', left: '1', top: '1' },
      { plan: '99', spot: '1', left: '1', top: '1' },
    ])
      expect([wrong, (await pinned('housing.handler', wrong)).statusCode]).toEqual([wrong, 422]);
    expect((await pinned('county.handler', { plan: n, spot: '1', left: '1', top: '1' })).statusCode).toBe(403);
    const page = (await (await place.browser('housing.handler')).get(`/desk/site/${number}/plans`)).body;
    for (const word of ['从左25%，从上25%', '从左12.5%，从上50%', `/desk/site/${number}/file/0-${n}-1`]) expect(page).toContain(word);
  });

  it('is replaced by a newer one of its floor and stays; pins are those of the new one', async () => {
    expect((await sent('housing.handler', { floor: 'f1' }, await picture(400, 400))).statusCode).toBe(303);
    const { plans } = (await viewed()).state;
    expect(plans.map((it) => it.replaced)).toEqual([true, false]);
    expect((await (await place.browser('housing.handler')).get(`/desk/site/${number}/file/0-${plans[0]?.n}-1`)).statusCode).toBe(200);
    expect((await pinned('housing.handler', { plan: String(plans[0]?.n), spot: '1', left: '1', top: '1' })).statusCode).toBe(422);
    expect((await (await place.browser('housing.handler')).get(`/desk/site/${number}/plans`)).body).toContain('还没有标');
  });

  it('is asked for by no program, and agrees with its events', async () => {
    const { cookie } = await place.session('housing.handler');
    const step = await place.app.inject({
      method: 'POST',
      url: `/api/v1/staff/sites/${number}/steps`,
      headers: { cookie },
      payload: { command: 'add_plan', input: { floor: 'f1' } },
    });
    expect(step.statusCode).toBeGreaterThanOrEqual(400);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});
