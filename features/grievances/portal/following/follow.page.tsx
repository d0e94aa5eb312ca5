import { parseReceiptCode, formatReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { givenNames } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { href, type Lang, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { filesInput } from '../../../../engine/files/check-file.ts';
import { openWriteTicket } from '../../../../engine/http/write-ticket.ts';
import { openTicket, sealTicket } from '../../../../engine/files/ticket.ts';
import { FILER_STEPS, needsOwnDevice } from '../../domain/decide.ts';
import { findHolding } from '../../server/receipts/find-matter-of.ts';
import { fileForFiler, readBundle, readForFiler, type MatterView } from '../../server/read-matter.ts';
import { takeStep } from '../../server/take-step.ts';
import { heldReply } from '../codes/code.page.tsx';
import { CODE } from '../codes/code-words.ts';
import { codeQuestion } from '../codes/code-question.tsx';
import { FOLLOW } from './follow-words.ts';
import { followReply } from './follow-view.tsx';
import { calendarReply } from './matter-calendar.ts';
import { joinedViewReply, lookReply } from '../joint/join.page.tsx';
import { carriedReply } from '../codes/carried-view.tsx';
import { tableReply } from '../table/table.page.tsx';
import { TABLE } from '../table/table-words.ts';
import { JOIN } from '../joint/join-words.ts';
import { COMMANDS } from './option-words.ts';
import { startsClock } from './papers.tsx';
import { backToWriting } from './back-to-writing.ts';
import { bundleFile } from '../../../../engine/log/build-bundle.ts';
import { namedIn, type Seen } from '../filing/seen.ts';
import { formToken, lostCharacter, typed } from '../filing/typed.ts';

const CARRIED = ['command', 'of', 'answer', 'notice', 'words'] as const;

/** The question for the code, with what was typed and what is wrong with it; `written` is what goes on once it is answered. */
export const codeReply = (lang: Lang, code = '', fault?: Refusal, written?: PageRequest['form']): PageReply =>
  codeQuestion({
    lang,
    action: written === undefined ? '/follow' : '/follow/write',
    ...(written === undefined ? {} : { hidden: CARRIED.flatMap((name) => (written[name] ? [[name, written[name]] as const] : [])) }),
    words: FOLLOW[lang],
    button: FOLLOW[lang].button,
    code,
    fault,
    children: (
      <>
        <a href={href(lang, '/lost')}>{CODE[lang].lostTitle}</a> · <a href={href(lang, '/join')}>{JOIN[lang].have}</a> ·{' '}
        <a href={href(lang, '/mediation')}>{TABLE[lang].title}</a>
      </>
    ),
  });

/** Finds the matter of the code in a form, for who may do this with it; a page that says what is wrong otherwise. */
export const withMatter = async (
  request: PageRequest,
  to: 'read' | 'act',
  work: (matter: string, code: string, canAct: boolean) => Promise<PageReply>,
): Promise<PageReply> => {
  const ticket = request.form['ticket'];
  const opened = ticket === undefined ? undefined : openWriteTicket(request.service.id, ticket, request.service.clock());
  // Somebody who wrote for longer than the address of the page is good for types the code once more, and the words go along.
  if (ticket !== undefined && !opened) return codeReply(request.lang, '', refuse('link_expired'), request.form);
  const text = opened?.code ?? request.form['code'] ?? '';
  const held = await findHolding(request.service, text);
  const parsed = parseReceiptCode(text);
  if (isRefusal(held) || !parsed.ok) return codeReply(request.lang, text, isRefusal(held) ? held : refuse('code_check'));
  const code = formatReceiptCode(parsed.code);
  if (held.right === 'act') return work(held.matter, code, true);
  if (held.right === 'read' && to === 'read') return work(held.matter, code, false);
  // Two of them are typed here by mistake or rightly: what they open is shown, and nothing else.
  if (held.right === 'join') return lookReply(request, held, code);
  if (held.right === 'joined') return joinedViewReply(request, held, code);
  if (held.right === 'carry') return carriedReply(request, held);
  if (held.right === 'invited' || held.right === 'party') return tableReply(request, held, code);
  if (held.right === 'read') return codeReply(request.lang, text, refuse('code_reads_only'));
  return heldReply(request, held, code, (await request.service.jurisdiction()).zone);
};

/** Where a photo or paper of a matter is read: a link that soon ends. */
export const fileLinkOf =
  ({ service, lang }: PageRequest, matter: string) =>
  (file: string): string =>
    href(lang, `/follow/file/${sealTicket(service.id, { matter, file }, service.clock())}`);

const show = async (
  request: PageRequest,
  matter: string,
  code: string,
  canAct: boolean,
  more: (view: MatterView) => Pick<Seen, 'done' | 'fault'> = () => ({}),
): Promise<PageReply> => {
  const { service, lang } = request;
  const view = await readForFiler(service, matter);
  return view
    ? followReply({ view, lang, code, canAct, fileLink: fileLinkOf(request, matter), ...more(view) })
    : codeReply(lang, code, refuse('not_found', { what: 'code' }));
};

const followPage: Page = { path: '/follow', method: 'GET', face: 'open', handle: async ({ lang }) => codeReply(lang) };

const followedPage: Page = {
  path: '/follow',
  method: 'POST',
  face: 'open',
  handle: (request) => withMatter(request, 'read', (matter, code, canAct) => show(request, matter, code, canAct)),
};

/** A step of who holds the code; answered by the same page, which says what was done. */
const stepPage: Page = {
  path: '/follow/step',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withMatter(request, 'act', async (matter, code, canAct) => {
      const { service, lang, form } = request;
      const command = form['command'] ?? '';
      const words = typed(form['words']);
      const verb = FILER_STEPS.find((it) => it.name === command);
      const given = givenNames(verb?.fields ?? {}).flatMap((name) => (form[name] ? [[name, typed(form[name])] as const] : []));
      const input = Object.fromEntries(given);
      const of = /^\d{1,9}$/.test(form['of'] ?? '') ? { of: Number(form['of']) } : {};
      const lost = given.map(([name, text]) => lostCharacter(name, text)).find((it) => it !== undefined);
      const elsewhere = needsOwnDevice(command) && (await request.isStaffDevice()) ? refuse('not_from_staff_device') : undefined;
      const step = () => (verb ? takeStep(service, matter, { kind: 'filer' }, { name: command, input }) : refuse('not_found'));
      const refusal = elsewhere ?? lost ?? (await step());
      const { ticket } = form;
      if (refusal && ticket !== undefined) return backToWriting(request, ticket, refusal);
      if (refusal) return show(request, matter, code, canAct, () => ({ fault: { command, refusal, words, ...of } }));
      const isPlain = (view: MatterView): boolean => command === 'open_notice' && !startsClock(view.pack, form['notice'] ?? '');
      return show(request, matter, code, canAct, (view) => ({
        done: isPlain(view) ? FOLLOW[lang].opened : (COMMANDS[command]?.done(namedIn({ view, lang }))[lang] ?? ''),
      }));
    }),
};

/** Photos and papers that are added later. A form sent twice adds once. */
const addFilesPage: Page = {
  path: '/follow/files',
  method: 'POST',
  face: 'open',
  takesFiles: true,
  handle: (request) =>
    withMatter(request, 'act', async (matter, code, canAct) => {
      const { service, lang, form, files, filesFault } = request;
      const words = typed(form['words']);
      const input = { ...(words.trim() === '' ? {} : { words }), ...filesInput(files) };
      const once = { token: formToken(form['token']), sent: files.map((file) => file.sent) };
      const wrong = filesFault ?? lostCharacter('words', words);
      const step = () =>
        takeStep(service, matter, { kind: 'filer' }, { name: 'add_files', input }, { files: files.map((file) => file.bytes), once });
      const refusal = wrong ?? (await step());
      const { ticket } = form;
      if (refusal && ticket !== undefined) return backToWriting(request, ticket, refusal);
      if (refusal) return show(request, matter, code, canAct, () => ({ fault: { command: 'add_files', refusal, words } }));
      return show(request, matter, code, canAct, (view) => ({ done: COMMANDS['add_files']?.done(namedIn({ view, lang }))[lang] ?? '' }));
    }),
};

/** The code travels in a form; the answer is a link of a quarter of an hour, so that a download can be taken up again. */
const filePage: Page = {
  path: '/follow/file',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withMatter(request, 'read', async (matter, code, canAct) => {
      const { service, form } = request;
      const file = form['file'] ?? '';
      if (!(await fileForFiler(service, matter, file))) return show(request, matter, code, canAct);
      return { kind: 'redirect', to: `/follow/file/${sealTicket(service.id, { matter, file }, service.clock())}` };
    }),
};

const ticketPage: Page = {
  path: '/follow/file/:ticket',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, params }) => {
    const ticket = openTicket(service.id, params['ticket'] ?? '', service.clock());
    const file = ticket && (await fileForFiler(service, ticket.matter, ticket.file));
    return file ? { kind: 'stored', file } : { ...errorPage(lang, refuse('link_expired')), other: '/follow' };
  },
};

const bundlePage: Page = {
  path: '/follow/bundle',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withMatter(request, 'read', async (matter, code, canAct) => {
      const bundle = await readBundle(request.service, matter);
      if (!bundle) return show(request, matter, code, canAct, () => ({ done: FOLLOW[request.lang].notInLog }));
      return {
        kind: 'file',
        name: `huiyin-${matter}.json`,
        type: 'application/json; charset=utf-8',
        body: await bundleFile(bundle),
      };
    }),
};

const calendarPage = (path: string): Page => ({
  path,
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withMatter(request, 'read', async (matter, code, canAct) => {
      const view = await readForFiler(request.service, matter);
      return view ? calendarReply(view, request.lang, request.service.clock()) : show(request, matter, code, canAct);
    }),
});

/** Everything that is reached with the code; it travels in the body of a POST only. */
export const followPages: readonly Page[] = [
  followPage,
  followedPage,
  stepPage,
  addFilesPage,
  filePage,
  ticketPage,
  bundlePage,
  calendarPage('/follow/calendar'),
  calendarPage('/file/calendar'),
];
