import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../engine/people/sessions.ts';
import { beginStaffEntity, takeStaffStep, type StaffEntityKind } from '../../engine/staff-entity.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { minuteText } from '../../kernel/stream/fields.ts';
import { KINDS } from '../../server/features.ts';
import { multipart, type SentFile } from '../../test/support/files/multipart.ts';
import { greyPng, paper, phonePhoto } from '../../test/support/files/pictures.ts';
import { openHazardTown, publishHazards } from '../../test/support/towns/hazard-town.ts';
import { publishPack } from '../../test/support/towns/staff-town.ts';
import { member } from '../../test/support/sign-in.ts';
import { DRILL, INCIDENT } from '../../features/incidents/domain/vocabulary.ts';
import { drills, incidents } from '../../features/incidents/server/incidents.ts';
import { SITE } from '../../features/sites/domain/vocabulary.ts';
import { sites } from '../../features/sites/server/sites.ts';
import { takesFiles } from './taken-files.ts';

const MARK = 'TELEPHONE-0815';
const API = '/api/v1/staff';
const FOUND = { source: 'check', danger: 'fire', what: '消防通道堆放纸箱', spot: '二号棚' };
const CANTEEN = {
  name: '和平小学食堂',
  class: 'canteen',
  gas: true,
  office: 'housing',
  role: 'handler',
  sector: 'water',
  local: 'county',
};

interface Shown {
  readonly number: string;
  readonly length: number;
  readonly events: readonly {
    readonly type: string;
    readonly n: number;
    readonly data: { readonly files?: readonly { readonly type: string; readonly size: number }[] };
  }[];
}
type Form = { readonly [name: string]: string };

let hazard: Awaited<ReturnType<typeof openHazardTown>>;
let photo: Buffer;
const asPost = async (post: string) => ({
  authorization: `Bearer ${await hazard.town.service.read((tx) => openSession(tx, post, hazard.town.now()))}`,
});
const send = async (post: string, url: string, form: Form, files: readonly SentFile[], key?: string) => {
  const { payload, headers } = multipart(form, files);
  const more = key === undefined ? {} : { 'idempotency-key': key };
  return hazard.app.inject({ method: 'POST', url: `${API}${url}`, payload, headers: { ...headers, ...more, ...(await asPost(post)) } });
};
const stepped = async (post: string, number: string, command: string, input: object): Promise<Shown> => {
  const url = `${API}/hazards/${number}/steps`;
  const answer = await hazard.app.inject({ method: 'POST', url, headers: await asPost(post), payload: { command, input } });
  if (answer.statusCode !== 200) throw new Error(`${command}: ${answer.body}`);
  return answer.json<Shown>();
};
const pictures = (count = 1): readonly SentFile[] => Array.from({ length: count }, (_, i) => ({ name: `${MARK}${i}.jpg`, bytes: photo }));
const lengthOf = async (number: string): Promise<number> =>
  (await hazard.app.inject({ url: `${API}/hazards/${number}`, headers: await asPost('housing.head') })).json<Shown>().length;

/** Steps that a program has taken with files, as `kind command`. */
const taken = new Set<string>();
/** A step with a photo: its event holds one, and who opens it on the page gets a picture of which nothing is told but its pixels. */
const withPhoto = async (
  post: string,
  kind: 'hazards' | 'sites' | 'incidents' | 'drills',
  number: string,
  command: string,
  input: Form,
): Promise<void> => {
  const answer = await send(post, `/${kind}/${number}/files`, { command, ...input }, pictures());
  expect([command, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([command, 200, '']);
  const event = answer.json<Shown>().events.findLast(({ data }) => data.files !== undefined);
  expect([command, event?.data.files?.length]).toEqual([command, 1]);
  const page = `/desk/${kind.slice(0, -1)}/${number}/file/0-${event?.n}-1`;
  const file = await (await hazard.browser(post)).get(page);
  expect([command, file.statusCode, file.headers['content-type']]).toEqual([command, 200, 'image/jpeg']);
  expect([command, (await sharp(file.rawPayload).metadata()).exif, file.rawPayload.includes(MARK)]).toEqual([command, undefined, false]);
  taken.add(`${kind} ${command}`);
};
/** An incident, or a drill, whose steps that take files are taken with one: a stamped paper, the investigation, what was learnt. */
const withPapers = async (many: 'incidents' | 'drills', kind: typeof incidents, begins: JsonObject): Promise<void> => {
  const { service } = hazard.town;
  const number = await beginStaffEntity(service, kind, member('housing.handler'), begins);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  const step = async (name: string, input: JsonObject): Promise<number> => {
    const refused = await takeStaffStep(service, kind, number, member('housing.head'), { name, input });
    expect([name, refused]).toEqual([name, undefined]);
    const shown = await hazard.app.inject({ url: `${API}/${many}/${number}`, headers: await asPost('housing.head') });
    return shown.json<Shown>().events.findLast(({ type }) => type === 'lesson_set')?.n ?? 0;
  };
  if (many === 'incidents') {
    await withPhoto('housing.handler', many, number, 'enter_paper', { which: 'written', words: '县里收文章' });
    const report = { course: '明火', causes: '电线', responsibility: '无', measures: '换线' };
    await withPhoto('county.head', many, number, 'report_investigation', report);
  }
  await step('end_danger', { words: '扑灭' });
  const of = await step('set_lesson', { office: 'housing', words: '换线', by: '2099-01-01' });
  await withPhoto('housing.head', many, number, 'do_lesson', { of: String(of), words: '换了' });
};
const found = async (): Promise<string> => {
  const answer = await send('housing.handler', '/hazards/with-files', FOUND, pictures());
  expect(answer.statusCode).toBe(201);
  return answer.json<{ number: string }>().number;
};

beforeAll(async () => {
  hazard = await openHazardTown();
  await publishHazards(hazard.town);
  await publishPack(hazard.town, SITE, 'site-register');
  await publishPack(hazard.town, INCIDENT, 'incident-safety');
  await publishPack(hazard.town, DRILL, 'drill');
  await hazard.town.tick();
  await hazard.town.service.jurisdiction('fresh');
  photo = await phonePhoto(MARK);
});
afterAll(() => hazard.close());

describe('photos with a step, from programs', () => {
  it('come with every step of every kind that takes files, and lose what a telephone writes into them', async () => {
    const long = await found();
    taken.add('hazards find');
    await stepped('housing.handler', long, 'grade', { grade: 'major', criterion: '停用' });
    await stepped('housing.head', long, 'order', hazard.order());
    await withPhoto('water.handler', 'hazards', long, 'tell_progress', { told: '清走了一半' });
    await withPhoto('water.handler', 'hazards', long, 'report_mended', { words: '清走了' });
    await withPhoto('county.head', 'hazards', long, 'return_mend', { by: hazard.order().by, reason: '还有两箱' });
    await withPhoto('water.handler', 'hazards', long, 'report_mended', { words: '都清走了' });
    await withPhoto('county.head', 'hazards', long, 'accept_mend', { words: '量过，合格' });
    await stepped('housing.head', long, 'delist', {});
    await withPhoto('housing.handler', 'hazards', long, 'look_back', { words: '还是通的' });
    await withPhoto('housing.handler', 'hazards', long, 'reopen', { reason: '又堆上了' });
    await withPhoto('county.inspector', 'hazards', long, 'add_evidence', { meant: 'accept_mend', version: '8', words: '离线时看到的' });
    const short = await found();
    await stepped('housing.handler', short, 'grade', { grade: 'general', criterion: '能立即排除' });
    await withPhoto('housing.handler', 'hazards', short, 'mend_at_once', { words: '搬走了' });
    const canteen = await beginStaffEntity(hazard.town.service, sites, member('housing.handler'), CANTEEN);
    if (isRefusal(canteen)) throw new Error(JSON.stringify(canteen));
    await withPhoto('housing.handler', 'sites', canteen, 'add_plan', { floor: 'f1' });

    const now = minuteText(hazard.town.now(), 'Asia/Shanghai');
    const word = { kind: 'fire', as: 'incident', known: now, source: 'own_post', words: '锅炉房有明火' };
    await withPapers('incidents', incidents, word);
    await withPapers('drills', drills, { kind: 'fire', site: canteen, announced: 'announced', words: '演练' });

    const all = KINDS.flatMap((kind) => {
      const { staff } = kind as Partial<StaffEntityKind<unknown>>;
      return staff ? [staff.begins, ...staff.steps].filter(takesFiles).map(({ name }) => `${kind.name}s ${name}`) : [];
    });
    process.stdout.write(`${taken.size} of ${all.length} steps that take files were taken with files\n`);
    expect([...taken].toSorted()).toEqual(all.toSorted());
  });

  it('are taken once under a key: the same photos again answer alike, others are refused', async () => {
    const number = await found();
    await stepped('housing.handler', number, 'grade', { grade: 'general', criterion: '能立即排除' });
    const key = 'a-key-of-at-least-twenty-two';
    const input = { command: 'mend_at_once', words: '搬走了' };
    const url = `/hazards/${number}/files`;
    const both = await Promise.all([1, 2].map(() => send('housing.handler', url, input, pictures(), key)));
    const again = await send('housing.handler', url, input, pictures(), key);
    expect([...both, again].map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
    expect(new Set([...both, again].map((answer) => answer.body)).size).toBe(1);
    expect((await send('housing.handler', url, input, pictures(2), key)).statusCode).toBe(409);
    expect((await send('housing.handler', url, { ...input, words: '别的' }, pictures(), key)).statusCode).toBe(409);
    expect((await send('housing.handler', url, input, pictures(), 'short')).statusCode).toBe(400);

    const begun = await Promise.all([1, 2].map(() => send('housing.handler', '/hazards/with-files', FOUND, pictures(), key)));
    expect(new Set(begun.map((answer) => answer.body)).size).toBe(1);
    expect((await send('housing.handler', '/hazards/with-files', FOUND, pictures(2), key)).statusCode).toBe(409);
  });

  it('change nothing where something is wrong with the form, its files, its number or its sender', async () => {
    const number = await found();
    await stepped('housing.handler', number, 'grade', { grade: 'general', criterion: '能立即排除' });
    const before = await lengthOf(number);
    const url = `/hazards/${number}/files`;
    const input = { command: 'mend_at_once', words: '搬走了' };
    const code = async (post: string, to: string, form: Form, files: readonly SentFile[]): Promise<readonly [number, string]> => {
      const answer = await send(post, to, form, files);
      return [answer.statusCode, answer.json<{ error: { code: string } }>().error.code];
    };
    expect(await code('housing.handler', url, input, [])).toEqual([422, 'photo_needed']);
    expect(await code('housing.handler', url, input, [{ name: 'a.pdf', bytes: paper('三') }])).toEqual([415, 'file_kind']);
    expect(await code('housing.handler', url, input, [{ name: 'a.jpg', bytes: Buffer.from('no picture') }])).toEqual([415, 'file_kind']);
    expect(await code('housing.handler', url, input, [{ name: 'a.png', bytes: greyPng(9, 9, 3) }])).toEqual([422, 'file_damaged']);
    expect((await code('housing.handler', url, input, pictures(6)))[1]).toBe('files_too_many');
    expect((await code('housing.handler', url, { ...input, person: '张三' }, pictures()))[0]).toBe(422);
    expect((await code('housing.handler', url, { ...input, expected: '1' }, pictures()))[1]).toBe('version_conflict');
    for (const command of ['delist', 'order', 'nothing', ''])
      expect([command, (await code('housing.handler', url, { command }, pictures()))[0]]).toEqual([command, 422]);
    expect((await code('housing.handler', '/sites/00000000/files', { command: 'add_spot', name: '门' }, pictures()))[0]).toBe(422);
    const asJson = await hazard.app.inject({
      method: 'POST',
      url: `${API}${url}`,
      payload: input,
      headers: await asPost('housing.handler'),
    });
    expect(asJson.statusCode).toBeGreaterThanOrEqual(400);
    // What one may not see answers exactly like what does not exist.
    const stranger = [
      await send('letters.head', url, input, pictures()),
      await send('letters.head', '/hazards/00000000/files', input, pictures()),
    ];
    expect(stranger.map((answer) => answer.statusCode)).toEqual([404, 404]);
    expect(stranger[0]?.body).toBe(stranger[1]?.body);
    const { payload, headers } = multipart(input, pictures());
    for (const to of [url, '/hazards/with-files'])
      expect((await hazard.app.inject({ method: 'POST', url: `${API}${to}`, payload, headers })).statusCode).toBe(401);
    expect(await lengthOf(number)).toBe(before);
  });

  it('are described: each step with the parts of its form, and no other step', async () => {
    const { paths } = (await hazard.app.inject({ url: '/api/openapi.json' })).json<{ paths: { readonly [path: string]: object } }>();
    const said = JSON.stringify(paths['/api/v1/staff/hazards/{number}/files']);
    for (const word of ['multipart/form-data', 'binary', 'report_mended', 'no_photo', 'idempotency-key'])
      expect([word, said.includes(word)]).toEqual([word, true]);
    expect(said).not.toContain('delist');
    expect(
      Object.keys(paths)
        .filter((path) => /^\/api\/v1\/staff\/.*files$/.test(path))
        .toSorted(),
    ).toEqual([
      '/api/v1/staff/drills/{number}/files',
      '/api/v1/staff/hazards/with-files',
      '/api/v1/staff/hazards/{number}/files',
      '/api/v1/staff/incidents/{number}/files',
      '/api/v1/staff/matters/{number}/files',
      '/api/v1/staff/sites/{number}/files',
    ]);
  });
});
