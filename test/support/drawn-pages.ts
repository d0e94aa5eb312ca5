import { FIRST, langOfPath } from '../../kernel/language/languages.ts';
import type { FastifyInstance } from 'fastify';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { live } from './desk.ts';
import { openTown, PEOPLE, type TestTown } from './installation.ts';
import { signInEverybody, type Route } from './routes.ts';

const ROLES = ['head', 'desk', 'handler', 'reviewer', 'admin'] as const;
const OFFICES = ['letters', 'housing', 'county', 'city'];

/** A county in which something of every stage has happened, and all that is needed to look at it. */
export interface DrawnTown {
  readonly town: TestTown;
  readonly app: FastifyInstance;
  /** The number of a matter that was answered. */
  readonly answered: string;
  /** Draws every page: those of anybody, of a receipt's holder, of each post; by who looked and the address below the language. */
  readonly draw: (prefix: string) => Promise<ReadonlyMap<string, string>>;
  readonly close: () => Promise<void>;
}

const REPLY = { outcome: 'explained', facts: '查过。', opinion: '说明。' };

interface Life {
  readonly number: string;
  readonly code: string;
}

/** Four matters: just filed, accepted and late, answered and opened, reviewed. */
const fill = async (town: TestTown): Promise<readonly Life[]> => {
  const file = async (): Promise<Life> => {
    const fields = { subject: '7号路灯', body: '3周了。', place: '7-3' };
    const filed = await fileMatter(
      town.service,
      { fields, lang: 'zh-CN', service: 'street.light', danger: true, sealed: { name: '7', contact: '7' } },
      { token: null },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    return { number: filed.number, code: filed.code };
  };
  const register = [PEOPLE.desk, 'register', { office: 'housing' }] as const;
  const filed = await file();
  const late = await file();
  await live(town, late.number, register, [PEOPLE.handler, 'accept'], [PEOPLE.handler, 'ask_filer', { words: '7?' }]);
  const answered = await file();
  await live(town, answered.number, register, [PEOPLE.handler, 'accept'], [PEOPLE.handler, 'reply', REPLY]);
  await live(town, answered.number, [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
  const reviewed = await file();
  await live(town, reviewed.number, register, [PEOPLE.handler, 'accept'], [PEOPLE.handler, 'reply', REPLY]);
  await live(town, reviewed.number, [PEOPLE.filer, 'open_notice', { notice: 'reply' }], [PEOPLE.filer, 'ask_review']);
  await live(town, reviewed.number, [PEOPLE.above, 'decide_review', { outcome: 'upheld', opinion: '7。' }]);
  const passed = await file();
  await live(town, passed.number, register, [PEOPLE.handler, 'forward', { office: 'water', reason: '7。' }]);
  await town.tick();
  town.setClock('2026-11-16T02:00:00Z');
  await live(town, late.number, [PEOPLE.filer, 'ask_take_up']);
  await town.tick();
  return [filed, late, answered, reviewed, passed];
};

/** Pages without a parameter in their address; what would sign somebody out, or leads away, is left out. */
const isPlain = ({ method, url }: Route): boolean =>
  method === 'GET' &&
  url !== '/desk/next' &&
  langOfPath(url).lang === FIRST &&
  !/[:*]|^\/(api|open311|log\/tile|witness)\b|\.\w+$/.test(url);

export const openDrawnTown = async (): Promise<DrawnTown> => {
  const town = await openTown({ at: '2026-08-03T02:00:00Z', withCustodians: true, withSubjects: true });
  const routes: Route[] = [];
  const app = await buildApp(town.service, ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  const lives = await fill(town);
  const walkers = await signInEverybody(town, app, OFFICES, ROLES);
  const plain = routes.filter(isPlain).map((route) => route.url);
  const draw = async (prefix: string): Promise<ReadonlyMap<string, string>> => {
    const drawn = new Map<string, string>();
    const at = (url: string): string => `${prefix}${prefix !== '' && url === '/' ? '' : url}`;
    const keep = async (who: string, url: string, more: object = {}): Promise<void> => {
      const answer = await app.inject({ url: at(url), ...more });
      if (String(answer.headers['content-type']).startsWith('text/html')) drawn.set(`${who} ${url} ${JSON.stringify(more)}`, answer.body);
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const post = (who: string, url: string, form: { readonly [name: string]: string }, cookie?: string) =>
      keep(who, url, {
        method: 'POST',
        headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
        payload: new URLSearchParams(form).toString(),
      });
    for (const url of plain) await keep('anybody', url);
    await keep('anybody', '/nowhere');
    await post('anybody', '/file/about', { about: 'no' });
    await post('anybody', '/file/submit', { about: 'no', subject: '', body: '' });
    await post('anybody', '/ways', { about: '7' });
    for (const { number, code } of lives) {
      await post('holder', '/follow', { code });
      await post('holder', '/follow/papers', { code });
      await post('holder', '/follow/code', { code, act: 'none' });
      for (const command of ['ask_withdrawal', 'add_files', 'dispute']) await post('holder', '/follow/write', { code, command });
      await keep('anybody', `/c/${number}`);
    }
    for (const walker of walkers) {
      const cookie = `huiyin_staff=${walker.token}`;
      for (const url of plain.filter((it) => it.startsWith('/desk'))) await keep(walker.name, url, { headers: { cookie } });
      for (const view of ['closed', 'supervised', 'passed_on']) await keep(walker.name, `/desk?view=${view}`, { headers: { cookie } });
      for (const { number } of lives) {
        await keep(walker.name, `/desk/matter/${number}`, { headers: { cookie } });
        await keep(walker.name, `/desk/matter/${number}/papers`, { headers: { cookie } });
        for (const step of ['register', 'reply', 'forward', 'extend', 'propose_reply', 'decide_review', 'ask_unseal', 'correct'])
          await keep(walker.name, `/desk/matter/${number}/${step}`, { headers: { cookie } });
        await post(walker.name, `/desk/matter/${number}/step`, { command: 'reply', expected: '4', csrf: walker.csrf }, cookie);
      }
    }
    return drawn;
  };
  const close = async (): Promise<void> => {
    await app.close();
    await town.close();
  };
  return { town, app, answered: lives[2]?.number ?? '', draw, close };
};
