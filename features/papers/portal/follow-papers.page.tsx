import { words } from '../../../kernel/language/words.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { openTicket, sealTicket } from '../../../engine/files/ticket.ts';
import { codeReply, readForFiler, withMatter } from '../../grievances/public.ts';
import { makePaper } from '../server/make-paper.ts';
import { paperFile, parseFileName } from '../server/paper-file.ts';
import { papersOf } from '../server/read-papers.ts';
import { PaperList } from './paper-list.tsx';

export const WORDS = words('papers/portal/follow-papers.WORDS', {
  'zh-CN': {
    title: (number: string) => `文书 ${number}`,
    heading: '这件事的文书',
    lead: '每一份都写给回执的持有人，不写姓名。答复和意见要先在进度页上打开，这里才有。',
    links: '下面的链接十五分钟后失效，到时再用查询码打开这一页。',
    back: '回到进度',
  },
  en: {
    title: (number: string) => `Papers ${number}`,
    heading: 'The papers of this matter',
    lead: 'Each is written to the holder of the receipt and names nobody. Answers and reviews appear here once you have opened them on the progress page.',
    links: 'The links below end after fifteen minutes; open this page with your code again then.',
    back: 'Back to the progress',
  },
});

/** Marks a link as one to a paper: a link to a photo opens no paper, and the other way round. */
const PAPER = 'paper:';

const listPapers = (request: PageRequest): Promise<PageReply> =>
  withMatter(request, 'read', async (matter, code) => {
    const { service, lang } = request;
    const words = WORDS[lang];
    const view = await readForFiler(service, matter);
    if (!view) return codeReply(lang, code, refuse('not_found', { what: 'code' }));
    const now = service.clock();
    return html(
      words.title(view.number),
      <>
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <PaperList
          view={view}
          papers={papersOf(view, 'filer')}
          lang={lang}
          link={(file, of) => href(of, `/follow/paper/${sealTicket(service.id, { matter, file: `${PAPER}${file}` }, now)}`)}
        />
        <p class="small">{words.links}</p>
        <form method="post" action={href(lang, '/follow')}>
          <input type="hidden" name="code" value={code} />
          <button class="btn plain" type="submit">
            {words.back}
          </button>
        </form>
      </>,
      { wide: true, other: '/follow' },
    );
  });

const sendPaper = async ({ service, lang, params, origin }: PageRequest): Promise<PageReply> => {
  const ticket = openTicket(service.id, params['ticket'] ?? '', service.clock());
  const asked = ticket?.file.startsWith(PAPER) ? parseFileName(ticket.file.slice(PAPER.length)) : undefined;
  const view = ticket && asked && (await readForFiler(service, ticket.matter));
  const papers = view && asked && (await makePaper(service, view, { id: asked.id, lang, reader: 'filer' }));
  if (!view || !papers) return { ...errorPage(lang, refuse('link_expired')), other: '/follow' };
  const made = await paperFile(papers, { name: `huiyin-${view.number}-${asked.id}`, format: asked.format, origin, line: 'filer' });
  return isRefusal(made) ? { ...errorPage(lang, made), other: '/follow' } : made;
};

/** The papers of a matter for the holder of its code; fetched by links that soon end, as photos are. */
export const followPaperPages: readonly Page[] = [
  { path: '/follow/papers', method: 'GET', face: 'open', handle: async () => ({ kind: 'redirect', to: '/follow' }) },
  { path: '/follow/papers', method: 'POST', face: 'open', handle: listPapers },
  { path: '/follow/paper/:ticket', method: 'GET', face: 'open', handle: sendPaper },
];
