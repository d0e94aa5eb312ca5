import { randomBytes } from 'node:crypto';
import { watch } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { deflateSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { multipart, type SentFile } from '../support/files/multipart.ts';
import { greyPng, paper, phonePhoto, pngChunk, zipOf } from '../support/files/pictures.ts';

const MB = 1_048_576;
const MARK = 'mark-of-a-telephone';
const WORDS = { about: 'no', subject: '路灯不亮', body: '三个星期了。' };

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let photo: Buffer;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  photo = await phonePhoto(MARK);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const post = (url: string, payload: Buffer | string, headers: { readonly [name: string]: string }) =>
  app.inject({ method: 'POST', url, payload, headers });
const file = (files: readonly SentFile[], more: { readonly [name: string]: string } = {}) => {
  const { payload, headers } = multipart({ ...WORDS, ...more }, files);
  return post('/file/submit', payload, headers);
};
const form = (url: string, fields: { readonly [name: string]: string }) =>
  post(url, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' });
const codeIn = (html: string) => /<p class="code">([^<]+)</.exec(html)?.[1] ?? '';
const linksIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/href="(\/follow\/file\/[\w-]+)"/g)].map((it) => it[1] ?? '')),
];
const linksOf = async (code: string): Promise<readonly string[]> => linksIn((await form('/follow', { code })).body);
const count = async (table: string) => Number((await town.superuser.query<{ n: string }>(`select count(*) n from ${table}`)).rows[0]?.n);
const everything = async (): Promise<string> => {
  const counts: number[] = [];
  for (const table of ['matter', 'event', 'blob', 'keystore.blob_key', 'idempotency']) counts.push(await count(table));
  return counts.join(' ');
};

const isClean = (bytes: Buffer): boolean =>
  [MARK, 'Exif', 'http://ns.adobe.com/xap', 'Photoshop', 'ICC_PROFILE', 'GPS', 'PK\u0003\u0004', '<script'].every(
    (it) => !bytes.includes(it),
  );

/** What is stored of a matter's files, read as its filer would. */
const readBack = async (code: string): Promise<readonly { readonly type: string; readonly bytes: Buffer }[]> => {
  const ask = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
  const { events } = (await ask('/api/v1/receipt', { code })).json<{ events: { files: { id: string; type: string }[] }[] }>();
  const read = [];
  for (const { id, type } of events.flatMap((event) => event.files)) {
    const { url } = (await ask('/api/v1/receipt/file', { code, file: id })).json<{ url: string }>();
    read.push({ type, bytes: (await app.inject({ url })).rawPayload });
  }
  return read;
};

/** The stable code of the API's answer; where it takes the files, what it stored of photos is looked at, too. */
const asked = async (files: readonly SentFile[], more: { readonly [name: string]: string } = {}) => {
  const { payload, headers } = multipart({ kind: 'grievance', subject: WORDS.subject, body: WORDS.body, ...more }, files);
  const answer = await post('/api/v1/matters/with-files', payload, { ...headers, 'idempotency-key': randomBytes(12).toString('hex') });
  if (answer.statusCode !== 201) return answer.json<{ error: { code: string } }>().error.code;
  const { code } = answer.json<{ code: string }>();
  for (const { type, bytes } of await readBack(code)) if (type === 'image/jpeg' && !isClean(bytes)) return 'kept what it should not';
  return 'taken';
};

/** What hostile or unlucky people send, and what each gets; nothing of it is stored in a file of the repository. */
const corpus = async (): Promise<readonly (readonly [what: string, expected: string, files: readonly SentFile[]])[]> => {
  const one = (bytes: Uint8Array, name = 'a.jpg'): readonly SentFile[] => [{ name, bytes, type: 'image/jpeg' }];
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const plain = sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } });
  const frames = sharp(randomBytes(64 * 192 * 3), { raw: { width: 64, height: 192, channels: 3, pageHeight: 64 } });
  const png = await plain.clone().png().toBuffer();
  const text = (type: string, body: Buffer) => Buffer.concat([png.subarray(0, 33), pngChunk(type, body), png.subarray(33)]);
  const heic = Buffer.concat([Buffer.from('0000001c66747970686569630000000068656963', 'hex'), Buffer.alloc(200)]);
  return [
    ['a page named photo.jpg', 'file_kind', one(html)],
    ['a drawing with a script', 'file_kind', one(svg, 'a.svg')],
    ['a program named photo.png', 'file_kind', one(Buffer.concat([Buffer.from('7f454c46', 'hex'), randomBytes(400)]), 'a.png')],
    ['JPEG with a ZIP behind it', 'taken', one(Buffer.concat([photo, zipOf('run.js', Buffer.from('<script>'))]))],
    ['PDF with a page before it', 'file_kind', one(Buffer.concat([html, paper('x')]), 'a.pdf')],
    ['PDF without an end', 'file_damaged', one(paper('x').subarray(0, 100), 'a.pdf')],
    ['JPEG with place, time and author', 'taken', one(photo)],
    ['PNG with text chunks', 'taken', one(text('tEXt', Buffer.from(`Author\0${MARK}`)), 'a.png')],
    [
      'PNG with a text of 64 MB packed small',
      'taken',
      one(text('zTXt', Buffer.concat([Buffer.from('c\0\0'), deflateSync(Buffer.alloc(64 * MB))])), 'a.png'),
    ],
    ['a picture with a marked ICC profile', 'taken', one(await plain.clone().withIccProfile('p3').jpeg().toBuffer())],
    ['PNG of 100 million pixels', 'file_pixels', one(greyPng(10_000, 10_000), 'a.png')],
    ['PNG bomb of 60,000 x 60,000 in 1 kB', 'file_pixels', one(greyPng(60_000, 60_000, 1), 'a.png')],
    ['ZIP bomb', 'file_kind', one(zipOf('zeros', Buffer.alloc(8 * MB)), 'a.pdf')],
    ['gzip', 'file_kind', one(gzipSync(randomBytes(900)), 'a.png')],
    ['JPEG cut in half', 'file_damaged', one(photo.subarray(0, photo.length >> 1))],
    ['noise that begins like a JPEG', 'file_damaged', one(Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(5000)]))],
    ['animated WebP', 'taken', one(await frames.clone().webp().toBuffer(), 'a.webp')],
    ['GIF', 'file_kind', one(await frames.clone().gif().toBuffer(), 'a.gif')],
    ['TIFF', 'file_kind', one(await plain.clone().tiff().toBuffer(), 'a.tif')],
    ['HEIC', 'file_heic', one(heic, 'a.heic')],
    ['zero bytes', 'file_empty', one(Buffer.alloc(0))],
    ['one byte', 'file_kind', one(Buffer.of(0xff))],
    ['10 MB and 1 byte', 'file_too_large', one(Buffer.alloc(10 * MB + 1))],
    [
      'PDF of 10 MB',
      'taken',
      one(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(10 * MB - 16), Buffer.from('\n%%EOF\n')]).subarray(0, 10 * MB), 'a.pdf'),
    ],
    [
      'three PDFs of 7 MB',
      'files_too_large',
      [1, 2, 3].map(() => ({ name: 'a.pdf', bytes: Buffer.concat([paper('x'), randomBytes(7 * MB), Buffer.from('%%EOF')]) })),
    ],
    ['six files', 'files_too_many', Array.from({ length: 6 }, () => ({ name: 'a.png', bytes: png }))],
    ['forty files', 'files_too_many', Array.from({ length: 40 }, () => ({ name: 'a.png', bytes: png }))],
    [
      'a good one and a bad one',
      'file_kind',
      [
        { name: 'a.png', bytes: png },
        { name: 'b.png', bytes: html },
      ],
    ],
    ['the name ../../../etc/passwd', 'taken', one(png, '../../../etc/passwd')],
    ['a name with NUL', 'taken', one(png, 'a\0.png')],
    ['a name of 4,000 characters', 'taken', one(png, 'x'.repeat(4000))],
    ['a name with a line end', 'taken', one(png, 'a%0d%0aset-cookie: x=1.png')],
    ['a field nobody knows', 'taken', [{ name: 'a.png', bytes: html, field: 'avatar' }]],
    ['a field called __proto__', 'form_damaged', [{ name: 'a.png', bytes: png, field: '__proto__' }]],
  ];
};

describe('photos and papers with a filing', () => {
  it('are taken; nothing of the telephone is left in them, and their pixels are', async () => {
    const filed = await file([
      { name: `${MARK}.jpg`, bytes: photo },
      { name: `${MARK}.pdf`, bytes: paper('words of the paper') },
    ]);
    expect(filed.statusCode, filed.body).toBe(200);
    const [photoLink = '', paperLink = ''] = await linksOf(codeIn(filed.body));
    const shown = await app.inject({ url: photoLink });
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(isClean(shown.rawPayload)).toBe(true);
    const found = await sharp(shown.rawPayload).metadata();
    // Upright: the telephone had said that it was held sideways.
    expect([found.width, found.height, found.exif, found.xmp, found.iptc, found.icc, found.orientation, found.space]).toEqual([
      480,
      640,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'srgb',
    ]);
    const small = (bytes: Buffer) => sharp(bytes).autoOrient().resize(12, 16, { fit: 'fill' }).removeAlpha().raw().toBuffer();
    const [before, after] = [await small(photo), await small(shown.rawPayload)];
    expect(Math.max(...before.map((value, i) => Math.abs(value - (after[i] ?? 0))))).toBeLessThan(24);
    const saved = await app.inject({ url: paperLink });
    expect(saved.rawPayload.equals(paper('words of the paper'))).toBe(true);
    expect(saved.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w-]+-0-0-2-paper\.pdf"$/) as string,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox') as string,
    });
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('are decided by what they are, whatever they are called; a refusal stores nothing', async () => {
    const temporary: string[] = [];
    const watching = watch(tmpdir(), (_event, name) => void (name?.startsWith('vips-') === true && temporary.push(name)));
    const seen: string[] = [];
    const wrong: string[] = [];
    for (const [what, expected, files] of await corpus()) {
      const before = await everything();
      const got = await asked(files);
      seen.push(`${what}: ${got}`);
      if (got !== expected) wrong.push(`${what}: ${got}, not ${expected}`);
      if (got !== 'taken' && (await everything()) !== before) wrong.push(`${what}: stored something`);
    }
    watching.close();
    process.stdout.write(`uploads: ${seen.length} hostile files tried: ${seen.join('; ')}\n`);
    expect(wrong).toEqual([]);
    expect(temporary).toEqual([]);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});

/** A request written by hand, and what came back until it was answered; `more` goes on sending. */
const byHand = (head: readonly string[], body: Buffer, more?: () => Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let answer = '';
    const push = (): void => {
      if (more && answer === '' && !socket.destroyed) socket.write(more(), () => void setImmediate(push));
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
    push();
  });

describe('a form with files that is not whole', () => {
  const status = (answer: string) => Number(answer.split(' ')[1]);

  it('is refused in words and stores nothing: no boundary, another boundary, an end too early, a body of something else', async () => {
    const before = await everything();
    const { payload, headers } = multipart(WORDS, [{ name: 'a.jpg', bytes: photo }]);
    for (const [type, body] of [
      ['multipart/form-data', payload],
      ['multipart/form-data; boundary=other', payload],
      [headers['content-type'], payload.subarray(0, payload.length >> 1)],
      [headers['content-type'], Buffer.from('about=no&subject=x')],
      [headers['content-type'], Buffer.alloc(0)],
    ] as const) {
      const answer = await post('/file/submit', body, { 'content-type': type });
      expect([answer.statusCode >= 400 && answer.statusCode < 500, codeIn(answer.body)], type).toEqual([true, '']);
    }
    expect((await post('/api/v1/matters/with-files', '{}', { 'content-type': 'application/json' })).json()).toMatchObject({
      error: { code: 'form_damaged' },
    });
    expect((await post('/file/about', payload, headers)).statusCode).toBe(400);
    expect(await everything()).toBe(before);
  });

  it('is cut off when a part never ends, long before anything is full', async () => {
    const boundary = 'b';
    const head = [
      'POST /file/submit HTTP/1.1',
      'host: localhost',
      `content-type: multipart/form-data; boundary=${boundary}`,
      'transfer-encoding: chunked',
    ];
    const begin = `--${boundary}\r\ncontent-disposition: form-data; name="subject"\r\n\r\nkept words\r\n--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\n`;
    const chunk = (bytes: Buffer) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
    const block = chunk(Buffer.alloc(MB, 0x61));
    const answer = await byHand(head, chunk(Buffer.from(begin)), () => block);
    expect(status(answer)).toBeGreaterThanOrEqual(400);
    expect(process.memoryUsage().rss).toBeLessThan(2_000 * MB);
  });

  it('keeps what was typed, says what to do in both languages, and says that the files must be chosen again', async () => {
    const heic = Buffer.concat([Buffer.from('0000001c66747970686569630000000068656963', 'hex'), Buffer.alloc(200)]);
    const { payload, headers } = multipart({ ...WORDS, subject: '路灯"', place: '和平街' }, [{ name: 'a.heic', bytes: heic }]);
    for (const [url, words] of [
      ['/file/submit', ['兼容性最佳', '要再选一次']],
      ['/en/file/submit', ['Most Compatible', 'must be chosen again']],
    ] as const) {
      const answer = await post(url, payload, headers);
      expect(answer.statusCode).toBe(415);
      for (const it of [...words, 'value="路灯&quot;"', 'value="和平街"', '三个星期了。', 'id="files-why"'])
        expect(answer.body).toContain(it);
    }
  });

  it('says that a text is too long as any other form does, however much longer it is, and cuts no word in two unseen', async () => {
    const { payload, headers } = multipart({ ...WORDS, body: '字'.repeat(400_000) }, [{ name: 'a.jpg', bytes: photo }]);
    const answer = await post('/file/submit', payload, headers);
    expect([answer.statusCode, answer.body.includes('最多20000个'), answer.body.includes('无法识别')]).toEqual([422, true, false]);
    const { payload: latin, headers: more } = multipart({ ...WORDS }, [{ name: 'a.jpg', bytes: photo }]);
    const lost = Buffer.concat([
      latin.subarray(0, latin.indexOf('路灯')),
      Buffer.from([0xb7, 0xca]),
      latin.subarray(latin.indexOf('不亮')),
    ]);
    expect((await post('/file/submit', lost, more)).body).toContain('无法识别');
  });
});

describe('one form', () => {
  it('sent five times at once with its files is one matter, one answer and one set of blobs', async () => {
    const before = await count('matter');
    const sent = { token: 'B'.repeat(22) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => file([{ name: 'a.jpg', bytes: photo }], sent)));
    const busy = answers.filter((it) => it.statusCode === 503).length;
    expect(new Set(answers.filter((it) => it.statusCode === 200).map((it) => codeIn(it.body))).size).toBe(1);
    expect([busy, await count('matter')]).toEqual([0, before + 1]);
    const number = (await town.superuser.query<{ matter: string }>('select matter from event order by recorded_at desc, stream limit 1'))
      .rows;
    expect(number.length).toBe(1);
    expect((await file([{ name: 'b.jpg', bytes: await phonePhoto('other') }], sent)).statusCode).toBe(409);
    expect(await count('matter')).toBe(before + 1);
  });

  it('is refused with its words kept while too many others are arriving, and nothing grows', async () => {
    const big = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(6 * MB), Buffer.from('%%EOF')]);
    const answers = await Promise.all(Array.from({ length: 24 }, () => file([{ name: 'a.pdf', bytes: big }])));
    const busy = answers.filter((it) => it.statusCode === 503);
    expect(answers.filter((it) => it.statusCode === 200).length + busy.length).toBe(24);
    expect(busy.length).toBeGreaterThan(0);
    for (const it of busy) expect(it.body).toContain('三个星期了。');
    expect((await file([{ name: 'a.pdf', bytes: paper('x') }])).statusCode).toBe(200);
  });
});
