import { addMs } from '../../../kernel/calendar/instant.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { icsFile } from '../../../portal/ics.ts';
import type { Page, PageReply, PageRequest } from '../../../portal/page.ts';
import { postName } from '../../grievances/public.ts';
import { seatName, shiftName } from '../desk/seat-names.ts';
import { DUTY } from '../desk/words.ts';
import { postOfFeed, slotsOf } from '../server/feeds.ts';

const DAY_MS = 86_400_000;
/** What is over long ago is in the calendar already, and is not written anew. */
const BACK_DAYS = 31;
const AHEAD_DAYS = 100;

/** The calendar of a post, at an address that cannot be guessed. One that is unknown, replaced or stopped is not there, all alike. */
const sendFeed = async ({ service, lang, params }: PageRequest): Promise<PageReply> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const token = /^(.+)\.ics$/.exec(params['file'] ?? '')?.[1] ?? '';
  const found = await service.read(async (tx) => {
    const post = await postOfFeed(tx, token);
    return post === undefined
      ? undefined
      : { post, slots: await slotsOf(tx, post, addMs(now, -BACK_DAYS * DAY_MS), addMs(now, AHEAD_DAYS * DAY_MS)) };
  });
  if (!found) return { ...errorPage(lang, refuse('not_found', { what: 'feed' })), other: '/duty' };
  const { post, slots } = found;
  const [office = ''] = post.split('.');
  const name = `${DUTY[lang].title} · ${postName(it, post, lang)}`;
  const entries = slots
    // What was taken away is told while it lies ahead; the past is not rewritten.
    .filter(({ cancelled, begins }) => !cancelled || begins > now)
    .map((slot) => {
      const named = { office, plan: slot.plan, seat: slot.seat };
      return {
        uid: `${slot.roster}.${slot.seat}@${it.origin}`,
        from: slot.begins,
        to: slot.ends,
        sequence: slot.version,
        cancelled: slot.cancelled,
        summary: `${shiftName(it, named, lang)} · ${seatName(it, named, lang)}`,
        description: postName(it, post, lang),
      };
    });
  return { kind: 'file', name: 'huiyin-duty.ics', type: 'text/calendar; charset=utf-8', body: icsFile(name, entries, now) };
};

export const feedPage: Page = { path: '/duty/feed/:file', method: 'GET', face: 'open', handle: sendFeed };
