import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gunzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseMatter } from '../../features/grievances/server/erase-matter.ts';
import { listErased } from '../../features/grievances/server/erased-matters.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { makePaper } from '../../features/papers/server/make-paper.ts';
import { FORMATS, paperFile } from '../../features/papers/server/paper-file.ts';
import { papersOf } from '../../features/papers/server/read-papers.ts';
import { readBundle, readForFiler, readForStaff } from '../../features/grievances/server/read-matter.ts';
import { collectFor } from '../../features/grievances/server/line/collect-reward.ts';
import { paySlip } from '../../features/cash/server/keep-cash.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { parseReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { writeArchive } from '../../server/archive/write.ts';
import { buildApp } from '../../server/app.ts';
import { openInstallation } from '../../server/instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { deliver } from '../../engine/outbox/deliver.ts';
import { tick } from '../../engine/log/tick.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { preparePlace, type Place } from '../../server/postgres/place.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService, type Service } from '../../engine/service.ts';
import { readName } from '../../features/grievances/server/seal/read-name.ts';
import { nameRelayIn } from '../support/relay.ts';
import { PEOPLE, setUpCounty, staff } from '../support/installation.ts';
import { answerAs } from '../support/unseal.ts';
import { filesBelow, formsOf, look, searchTables, type Search } from '../support/canary-search.ts';
import { multipart } from '../support/files/multipart.ts';
import { paper, phonePhoto, pngChunk, pngOf, rowsOf } from '../support/files/pictures.ts';
import { worklistOf } from '../support/desk.ts';
import { testFolder } from '../support/folder.ts';
import { publishPack } from '../support/towns/staff-town.ts';
import { beginStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import { CONSULTATION } from '../../features/consultations/domain/vocabulary.ts';
import { consultations } from '../../features/consultations/server/consultations.ts';
import { readPublished } from '../../features/consultations/server/read-public.ts';
import { answerComments } from '../../features/grievances/server/comments/answer-comments.ts';
import { publishWords } from '../../features/grievances/server/comments/publish-words.ts';
import { HAZARD } from '../../features/hazards/domain/vocabulary.ts';

// G9: no text outside ciphertext. Every text carries this mark, and after a full life nothing on the machine may.
const MARK = `canary${randomBytes(8).toString('hex')}`;
const HAN = Array.from(randomBytes(12), (byte) => String.fromCodePoint(0x5000 + byte * 71)).join('');
const fields = new Set<string>();
/** A text for one field: it can be told which one leaked. */
const word = (field: string): string => {
  fields.add(field);
  return `${field} ${MARK} ${HAN} ${field}`;
};

// Beside other folders of this run, and the one where the server would put temporary files.
const folder = testFolder('canary');
const temporary = join(folder, 'tmp');
const before = process.env['TMPDIR'];
let it1: Installation;
let service: Service;
let place: Place;
let superuser: Client;
let now: Instant = instant(Date.parse('2026-09-28T02:00:00Z'));
const secrets: string[] = [];

beforeAll(async () => {
  mkdirSync(temporary);
  process.env['TMPDIR'] = temporary;
  const data = join(folder, 'data');
  it1 = await openInstallation(data);
  place = preparePlace(data);
  await setUpCounty(it1, now, true, true, true);
  await nameRelayIn(it1, now);
  service = await openService({ id: 1, pools: it1.pools, keys: it1.keys, dataDirectory: data, clock: () => now, tickMs: 1000 });
  superuser = new Client({ host: place.socket, port: 5432, user: 'postgres', database: 'huiyin' });
  await superuser.connect();
  await publishPack({ service, now: () => now }, HAZARD, 'hazard-general');
  await publishPack({ service, now: () => now }, CONSULTATION, 'consultation');
  await tick(service);
  await service.jurisdiction('fresh');
});
afterAll(async () => {
  await superuser.end();
  await it1.close();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(folder, { recursive: true, force: true });
  rmSync(place.socket, { recursive: true, force: true });
});

const at = (iso: string): void => {
  now = instant(Date.parse(iso));
};

const file = async (pack?: string): Promise<string> => {
  const name = (field: string): string => word(`${pack ?? 'petition'}.file.${field}`);
  const token = `canary-form-${randomBytes(8).toString('hex')}`;
  const input = { subject: name('subject'), body: name('body'), place: name('place'), ask: name('ask') };
  const sealed = { name: name('name'), contact: name('contact') };
  fields.add(`${pack ?? 'petition'}.file.tell`);
  const tell = { kind: 'mail', to: `${MARK}@post.example` } as const;
  const filed = await fileMatter(
    service,
    { fields: input, lang: 'zh-CN', sealed, tell, ...(pack === undefined ? {} : { pack }) },
    { token },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  // What only the filer holds must not lie anywhere either.
  secrets.push(token, filed.code, filed.code.replaceAll('-', ''), filed.logKey, filed.logKey.replaceAll('-', ''));
  return filed.number;
};

/** A danger in a place, at one of the public list or in words alone. */
const report = async (where?: string): Promise<{ readonly number: string; readonly code: string }> => {
  const name = (field: string): string => word(`report.${where ?? 'nowhere'}.${field}`);
  const token = `canary-report-${randomBytes(8).toString('hex')}`;
  const input = { subject: name('subject'), body: name('body'), place: name('place') };
  const kind = { kind: 'hazard_report', service: 'hazard.exit', ...(where === undefined ? {} : { at: where }) } as const;
  const filed = await fileMatter(service, { fields: input, lang: 'zh-CN', ...kind }, { token });
  if (isRefusal(filed)) throw new Error(filed.refused);
  secrets.push(token, filed.code, filed.code.replaceAll('-', ''), filed.logKey, filed.logKey.replaceAll('-', ''));
  return filed;
};

/** A comment on a draft, by somebody who agrees to be published or does not. */
const comment = async (consultation: string, publish: boolean): Promise<string> => {
  const name = (field: string): string => word(`comment.${publish ? 'agreed' : 'silent'}.${field}`);
  const token = `canary-comment-${randomBytes(8).toString('hex')}`;
  const input = { fields: { subject: name('subject'), body: name('body') }, lang: 'zh-CN', kind: 'comment', consultation } as const;
  const filed = await fileMatter(service, { ...input, ...(publish ? { publish: true as const } : {}) }, { token });
  if (isRefusal(filed)) throw new Error(filed.refused);
  secrets.push(token, filed.code, filed.code.replaceAll('-', ''), filed.logKey, filed.logKey.replaceAll('-', ''));
  return filed.number;
};

/**
 * A draft with its comments, answered one by one and as a group, and the words of who agreed published: those of its office that everybody
 * reads, and published words, are ciphertext on the disk like all others. Its title is not: everybody reads it, and no mark is in it.
 */
const consult = async (): Promise<readonly string[]> => {
  const head = memberOf('housing', 'head');
  const words = Object.fromEntries(['summary', 'draft', 'question1', 'paper'].map((field) => [field, word(`consultation.${field}`)]));
  const number = await beginStaffEntity(service, consultations, head, {
    title: '停车办法（草案）',
    from: '2026-09-28',
    until: '2026-10-29',
    ...words,
  });
  if (isRefusal(number)) throw new Error(number.refused);
  const take = async (name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await takeStaffStep(service, consultations, number, head, { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const [agreed, silent, single] = [await comment(number, true), await comment(number, false), await comment(number, false)];
  await take('make_group', { heading: '不要收费' });
  for (const one of [agreed, silent]) await step(one, PEOPLE.handler, 'group_comment', { group: 1 });
  await step(single, PEOPLE.handler, 'answer_comment', { outcome: 'adopted' }, ['opinion']);
  at('2026-11-02T02:00:00Z');
  await take('answer_group', { group: 1, outcome: 'not_adopted', reason: word('answer_group.reason') });
  expect(await answerComments(service)).toBe(2);
  await take('publish_words');
  await publishWords(service);
  expect(JSON.stringify(await readPublished(service, number, 1))).toContain(MARK);
  await take('decide_consultation', { outcome: 'as_drafted', words: word('decide_consultation.words') });
  at('2026-09-28T02:00:00Z');
  return [agreed, silent, single];
};

const step = async (matter: string, who: Asker, name: string, input: JsonObject = {}, texts: readonly string[] = []): Promise<void> => {
  const words = Object.fromEntries(texts.map((text) => [text, word(`${name}.${text}`)]));
  const refusal = await takeStep(service, matter, who, { name, input: { ...input, ...words } });
  if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
};

const memberOf = (office: string, role: 'handler' | 'head' | 'reviewer' | 'desk') => ({
  staff: `${office}.${role}`,
  post: `${office}.${role}`,
  office,
  role,
});

const everybodyLooks = async (matters: readonly string[]): Promise<void> => {
  for (const who of [
    memberOf('letters', 'desk'),
    memberOf('housing', 'handler'),
    memberOf('county', 'reviewer'),
    memberOf('city', 'reviewer'),
  ]) {
    await worklistOf(service, who);
    for (const matter of matters) await readForStaff(service, matter, who);
  }
  await tick(service);
  await deliver(service);
  await sweep(service);
  for (const matter of matters) {
    expect(JSON.stringify((await readForFiler(service, matter))?.entries)).toContain(MARK);
    expect(JSON.stringify(await readBundle(service, matter))).toContain('huiyin/bundle/v1');
  }
};

/** Every command that takes words, once. */
/** Every paper of some matters is made in both formats: what makes them must leave no word on the disk. */
const everyPaper = async (numbers: readonly string[]): Promise<void> => {
  for (const number of numbers) {
    const view = await readForFiler(service, number);
    for (const { id } of view ? papersOf(view, 'filer') : []) {
      const papers = view && (await makePaper(service, view, { id, lang: 'zh-CN', reader: 'filer' }));
      if (!papers) throw new Error(`no paper ${id}`);
      for (const format of FORMATS) expect(await paperFile(papers, { name: id, format, origin: '', line: 'staff' })).toHaveProperty('body');
    }
  }
};

const live = async (): Promise<void> => {
  const answered = await file();
  await step(answered, PEOPLE.desk, 'register', { office: 'housing' });
  await step(answered, PEOPLE.handler, 'accept');
  await step(answered, PEOPLE.handler, 'correct', { n: 2 }, ['words']);
  at('2026-11-01T02:00:00Z');
  await step(answered, PEOPLE.head, 'extend', { until: '2026-12-10' }, ['reason']);
  await step(answered, PEOPLE.handler, 'void', { n: 4 }, ['reason']);
  await step(answered, PEOPLE.handler, 'hold_hearing', { from: '2026-10-20', to: '2026-10-21' }, ['note']);
  await step(answered, PEOPLE.handler, 'reply', { outcome: 'explained' }, ['facts', 'opinion', 'basis']);
  await step(answered, PEOPLE.filer, 'open_notice', { notice: 'reply' });
  await step(answered, PEOPLE.filer, 'ask_review', {}, ['words']);
  await step(answered, PEOPLE.above, 'decide_review', { outcome: 'upheld' }, ['opinion', 'basis']);
  await step(answered, PEOPLE.filer, 'open_notice', { notice: 'review' });
  await step(answered, PEOPLE.filer, 'ask_rereview', {}, ['words']);
  await step(answered, PEOPLE.city, 'decide_rereview', { outcome: 'upheld' }, ['opinion', 'basis']);

  // The name is opened, read, and closed again; nothing of it stays.
  await step(answered, PEOPLE.handler, 'ask_unseal', { purpose: 'life_in_danger' }, ['basis', 'reason']);
  await tick(service);
  for (const id of ['union', 'archive', 'notary']) expect(await answerAs(service, id, answered)).toBeUndefined();
  expect(JSON.stringify(await readName(service, answered, memberOf('housing', 'handler')))).toContain(MARK);

  at('2026-09-28T02:00:00Z');
  const refused = await file();
  await step(refused, PEOPLE.desk, 'propose_transfer', { office: 'water' }, ['handling']);
  await step(refused, staff('letters', 'head'), 'return_transfer', {}, ['reason']);
  await step(refused, PEOPLE.desk, 'propose_transfer', { office: 'housing' }, ['handling']);
  await step(refused, staff('letters', 'head'), 'sign_transfer', {}, ['note']);
  await step(refused, PEOPLE.handler, 'refuse', { door: 'court' }, ['reason', 'where']);

  // Reports of dangers: one leads to a hazard, in words of the office that are a secret of the offices as well; one leads to nothing.
  const reported = await report('old-bridge');
  const [confirmed, unrewarded, unfounded] = [reported.number, (await report('east-market')).number, (await report()).number];
  for (const number of [confirmed, unrewarded, unfounded]) await step(number, PEOPLE.desk, 'register', { office: 'housing' });
  await step(confirmed, PEOPLE.handler, 'confirm_hazard', {}, ['what', 'spot', 'seen', 'words']);
  await step(unfounded, PEOPLE.handler, 'find_no_hazard', {}, ['reason']);
  // One is rewarded, and its code is known to who holds it and to nobody else, before the counter and after it; one is not.
  await step(unrewarded, PEOPLE.handler, 'confirm_hazard', {}, ['what', 'spot']);
  await step(unrewarded, PEOPLE.head, 'refuse_reward', {}, ['reason']);
  await step(confirmed, PEOPLE.head, 'grant_reward', { fine: 100_000 });
  const receipt = parseReceiptCode(reported.code);
  const collection = receipt.ok ? await collectFor(service, confirmed, receipt.code) : refuse('code_check');
  if (isRefusal(collection)) throw new Error(collection.refused);
  fields.add('collect_reward.code');
  secrets.push(collection.code, collection.code.replaceAll('-', ''));
  expect(await paySlip(service, { post: 'letters.desk' }, collection.code)).toBe('2026-1');

  const comments = await consult();
  const late = await file();
  const graded = await file('township-centre');
  await step(graded, PEOPLE.desk, 'register', { office: 'housing', grade: 'hard' });
  await step(graded, PEOPLE.handler, 'regrade', { grade: 'ordinary' }, ['reason']);
  await step(graded, PEOPLE.filer, 'ask_withdrawal');
  await step(graded, PEOPLE.filer, 'resume');
  at('2026-12-28T02:00:00Z');
  await step(late, PEOPLE.filer, 'ask_take_up', {}, ['words']);
  await step(late, PEOPLE.above, 'supervise', {}, ['words']);
  await everybodyLooks([answered, refused, late, graded, confirmed, unrewarded, unfounded, ...comments]);
  await everyPaper([answered, refused]);
  const erasure = { basis: 'art. 17', askedBy: 'filer', completeAfterDays: 30 } as const;
  expect(await eraseMatter(service, refused, erasure)).toBeUndefined();
  await tick(service);
};

/** Photos and papers: the mark in a paper, in a picture's pixels and beside them, in names, in what is refused. */
const withFiles = async (app: FastifyInstance): Promise<void> => {
  const pixels = Buffer.concat([Buffer.from(word('file.pixels')), Buffer.alloc(300)]).subarray(0, 300);
  const own = [
    pngChunk('tEXt', Buffer.from(`Author\0${word('file.author')}`)),
    pngChunk('IDAT', deflateSync(rowsOf(pixels, 100), { level: 0 })),
  ];
  const files = [
    { name: `${MARK}-a.pdf`, bytes: paper(word('file.paper')), type: 'application/pdf' },
    { name: `${MARK}-b.png`, bytes: pngOf(100, 3, own), type: 'image/png' },
    { name: `${MARK}-c.jpg`, bytes: await phonePhoto(MARK), type: 'image/jpeg' },
  ];
  const words = { about: 'no', subject: word('files.subject'), body: word('files.body'), tell: `${MARK}@form.example` };
  const filed = await app.inject({ method: 'POST', url: '/file/submit', ...multipart(words, files) });
  const code = /<p class="code">([^<]+)</.exec(filed.body)?.[1] ?? '';
  expect(code).not.toBe('');
  const tooMany = [...files, ...files, { name: `${MARK}.html`, bytes: Buffer.from(word('file.refused')) }];
  expect((await app.inject({ method: 'POST', url: '/file/submit', ...multipart(words, tooMany) })).statusCode).toBe(422);
  const more = multipart({ code, words: word('files.words') }, [{ name: MARK, bytes: paper(word('file.later')) }]);
  const page = await app.inject({ method: 'POST', url: '/follow/files', ...more });
  const links = [...page.body.matchAll(/href="(\/follow\/file\/[\w-]+)"/g)].map((it) => it[1] ?? '');
  const read = [];
  for (const url of links) read.push((await app.inject({ url })).rawPayload);
  expect(read.filter((bytes) => bytes.includes(MARK)).length).toBe(2); // the papers, as they were sent
};

/** A matter is opened to others and joined: the words for them, the joining code and the receipt of who joined are secrets, too. */
const together = async (app: FastifyInstance): Promise<void> => {
  const filed = await fileMatter(service, { fields: { subject: '灯', body: '不亮' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  const token = (name: string): string => {
    const made = randomBytes(16).toString('base64url');
    secrets.push(made);
    fields.add(name);
    return made;
  };
  const post = (url: string, form: { readonly [name: string]: string }) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    });
  const codesIn = (body: string): readonly string[] => [...body.matchAll(/<p class="code">([^<]+)</g)].map((found) => found[1] ?? '');
  const asks = { subject: word('open_to_others.subject'), words: word('open_to_others.words') };
  const opening = { code: filed.code, act: 'open', token: token('open_to_others.token'), ...asks };
  await post('/follow/others', { ...opening, representatives: '9' });
  const opened = codesIn((await post('/follow/others', { ...opening, representatives: '1' })).body);
  const code = opened[0] ?? '';
  const joined = codesIn((await post('/join/take', { code, token: token('join.token') })).body);
  expect((await post('/follow', { code: joined[0] ?? '' })).body).toContain(MARK);
  for (const one of [...opened, ...joined]) secrets.push(one, one.replaceAll('-', ''));
  expect(opened.length + joined.length).toBe(3);
};

/** The same over HTTP: a form with a fault comes back with its words, one is stored, one is sent twice with other words. */
const overHttp = async (): Promise<void> => {
  const app = await buildApp(service);
  const post = (fields: object, key: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/matters',
      headers: { 'idempotency-key': key },
      payload: { kind: 'grievance', ...fields },
    });
  const good = { subject: word('http.subject'), body: word('http.body') };
  expect((await post({ ...good, body: `${word('http.refused')}${'字'.repeat(30_000)}` }, 'canary-http-form-1-abcdefgh')).statusCode).toBe(
    422,
  );
  expect((await post(good, 'canary-http-form-1-abcdefgh')).statusCode).toBe(201);
  expect((await post({ ...good, tell: { kind: 'mail', to: word('http.tell') } }, 'canary-http-form-2-abcdefgh')).statusCode).toBe(422);
  expect((await post({ ...good, body: word('http.other') }, 'canary-http-form-1-abcdefgh')).statusCode).toBe(409);
  const form = new URLSearchParams({ subject: '', body: word('http.page') }).toString();
  await app.inject({ method: 'POST', url: '/file', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: form });
  // Forms at their own address: what is refused waits in memory, and must be found nowhere on the disk.
  const refused = new URLSearchParams({ about: 'no', goes: 'on', token: 'D'.repeat(22), subject: '', body: word('http.draft') }).toString();
  const kept = await app.inject({
    method: 'POST',
    url: '/file/submit',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: refused,
  });
  expect((await app.inject({ url: String(kept.headers.location) })).body).toContain(MARK);
  await app.inject({ url: `/follow?code=${encodeURIComponent(word('http.query'))}` });
  await withFiles(app);
  await together(app);
  await app.close();
};

/** An archive of it all: both files as they are, and the data unpacked. */
const archived = async (): Promise<void> => {
  const recovery = await identityToRecipient(await generateIdentity());
  const source = { installation: it1, jurisdictions: [1], listErased: () => listErased(service) };
  const made = await writeArchive(source, { directory: join(folder, 'archive'), recovery }, now);
  writeFileSync(join(folder, 'archive', 'unpacked.data'), gunzipSync(readFileSync(made.data)));
};

const searchEverywhere = async (): Promise<Search> => {
  await superuser.query('checkpoint');
  const forms = [MARK, HAN, ...secrets].flatMap(formsOf);
  const search: Search = { files: 0, tables: 0, bytes: 0, hits: [] };
  await searchTables(superuser, search, forms);
  // The cluster with its WAL and temporary files, tiles, keys, what the server put into its temporary folder, PostgreSQL's log.
  const files = new Set([folder, place.cluster, place.socket].flatMap(filesBelow));
  for (const path of files) {
    if (!statSync(path, { throwIfNoEntry: false })) continue; // PostgreSQL has just removed it
    search.files += 1;
    look(search, path, readFileSync(path), forms);
  }
  return search;
};

describe('G9: the words of a filer and of an office lie nowhere outside ciphertext', () => {
  it('after a full life of matters, in no table, file, WAL segment, tile, key, log or temporary file', async () => {
    await live();
    await overHttp();
    expect((await reconcile(service)).findings).toEqual([]);
    await archived();
    const found = await searchEverywhere();
    const names = [...new Set([folder, place.cluster, place.socket].flatMap(filesBelow))];
    for (const part of ['.data', '.keys.age', 'pg_wal', 'postgres.log', '-keys', '/log/'])
      expect(names.some((name) => name.includes(part))).toBe(true);
    process.stdout.write(
      `canary: ${fields.size} fields and ${secrets.length} secrets of filers, ${found.tables} tables and ${found.files} files (${(found.bytes / 1e6).toFixed(0)} MB) searched, ${found.hits.length} hits\n`,
    );
    expect(found.hits).toEqual([]);
  });

  it('and the search finds one that is planted, in each form and place', async () => {
    const missed: string[] = [];
    for (const [i, form] of [MARK, HAN].flatMap(formsOf).entries()) {
      const path = join([temporary, place.cluster, it1.keys.path, service.store.home][i % 4] ?? '', `planted-${i}`);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, Buffer.concat([randomBytes(100_000 + i), form, randomBytes(99)]));
    }
    await superuser.query('create table planted (words text, bytes bytea)');
    await superuser.query("insert into planted select $1, convert_to($1, 'UTF8')", [word('planted')]);
    await superuser.query('delete from planted');
    const { hits } = await searchEverywhere();
    const forms = [MARK, HAN].flatMap(formsOf).length;
    for (let i = 0; i < forms; i += 1) if (!hits.some((hit) => hit.includes(`planted-${i} `))) missed.push(`planted-${i}`);
    expect(missed).toEqual([]);
    // Deleted, and still in the table's file and in the WAL: the search looks there, too.
    expect(hits.some((hit) => hit.includes('/pg_wal/'))).toBe(true);
    expect(hits.some((hit) => hit.includes('/base/'))).toBe(true);
    await superuser.query("insert into planted select $1, convert_to($1, 'UTF8')", [word('planted')]);
    expect((await searchEverywhere()).hits.filter((hit) => hit.includes('table planted')).length).toBeGreaterThan(1);
  });
});
