import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { pages as grievanceDeskPages } from '../../features/grievances/desk/pages.ts';
import { pages as grievancePages } from '../../features/grievances/portal/pages.ts';
import { pages as deskPages } from '../../desk/pages.ts';
import { deskNav } from '../../desk/nav.ts';
import { roleName } from '../../desk/roles.ts';
import { keptPage } from '../../desk/kept.page.tsx';
import { pages as portalPages } from '../../portal/pages.ts';
import { errorPage } from '../../portal/error-page.tsx';
import { Frame } from '../../portal/frame.tsx';
import { href, type Lang, type Page, type PageReply, type PageRequest } from '../../portal/page.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { StaffMember } from '../jurisdiction/read.ts';
import { findSession } from '../jurisdiction/staff.ts';
import { findLogState } from '../log/integrate.ts';
import type { Service } from '../service.ts';
import { whoOf } from './rate-limit.ts';

const COOKIE = 'huiyin_staff';
const LANGS: readonly Lang[] = ['zh-CN', 'en'];

/** A form field is text, once; anything else is as if it were not there. */
const textFields = (value: unknown): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries((value ?? {}) as object).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

const cookieOf = (request: FastifyRequest): string | undefined => request.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);

const csrfOf = (service: Service, token: string): string => createHmac('sha256', service.wrappingKey).update(`huiyin/csrf/v1/${token}`).digest('base64url');

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** A browser that says where a form came from must say "from here" (an old one says nothing, and the session cookie is SameSite=Strict). */
const isCrossSite = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const { origin, host } = request.headers;
  return origin !== undefined && origin !== 'null' && host !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
};

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i;

/** Where the reader's browser found this server; `HUIYIN_URL` says so where a proxy stands before it. */
const originOf = (request: FastifyRequest): string => {
  const { host } = request.headers;
  return process.env['HUIYIN_URL'] ?? `http://${host !== undefined && HOST.test(host) ? host : 'localhost'}`;
};

interface Drawn {
  readonly service: Service;
  readonly lang: Lang;
  readonly path: string;
  readonly isSecure: boolean;
  readonly staff: StaffMember | null;
  readonly csrf: string;
}

const draw = async (it: Drawn, reply: PageReply & { kind: 'html' }): Promise<string> => {
  const jurisdiction = await it.service.jurisdiction();
  const state = await it.service.read(findLogState).catch(() => undefined);
  const office = it.staff && jurisdiction.offices.get(it.staff.office);
  const place = office && it.staff ? `${it.lang === 'en' ? office.name_en : office.name_zh} · ${roleName(it.staff.role, it.lang)}` : jurisdiction.names[it.lang];
  const other = reply.other === null ? null : href(it.lang === 'en' ? 'zh-CN' : 'en', reply.other ?? it.path);
  const nav = it.staff ? { nav: deskNav(it.lang, it.staff) } : {};
  const head = reply.head ? { head: reply.head } : {};
  const tree = h(Frame, { lang: it.lang, title: reply.title, place, other, path: it.path, wide: reply.wide ?? false, clockSuspect: state?.clock_suspect ?? false, ...nav, ...head, children: reply.body });
  return `<!doctype html>${renderToString(tree)}`;
};

const send = async (reply: FastifyReply, it: Drawn, answer: PageReply): Promise<FastifyReply> => {
  // Whoever has stood at a shared screen leaves nothing behind.
  reply.header('cache-control', 'no-store');
  switch (answer.kind) {
    case 'html':
      return reply.code(answer.status).type('text/html; charset=utf-8').send(await draw(it, answer));
    case 'redirect':
      if (answer.session !== undefined) reply.header('set-cookie', `${COOKIE}=${answer.session ?? ''}; Path=/; HttpOnly; SameSite=Strict${it.isSecure ? '; Secure' : ''}${answer.session === null ? '; Max-Age=0' : ''}`);
      return reply.code(303).header('location', href(it.lang, answer.to)).send();
    case 'file':
      return reply.header('content-disposition', `attachment; filename="${answer.name}"`).type(answer.type).send(answer.body);
  }
};

const runPage = async (service: Service, page: Page, lang: Lang, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const url = new URL(request.url, 'http://local');
  const path = lang === 'en' ? url.pathname.slice(3) || '/' : url.pathname;
  const token = page.face === 'open' ? undefined : cookieOf(request);
  const now = service.clock();
  const staff = token === undefined ? undefined : await service.read((tx) => findSession(tx, token, now));
  const csrf = token === undefined || !staff ? '' : csrfOf(service, token);
  const origin = originOf(request);
  const drawn: Drawn = { service, lang, path, isSecure: origin.startsWith('https:'), staff: staff ?? null, csrf };
  const form = textFields(request.body);
  if (page.method === 'POST' && isCrossSite(request)) return send(reply, drawn, errorPage(lang, refuse('form_expired')));
  if (page.face === 'desk' && !staff) return send(reply, drawn, page.method === 'POST' ? keptPage(lang, refuse('sign_in_needed'), form) : { kind: 'redirect', to: '/desk/sign-in' });
  if (page.method === 'POST' && page.face === 'desk' && !isSame(form['csrf'] ?? '', csrf)) return send(reply, drawn, keptPage(lang, refuse('form_expired'), form));
  const asked: PageRequest = { service, lang, path, params: textFields(request.params), query: textFields(request.query), form, staff: staff ?? null, csrf, origin, ...(page.face === 'sign-in' ? { visitor: whoOf(service, request) } : {}), ...(token === undefined ? {} : { token }) };
  return send(reply, drawn, await page.handle(asked));
};

/** All pages of all features; a new feature is one more list here. */
export const allPages: readonly Page[] = [...portalPages, ...grievancePages, ...deskPages, ...grievanceDeskPages];

/** Registers every page once a language. */
export const registerPages = (app: FastifyInstance, service: Service): void => {
  for (const page of allPages) {
    for (const lang of LANGS) {
      app.route({ method: page.method, url: href(lang, page.path), handler: (request, reply) => runPage(service, page, lang, request, reply) });
    }
  }
};

/** What a page that failed or does not exist looks like. */
export const sendErrorPage = async (service: Service, request: FastifyRequest, reply: FastifyReply, refusal: ReturnType<typeof refuse>): Promise<FastifyReply> => {
  const lang: Lang = request.url === '/en' || request.url.startsWith('/en/') || request.url.startsWith('/en?') ? 'en' : 'zh-CN';
  // At the desk a page that is not there and a matter that is not one's own must look alike (design 7); elsewhere it is only a page.
  const isPage = refusal.refused === 'not_found' && !/^(\/en)?\/desk\b/.test(request.url);
  return send(reply, { service, lang, path: '/', isSecure: false, staff: null, csrf: '' }, errorPage(lang, isPage ? refuse('not_found', { what: 'page' }) : refusal));
};
