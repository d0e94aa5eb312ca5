import { words } from '../../../kernel/language/words.ts';
import { forRoles } from '../../../desk/for-roles.ts';
import { hangsPosters } from '../../../desk/nav.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { recordPrinted } from '../../../engine/place/peers.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { findPublishedHead } from '../../../engine/log/published-head.ts';

export const WORDS = words('papers/desk/head-poster.WORDS', {
  'zh-CN': {
    title: '日志的公示',
    lead: '每周把公开日志的大小和树根印出来，贴在来人看得见的地方。贴好以后在这里记下，每一页就都会写明它已经张贴。这一条是公开的，写着您的岗位，不写姓名。',
    now: '现在',
    hangs: (size: number, day: string) => `${day}记下的，大小为${size}。`,
    none: '还没有记过。',
    print: '先印这一张',
    size: '贴好的那张上写的大小（只写数字）',
    record: '已经贴好',
    done: '已经记下，写进了公开记录。',
    nothing: '日志还没有公布过。',
  },
  en: {
    title: 'Poster of the log',
    lead: 'Each week size and root of the public log are printed and hung where visitors see them. Once it hangs, record it here, and every page says so. This is public, and names your post, not you.',
    now: 'Now',
    hangs: (size: number, day: string) => `Recorded on ${day}, size ${size}.`,
    none: 'None was recorded yet.',
    print: 'Print this one first',
    size: 'Size on the sheet that hangs (digits only)',
    record: 'It hangs',
    done: 'Recorded; it stands in the public record.',
    nothing: 'The log has not been published yet.',
  },
});

const ACTION = '/desk/poster';

const view = async (request: PageRequest, fault?: Refusal): Promise<PageReply> => {
  const { lang, service, query, csrf } = request;
  const words = WORDS[lang];
  const { printed, zone } = await service.jurisdiction('fresh');
  const newest = await service.read((tx) => findPublishedHead(tx, null));
  return html(
    words.title,
    <>
      {fault && (
        <div class="errors" role="alert">
          <p>{sentenceFor(fault, lang)}</p>
        </div>
      )}
      {query['done'] === 'yes' && (
        <p class="note" role="status">
          {words.done}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <h2>{words.now}</h2>
      <p>{printed ? words.hangs(printed.size, dayInWords(dateIn(printed.at, zone), lang)) : words.none}</p>
      {newest ? (
        <>
          <p>
            <a class="btn plain" href={href(lang, `/log/poster?size=${newest.size}`)}>
              {words.print}
            </a>
          </p>
          <form method="post" action={href(lang, ACTION)}>
            <input type="hidden" name="csrf" value={csrf} />
            <label for="size">{words.size}</label>
            <input id="size" name="size" inputMode="numeric" autoComplete="off" value={request.form['size'] ?? String(newest.size)} />
            <p>
              <button class="btn">{words.record}</button>
            </p>
          </form>
        </>
      ) : (
        <p>{words.nothing}</p>
      )}
    </>,
    fault ? { status: statusOf(fault.refused) } : {},
  );
};

const record = async ({ service, form }: PageRequest, member: StaffMember): Promise<Refusal | undefined> => {
  const text = (form['size'] ?? '').trim();
  if (!/^[1-9]\d{0,15}$/.test(text)) return refuse('checkpoint_unknown');
  const fault = await service.read((tx) => recordPrinted(tx, Number(text), { kind: 'staff', post: member.post }, service.clock()));
  if (fault === undefined) return undefined;
  return fault === 'printed_known' ? refuse('already_done') : refuse('checkpoint_unknown');
};

const forPosters = forRoles(hangsPosters);

/** Where a desk says that the sheet with the head of the log hangs. */
export const deskPosterPages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: forPosters((request) => view(request)) },
  {
    path: ACTION,
    method: 'POST',
    face: 'desk',
    handle: forPosters(async (request, member) => {
      const fault = await record(request, member);
      return fault ? view(request, fault) : { kind: 'redirect', to: `${ACTION}?done=yes` };
    }),
  },
];
