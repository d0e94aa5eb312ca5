import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURES } from '../../server/features.ts';
import { INPUTS } from './step-inputs.ts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { VERBS } from '../../features/grievances/domain/decide.ts';
import { RELATIONS, type Relation, type Role } from '../../kernel/access/access.ts';
import { openSession } from '../../engine/people/sessions.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from './installation.ts';

/** A number that no matter has. */
export const ABSENT = '00000000';

/** What a call is about, and so what may be answered. */
export type Kind =
  /** Opens the matter. */
  | 'read'
  /** The page of one step. */
  | 'page'
  /** Takes one step, on a length that no matter has: whoever may take it is told that the page is old. */
  | 'step'
  /** A list of what the office owes: may name only what the reader may open. */
  | 'list'
  /** Answers everybody alike, whether the number is a matter's or nobody's. */
  | 'alike';

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly kind: Kind;
  readonly verb: string;
  readonly json?: object;
  readonly form?: { readonly [name: string]: string };
}

type Shape = Omit<Call, 'method' | 'url'> & { readonly query?: string; readonly params?: { readonly [name: string]: string } };

const STAFF_VERBS = VERBS.filter((verb) => verb.by === 'staff').map((verb) => verb.name);
const NO_LENGTH = 999_999;

const alike = (more: Partial<Shape> = {}): readonly Shape[] => [{ kind: 'alike', verb: '-', ...more }];
const byCode = (number: string, more: object = {}): readonly Shape[] => alike({ form: { code: number, ...more } });

/** Pages and files that are the same for everybody, whatever matters there are. */
const PLAIN = `
  /hazards /hazards/figures /hazards.atom /hazards.json /desk/hazards /desk/hazards.csv /desk/incidents
  / /access /access/others /danger /sites /desk/sites /desk/sites.csv /desk/assets /desk/assets.csv /desk/today /desk/board /desk/returns /desk/returns/board /rounds /desk/rounds /visits /desk/visits /desk/statements /duty
  /desk/responsibility /desk/responsibility/table.pdf
  /api/openapi.json /verify.html /figures.css /work.css /desk.css /desk/intake /ways /kiosk /screen /troubles /desk/troubles /desk/sign-in
  /desk/oidc /desk/account /desk/devices /desk/accounts /desk/sign-out /file /file/about /file/write /file/keep /file/submit /file/calendar
  /follow /follow/step /follow/write /follow/code /follow/reward /follow/others /join /join/take /join/leave /mediation /mediation/step /mediation/papers /lost /follow/bundle /follow/files
  /follow/file /follow/papers /poster /poster.pdf /follow/calendar /open311/v2/discovery.xml /open311/v2/discovery.json
  /open311/v2/services.xml /open311/v2/services.json /healthz /huiyin.css /custodian.js /seal /custodian /custodian/new-key /door
  /door/write /door.js /door.json /desk/door /desk/poster /passkey.js /push.js /push/worker.js /incident.js /help /help/gaps /figures /figures.csv /figures.json /record /record.json /log
  /log/checkpoint /log/policy /log/poster /log/poster.pdf /log/peer.json
`;

/** What a feature says of its own routes, beside it: `features/<name>/testing/routes.ts`. */
const ofFeature = async (name: string): Promise<typeof LINES> => {
  const file = join(import.meta.dirname, '../../features', name, 'testing/routes.ts');
  return existsSync(file) ? ((await import(file)) as { readonly ROUTES: typeof LINES }).ROUTES : {}; // read by this file alone
};
const OF_FEATURES = await Promise.all(FEATURES.map(({ name }) => ofFeature(name)));

/** One line a route, below its language prefix: how it is walked for a matter. A route without a line fails the walk. */
const LINES: { readonly [route: string]: (number: string) => readonly Shape[] } = {
  ...Object.fromEntries(
    PLAIN.trim()
      .split(/\s+/)
      .map((url) => [`GET ${url}`, () => alike()]),
  ),
  ...Object.assign({}, ...OF_FEATURES),
  'GET /c/:name/proof': (number) => alike({ params: { name: number } }),
  'GET /c/:name': (number) => alike({ params: { name: number } }),
  'GET /desk': (number) => [
    { kind: 'list', verb: '-' },
    { kind: 'list', verb: '-', query: '?after=0_2026-01-01_ZZZZZZZZ' },
    { kind: 'list', verb: '-', query: '?view=closed' },
    { kind: 'list', verb: '-', query: '?view=supervised' },
    { kind: 'list', verb: '-', query: '?view=passed_on' },
    { kind: 'alike', verb: '-', query: `?find=${number}` },
  ],
  'GET /desk/next': () => [{ kind: 'list', verb: '-' }],
  'GET /desk/passed/:number': (number) => alike({ params: { number } }),
  'POST /desk/passed/:number': (number) => alike({ params: { number }, form: { reason: '选错了。' } }),
  'POST /desk/intake': () => alike({ form: { about: 'no' } }),
  'POST /ways': () => alike({ form: { about: '路灯' } }),
  'POST /kiosk': () => alike({ form: { act: 'none' } }),
  'POST /lost/calendar': (number) => byCode(number),
  'POST /screen': () => alike(),
  'GET /screen/:secret': (number) => alike({ params: { secret: number } }),
  'POST /screen/:secret': (number) => alike({ params: { secret: number } }),
  'GET /desk/along': () => [{ kind: 'list', verb: '-' }],
  'GET /desk/matter/:number': (number) => [
    { kind: 'read', verb: 'read', params: { number } },
    { kind: 'read', verb: 'read', params: { number }, query: '?done=accept' },
  ],
  'GET /desk/matter/:number/:command': (number) =>
    [...STAFF_VERBS, 'step', 'nothing'].map((verb) => ({ kind: 'page', verb, params: { number, command: verb } })),
  'GET /desk/matter/:number/name': (number) => [{ kind: 'alike', verb: '-', params: { number } }],
  'GET /desk/matter/:number/file/:file': (number) => [
    { kind: 'read', verb: 'read', params: { number, file: '0-0-1' } },
    // A file that no matter has is not there for those either who may open the matter.
    { kind: 'alike', verb: '-', params: { number, file: '0-0-9' } },
  ],
  'GET /desk/matter/:number/papers': (number) => [{ kind: 'read', verb: 'read', params: { number } }],
  'GET /desk/matter/:number/paper/:paper': (number) => [
    { kind: 'read', verb: 'read', params: { number, paper: 'receipt-0-0.docx' } },
    { kind: 'alike', verb: '-', params: { number, paper: 'receipt-0-9.pdf' } },
  ],
  'POST /desk/matter/:number/step': (number) =>
    STAFF_VERBS.map((verb) => ({ kind: 'step', verb, params: { number }, form: { command: verb, expected: String(NO_LENGTH) } })),
  'POST /desk/matter/:number/draft': (number) => alike({ params: { number }, form: { drop: 'nothing' } }),
  'GET /trouble/:number': (number) => alike({ params: { number } }),
  'POST /desk/troubles': (number) =>
    [{ act: 'tell', trouble: number, words: '在修。' }, { act: 'end', trouble: number }, { act: 'none' }].map((form): Shape => ({
      kind: 'alike',
      verb: '-',
      form,
    })),
  'POST /desk/sign-in': () => alike({ form: {} }),
  'GET /desk/oidc/callback': (number) => alike({ query: `?code=${number}&state=${number}` }),
  'GET /desk/set-up/:token': (number) => alike({ params: { token: number } }),
  'POST /desk/set-up/:token': (number) => alike({ params: { token: number }, form: { password: number, code: '000000' } }),
  'POST /desk/account': () => alike({ form: { act: 'none' } }),
  'POST /desk/devices': (number) =>
    ['add', 'test', 'remove', 'none'].map((act): Shape => ({
      kind: 'alike',
      verb: '-',
      form: { act, which: number, subscription: number },
    })),
  'POST /desk/accounts': () =>
    ['grant', 'recover', 'confirm', 'refuse', 'end', 'none'].map((act): Shape => ({
      kind: 'alike',
      verb: '-',
      form: { act, staff: 'nobody' },
    })),
  'POST /desk/sign-out': () => alike({ form: { csrf: 'none' } }),
  'GET /api/v1/staff/worklist': () => [
    { kind: 'list', verb: '-' },
    { kind: 'list', verb: '-', query: '?view=closed' },
    { kind: 'list', verb: '-', query: '?view=passed_on' },
  ],
  'GET /api/v1/staff/matters/:number': (number) => [{ kind: 'read', verb: 'read', params: { number } }],
  'GET /api/v1/staff/matters/:number/files/:file': (number) => [
    { kind: 'read', verb: 'read', params: { number, file: '0-0-1' } },
    { kind: 'alike', verb: '-', params: { number, file: '0-0-9' } },
  ],
  'POST /api/v1/staff/matters/:number/files': (number) => alike({ params: { number }, form: { words: '' } }),
  'POST /api/v1/staff/matters/:number/steps': (number) =>
    STAFF_VERBS.map((verb) => ({
      kind: 'step',
      verb,
      params: { number },
      json: { command: verb, expected: NO_LENGTH, input: INPUTS[verb] ?? {} },
    })),
  'POST /api/v1/staff/session': () => alike({ json: { staff: '', password: '', code: '' } }),
  'DELETE /api/v1/staff/session': () => alike(),
  'POST /file/about': () => alike({ form: { about: 'no' } }),
  'POST /file/keep': () => alike({ form: { about: 'no' } }),
  'POST /file/submit': () => alike({ form: { about: 'no' } }),
  'POST /file/calendar': (number) => byCode(number),
  'POST /follow': (number) => byCode(number),
  'POST /follow/step': (number) => byCode(number, { command: 'ask_withdrawal' }),
  'POST /follow/write': (number) => byCode(number, { command: 'add_files' }),
  'GET /follow/write/:ticket': (number) => alike({ params: { ticket: number } }),
  'POST /follow/write/:ticket': (number) => alike({ params: { ticket: number } }),
  'GET /follow/others/:ticket': (number) => alike({ params: { ticket: number } }),
  'POST /follow/others/:ticket': (number) => alike({ params: { ticket: number } }),
  'POST /follow/code': (number) => byCode(number, { act: 'replace' }),
  'POST /follow/reward': (number) => byCode(number),
  'POST /follow/others': (number) => byCode(number, { act: 'close' }),
  'POST /join': (number) => byCode(number),
  'POST /join/take': (number) => byCode(number),
  'POST /join/leave': (number) => byCode(number),
  'POST /mediation': (number) => byCode(number),
  'POST /mediation/step': (number) => byCode(number, { command: 'withdraw_consent' }),
  'POST /lost': (number) => alike({ form: { number, word: 'nothing at all' } }),
  'POST /api/v1/receipt/codes': (number) => alike({ json: { code: number, act: 'replace' } }),
  'POST /api/v1/joint': (number) => alike({ json: { code: number } }),
  'POST /api/v1/joint/join': (number) => alike({ json: { code: number } }),
  'POST /api/v1/joint/leave': (number) => alike({ json: { code: number } }),
  'POST /api/v1/lost': (number) => alike({ json: { number, word: 'nothing at all' } }),
  'POST /follow/bundle': (number) => byCode(number),
  'POST /follow/files': (number) => byCode(number),
  'POST /follow/file': (number) => byCode(number, { file: '0-0-1' }),
  'GET /follow/file/:ticket': (number) => alike({ params: { ticket: number } }),
  'POST /follow/papers': (number) => byCode(number),
  'GET /follow/paper/:ticket': (number) => alike({ params: { ticket: number } }),
  'POST /mediation/papers': (number) => byCode(number),
  'GET /mediation/paper/:ticket': (number) => alike({ params: { ticket: number } }),
  'POST /follow/calendar': (number) => byCode(number),
  'POST /api/v1/matters': () => alike({ json: { kind: 'grievance', subject: '灯', body: '不亮' } }),
  'POST /api/v1/matters/with-files': () => alike({ form: { subject: '灯', body: '不亮' } }),
  'POST /api/v1/receipt/files': (number) => alike({ form: { code: number } }),
  'POST /api/v1/receipt/file': (number) => alike({ json: { code: number, file: '0-0-1' } }),
  'POST /api/v1/receipt': (number) => alike({ json: { code: number } }),
  'POST /api/v1/receipt/steps': (number) => alike({ json: { code: number, command: 'ask_withdrawal' } }),
  'GET /open311/v2/services/:file': (number) => alike({ params: { file: `${number}.json` } }),
  'GET /open311/v2/requests.xml': (number) => alike({ query: `?service_request_id=${number}` }),
  'GET /open311/v2/requests.json': (number) => alike({ query: `?service_request_id=${number}` }),
  'POST /open311/v2/requests.xml': (number) => alike({ form: { api_key: number, service_code: 'street.light' } }),
  'POST /open311/v2/requests.json': (number) => alike({ form: { api_key: number, service_code: 'street.light' } }),
  'GET /open311/v2/requests/:file': (number) => alike({ params: { file: `${number}.xml` } }),
  'GET /open311/v2/tokens/:file': (number) => alike({ params: { file: `${number}.xml` } }),
  'POST /api/v1/custodian/challenge': () => alike({ json: { key: 'ab'.repeat(32) } }),
  'POST /api/v1/custodian/requests': () => alike({ json: { ticket: 'none', nonce: 'ab'.repeat(32) } }),
  'POST /api/v1/custodian/answers': (number) =>
    alike({ json: { ticket: 'none', nonce: 'ab'.repeat(32), matter: number, level: 0, n: 1, custodian: 'notary', says: 'refuse' } }),
  'POST /api/v1/custodian/tests': () => alike({ json: { ticket: 'none', nonce: 'ab'.repeat(32) } }),
  'POST /api/v1/door/boxes': () => alike({ json: { sealed: 'AAAA' } }),
  'POST /api/v1/door/deliveries': () => alike({ json: { sealed: 'AAAA' } }),
  'POST /desk/door': () => ['confirm', 'refuse', 'none'].map((act): Shape => ({ kind: 'alike', verb: '-', form: { act, hash: 'none' } })),
  'POST /desk/poster': () => alike({ form: { size: 'none' } }),
  'GET /figures/:office': (number) => alike({ params: { office: number } }),
  'GET /help/:subject': (number) => alike({ params: { subject: number } }),
  'GET /definition/:hash': (number) => alike({ params: { hash: number } }),
  'GET /witness/checkpoint/:log': () => alike({ params: { log: 'ab'.repeat(32) } }),
  'POST /witness/add-checkpoint': () => alike({ form: {} }),
  'GET /log/tile/*': (number) => alike({ params: { '*': `0/${number}` } }),
};

/** Routes that change who is signed in: walked by who is signed out, so that the walk keeps its sessions. */
const SIGNED_OUT_ONLY = [
  'POST /desk/sign-in',
  'POST /api/v1/staff/session',
  'DELETE /api/v1/staff/session',
  // No device of staff is the screen that faces the people at a counter.
  'POST /screen',
  'GET /screen/:secret',
];

/** A route as it was registered. */
export interface Route {
  readonly method: string;
  readonly url: string;
}

// A HEAD answers with the headers of its GET, so it is walked by the line of that.
const lineOf = ({ method, url }: Route): string => `${method === 'HEAD' ? 'GET' : method} ${url.replace(/^\/en(?=\/|$)/, '') || '/'}`;

/** Routes that no line says how to walk, and lines that no route needs. */
export const unwalked = (routes: readonly Route[]): readonly string[] => {
  const known = routes.map(lineOf);
  return [...known.filter((line) => !(line in LINES)), ...Object.keys(LINES).filter((line) => !known.includes(line))];
};

/** The same page runs under both languages, so that in the second one a step of each kind is enough. */
const ONCE: readonly string[] = ['accept', 'make_dossier', 'step', 'nothing'];
const isWalked = (route: Route, { kind, verb }: Shape): boolean =>
  !route.url.startsWith('/en/') || (kind !== 'page' && kind !== 'step') || ONCE.includes(verb);

const callsOf = (route: Route, number: string): readonly Call[] =>
  (LINES[lineOf(route)]?.(number) ?? [])
    .filter((shape) => isWalked(route, shape))
    // A HEAD runs what its GET runs: one is enough to know that its headers tell no more.
    .slice(0, route.method === 'HEAD' ? 1 : undefined)
    .map(({ query, params, ...shape }) => ({
      ...shape,
      method: route.method,
      url: `${route.url.replaceAll(/:(\w+)|\*/g, (found, name: string | undefined) => params?.[name ?? found] ?? found)}${query ?? ''}`,
    }));

const forWalker = (routes: readonly Route[], walker: Walker): readonly Route[] =>
  routes.filter((route) => walker === NOBODY || !SIGNED_OUT_ONLY.includes(lineOf(route)));

const isAbout = (it: Call, number: string): boolean => JSON.stringify(it).includes(number);

/** Every call of every route that is about one matter. */
export const callsAbout = (routes: readonly Route[], walker: Walker, number: string): readonly Call[] =>
  forWalker(routes, walker).flatMap((route) => callsOf(route, number).filter((it) => isAbout(it, number)));

/** Every call of every route that names no matter. */
export const callsBeside = (routes: readonly Route[], walker: Walker): readonly Call[] =>
  forWalker(routes, walker).flatMap((route) => callsOf(route, 'NUMBER').filter((it) => !isAbout(it, 'NUMBER')));

/** An open page, whose answer has nothing to do with who asks. */
export const isOpenCall = (it: Call): boolean => !/^(\/en)?(\/desk|\/api\/v1\/(staff|intake|field|proposals))\b/.test(it.url);

/** Who walks: a post with its session, or somebody signed out. */
export interface Walker {
  readonly name: string;
  readonly office: string;
  readonly role: Role | null;
  readonly token: string;
  readonly csrf: string;
}

export const NOBODY: Walker = { name: 'signed out', office: '', role: null, token: '', csrf: '' };

/** Gives every office a post of every role, with an account that is signed in. */
export const signInEverybody = async (
  town: TestTown,
  app: FastifyInstance,
  offices: readonly string[],
  roles: readonly Role[],
): Promise<readonly Walker[]> => {
  const wrap = town.installation.keys.secret('wrap');
  const posts = offices.flatMap((office) => roles.map((role) => ({ office, role, name: `${office}.${role}` })));
  const there = (await town.superuser.query<{ post: string }>('select post from post')).rows.map((row) => row.post);
  const tokens = await inJurisdiction(town.installation.pools.app, 1, async (tx) => {
    const opened: string[] = [];
    for (const { office, role, name } of posts) {
      if (!there.includes(name)) await addPost(tx, office, role);
      await addStaff(tx, wrap, { staff: name, post: name, password: PASSWORD, totp: TOTP_SECRET });
      opened.push(await openSession(tx, name, town.now()));
    }
    return opened;
  });
  return Promise.all(
    posts.map(async (post, i): Promise<Walker> => {
      const token = tokens[i] ?? '';
      const page = await app.inject({ url: '/desk/sign-out', headers: { cookie: `huiyin_staff=${token}` } });
      return { ...post, token, csrf: /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '' };
    }),
  );
};

/** What came back, but for the date, for the names that every form is given anew and for the challenge of every passkey. */
export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

const answerOf = (it: LightMyRequestResponse): Answer => ({
  status: it.statusCode,
  headers: JSON.stringify(Object.entries(it.headers).filter(([name]) => name !== 'date')).replaceAll(
    /(\/screen\/|\b(?:form|draft)=)[\w-]{22}/g,
    '$1·',
  ),
  body: it.body
    .replaceAll(/name="token" value="[^"]*"/g, 'name="token"')
    .replaceAll(/challenge&quot;:&quot;[\w-]*/g, 'challenge')
    .replaceAll(/"(sealed|ticket)":"[\w-]+"/g, '$1'),
});

let calls = 0;
/** Each call from an address of its own: how often somebody has tried before is no part of the comparison. */
const nextAddress = (): string => {
  calls += 1;
  return `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;
};

/** Makes a call as somebody: with the cookie on a page, with the token in the header at the API. */
export const call = async (app: FastifyInstance, walker: Walker, it: Call): Promise<Answer> => {
  const isApi = it.url.startsWith('/api/');
  const identity =
    walker.token === '' ? {} : isApi ? { authorization: `Bearer ${walker.token}` } : { cookie: `huiyin_staff=${walker.token}` };
  const form = it.form && new URLSearchParams({ csrf: walker.csrf, ...it.form }).toString();
  return answerOf(
    await app.inject({
      method: it.method as 'GET', // the methods that routes are registered with
      url: it.url,
      remoteAddress: nextAddress(),
      headers: { ...identity, ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form === undefined ? {} : { payload: form }),
      ...(it.json === undefined ? {} : { payload: it.json }),
    }),
  );
};

export const isSame = (a: Answer, b: Answer): boolean => a.status === b.status && a.headers === b.headers && a.body === b.body;

/** The same answer whichever number was asked for, where the number only comes back as it was typed. */
export const without = (answer: Answer, number: string): Answer => ({
  ...answer,
  headers: answer.headers.replaceAll(number, '·'),
  body: answer.body.replaceAll(number, '·'),
});

/** The verbs that the golden table allows with a matter, by `role relation`. */
export const readGolden = (text: string): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    (/^# matter: .*\n((?:[^#\n].*\n)+)/m.exec(text)?.[1] ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [, role, relation, answers = ''] = /^(\w+) +(\w+) +(.*)$/.exec(line) ?? [];
        const may = answers.split('; ').flatMap((it) => /^may [^:]+: (.*)$/.exec(it)?.[1]?.split(' ') ?? []);
        return [`${role} ${relation}`, new Set(may)] as const;
      }),
  );

/** How an office stands to a matter, as the test has made it: not asked of the product. */
export const relationIn = (offices: OfficesBy, office: string): Relation =>
  RELATIONS.find((relation) => offices[relation] === office) ?? 'other';

/** Which office stands in a relation to a matter. */
export type OfficesBy = { readonly [relation in Relation]?: string };

/** Works through a list, a few at a time. */
export const inTurns = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (let i = 0; i < items.length; i += 8) done.push(...(await Promise.all(items.slice(i, i + 8).map(work))));
  return done;
};
