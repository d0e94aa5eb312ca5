import { words } from '../../../kernel/language/words.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Service } from '../../../engine/service.ts';
import { partyName, preview, receptionOf } from '../../grievances/public.ts';
import type { Paper } from '../domain/paper.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import { posterOf } from '../domain/poster.ts';
import { keptPoster } from '../server/kept-files.ts';
import { sayIn } from '../server/say.ts';
import { PaperView } from './paper-view.tsx';

export const WORDS = words('papers/portal/poster.WORDS', {
  'zh-CN': { pdf: '下载PDF（A4，张贴用）' },
  en: { pdf: 'Download as PDF (A4, for the wall)' },
});

const readPoster = async (service: Service, lang: Lang): Promise<Paper> => {
  const it = await service.jurisdiction();
  const pack = it.packs.get(it.pack);
  const calendar = it.calendars.get(it.calendar);
  if (!pack || !calendar) throw new Error('the jurisdiction names a definition that is not stored');
  const now = service.clock();
  const { stages, state } = preview(pack, calendar, receptionOf(it), now);
  const say = sayIn(it, lang);
  const today = dateIn(now, it.zone);
  return posterOf(
    {
      place: inLang(it.names, lang),
      desk: say.office(it.deskOffice),
      today,
      madeAt: startOfDay(today, it.zone),
      pack,
      stages: stages.map((stage) => ({ stage, who: partyName(stage.rule.owedBy, stage.rule, { jurisdiction: it, state, lang }) })),
    },
    say,
  );
};

const showPoster = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const paper = await readPoster(service, lang);
  return html(
    paper.title,
    <>
      <PaperView paper={paper} />
      <p class="screen">
        <a class="btn" href={href(lang, '/poster.pdf')}>
          {WORDS[lang].pdf}
        </a>
      </p>
    </>,
    { wide: true },
  );
};

const sendPoster = async ({ service, lang, address }: PageRequest): Promise<PageReply> => {
  const made = await keptPoster(service, 'site', await readPoster(service, lang), { name: 'huiyin', address });
  return isRefusal(made) ? { ...errorPage(lang, made), other: '/poster' } : made;
};

/** The page for the waiting room, from the pack in force alone; public. */
export const posterPages: readonly Page[] = [
  { path: '/poster', method: 'GET', face: 'open', handle: showPoster },
  { path: '/poster.pdf', method: 'GET', face: 'open', handle: sendPoster },
];
