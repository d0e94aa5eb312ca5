import { words } from '../../../kernel/language/words.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { toBase64 } from '../../../kernel/canonical/base64.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { witnessesOf } from '../../../kernel/jurisdiction/peers.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { Qr } from '../../../portal/qr.tsx';
import { findPublishedHead } from '../../../engine/log/published-head.ts';
import type { Service } from '../../../engine/service.ts';
import { headPosterOf } from '../domain/head-poster.ts';
import type { Paper } from '../domain/paper.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import { keptPoster } from '../server/kept-files.ts';
import { sayIn } from '../server/say.ts';
import { PaperView } from './paper-view.tsx';

export const WORDS = words('papers/portal/head-poster.WORDS', {
  'zh-CN': {
    pdf: '下载PDF（A4，张贴用）',
    newest: '去看最新的一张（可下载PDF）',
    qr: '扫这个，看公开日志现在的样子。',
    record: (size: number) =>
      `贴出去以后，请接收岗或管理员在待办里的“日志公示”记下，或运行 ./huiyin admin printed ${size}。从那时起，每一页都会写明它已经张贴。`,
    hangs: '这一张已经记为张贴。',
  },
  en: {
    pdf: 'Download as PDF (A4, for the wall)',
    newest: 'See the newest sheet (as PDF, too)',
    qr: 'Scan to see the public log as it is now.',
    record: (size: number) =>
      `Once it hangs, a front desk or administrator records it under “Log sheet”, or with ./huiyin admin printed ${size}. From then on every page says that it hangs.`,
    hangs: 'This one is recorded as hanging.',
  },
});

interface HeadPoster {
  readonly paper: Paper;
  readonly size: number;
}

/** The sheet of a size, or of the newest head; undefined where the log was never published at that size. */
const readHeadPoster = async (service: Service, lang: Lang, asked: string | undefined): Promise<HeadPoster | undefined> => {
  if (asked !== undefined && !/^[1-9]\d{0,15}$/.test(asked)) return undefined;
  const it = await service.jurisdiction();
  const head = await service.read((tx) => findPublishedHead(tx, asked === undefined ? null : Number(asked)));
  if (!head) return undefined;
  const day = dateIn(head.at, it.zone);
  const facts = {
    place: inLang(it.names, lang),
    origin: it.origin,
    size: head.size,
    root: toBase64(head.root),
    rootHex: toHex(head.root),
    day,
    madeAt: startOfDay(day, it.zone),
    witnesses: witnessesOf(it.peers).map(({ name, key }) => ({ name, signed: head.signedBy.includes(key) })),
  };
  return { size: head.size, paper: headPosterOf(facts, sayIn(it, lang)) };
};

const notThere = (lang: Lang): PageReply => ({ ...errorPage(lang, refuse('not_found')), other: '/log' });

const showHeadPoster = async ({ service, lang, query, origin }: PageRequest): Promise<PageReply> => {
  const words = WORDS[lang];
  const poster = await readHeadPoster(service, lang, query['size']);
  if (!poster) return notThere(lang);
  const { printed } = await service.jurisdiction();
  const newest = await service.read((tx) => findPublishedHead(tx, null));
  const isFile = poster.size === newest?.size || poster.size === printed?.size;
  return html(
    poster.paper.title,
    <>
      <PaperView paper={poster.paper} />
      <figure>
        <Qr text={`${origin}${href(lang, '/log')}`} label={words.qr} />
        <figcaption>{words.qr}</figcaption>
      </figure>
      <div class="screen">
        <p>
          <a class="btn" href={href(lang, isFile ? `/log/poster.pdf?size=${poster.size}` : '/log/poster')}>
            {isFile ? words.pdf : words.newest}
          </a>
        </p>
        <p class="small">{printed?.size === poster.size ? words.hangs : words.record(poster.size)}</p>
      </div>
    </>,
    { wide: true },
  );
};

/** As a file there are two: of the newest head, and of the one that hangs. Any other size is on the page alone. */
const sendHeadPoster = async ({ service, lang, query, address }: PageRequest): Promise<PageReply> => {
  const newest = await readHeadPoster(service, lang, undefined);
  const asked = query['size'] === undefined ? newest : await readHeadPoster(service, lang, query['size']);
  if (!newest || !asked) return notThere(lang);
  const { printed } = await service.jurisdiction();
  const slot = asked.size === newest.size ? 'newest' : asked.size === printed?.size ? 'printed' : undefined;
  if (!slot) return { kind: 'redirect', to: '/log/poster' };
  const made = await keptPoster(service, slot, asked.paper, { name: `huiyin-log-${asked.size}`, address });
  return isRefusal(made) ? { ...errorPage(lang, made), other: '/log' } : made;
};

/** The weekly sheet with size and root of the log, as a page and as a file; public. */
export const headPosterPages: readonly Page[] = [
  { path: '/log/poster', method: 'GET', face: 'open', handle: showHeadPoster },
  { path: '/log/poster.pdf', method: 'GET', face: 'open', handle: sendHeadPoster },
];
