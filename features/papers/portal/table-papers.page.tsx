import { words } from '../../../kernel/language/words.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { openTicket, sealTicket } from '../../../engine/files/ticket.ts';
import { readTable, withSeat } from '../../grievances/public.ts';
import { makePaper } from '../server/make-paper.ts';
import { paperFile, parseFileName } from '../server/paper-file.ts';
import { papersOf } from '../server/read-papers.ts';
import { PaperList } from './paper-list.tsx';

export const WORDS = words('papers/portal/table-papers.WORDS', {
  'zh-CN': {
    title: (number: string) => `调解文书 ${number}`,
    heading: '这次调解的文书',
    lead: '双方看到的一样：权利义务告知书、调解记录、协议书、结束和回访的文书、司法确认申请。不写姓名。要签的文书打印出来，到调解员那里签。',
    links: '下面的链接十五分钟后失效，到时再用您的码打开这一页。',
    back: '回到调解',
  },
  en: {
    title: (number: string) => `Papers of mediation ${number}`,
    heading: 'The papers of this mediation',
    lead: 'Both sides have the same: rights and duties, records of sessions, the agreement, its end and follow-up, the request to the court. They name nobody. What is to be signed is printed and signed with the mediator.',
    links: 'The links below end after fifteen minutes; open this page with your code again then.',
    back: 'Back to the mediation',
  },
});

/** Marks a link as one to a paper of the table: with one to a paper of the receipt it opens nothing. */
const PAPER = 'table:';

const listPapers = (request: PageRequest): Promise<PageReply> =>
  withSeat(request, async (held, seat, code) => {
    const { service, lang } = request;
    const said = WORDS[lang];
    // Who was invited and has not agreed has no paper yet.
    const table = seat === 'invited' ? undefined : await readTable(service, held.matter);
    if (!table) return { ...errorPage(lang, refuse('not_found', { what: 'code' })), other: '/mediation' };
    const now = service.clock();
    return html(
      said.title(held.matter),
      <>
        <h1>{said.heading}</h1>
        <p class="lead">{said.lead}</p>
        <PaperList
          view={table.view}
          papers={papersOf(table.view, 'side')}
          lang={lang}
          link={(file, of) => href(of, `/mediation/paper/${sealTicket(service.id, { matter: held.matter, file: `${PAPER}${file}` }, now)}`)}
        />
        <p class="small">{said.links}</p>
        <form method="post" action={href(lang, '/mediation')}>
          <input type="hidden" name="code" value={code} />
          <button class="btn plain" type="submit">
            {said.back}
          </button>
        </form>
      </>,
      { wide: true, other: '/mediation' },
    );
  });

const sendPaper = async ({ service, lang, params, origin }: PageRequest): Promise<PageReply> => {
  const ticket = openTicket(service.id, params['ticket'] ?? '', service.clock());
  const asked = ticket?.file.startsWith(PAPER) ? parseFileName(ticket.file.slice(PAPER.length)) : undefined;
  const table = ticket && asked && (await readTable(service, ticket.matter));
  const papers = table && asked && (await makePaper(service, table.view, { id: asked.id, lang, reader: 'side' }));
  if (!table || !papers) return { ...errorPage(lang, refuse('link_expired')), other: '/mediation' };
  const made = await paperFile(papers, { name: `huiyin-${table.view.number}-${asked.id}`, format: asked.format, origin, line: 'filer' });
  return isRefusal(made) ? { ...errorPage(lang, made), other: '/mediation' } : made;
};

/** The papers of a mediation for its two sides, each by a code of its own. */
export const tablePaperPages: readonly Page[] = [
  { path: '/mediation/papers', method: 'GET', face: 'open', handle: async () => ({ kind: 'redirect', to: '/mediation' }) },
  { path: '/mediation/papers', method: 'POST', face: 'open', handle: listPapers },
  { path: '/mediation/paper/:ticket', method: 'GET', face: 'open', handle: sendPaper },
];
