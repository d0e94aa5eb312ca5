import { allLangs, langOfPath } from '../kernel/language/languages.ts';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { worklistPages } from '../desk/worklist/worklist.page.tsx';
import { pages as deskPages } from '../desk/pages.ts';
import { deskNav } from '../desk/nav.ts';
import { keptPage } from '../desk/kept.page.tsx';
import { pages as portalPages } from '../portal/pages.ts';
import { errorPage } from '../portal/error-page.tsx';
import { href, type Lang, type Page, type PageRequest } from '../portal/page.ts';
import { refuse } from '../kernel/refusal.ts';
import { MANY_FIELDS, withSentForm, type SentForm } from '../engine/files/read-form.ts';
import { findSession } from '../engine/people/sessions.ts';
import type { Service } from '../engine/service.ts';
import { addressOf, originOf } from '../engine/http/origin.ts';
import { countGuess, whoOf } from '../engine/http/rate-limit.ts';
import { send, type Drawn } from '../portal/send-page.ts';
import { FEATURE_NAV, FEATURE_PAGES, REMINDS, WORK_KINDS } from './faces.ts';
import { isKiosk, cookieOf, isStaffDevice, SEALED } from '../engine/http/staff-device.ts';

/** A form field is text, once; anything else is as if it were not there. */
const textFields = (value: unknown): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries(value ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

const csrfOf = (service: Service, token: string): string =>
  createHmac('sha256', service.wrappingKey).update(`huiyin/csrf/v1/${token}`).digest('base64url');

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/**
 * A browser that says where a form came from must say "from here" (an old one says nothing, and the session cookie is SameSite=Strict).
 * What it says of itself counts first: a proxy may have written another Host. An older one names its origin, which is ours by what it asked
 * for or by `HUIYIN_URL`.
 */
const isCrossSite = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const { origin, host } = request.headers;
  if (site === 'same-origin' || origin === undefined || origin === 'null') return false;
  if (!URL.canParse(origin)) return true;
  const own = process.env['HUIYIN_URL'];
  const names = [
    host === undefined ? undefined : hostIn(`${new URL(origin).protocol}//${host}`),
    own === undefined ? undefined : hostIn(own),
  ];
  return host !== undefined && !names.includes(new URL(origin).host);
};

/** Without the port that goes without saying, in lower case: `Example.org:443` is `example.org`. */
const hostIn = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).host : undefined);

/** The form of a request: read with its files where the page takes any, else as the parser of plain forms has read it. */
const withForm = <T>(
  page: Page,
  request: FastifyRequest,
  visitor: string,
  isWrong: (fields: SentForm['fields']) => Promise<boolean>,
  work: (form: SentForm) => Promise<T>,
): Promise<T> =>
  page.takesFiles === true && request.isMultipart()
    ? withSentForm(request, visitor, work, isWrong, page.asksMuch === true ? MANY_FIELDS : undefined)
    : work({ fields: textFields(request.body), files: [], refusal: undefined });

const runPage = async (service: Service, page: Page, lang: Lang, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const url = new URL(request.url, 'http://local');
  const path = langOfPath(url.pathname).below;
  const token = page.face === 'open' ? undefined : cookieOf(request);
  const now = service.clock();
  const staff = token === undefined ? undefined : await service.read((tx) => findSession(tx, token, now));
  const csrf = token === undefined || !staff ? '' : csrfOf(service, token);
  const origin = originOf(request);
  const atKiosk = page.face === 'open' && isKiosk(request);
  const drawn: Drawn = {
    service,
    lang,
    path,
    isSecure: origin.startsWith('https:'),
    staff: staff ?? null,
    csrf,
    isKiosk: atKiosk,
    ...(staff ? { nav: deskNav(lang, staff, FEATURE_NAV, service.known().deskOffice) } : {}),
  };
  const sealed = cookieOf(request, SEALED);
  if (page.method === 'POST' && isCrossSite(request)) return send(reply, drawn, errorPage(lang, refuse('form_expired')));
  const form = textFields(request.body);
  if (page.face === 'desk' && !staff)
    return send(
      reply,
      drawn,
      page.method === 'POST' ? keptPage(lang, refuse('sign_in_needed'), form) : { kind: 'redirect', to: '/desk/sign-in' },
    );
  // A form with files brings its token among its parts, and is checked when they are read.
  const isLate = page.takesFiles === true && request.isMultipart();
  if (page.method === 'POST' && page.face === 'desk' && !isLate && !isSame(form['csrf'] ?? '', csrf))
    return send(reply, drawn, keptPage(lang, refuse('form_expired'), form));
  const asked: Omit<PageRequest, 'form' | 'files' | 'filesFault'> = {
    service,
    lang,
    path,
    params: textFields(request.params),
    query: textFields(request.query),
    staff: staff ?? null,
    csrf,
    origin,
    address: addressOf(request),
    isKiosk: atKiosk,
    isFromElsewhere: (request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin',
    isStaffDevice: () => isStaffDevice(service, request),
    visitor: whoOf(service, request),
    ...(page.face === 'sign-in' && sealed !== undefined ? { sealed } : {}),
    ...(token === undefined ? {} : { token }),
  };
  const isWrong = async (fields: SentForm['fields']): Promise<boolean> =>
    (page.face === 'desk' && !isSame(fields['csrf'] ?? '', csrf)) ||
    ((await page.checkFirst?.({ service, lang, form: fields, origin })) ?? false);
  const answer = await withForm(page, request, asked.visitor, isWrong, ({ fields, files, refusal }) =>
    page.face === 'desk' && isLate && !isSame(fields['csrf'] ?? '', csrf)
      ? Promise.resolve(keptPage(lang, refuse('form_expired'), fields))
      : page.handle({ ...asked, form: fields, files, filesFault: refusal }),
  );
  const wrong = answer.kind === 'html' ? answer.refusal : undefined;
  const counted = wrong && countGuess(service, request, wrong);
  return send(reply, drawn, counted === undefined || counted === wrong ? answer : errorPage(lang, counted));
};

/** All pages: those of the frames, and those that features bring. */
export const allPages: readonly Page[] = [...portalPages, ...deskPages, ...worklistPages(WORK_KINDS, REMINDS), ...FEATURE_PAGES];

const register = (app: FastifyInstance, service: Service, pages: readonly Page[]): void => {
  for (const page of pages) {
    for (const lang of allLangs()) {
      app.route({
        method: page.method,
        url: href(lang, page.path),
        handler: (request, reply) => runPage(service, page, lang, request, reply),
      });
    }
  }
};

/** Registers every page once a language. `uploads` is the one part of the server that can read a form with files. */
export const registerPages = (app: FastifyInstance, uploads: FastifyInstance, service: Service): void => {
  register(
    app,
    service,
    allPages.filter((page) => page.takesFiles !== true),
  );
  register(
    uploads,
    service,
    allPages.filter((page) => page.takesFiles === true),
  );
};
