import { words } from '../../../kernel/language/words.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { notShown, numberOf, readForStaff, whoOf } from '../../grievances/public.ts';
import { PaperList } from '../portal/paper-list.tsx';
import { makePaper } from '../server/make-paper.ts';
import { paperFile, parseFileName } from '../server/paper-file.ts';
import { papersOf } from '../server/read-papers.ts';

export const WORDS = words('papers/desk/papers.WORDS', {
  'zh-CN': {
    title: (number: string) => `文书 ${number}`,
    heading: '这件事的文书',
    lead: '每一份都写给回执的持有人，不写姓名。第一次制作时按单位、文种和年份编号，以后不变。',
    dossier: '全部文书合成一份，请负责人在事项页上“制作卷宗”；来件人看得到是谁在哪一天做的。',
    trace: '您打开了这件事：岗位和日期已经记下，来件人看得到。',
    back: '回到事项',
  },
  en: {
    title: (number: string) => `Papers ${number}`,
    heading: 'The papers of this matter',
    lead: 'Each is written to the holder of the receipt and names nobody. It gets its number by office, kind and year when it is first made, and keeps it.',
    dossier:
      'For all papers in one, a head takes the step “Make the dossier” on the matter’s page; the filer sees which post did so, and on which day.',
    trace: 'You opened this matter: your post and the day are recorded, and the filer can see it.',
    back: 'Back to the matter',
  },
});

const listPapers = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang } = request;
  const words = WORDS[lang];
  const view = await readForStaff(service, numberOf(request), whoOf(request));
  if (view === undefined || isRefusal(view)) return notShown(lang, view);
  const at = `/desk/matter/${view.number}`;
  return html(
    words.title(view.number),
    <>
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead}</p>
      <PaperList view={view} papers={papersOf(view, 'staff')} lang={lang} link={(file, of) => href(of, `${at}/paper/${file}`)} />
      <p>{words.dossier}</p>
      <p class="small">{words.trace}</p>
      <p>
        <a href={href(lang, at)}>{words.back}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** A paper as a file: opened like the matter, with the same record, and not there like the matter. */
const sendPaper = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, params, origin } = request;
  const view = await readForStaff(service, numberOf(request), whoOf(request));
  if (view === undefined || isRefusal(view)) return notShown(lang, view);
  const asked = parseFileName(params['paper'] ?? '');
  const papers = asked && (await makePaper(service, view, { id: asked.id, lang, reader: 'staff' }));
  if (!papers) return notShown(lang);
  const made = await paperFile(papers, { name: `huiyin-${view.number}-${asked.id}`, format: asked.format, origin, line: 'staff' });
  return isRefusal(made) ? { ...errorPage(lang, made), other: `/desk/matter/${view.number}/papers` } : made;
};

/** The papers of a matter at the desk. */
export const deskPaperPages: readonly Page[] = [
  { path: '/desk/matter/:number/papers', method: 'GET', face: 'desk', handle: listPapers },
  { path: '/desk/matter/:number/paper/:paper', method: 'GET', face: 'desk', handle: sendPaper },
];
