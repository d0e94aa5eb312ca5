import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, PEOPLE, type TestTown } from '../../../../test/support/installation.ts';
import { buildApp } from '../../../../server/app.ts';
import { styleSheet } from '../../../../engine/http/assets.ts';
import { publishDefinition } from '../../../../engine/place/publish-definition.ts';
import { subjectProblems, subjectsDefinition } from '../../../../engine/place/subjects.ts';
import { inJurisdiction } from '../../../../engine/store/transaction.ts';
import { countySubjects } from '../../../../policy/subjects.ts';
import { getPack } from '../../../../policy/load.ts';
import { takeStep } from '../../server/take-step.ts';
import { readForStaff } from '../../server/read-matter.ts';
import { reconcile } from '../../../../server/reconcile/reconcile.ts';

let town: TestTown;
let app: FastifyInstance;
let plain: TestTown;
let plainApp: FastifyInstance;

beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z', withSubjects: true });
  app = await buildApp(town.service);
  plain = await openTown({ at: '2026-09-28T02:00:00Z' });
  plainApp = await buildApp(plain.service);
});
afterAll(async () => {
  await Promise.all([app.close(), plainApp.close()]);
  await Promise.all([town.close(), plain.close()]);
});

const post = (to: FastifyInstance, url: string, form: { readonly [name: string]: string }) =>
  to.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
const FILLED = { about: 'no', subject: '灯', body: '不亮。' };
const api = (json: object) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/matters',
    headers: { 'idempotency-key': `k-${randomBytes(12).toString('hex')}` },
    payload: { kind: 'grievance', subject: '灯', body: '不亮。', ...json },
  });
const rowOf = async (number: string) =>
  (
    await town.superuser.query(
      'select kind, category, (select count(*)::int from public_request p where p.matter = m.matter) as listed from matter m where matter = $1',
      [number],
    )
  ).rows[0];
const numberIn = (page: string): string =>
  /\b[0-9A-HJKMNP-TV-Z]{8}\b/.exec(page.replaceAll(/<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/g, ''))?.[0] ?? '';

describe('what a filing is about', () => {
  it('is asked in plain words, with not being sure first, and only where a list is published', async () => {
    const form = await post(app, '/file/about', { about: 'no' });
    expect(form.body).toMatch(
      /<select id="service" name="service"><option value(?:="")?>说不准<\/option><option value="street.light">路灯不亮<\/option>/,
    );
    expect(form.body).not.toContain('pension.payment');
    expect((await post(plainApp, '/file/about', { about: 'no' })).body).not.toContain('name="service"');
    expect((await app.inject({ url: '/file' })).body).toContain('name="kind"');
    expect((await plainApp.inject({ url: '/file' })).body).not.toContain('name="kind"');
  });

  it('is kept when the form comes back, and filed with the matter', async () => {
    const again = await post(app, '/file/submit', { about: 'no', subject: '', body: '不亮。', service: 'street.light', public: 'yes' });
    expect(again.statusCode).toBe(422);
    expect(again.body).toMatch(/<option value="street.light" selected[^>]*>/);
    expect(again.body).toMatch(/name="public" value="yes" checked/);
    const filed = await post(app, '/file/submit', { ...FILLED, service: 'street.light', public: 'yes' });
    expect(filed.statusCode).toBe(200);
    expect(await rowOf(numberIn(filed.body))).toEqual({ kind: 'grievance', category: 'street.light', listed: 1 });
  });

  it('leaves the form below 20 kB with its styles, also where everything is wrong', async () => {
    const styles = Buffer.byteLength(styleSheet()); // as it is sent
    for (const lang of ['', '/en']) {
      const page = await post(app, `${lang}/file/submit`, { about: 'no', subject: '', body: '', word: 'x' });
      process.stdout.write(`form with subjects${lang}: ${Buffer.byteLength(page.body) + styles} bytes\n`);
      expect(Buffer.byteLength(page.body) + styles).toBeLessThan(20_000);
    }
  });

  it('is left out by who is not sure, and a service that cannot be listed is not listed', async () => {
    const unsure = await post(app, '/file/submit', { ...FILLED, service: '', public: 'yes' });
    expect(await rowOf(numberIn(unsure.body))).toEqual({ kind: 'grievance', category: null, listed: 0 });
    const inside = await post(app, '/file/submit', { ...FILLED, service: 'school.fee', public: 'yes' });
    expect(await rowOf(numberIn(inside.body))).toEqual({ kind: 'grievance', category: 'school.fee', listed: 0 });
  });

  it('is told to the desk with the office that usually deals with it, and a person decides', async () => {
    const { number } = (await api({ service: 'water.pressure' })).json();
    const view = await readForStaff(
      town.service,
      number,
      PEOPLE.desk.kind === 'staff' ? { ...PEOPLE.desk, staff: 'letters.desk' } : (undefined as never),
    );
    expect(view && 'state' in view ? view.state.history[0]?.data['service'] : undefined).toBe('water.pressure');
    expect(await takeStep(town.service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } })).toBeUndefined();
  });
});

describe('a proposal and a request for help', () => {
  it('are chosen first, have rules of their own, and only services of their own', async () => {
    const form = await post(app, '/file/about', { about: 'no', kind: 'help' });
    expect(form.body).toContain('<input type="hidden" name="kind" value="help"/>');
    expect(form.body).toContain('<option value="pension.payment">养老金发放</option>');
    expect(form.body).not.toContain('street.light');
    expect(form.body).not.toContain('name="public"');
    expect(form.body).toContain('1个工作日内转给办这项服务的单位');
    const filed = await post(app, '/file/submit', { ...FILLED, kind: 'help', service: 'pension.payment' });
    expect(await rowOf(numberIn(filed.body))).toEqual({ kind: 'help', category: 'pension.payment', listed: 0 });
  });

  it('live the same life: registered, accepted, answered, and nothing is left over for reconcile', async () => {
    const filed = (await api({ kind: 'suggestion', service: 'county.proposal' })).json();
    expect(filed.stages.map((it: { id: string }) => it.id)).toContain('suggestion.reply');
    const step = async (who: Parameters<typeof takeStep>[2], name: string, input: object): Promise<void> =>
      expect(await takeStep(town.service, filed.number, who, { name, input: { ...input } })).toBeUndefined();
    await step(PEOPLE.desk, 'register', { office: 'housing' });
    await step(PEOPLE.handler, 'accept', {});
    await step(PEOPLE.handler, 'reply', { outcome: 'supported', facts: '研究了。', opinion: '采纳。', basis: '' });
    expect(await rowOf(filed.number)).toEqual({ kind: 'suggestion', category: 'county.proposal', listed: 0 });
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('are refused by the API where a kind, a service or a pack does not fit', async () => {
    expect((await api({ service: 'nothing.here' })).json().error).toMatchObject({ code: 'field_choice', data: { field: 'service' } });
    expect((await api({ kind: 'report' })).json().error.code).toMatch(/field_/);
    expect((await api({ kind: 'help', pack: 'petition-2022' })).json().error).toMatchObject({ code: 'field_choice' });
    expect((await api({ public: true })).json().error).toMatchObject({ data: { field: 'public' } });
    const there = await plainApp.inject({
      method: 'POST',
      url: '/api/v1/matters',
      headers: { 'idempotency-key': 'no-help-here-01-abcdefgh' },
      payload: { kind: 'help', subject: '甲', body: '乙。' },
    });
    expect(there.json().error).toMatchObject({ code: 'field_choice', data: { field: 'kind' } });
  });
});

describe('a list of subjects', () => {
  it('is asked by once it has been public for seven days, and not before (G1)', async () => {
    await inJurisdiction(plain.installation.pools.app, 1, (tx) =>
      publishDefinition(tx, { ...subjectsDefinition(countySubjects()), replaces: true, actor: { kind: 'machine' } }, plain.now()),
    );
    await plain.tick();
    expect((await plain.service.jurisdiction('fresh')).subjects).toBeNull();
    plain.setClock('2026-10-05T02:00:01Z');
    expect((await plain.service.jurisdiction('fresh')).subjects).toBeNull(); // no row that events may cite yet: the sweep gives it
  });

  it('suggests only offices that are there, and names only packs that can be filed under', () => {
    const packs = ['petition-2022', 'help', 'suggestion-2022', 'eib', 'hazard-line', 'hazard-line-24h'].map(getPack);
    const set = countySubjects();
    const offices = ['transport', 'water', 'housing', 'education'];
    expect(subjectProblems(set, { offices, packs })).toEqual([]);
    const [first] = set.subjects;
    if (!first) throw new Error('empty');
    const wrong = {
      ...set,
      subjects: [
        { ...first, office: 'moon' },
        { ...first, pack: 'eib' },
        { ...first, pack: 'help' },
      ],
    };
    expect(subjectProblems(wrong, { offices, packs }).map((it) => it.code)).toEqual([
      'subjects.office.unknown',
      'subjects.pack.unknown',
      'subjects.open311.kind',
    ]);
  });
});
