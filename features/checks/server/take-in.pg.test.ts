import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { openSession } from '../../../engine/people/sessions.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { getForm } from '../../../policy/form.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { formsOf, searchTables, type Search } from '../../../test/support/canary-search.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { programmeDefinition } from '../../../engine/place/programmes.ts';
import { findProgramme } from '../../../policy/programme.ts';
import { allInOrder, CANTEEN, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import type { Along } from '../domain/along.ts';
import { isSafe, type Manifest, type Receipt } from '../domain/manifest.ts';
import { checks } from './checks.ts';
import { manifestHash } from './take-in.ts';

// Monday 23 November 2026 begins at six in the morning there.
let place: Awaited<ReturnType<typeof openCheckTown>>;
let canteen = '';
let along: Along;
let cookie = '';
beforeAll(async () => {
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen']);
  canteen = await place.opened();
  await place.goTo('11-23 06:40');
  await signIn();
  const answer = await call('GET', '/api/v1/field');
  if (answer.statusCode !== 200) throw new Error(answer.body);
  along = answer.json();
});
afterAll(async () => {
  await place.close();
});

const signIn = async (): Promise<void> => {
  cookie = `huiyin_staff=${await place.town.service.read((tx) => openSession(tx, 'housing.handler', place.town.now()))}`;
};
type Method = 'GET' | 'PUT';
const call = (method: Method, url: string, payload?: object | Buffer, headers: { readonly [name: string]: string } = {}) =>
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
const newId = (): string => randomBytes(16).toString('hex');
const picture = (shade: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 700, channels: 3, background: shade, noise: { type: 'gaussian', mean: 120, sigma: 60 } } })
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Model: 'a camera that must not be kept' } })
    .toBuffer();
const nameOf = (photo: Buffer) => ({ sha256: sha(photo), size: photo.length });

const DAY = allInOrder(getForm('canteen-day'));
const made = (more: Partial<Manifest> = {}, rule = 'canteen/can.day'): Manifest => {
  const slot = along.slots.find((one) => one.rule === rule);
  if (!slot) throw new Error(`${rule} was not taken along`);
  return {
    v: 1,
    id: newId(),
    site: canteen,
    for: [{ rule, slot: slot.slot }],
    form: slot.form,
    answers: DAY,
    photos: [],
    doneAt: place.town.now(),
    checkpoint: along.checkpoint,
    ...more,
  };
};
const put = (it: Manifest) => call('PUT', `/api/v1/intake/${it.id}`, it);
const taken = async (it: Manifest): Promise<Receipt> => {
  const answer = await put(it);
  expect([answer.statusCode, answer.headers['x-huiyin']]).toEqual([200, '1']);
  return answer.json();
};
const putPhoto = (it: Manifest, photo: Buffer, name = sha(photo)) => call('PUT', `/api/v1/intake/${it.id}/blobs/${name}`, photo);
const putPart = (it: Manifest, photo: Buffer, from: number, to: number) =>
  call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(photo)}`, photo.subarray(from, to), {
    'content-range': `bytes ${from}-${to - 1}/${photo.length}`,
  });
const opened = async (number: string) => {
  const view = await readStaffEntity(place.town.service, checks, number, member('housing.handler'));
  if (view === undefined || isRefusal(view)) throw new Error('not there');
  return view;
};
const records = async (): Promise<number> => (await place.town.superuser.query('select from check_record')).rowCount ?? 0;
const isOpen = async (rule: string): Promise<boolean> => (await place.today()).some((row) => row.rule === rule);
const withPhoto = (photos: readonly Buffer[]): Answers => ({
  ...DAY,
  chilled_temp: { value: 19, words: '压缩机不转', photos: photos.map(sha) },
});

describe('what a device takes along', () => {
  it('is the sites, slots and forms of its post for three days, and nothing of a person', async () => {
    expect(along).toMatchObject({ huiyin: 'along/1', post: 'housing.handler', more: false, zone: 'Asia/Shanghai' });
    expect(along.sites.map(({ name }) => name)).toEqual(['和平小学食堂']);
    const days = along.slots.filter((one) => one.rule === 'canteen/can.day').map((one) => one.slot);
    expect(days).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
    expect(new Set(along.slots.flatMap((one) => one.form ?? []))).toEqual(new Set(Object.keys(along.forms)));
    expect(along.checkpoint?.size).toBeGreaterThan(0);
    expect((await call('GET', '/api/v1/field', undefined, { cookie: '' })).statusCode).toBe(401);
    // A cookie alone, as another site's form would bring it, opens nothing.
    const { statusCode } = await place.app.inject({ url: '/api/v1/field', headers: { cookie } });
    expect(statusCode).toBe(401);
    const others = await place.town.service.read((tx) => openSession(tx, 'letters.handler', place.town.now()));
    expect((await call('GET', '/api/v1/field', undefined, { cookie: `huiyin_staff=${others}` })).json()).toMatchObject({
      sites: [],
      slots: [],
    });
  });
});

describe('a record that comes from a device', () => {
  it('counts once all its photos are here, taken up again where they stopped, and carries nothing of the camera', async () => {
    const photos = [await picture('#700'), await picture('#070')];
    const [first, second] = photos as [Buffer, Buffer];
    const it = made({ answers: withPhoto(photos), photos: photos.map(nameOf) });
    const before = await taken(it);
    expect(before).toMatchObject({
      counts: false,
      twin: null,
      photos: [
        { held: 0, stored: false },
        { held: 0, stored: false },
      ],
    });
    expect([isSafe(before, it, manifestHash(it)), await isOpen('canteen/can.day')]).toEqual([false, true]);

    expect((await putPart(it, first, 0, 5000)).json()).toMatchObject({ held: 5000, stored: false });
    // What does not follow on what is there changes nothing; the answer says where to go on.
    expect((await putPart(it, first, 9000, 12_000)).json()).toMatchObject({ held: 5000, stored: false });
    expect((await putPart(it, first, 0, 5000)).json()).toMatchObject({ held: 5000 });
    expect((await taken(it)).photos[0]).toMatchObject({ held: 5000, stored: false });
    const asked = { 'content-range': `bytes */${first.length}` };
    expect((await call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(first)}`, Buffer.alloc(0), asked)).json()).toMatchObject({ held: 5000 });
    expect((await putPart(it, first, 5000, first.length)).json()).toMatchObject({ held: first.length, stored: true });
    expect((await putPhoto(it, second)).json()).toMatchObject({ stored: true });
    const after = await taken(it);
    expect([after.counts, isSafe(after, it, manifestHash(it)), after.record]).toEqual([true, true, before.record]);
    expect(await isOpen('canteen/can.day')).toBe(false);

    const view = await opened(after.record);
    expect([view.state.photos.size, view.state.said?.findings]).toEqual([2, 1]);
    const page = await (await place.browser('housing.handler')).get(`/desk/check/${after.record}`);
    const [, path = ''] = /src="(\/desk\/check\/\w+\/file\/[\w-]+)"/.exec(page.body) ?? [];
    const file = await (await place.browser('housing.handler')).get(path);
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect((await sharp(file.rawPayload).metadata()).exif).toBeUndefined();
    expect((await (await place.browser('letters.handler')).get(path)).statusCode).toBe(404);
    const { rows } = await place.town.superuser.query('select from intake_part');
    expect(rows).toHaveLength(0);
  });

  it('is one, however many send it at once', async () => {
    const photo = await picture('#007');
    const it = made({ answers: { ...allInOrder(getForm('canteen-meal')) }, photos: [] }, 'canteen/can.meal');
    const named = { ...it, answers: { ...it.answers, other: { photos: [sha(photo)] } }, photos: [nameOf(photo)] };
    const count = await records();
    const answers = await Promise.all(Array.from({ length: 50 }, () => put(named)));
    const receipts = answers.map((answer): Receipt => answer.json());
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([200]));
    expect(new Set(receipts.map((receipt) => receipt.record)).size).toBe(1);
    // More than one visitor's share of what is looked at: the same photo is looked at once.
    const sent = await Promise.all(Array.from({ length: 50 }, () => putPhoto(named, photo)));
    expect(new Set(sent.map((answer) => answer.statusCode))).toEqual(new Set([200]));
    expect([(await records()) - count, (await opened(receipts[0]?.record ?? '')).entries.length]).toEqual([1, 2]);
  });

  it('under the same id with other bytes is kept beside the first, and a person decides', async () => {
    const it = made({}, 'canteen/can.sample');
    const one = await taken(it);
    const other = { ...it, answers: { ...it.answers, words: { words: '别的' } } };
    const two = await taken(other);
    expect([two.record === one.record, two.twin, (await taken(it)).twin]).toEqual([false, one.record, null]);
    const view = await opened(two.record);
    expect([view.state.isDouble, view.owed.map(({ rule }) => rule)]).toEqual([true, ['check.double']]);
    expect(view.options.find(({ verb }) => verb.name === 'settle_double')).toBeUndefined();
    const head = await place.browser('housing.head');
    expect((await head.get(`/desk/check/${two.record}`)).body).toContain('写明两份记录哪一份为准');
  });

  it('is kept whatever is wrong with it, and then counts for nothing', async () => {
    const cases: readonly (readonly [string, Partial<Manifest>])[] = [
      ['answers that are none', { answers: { no_such_question: { value: 'pass' } } }],
      ['half of the answers', { answers: Object.fromEntries(Object.entries(DAY).slice(0, 2)) }],
      ['a form that nobody published', { form: 'ab'.repeat(32) }],
    ];
    for (const [what, more] of cases) {
      const receipt = await taken(made(more));
      expect([what, receipt.counts, (await opened(receipt.record)).state.said?.unfit === 0]).toEqual([what, false, false]);
    }
    // For a window that is over, or that never was: beside what was missed.
    const late = await taken(made({ for: [{ rule: 'canteen/can.day', slot: '2026-11-02' }] }));
    expect((await opened(late.record)).state.said?.for).toEqual([]);
  });

  it('is believed no earlier than the checkpoint it knew and no later than it came, whatever its clock said', async () => {
    const YEARS = 3 * 365 * 86_400_000;
    for (const doneAt of [place.town.now() - YEARS, place.town.now() + YEARS]) {
      const receipt = await taken(made({ doneAt, for: [{ rule: 'canteen/can.day', slot: '2026-11-24' }] }));
      const { said } = (await opened(receipt.record)).state;
      expect([said?.doneAt, said?.notBefore !== null, receipt.counts]).toEqual([doneAt, true, true]);
    }
    // Tomorrow's is not done by today's clock, nor by one that is a day wrong.
    await place.goTo('11-24 07:00');
    expect(await isOpen('canteen/can.day')).toBe(true);
    // A day on, nobody is signed in any more: nothing is taken until somebody is.
    expect((await put(made())).statusCode).toBe(401);
    await signIn();
    const strange = await taken(made({ checkpoint: { size: 7, root: 'cd'.repeat(32) } }));
    expect((await opened(strange.record)).state.said?.notBefore).toBeNull();
  });

  it('is refused, with its code, where it cannot be read or names no site; nothing is changed', async () => {
    const count = await records();
    const photo = await picture('#444');
    const named = made({ photos: [nameOf(photo)] });
    const cases: readonly (readonly [object, number, string])[] = [
      [{ ...named, site: 'ZZZZZZZZ' }, 404, 'not_found'],
      [{ ...named, v: 2 }, 422, 'field_choice'],
      [{ ...named, gps: [1, 2] }, 422, 'field_unknown'],
      [{ ...named, photos: [{ sha256: 'x', size: 1 }] }, 422, 'field_type'],
      [{ ...named, photos: [nameOf(photo), nameOf(photo)] }, 422, 'field_type'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await call('PUT', `/api/v1/intake/${named.id}`, body);
      expect([code, answer.statusCode, answer.json().error.code]).toEqual([code, status, code]);
    }
    expect((await call('PUT', `/api/v1/intake/${newId()}`, named)).json().error.code).toBe('manifest_form');
    expect((await putPhoto(named, photo)).json().error.code).toBe('photo_unknown');
    expect(await records()).toBe(count);
  });

  it('has photos that are what was named, and are pictures', async () => {
    const photo = await picture('#555');
    const junk = Buffer.from('%!not a picture, but long enough to be one'.repeat(9));
    const bomb = await sharp({ create: { width: 9000, height: 7000, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const it = made({ photos: [photo, junk, bomb].map(nameOf) });
    await taken(it);
    expect((await putPhoto(it, photo.subarray(0, 99), sha(photo))).json().error.code).toBe('photo_size');
    expect((await putPhoto(it, Buffer.alloc(photo.length, 7), sha(photo))).json().error.code).toBe('photo_differs');
    expect((await putPhoto(it, junk)).json().error.code).toBe('file_kind');
    expect((await putPhoto(it, bomb)).json().error.code).toBe('file_pixels');
    expect((await putPhoto(it, photo, sha(junk))).json().error.code).toBe('photo_size');
    // Another office brings none, whatever it knows of the record.
    const others = `huiyin_staff=${await place.town.service.read((tx) => openSession(tx, 'letters.handler', place.town.now()))}`;
    const theirs = await call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(photo)}`, photo, { cookie: others });
    expect(theirs.json().error.code).toBe('photo_unknown');
    // Thrown away, not kept for ever; the one that is a picture begins anew and arrives.
    expect((await place.town.superuser.query('select from intake_part')).rowCount).toBe(0);
    expect((await putPhoto(it, photo)).json()).toMatchObject({ stored: true });
    expect((await taken(it)).photos.map(({ stored }) => stored)).toEqual([true, false, false]);
    const bad = await call('PUT', `/api/v1/intake/${it.id}/blobs/${sha(photo)}`, photo.subarray(0, 9), {
      'content-range': 'bytes 0-99/100',
    });
    expect(bad.json().error.code).toBe('form_damaged');
  });

  it('of a duty whose form nobody has published is some words, and meets it as at a desk', async () => {
    const programme = findProgramme('fire-key-unit');
    if (!programme) throw new Error('no such programme');
    const definition = { ...programmeDefinition(programme), replaces: true, emergency: true, actor: { kind: 'machine' as const } };
    await place.town.service.read((tx) => publishDefinition(tx, definition, place.town.now()));
    await place.town.tick();
    await place.town.service.jurisdiction('fresh');
    const site = await place.opened({ ...CANTEEN, name: '东街小学', class: 'school', fire_key_unit: true });
    await place.goTo('11-24 08:00');
    const patrol = { site, rule: 'fire-key-unit/fire.patrol' };
    const own: Along = (await call('GET', '/api/v1/field')).json();
    const slot = own.slots.find((one) => one.site === site && one.rule === patrol.rule);
    expect([slot === undefined, slot?.form]).toEqual([false, null]);
    const answers = { note: { words: '疏散通道、灭火器都看过，没有问题' } };
    const said = await taken(made({ site, for: [{ rule: patrol.rule, slot: slot?.slot ?? '' }], form: null, answers }));
    expect([said.counts, (await opened(said.record)).state.said?.for.map(({ rule }) => rule)]).toEqual([true, [patrol.rule]]);
  });

  it('lies nowhere in clear: no word of it, no id, no part of a photo that is still to come', async () => {
    const photo = await picture('#999');
    const marked = Buffer.concat([photo.subarray(0, -2), Buffer.from('photo-canary-2711'), photo.subarray(-2)]);
    const it = made({ answers: withPhoto([marked]), photos: [nameOf(marked)] });
    await taken(it);
    expect((await putPart(it, marked, 0, marked.length - 1)).json()).toMatchObject({ stored: false });
    for (const word of ['压缩机不转', 'photo-canary-2711', it.id, sha(marked), 'a camera that must not be kept']) {
      const search: Search = { files: 0, tables: 0, bytes: 0, hits: [] };
      await searchTables(place.town.superuser, search, formsOf(word));
      expect([word, search.hits]).toEqual([word, []]);
    }
  });

  it('leaves every row as its events have it', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});
