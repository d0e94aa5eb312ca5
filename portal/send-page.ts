import { words } from '../kernel/language/words.ts';
import { inLang, langOfPath } from '../kernel/language/languages.ts';
import { nameOf } from '../engine/place/office-name.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { roleName } from './role-words.ts';
import { refuse } from '../kernel/refusal.ts';
import { errorPage } from './error-page.tsx';
import { renderPage } from './render-page.ts';
import { href, type Lang, type PageReply, type Script } from './page.ts';
import type { StaffMember } from '../engine/place/read.ts';
import { readLogState } from '../engine/log/integrate.ts';
import type { Jurisdiction } from '../engine/place/read.ts';
import { ownRound } from '../engine/rounds.ts';
import type { Service } from '../engine/service.ts';
import { CSP } from '../engine/http/csp.ts';
import { statusOf } from '../engine/http/refusal-status.ts';
import { sendFile } from '../engine/http/send-file.ts';
import { COOKIE, KIOSK, SEALED } from '../engine/http/staff-device.ts';

export interface NavLink {
  readonly href: string;
  readonly text: string;
}

/** What a page is drawn for. */
export interface Drawn {
  readonly service: Service;
  readonly lang: Lang;
  readonly path: string;
  readonly isSecure: boolean;
  readonly staff: StaffMember | null;
  readonly csrf: string;
  readonly isKiosk?: boolean;
  /** The links in the bar of a page of the desk. */
  readonly nav?: readonly NavLink[];
  /** Drawn from what was read last: nothing is asked of a database that may be what is at fault. */
  readonly fromMemory?: boolean;
}

type LogState = Awaited<ReturnType<typeof readLogState>>;
const lastStates = new WeakMap<Service, LogState>();
const readings = new WeakMap<Service, Promise<LogState>>();

/** However many pages are drawn at once, the state of the log is read once for all of them: whoever asks meanwhile waits for the same answer. */
const logStateNow = (service: Service): Promise<LogState> => {
  const begun = readings.get(service);
  if (begun) return begun;
  const reading = readLogState(service.pools.app, service.id).finally(() => readings.delete(service));
  readings.set(service, reading);
  return reading;
};

/** What every page says of the place and of its log. A database that does not answer keeps no page from being drawn. */
const surroundingsOf = async ({ service, fromMemory }: Drawn): Promise<{ readonly place: Jurisdiction; readonly state: LogState }> => {
  if (fromMemory !== true) {
    try {
      const place = await service.jurisdiction();
      const state = await logStateNow(service);
      lastStates.set(service, state);
      return { place, state };
    } catch {
      // what was known before is said below
    }
  }
  return { place: service.known(), state: lastStates.get(service) };
};

export const AT_KIOSK = words('portal/send-page.AT_KIOSK', {
  'zh-CN': { file: '反映一件事', follow: '查进度', start: '回到开头' },
  en: { file: 'Raise a matter', follow: 'Follow one', start: 'Back to the start' },
});

/** The links in the bar of a kiosk. */
const kioskNav = (lang: Lang): readonly NavLink[] => [
  { href: href(lang, '/file'), text: AT_KIOSK[lang].file },
  { href: href(lang, '/follow'), text: AT_KIOSK[lang].follow },
  { href: href(lang, '/kiosk'), text: AT_KIOSK[lang].start },
];

const draw = async (it: Drawn, reply: PageReply & { kind: 'html' }): Promise<string> => {
  const { place: jurisdiction, state } = await surroundingsOf(it);
  await ownRound();
  const office = it.staff && jurisdiction.offices.get(it.staff.office);
  const place =
    office && it.staff ? `${nameOf(office, it.lang)} · ${roleName(it.staff.role, it.lang)}` : inLang(jurisdiction.names, it.lang);
  const other = reply.other === null ? null : (reply.other ?? it.path);
  const nav = it.nav ? { nav: it.nav } : it.isKiosk === true ? { nav: kioskNav(it.lang) } : {};
  const head = {
    ...(reply.head ? { head: reply.head } : {}),
    ...(reply.script ? { script: reply.script } : {}),
    ...(reply.otherForm ? { otherForm: reply.otherForm } : {}),
  };
  return renderPage({
    lang: it.lang,
    title: reply.title,
    place,
    other,
    path: it.path,
    wide: reply.wide ?? false,
    clockSuspect: state?.clock_suspect ?? false,
    logState: state?.standing ?? 'OK',
    ...nav,
    ...head,
    children: reply.body,
  });
};

/** All that a page may do to the browser's cookies. The way back from another site needs Lax; a session never does. */
const setCookies = (
  reply: FastifyReply,
  it: Drawn,
  { session, sealed, kiosk }: { session?: string | null; sealed?: string | null; kiosk?: boolean },
): void => {
  const secure = it.isSecure ? '; Secure' : '';
  const set = (name: string, value: string | null, rest: string): string =>
    `${name}=${value ?? ''}; Path=/; HttpOnly; ${rest}${secure}${value === null ? '; Max-Age=0' : ''}`;
  const cookies = [
    ...(session === undefined ? [] : [set(COOKIE, session, 'SameSite=Strict')]),
    ...(sealed === undefined ? [] : [set(SEALED, sealed, `SameSite=Lax${sealed === null ? '' : '; Max-Age=600'}`)]),
  ];
  if (kiosk !== undefined) cookies.push(set(KIOSK, kiosk ? '1' : null, 'SameSite=Strict'));
  for (const cookie of cookies) reply.header('set-cookie', cookie); // the framework adds up headers of this name
};

/** What a page's own script may do; the custodians' one talks to this server, the passkeys' one fills in forms, that of devices for calls has a worker. */
const SCRIPTS: { readonly [script in Script]: string } = {
  custodian: "script-src 'self'; connect-src 'self'",
  passkey: "script-src 'self'",
  door: "script-src 'self'; connect-src 'self'",
  incident: "script-src 'self'; connect-src 'self'",
  push: "script-src 'self'; worker-src 'self'",
};

/** A kiosk goes back to its start by itself: soon where a receipt is shown, later where somebody may be writing (design 8). */
const leaveKiosk = (reply: FastifyReply, it: Drawn, answer: PageReply & { kind: 'html' }): void => {
  reply.header(
    'refresh',
    `${answer.other === null || it.path.startsWith('/follow') ? KIOSK_SHOWN_SECONDS : KIOSK_IDLE_SECONDS}; url=${href(it.lang, '/kiosk')}`,
  );
};
const KIOSK_SHOWN_SECONDS = 90;
const KIOSK_IDLE_SECONDS = 600;

/** Sends what a page answered. */
export const send = async (reply: FastifyReply, it: Drawn, answer: PageReply): Promise<FastifyReply> => {
  // Whoever has stood at a shared screen leaves nothing behind.
  reply.header('cache-control', 'no-store');
  switch (answer.kind) {
    case 'html':
      setCookies(reply, it, answer);
      if (it.isKiosk === true && !answer.refresh) leaveKiosk(reply, it, answer);
      if (answer.refresh) reply.header('refresh', `${answer.refresh.refreshSeconds}; url=${answer.refresh.to}`);
      if (answer.script) reply.header('content-security-policy', `${CSP}; ${SCRIPTS[answer.script]}`);
      return reply
        .code(answer.status)
        .type('text/html; charset=utf-8')
        .send(await draw(it, answer));
    case 'redirect':
      setCookies(reply, it, answer);
      return reply.code(303).header('location', href(it.lang, answer.to)).send();
    case 'stored':
      return sendFile(reply, answer.file);
    case 'leave':
      setCookies(reply, it, answer);
      return reply.code(303).header('location', answer.to).send();
    case 'file':
      return reply
        .header('content-disposition', `attachment; filename="${answer.name}"`)
        .type(answer.type)
        .send(typeof answer.body === 'string' || Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body));
  }
};

/** When a program may ask again what could not be done now. */
export const RETRY_SECONDS = 30;

/** What a page that failed or does not exist looks like. */
export const sendErrorPage = async (
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: ReturnType<typeof refuse>,
): Promise<FastifyReply> => {
  const { lang, below } = langOfPath(request.url);
  // At the desk a page that is not there and a matter that is not one's own must look alike (design 7); elsewhere it is only a page.
  const isPage = refusal.refused === 'not_found' && !/^\/desk\b/.test(below);
  const isOurs = statusOf(refusal.refused) >= 500;
  if (isOurs) reply.header('retry-after', String(RETRY_SECONDS));
  return send(
    reply,
    { service, lang, path: '/', isSecure: false, staff: null, csrf: '', fromMemory: isOurs },
    errorPage(lang, isPage ? refuse('not_found', { what: 'page' }) : refusal),
  );
};
