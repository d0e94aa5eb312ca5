import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../engine/people/sessions.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { getForm } from '../../../policy/form.ts';
import { allInOrder, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import type { Along } from '../domain/along.ts';
import { INTAKE, type Manifest } from '../domain/manifest.ts';
import { takeInBrought } from './take-in.ts';

// What a device hands in that no page of ours makes: it is kept or refused with its code, and never a fault of the server.

let place: Awaited<ReturnType<typeof openCheckTown>>;
let canteen = '';
let along: Along;
let cookie = '';
beforeAll(async () => {
  // Monday 23 November 2026, twenty to seven in the morning there.
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen']);
  canteen = await place.opened();
  await place.goTo('11-23 06:40');
  cookie = `huiyin_staff=${await place.town.service.read((tx) => openSession(tx, 'housing.handler', place.town.now()))}`;
  along = (await call('GET', '/api/v1/field')).json();
});
afterAll(async () => {
  await place.close();
});

const call = (method: 'GET' | 'PUT', url: string, payload?: object | Buffer | string, headers: { readonly [name: string]: string } = {}) =>
  place.app.inject({
    method,
    url,
    headers: {
      cookie,
      'x-huiyin': '1',
      ...(payload === undefined ? {} : { 'content-type': Buffer.isBuffer(payload) ? 'application/octet-stream' : 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const DAY = allInOrder(getForm('canteen-day'));
const formOf = (rule: string): string | null => along.slots.find((one) => one.rule === rule)?.form ?? null;
const made = (more: Partial<Manifest> = {}): Manifest => ({
  v: 1,
  id: randomBytes(16).toString('hex'),
  site: canteen,
  for: [{ rule: 'canteen/can.day', slot: '2026-11-23' }],
  form: formOf('canteen/can.day'),
  answers: DAY,
  photos: [],
  doneAt: place.town.now(),
  checkpoint: along.checkpoint,
  ...more,
});
const put = (it: Manifest) => call('PUT', `/api/v1/intake/${it.id}`, it);
const putPart = (it: Manifest, photo: Buffer, from: number, to: number) =>
  call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(photo)}`, photo.subarray(from, to), {
    'content-range': `bytes ${from}-${to - 1}/${photo.length}`,
  });
const records = async (): Promise<number> => (await place.town.superuser.query('select from check_record')).rowCount ?? 0;
const isOpen = async (rule: string): Promise<boolean> => (await place.today()).some((row) => row.rule === rule);
const noise = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#345', noise: { type: 'gaussian', mean: 120, sigma: 60 } } })
    .jpeg({ quality: 90 })
    .toBuffer();

describe('a manifest that no page of ours makes', () => {
  it('is refused with a code where it cannot be read, never by a fault of the server', async () => {
    const count = await records();
    const it = made();
    const deep = (depth: number): string =>
      JSON.stringify({ ...it, answers: { q: { value: 'X' } } }).replace('"X"', `${'['.repeat(depth)}${']'.repeat(depth)}`);
    const cases: readonly (readonly [string, string])[] = [
      ['a site with a NUL', JSON.stringify({ ...it, site: 'AB\u0000DEFGH' })],
      ['half of a sign', JSON.stringify({ ...it, answers: { q: { words: 'X' } } }).replace('"X"', '"\\ud83d"')],
      ['half of a sign in a name', JSON.stringify({ ...it, answers: { X: { words: 'a' } } }).replace('"X"', '"\\ud83d"')],
      ['a value in a hundred lists', deep(100)],
      ['a value in a hundred thousand lists', deep(100_000)],
    ];
    for (const [what, body] of cases) {
      const answer = await call('PUT', `/api/v1/intake/${it.id}`, body);
      expect([what, [404, 422].includes(answer.statusCode), answer.body.slice(0, 80)]).toEqual([what, true, expect.any(String)]);
    }
    expect(await records()).toBe(count);
  });

  it('names two windows of one rule: it is a record for the first of them', async () => {
    const rule = 'canteen/can.day';
    const answer = await put(made({ for: ['2026-11-23', '2026-11-24', '2026-11-23'].map((slot) => ({ rule, slot })) }));
    expect([answer.statusCode, answer.json().counts, await isOpen(rule)]).toEqual([200, true, false]);
  });

  it('says nothing at all: it is kept and counts for nothing', async () => {
    for (const answers of [{}, { note: { words: ' \u200b' } }, { note: { words: '看过了' }, other: { value: 1 } }]) {
      const answer = await put(made({ form: null, answers, for: [] }));
      expect([answers, answer.statusCode, answer.json().counts]).toEqual([answers, 200, false]);
    }
    expect((await put(made({ form: null, answers: { note: { words: '看过了' } }, for: [] }))).json().counts).toBe(true);
  });

  it('names more photos than a record has places for: it is kept, and does not count', async () => {
    const names = Array.from({ length: INTAKE.photos + 5 }, (_, i) => sha(Buffer.from(`photo ${i}`)));
    const answers = { ...DAY, ...Object.fromEntries(names.map((name, i) => [`q${i}`, { photos: [name] }])) };
    const { v: _v, ...it } = made({ answers, photos: names.map((name) => ({ sha256: name, size: 1 })) });
    const record = await takeInBrought(place.town.service, member('housing.handler'), { ...it, for: 'open', hash: sha(randomBytes(8)) });
    expect(isRefusal(record)).toBe(false);
  });

  it('has clocks of any time', async () => {
    for (const doneAt of [-8_640_000_000_000_000, -62_135_596_800_000, 0, Number.MAX_SAFE_INTEGER]) {
      const { v: _v, ...it } = made({ doneAt });
      const record = await takeInBrought(place.town.service, member('housing.handler'), { ...it, for: 'open', hash: sha(randomBytes(8)) });
      expect([doneAt, isRefusal(record)]).toEqual([doneAt, false]);
    }
  });
});

describe('a photo of a record', () => {
  it('is a picture: what would be kept as it is, with whatever stands in it, is none', async () => {
    const paper = Buffer.from(`%PDF-1.4\n${'% the author is a name that must not be kept\n'.repeat(9)}%%EOF`);
    const it = made({ photos: [{ sha256: sha(paper), size: paper.length }] });
    await put(it);
    expect((await call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(paper)}`, paper)).json().error?.code).toBe('file_kind');
  });

  it('of two records under one id is sent until both have it', async () => {
    const photo = await noise();
    const one = made({ photos: [{ sha256: sha(photo), size: photo.length }] });
    await put(one);
    await putPart(one, photo, 0, 5000);
    await place.goTo('11-23 06:45');
    const other = { ...one, doneAt: one.doneAt + 1 };
    await put(other);
    // What is told is how far the one is that has least; a part that one of them has already changes nothing there.
    expect((await putPart(one, photo, 0, 2000)).json()).toMatchObject({ held: 2000, stored: false });
    expect((await putPart(one, photo, 2000, 5000)).json()).toMatchObject({ held: 5000, stored: false });
    expect((await putPart(one, photo, 5000, photo.length)).json()).toMatchObject({ held: photo.length, stored: true });
    const receipts = await Promise.all([put(one), put(other)]);
    expect(receipts.map((answer) => answer.json().photos[0].stored)).toEqual([true, true]);
  });

  it('that never came whole makes room for those that come', async () => {
    const [old, photo] = [await noise(), await noise()];
    const it = made({ photos: [old, photo].map((one) => ({ sha256: sha(one), size: one.length })) });
    await put(it);
    expect((await putPart(it, old, 0, 5000)).json()).toMatchObject({ held: 5000 });
    // As many bytes as may wait at once, of photos that are never finished.
    await place.town.superuser.query('update intake_part set size = 600 * 1048576');
    expect((await call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(photo)}`, photo)).json()).toMatchObject({ stored: true });
    expect((await put(it)).json().photos).toMatchObject([{ held: 0, stored: false }, { stored: true }]);
    expect((await call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(old)}`, old)).json()).toMatchObject({ stored: true });
  });
});
