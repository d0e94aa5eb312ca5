import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../../engine/people/sessions.ts';
import { readStaffFile, takeStaffStep } from '../../../../engine/staff-entity.ts';
import { fileId } from '../../../../engine/files/stored-file.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { filesOf } from '../../../../kernel/stream/files.ts';
import { reconcile } from '../../../../server/reconcile/reconcile.ts';
import { formsOf, searchTables, type Search } from '../../../../test/support/canary-search.ts';
import { member } from '../../../../test/support/sign-in.ts';
import { FOUND, openHazardTown, publishHazards } from '../../../../test/support/towns/hazard-town.ts';
import { isSafe, type Look, type Looks, type Proposal, type Receipt } from '../../../checks/public.ts';
import { hazards } from '../hazards.ts';
import { forgetOldProposals } from './take-proposal.ts';

let place: Awaited<ReturnType<typeof openHazardTown>>;
beforeAll(async () => {
  place = await openHazardTown();
  await publishHazards(place.town);
  await place.town.tick();
  await place.town.service.jurisdiction('fresh');
});
afterAll(async () => {
  await place.close();
});

const cookies = new Map<string, string>();
const cookieOf = async (post: string): Promise<string> => {
  const known = cookies.get(post) ?? `huiyin_staff=${await place.town.service.read((tx) => openSession(tx, post, place.town.now()))}`;
  cookies.set(post, known);
  return known;
};
const call = async (
  post: string,
  method: 'GET' | 'PUT',
  url: string,
  payload?: object | Buffer,
  headers: { readonly [name: string]: string } = {},
) =>
  place.app.inject({
    method,
    url,
    headers: {
      cookie: await cookieOf(post),
      'x-huiyin': '1',
      ...(payload === undefined ? {} : { 'content-type': Buffer.isBuffer(payload) ? 'application/octet-stream' : 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const picture = (shade: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 700, channels: 3, background: shade, noise: { type: 'gaussian', mean: 120, sigma: 60 } } })
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Model: 'a camera that must not be kept' } })
    .toBuffer();

const take = async (number: string, post: string, name: string, input: JsonObject, files: readonly Buffer[] = []): Promise<void> => {
  const named = files.map((bytes, i) => ({ field: `file${i + 1}`, type: 'image/jpeg', size: bytes.length }));
  const command = { name, input: { ...input, ...(files.length === 0 ? {} : { files: named }) } };
  const refusal = await takeStaffStep(place.town.service, hazards, number, member(post), command, { files });
  if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
};
/** One that water has mended, and county looks at again. */
const mended = (): Promise<string> => place.lived(3);
const looksOf = async (post: string): Promise<Looks> => {
  const answer = await call(post, 'GET', '/api/v1/field/looks');
  expect([answer.statusCode, answer.headers['x-huiyin']]).toEqual([200, '1']);
  return answer.json();
};
const lookOf = async (post: string, number: string): Promise<Look> => {
  const answer = await call(post, 'GET', `/api/v1/field/looks/${number}`);
  expect([answer.statusCode, answer.headers['x-huiyin']]).toEqual([200, '1']);
  return answer.json();
};
const made = (look: Look, photos: readonly Buffer[], more: Partial<Proposal> = {}): Proposal => ({
  v: 1,
  id: randomBytes(16).toString('hex'),
  hazard: look.hazard,
  restsOn: look.restsOn,
  step: 'accept_mend',
  said: { words: '量过，净宽一米四' },
  photos: photos.map((photo) => ({ sha256: sha(photo), size: photo.length })),
  doneAt: place.town.now() - 3_600_000,
  checkpoint: null,
  ...more,
});
const put = (it: Proposal, post = 'county.head', lost: readonly Buffer[] = []) =>
  call(post, 'PUT', `/api/v1/proposals/${it.id}${lost.length === 0 ? '' : `?lost=${lost.map(sha).join(',')}`}`, it);
const sent = async (it: Proposal, post = 'county.head', lost: readonly Buffer[] = []): Promise<Receipt> => {
  const answer = await put(it, post, lost);
  expect([answer.statusCode, answer.headers['x-huiyin']]).toEqual([200, '1']);
  return answer.json();
};
const putPart = (it: Proposal, photo: Buffer, from: number, to: number, post = 'county.head') =>
  call(post, 'PUT', `/api/v1/proposals/${it.id}/blobs/${sha(photo)}`, photo.subarray(from, to), {
    'content-range': `bytes ${from}-${to - 1}/${photo.length}`,
  });
const putPhoto = (it: Proposal, photo: Buffer) => putPart(it, photo, 0, photo.length);
const hashOf = (receipt: Receipt): string => receipt.manifest;
const lastOf = async (number: string) => (await place.viewed(number)).entries.at(-1);

describe('what a phone takes along of hazards', () => {
  it('are those that its office has to look at again or to mend, without a word of them', async () => {
    const [one, two] = [await mended(), await place.lived(2)];
    const [county, water, housing] = [await looksOf('county.head'), await looksOf('water.handler'), await looksOf('housing.head')];
    expect(county.looks.map(({ hazard }) => hazard)).toEqual([one]);
    expect(water.looks.map(({ hazard }) => hazard)).toEqual([two]);
    expect(housing.looks).toEqual([]);
    expect(Object.keys(county.looks[0] ?? {}).toSorted()).toEqual(['due', 'hazard', 'length']);
    expect(county.looks[0]?.length).toBe((await place.viewed(one)).entries.length);
    expect((await call('water.handler', 'GET', `/api/v1/field/looks/${one}`)).statusCode).toBe(404);
    await take(one, 'county.head', 'accept_mend', { words: '合格', no_photo: '没有相机' });
    expect((await looksOf('county.head')).looks).toEqual([]);
  });

  it('is one of them with its standard and two small photos, opened with a trace; and none of those that this post has no seat in', async () => {
    const [before, after] = [await picture('#611'), await picture('#161')];
    const number = await place.found({ ...FOUND });
    await take(number, 'housing.handler', 'grade', { grade: 'general', criterion: '能够立即排除' });
    await take(number, 'housing.head', 'order', place.order());
    await take(number, 'water.handler', 'report_mended', { words: '清走了' }, [after]);
    const traces = async (): Promise<number> =>
      (await place.town.superuser.query('select from access where matter = $1 and post = $2', [number, 'county.head'])).rowCount ?? 0;
    const count = await traces();
    const look = await lookOf('county.head', number);
    expect(await traces()).toBeGreaterThan(count);
    expect(look).toMatchObject({
      huiyin: 'look/1',
      measures: '清走',
      standard: '净宽1.4米',
      mended: '清走了',
      before: null,
      steps: ['accept_mend', 'return_mend'],
    });
    const small = await sharp(Buffer.from(look.after ?? '', 'base64')).metadata();
    expect([small.format, small.width, small.exif]).toEqual(['jpeg', 480, undefined]);
    await take(number, 'county.head', 'return_mend', { by: place.order().by, reason: '还有一半' }, [before]);
    const again = await lookOf('water.handler', number);
    expect(again).toMatchObject({ returned: '还有一半', mended: null, after: null, steps: ['report_mended'] });
    expect((await call('county.head', 'GET', `/api/v1/field/looks/${number}`)).statusCode).toBe(404);
    // Mended anew without a photo: that of the repair that was refused is not shown for it.
    await take(number, 'water.handler', 'report_mended', { words: '都清走了', no_photo: '没有相机' });
    expect(await lookOf('county.head', number)).toMatchObject({ mended: '都清走了', noPhoto: '没有相机', after: null });
    // Opened again after it was struck off: the refusal of then is none of now.
    await take(number, 'county.head', 'accept_mend', { words: '合格', no_photo: '没有相机' });
    await take(number, 'housing.head', 'delist', {});
    await take(number, 'housing.handler', 'reopen', { reason: '又堆上了' });
    await take(number, 'housing.head', 'order', place.order());
    expect(await lookOf('water.handler', number)).toMatchObject({ returned: null, steps: ['report_mended'] });
    // An inspector of the office that mends may take no step of it, and does not learn its number.
    expect((await looksOf('water.handler')).looks.map(({ hazard }) => hazard)).toContain(number);
    expect((await looksOf('water.inspector')).looks).toEqual([]);
  });
});

describe('what was decided about a hazard without a signal', () => {
  it('becomes the step once its photos are here, taken up again where they stopped; with both times, and nothing of the camera', async () => {
    const number = await mended();
    const look = await lookOf('county.head', number);
    const photos = [await picture('#123'), await picture('#321')];
    const [one = Buffer.alloc(0), two = Buffer.alloc(0)] = photos;
    const it = made(look, photos);
    const first = await sent(it);
    expect([first.record, first.settled, isSafe(first, it, hashOf(first))]).toEqual([number, false, false]);
    expect((await putPart(it, one, 0, 30_000)).json()).toMatchObject({ held: 30_000, stored: false });
    // What does not follow on what is there changes nothing.
    expect((await putPart(it, one, 40_000, 50_000)).json()).toMatchObject({ held: 30_000 });
    expect((await putPart(it, one, 30_000, one.length)).json()).toMatchObject({ held: one.length, stored: true });
    expect((await lastOf(number))?.event.type).toBe('reported_mended');
    expect((await putPhoto(it, two)).statusCode).toBe(200);
    const done = await sent(it);
    expect([done.settled, done.counts, done.because, isSafe(done, it, hashOf(done))]).toEqual([true, true, null, true]);
    const { event, texts } = (await lastOf(number)) ?? {};
    expect([event?.type, texts?.['words']]).toEqual(['mend_accepted', '量过，净宽一米四']);
    expect(event?.data).toMatchObject({ seenAt: new Date(it.doneAt).toISOString() });
    const files = event ? filesOf(event.data) : [];
    expect(files).toHaveLength(2);
    const file = event && (await readStaffFile(place.town.service, hazards, number, fileId(event, 'file1'), member('county.head')));
    if (!file || isRefusal(file)) throw new Error('no photo');
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.bytes(0, file.size)) chunks.push(chunk);
    expect((await sharp(Buffer.concat(chunks)).metadata()).exif).toBeUndefined();
    const page = await (await place.browser('county.head')).get(`/desk/hazard/${number}`);
    expect(page.body).toContain('手机上做');
    const { rows } = await place.town.superuser.query('select from proposal where body is not null');
    expect(rows).toHaveLength(0);
  });

  it('is one step, however many send it at once', async () => {
    const number = await mended();
    const it = made(await lookOf('county.head', number), [], { said: { words: '合格', noPhoto: '没有相机' } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => put(it)));
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([200]));
    const types = (await place.viewed(number)).entries.map(({ event }) => event.type);
    expect(types.filter((type) => type === 'mend_accepted' || type === 'evidence_added')).toEqual(['mend_accepted']);
  });

  it('becomes the step and is noted as settled in one transaction: where one of them fails there is neither, and the same again is one step', async () => {
    const number = await mended();
    const photo = await picture('#222');
    const it = made(await lookOf('county.head', number), [photo]);
    await sent(it);
    await place.town.superuser.query(
      `create function die() returns trigger language plpgsql as $$ begin raise exception 'the server died'; end $$;
      create trigger die before update of became on proposal for each row execute function die()`,
    );
    expect((await putPhoto(it, photo)).statusCode).toBe(503);
    await place.town.superuser.query('drop trigger die on proposal; drop function die()');
    expect((await lastOf(number))?.event.type).toBe('reported_mended');
    const again = await sent(it);
    expect([again.settled, again.counts, (await lastOf(number))?.event.type]).toEqual([true, true, 'mend_accepted']);
    const length = (await place.viewed(number)).entries.length;
    // Days later, when the token of the step is known no more.
    await place.town.superuser.query('delete from idempotency');
    expect([(await sent(it)).counts, (await place.viewed(number)).entries.length]).toEqual([true, length]);
  });

  it('stands though something else was done beside it meanwhile: it is about the step that it was made about', async () => {
    const number = await mended();
    const look = await lookOf('county.head', number);
    await take(number, 'water.handler', 'set_guard', { until: place.order().by, words: '有人看着' });
    const receipt = await sent(made(look, [], { said: { words: '合格', noPhoto: '没有相机' } }));
    expect([receipt.settled, receipt.counts, (await lastOf(number))?.event.type]).toEqual([true, true, 'mend_accepted']);
  });

  it('is kept beside a hazard that has moved on, with its photos, and is no step of it', async () => {
    const number = await mended();
    const look = await lookOf('county.head', number);
    const photo = await picture('#411');
    // Somebody else of the office was there before: it was not in order, and is said to be mended anew.
    await take(number, 'county.handler', 'return_mend', { by: place.order().by, reason: '还有一半' });
    await take(number, 'water.head', 'report_mended', { words: '都清走了', no_photo: '没有相机' });
    const it = made(look, [photo]);
    await sent(it);
    await putPhoto(it, photo);
    const receipt = await sent(it);
    expect([receipt.settled, receipt.counts, isSafe(receipt, it, hashOf(receipt))]).toEqual([true, false, true]);
    expect(receipt.because).toMatch(/[一-鿿]/);
    const { event, texts } = (await lastOf(number)) ?? {};
    expect([event?.type, event?.data['meant'], event?.data['version'], texts?.['words']]).toEqual([
      'evidence_added',
      'accept_mend',
      look.restsOn,
      '量过，净宽一米四',
    ]);
    expect(event ? filesOf(event.data) : []).toHaveLength(1);
    expect((await place.viewed(number)).state.stage).toBe('reported_mended');
  });

  it('against one that was struck off and opened again is evidence; so is what the post that mended says of its own work', async () => {
    const number = await mended();
    const look = await lookOf('county.head', number);
    await take(number, 'county.handler', 'accept_mend', { words: '合格', no_photo: '没有相机' });
    await take(number, 'housing.head', 'delist', {});
    await take(number, 'housing.handler', 'reopen', { reason: '又堆上了' });
    const late = await sent(made(look, [], { step: 'return_mend', said: { words: '没有清完', by: place.order().by } }));
    expect([late.counts, (await lastOf(number))?.event.data['meant']]).toEqual([false, 'return_mend']);
    expect((await lastOf(number))?.texts['words']).toContain(place.order().by);
    expect((await place.viewed(number)).state.stage).toBe('reopened');

    const other = await mended();
    const own = await lookOf('county.head', other);
    const mine = await sent(made(own, [], { said: { words: '我看合格', noPhoto: '没有相机' } }), 'water.handler');
    expect([mine.counts, (await lastOf(other))?.event.type, (await place.viewed(other)).state.stage]).toEqual([
      false,
      'evidence_added',
      'reported_mended',
    ]);
  });

  it('whose photo the phone has lost waits for it no longer: without one and without a reason it is evidence', async () => {
    const number = await mended();
    const photos = [await picture('#141'), await picture('#144')];
    const [one = Buffer.alloc(0), two = Buffer.alloc(0)] = photos;
    const look = await lookOf('county.head', number);
    const it = made(look, photos);
    await sent(it);
    expect((await sent(it, 'county.head', [one])).settled).toBe(false);
    await putPhoto(it, two);
    const receipt = await sent(it, 'county.head', [one]);
    expect([receipt.settled, receipt.counts, receipt.photos.map(({ stored }) => stored)]).toEqual([true, true, [false, true]]);

    const second = await mended();
    const all = made(await lookOf('county.head', second), [one]);
    await putPart(all, one, 0, 30_000);
    const lost = await sent(all, 'county.head', [one]);
    expect([lost.settled, lost.counts, (await lastOf(second))?.event.type]).toEqual([true, false, 'evidence_added']);
    expect(lost.photos.map((photo) => photo.lost)).toEqual([true]);
    // What had come of it is gone, too.
    expect((await place.town.superuser.query('select from intake_part')).rowCount).toBe(0);
  });

  it('whose reason is too long, or whose new day is over, is evidence with all that was written, and the phone reads why', async () => {
    const number = await mended();
    const look = await lookOf('county.head', number);
    const reason = '没有相机，'.repeat(60);
    const long = await sent(made(look, [], { said: { words: '合格', noPhoto: reason } }));
    expect([long.counts, long.because?.includes('太长')]).toEqual([false, true]);
    expect((await lastOf(number))?.texts['words']).toBe(`合格\n${reason}`);
    const late = await sent(made(look, [], { step: 'return_mend', said: { words: '没有清完', by: '2020-01-01' } }));
    expect([late.counts, late.because?.includes('已经过了')]).toEqual([false, true]);
  });

  it('is refused, with its code, where it can be kept nowhere or cannot be read; nothing is changed', async () => {
    const number = await mended();
    const look = await lookOf('county.head', number);
    const photo = await picture('#144');
    const count = async (): Promise<number> => (await place.town.superuser.query('select from proposal')).rowCount ?? 0;
    const length = (await place.viewed(number)).entries.length;
    const before = await count();
    const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { error: { code: string } }).error.code;
    const it = made(look, [photo]);
    for (const [post, body, status] of [
      ['letters.handler', it, 404],
      ['county.head', { ...it, hazard: 'ABCD2345' }, 404],
      ['county.head', { ...it, v: 2 }, 422],
      ['county.head', { ...it, step: 'delist' }, 422],
      ['county.head', { ...it, photos: Array.from({ length: 6 }, (_, i) => ({ sha256: sha(Buffer.from([i])), size: 1 })) }, 422],
      ['county.head', { ...it, id: randomBytes(16).toString('hex') }, 422],
      ['county.head', { ...it, said: { words: 'x'.repeat(20_001) } }, 422],
      ['county.head', { ...it, position: [1, 2] }, 422],
      ['county.head', { ...it, said: { words: '\uD800' } }, 422],
      ['county.head', { ...it, hazard: '\uD800' }, 422],
      ['county.head', { ...it, said: { words: 'x', by: '\uD800' } }, 422],
      ['county.head', { ...it, said: { words: 'x', by: 'tomorrow' } }, 422],
    ] as const) {
      const answer = await call(post, 'PUT', `/api/v1/proposals/${it.id}`, body);
      // A phone knows every answer as ours, that of a schema, too.
      expect(answer.headers['x-huiyin']).toBe('1');
      expect([JSON.stringify(body).slice(0, 60), answer.statusCode, codeOf(answer)]).toEqual([
        JSON.stringify(body).slice(0, 60),
        status,
        expect.any(String),
      ]);
    }
    expect(await count()).toBe(before);
    expect(codeOf(await putPhoto(it, photo))).toBe('photo_unknown');
    await sent(it);
    expect(codeOf(await put(it, 'county.handler'))).toBe('not_your_post');
    expect(codeOf(await putPart(it, photo, 0, 10, 'county.handler'))).toBe('photo_unknown');
    expect(codeOf(await call('county.head', 'PUT', `/api/v1/proposals/${it.id}/blobs/${sha(photo)}`, Buffer.from('no photo')))).toBe(
      'photo_size',
    );
    const other = Buffer.from(photo);
    other[other.length - 9] = (other[other.length - 9] ?? 0) ^ 1;
    const wrong = await call('county.head', 'PUT', `/api/v1/proposals/${it.id}/blobs/${sha(photo)}`, other);
    expect(codeOf(wrong)).toBe('photo_differs');
    expect((await place.viewed(number)).entries.length).toBe(length);
    // It began anew, and is taken.
    await putPhoto(it, photo);
    expect((await sent(it)).counts).toBe(true);
    // Words are asked for by every step: empty ones can be kept nowhere.
    const second = await mended();
    const empty = await put(made(await lookOf('county.head', second), [], { said: { words: ' ' } }));
    expect([empty.statusCode, (await place.viewed(second)).entries.length]).toEqual([422, length]);
  });

  it('lies nowhere in clear while it waits, and is forgotten after ninety days', async () => {
    const number = await mended();
    const photo = await picture('#414');
    const canary = 'canary-of-the-phone-7c1f';
    const it = made(await lookOf('county.head', number), [photo], { said: { words: canary } });
    await sent(it);
    await putPart(it, photo, 0, 20_000);
    for (const word of [canary, it.id, sha(photo)]) {
      const search: Search = { files: 0, tables: 0, bytes: 0, hits: [] };
      await searchTables(place.town.superuser, search, formsOf(word));
      expect([search.hits, search.tables > 50]).toEqual([[], true]);
    }
    const { rows } = await place.town.superuser.query<{ at: Date }>('select received_at as at from proposal where hazard = $1', [number]);
    expect(rows).toHaveLength(1);
    await place.town.superuser.query("update proposal set received_at = received_at - interval '91 days' where hazard = $1", [number]);
    await forgetOldProposals(place.town.service);
    const left = await place.town.superuser.query('select from proposal where hazard = $1', [number]);
    expect(left.rows).toHaveLength(0);
    // The phone has it still: sent again it begins anew.
    expect((await sent(it)).settled).toBe(false);
  });

  it('leaves a place in which everything agrees', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});
