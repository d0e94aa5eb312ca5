import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../../server/app.ts';
import { openTown, type TestTown } from '../../../../test/support/installation.ts';
import { multipart } from '../../../../test/support/files/multipart.ts';
import { DRAFT, withConsultations } from '../../../../test/support/towns/consultation-town.ts';
import { addDays } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { nameRelayIn } from '../../../../test/support/relay.ts';
import type { FILING } from '../../domain/intake/file.ts';
import { readForFiler, type MatterView } from '../read-matter.ts';

/** What each field of a filing is sent as, and how it is told that it arrived. A new field without a line here does not compile. */
type Told = (view: MatterView) => unknown;
/** Stands for the number of a draft that is open, which is not known before there is a town. */
const DRAFT_HERE = 'a draft that is open';
const SENT: { readonly [field in keyof typeof FILING]: readonly [value: unknown, told: Told, expected: unknown] } = {
  kind: ['help', (view) => view.entries[0]?.event.data['kind'], 'help'],
  subject: ['路灯', (view) => view.entries[0]?.texts['subject'], '路灯'],
  body: ['三周不亮。', (view) => view.entries[0]?.texts['body'], '三周不亮。'],
  place: ['和平街', (view) => view.entries[0]?.texts['place'], '和平街'],
  ask: ['修好', (view) => view.entries[0]?.texts['ask'], '修好'],
  needs: ['手语', (view) => view.entries[0]?.texts['needs'], '手语'],
  lang: ['en', (view) => view.entries[0]?.event.data['lang'], 'en'],
  pack: ['township-centre', (view) => view.pack.id, 'township-centre'],
  service: ['street.light', (view) => view.entries[0]?.event.data['service'], 'street.light'],
  at: ['old-bridge', (view) => view.entries[0]?.event.data['at'], 'old-bridge'],
  against: ['housing', (view) => view.entries[0]?.event.data['reported'], 'housing'],
  suits: [true, (view) => view.entries[0]?.event.data['suits'], true],
  consultation: [DRAFT_HERE, (view) => view.entries[0]?.event.data['consultation'] !== undefined, true],
  question: [1, (view) => view.entries[0]?.event.data['question'], 1],
  publish: [true, (view) => view.entries[0]?.event.data['publish'], true],
  danger: [true, (view) => view.entries.some((it) => it.event.type === 'danger_reported'), true],
  word: ['院里的桂花', (view) => String(view.entries[0]?.event.data['word']).includes('argon2id'), true],
  public: [true, (view) => view.entries[0]?.event.data['public'], true],
  // What is sealed is read by nobody here: that it was looked at shows in what is refused, below.
  sealed: [{ name: '王小明', contact: '' }, (view) => view.entries[0]?.event.data['sealed'] !== undefined, true],
  tell: [{ kind: 'sms', to: '13800138000' }, (view) => typeof view.entries[0]?.event.data['relay'], 'string'],
};
const NAMES = Object.keys(SENT) as readonly (keyof typeof FILING)[];
const BASE = { kind: 'grievance', subject: '灯', body: '不亮。' };
/** Fields that need another one beside them. */
const BESIDE: { readonly [field: string]: object } = {
  public: { service: 'street.light' },
  at: { kind: 'hazard_report', service: 'hazard.building' },
  against: { kind: 'mediation', suits: true },
  suits: { kind: 'mediation' },
  consultation: { kind: 'comment' },
  question: { kind: 'comment', consultation: DRAFT_HERE },
  publish: { kind: 'comment', consultation: DRAFT_HERE },
};

let town: TestTown;
let draft = '';
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown({ withCustodians: true, withSubjects: true });
  await nameRelayIn(town.installation, town.now());
  await town.service.jurisdiction('fresh');
  const today = dateIn(town.now(), 'Asia/Shanghai');
  draft = await (await withConsultations(town)).opened({ ...DRAFT, from: today, until: addDays(today, 35) });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

let keys = 0;
const key = (): { readonly 'idempotency-key': string } => {
  keys += 1;
  return { 'idempotency-key': `filing-fields-${keys}-abcdefgh` };
};
type Fields = { readonly [name: string]: unknown };
const asParts = (fields: Fields): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));

/** As the form of a filer has it. */
const asForm = ({
  kind,
  danger,
  suits,
  question,
  publish,
  public: listed,
  sealed,
  tell,
  ...words
}: Fields): { readonly [name: string]: string } => ({
  ...(words as { readonly [name: string]: string }),
  about: 'no',
  ...(kind === 'grievance' ? {} : { kind: String(kind) }),
  ...(danger ? { danger: 'yes' } : {}),
  ...(suits ? { suits: 'yes' } : {}),
  ...(question === undefined ? {} : { question: String(question) }),
  ...(publish ? { publish: 'yes' } : {}),
  ...(listed ? { public: 'yes' } : {}),
  ...(sealed as { readonly name: string; readonly contact: string } | undefined),
  ...(tell ? { tell: (tell as { readonly to: string }).to } : {}),
});

interface Answer {
  readonly status: number;
  readonly number: string | undefined;
  readonly body: string;
}

const WAYS: { readonly [way: string]: (fields: Fields) => Promise<Answer> } = {
  'as JSON': async (fields) => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/matters', headers: key(), payload: fields });
    return { status: answer.statusCode, number: answer.json().number, body: answer.body };
  },
  'as a form with files': async (fields) => {
    const { payload, headers } = multipart(asParts(fields), []);
    const answer = await app.inject({ method: 'POST', url: '/api/v1/matters/with-files', headers: { ...headers, ...key() }, payload });
    return { status: answer.statusCode, number: answer.json().number, body: answer.body };
  },
  'on the page': async (fields) => {
    const answer = await app.inject({
      method: 'POST',
      url: fields['lang'] === 'en' ? '/en/file/submit' : '/file/submit',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(asForm(fields)).toString(),
    });
    const rows = await town.superuser.query<{ matter: string }>('select matter from matter');
    return {
      status: answer.statusCode,
      number: rows.rows.map((it) => it.matter).find((it) => answer.body.includes(it)),
      body: answer.body,
    };
  },
};
/** The page asks for no pack: the kind and the subject decide. */
const NOT_THERE: { readonly [way: string]: readonly string[] } = { 'on the page': ['pack'] };

describe.each(Object.keys(WAYS))('every field of a filing that is sent %s arrives', (way) => {
  const send = ({ consultation, ...fields }: Fields) =>
    WAYS[way]!({ ...fields, ...(consultation === DRAFT_HERE ? { consultation: draft } : {}) }); // one of its own keys
  it.each(NAMES.filter((name) => !NOT_THERE[way]?.includes(name)))('%s', async (name) => {
    const [value, told, expected] = SENT[name];
    const answer = await send({ ...BASE, ...BESIDE[name], [name]: value });
    expect([answer.status < 300, answer.number]).toEqual([true, expect.any(String)]);
    const view = await readForFiler(town.service, answer.number ?? '');
    expect(view && told(view)).toBe(expected);
    // And without it, it is not there.
    if (name !== 'kind' && name !== 'subject' && name !== 'body' && name !== 'lang') {
      const without = await send({ ...BASE, ...BESIDE[name] });
      const plain = await readForFiler(town.service, without.number ?? '');
      if (name !== 'sealed' && name !== 'tell') expect(plain && told(plain)).not.toBe(expected);
    }
  });

  it.each([
    ['sealed', { name: '字'.repeat(201), contact: '' }],
    ['tell', { kind: 'sms', to: 'nobody at all' }],
    ['word', '短'],
    ['service', 'no.such.service'],
  ])('%s is looked at: what is wrong is refused, or left out on a form that lists it', async (name, value) => {
    const answer = await send({ ...BASE, [name]: value });
    if (way === 'on the page' && name === 'service') expect(answer.status).toBe(200);
    else expect(answer.status).toBe(422);
  });
});

it('a step takes the fields that it describes and no other: what is sent and not known is refused, not dropped', async () => {
  const filed = await app.inject({ method: 'POST', url: '/api/v1/matters', headers: key(), payload: BASE });
  const { code } = filed.json();
  const step = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/receipt/steps', payload: { code, ...payload } });
  expect((await step({ command: 'ask_withdrawal', words: '不要了' })).json().error.code).toBe('field_unknown');
  expect((await step({ command: 'answer_inspection', answer: 'agreed', of: 3 })).json().error.code).toBe('not_yet');
  expect((await step({ command: 'judge_promise', answer: 'perhaps' })).json().error.code).toBe('field_choice');
  for (const command of ['claim_code', 'replace_code', 'open_to_others', 'register', '__proto__', ''])
    expect([command, (await step({ command })).statusCode]).toEqual([command, 422]);
  expect((await step({ command: 'add_files', words: '还有一盏。' })).statusCode).toBe(200);
});
