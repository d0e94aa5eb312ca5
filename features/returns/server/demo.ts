import type { DemoPlace } from '../../../desk/feature.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { addMs, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { questionsOf } from '../../../kernel/form/form.ts';
import { closeReturns } from './close-returns.ts';
import { refreshDueOffices } from './due-offices.ts';
import { findToReturn, handIn } from './hand-in.ts';
import { readOpen } from './read-open.ts';

/** How many days of returns the demo has, and which of them are silent: every seventh. */
const DAYS = 4;
const SILENT = 7;
const MINUTE_MS = 60_000;
/** At which hour and minute of the day those hand in what gathers nothing, and what gathers. */
const AT = [10 * 60 + 5, 13 * 60 + 5];

const POSTS = statement<{ post: string; office: string }>(
  'posts_that_return',
  "select distinct on (office) post, office from post where jurisdiction = $1 and split_part(post, '.', 2) in ('head', 'handler', 'desk', 'inspector', 'duty') order by office, post",
);

const memberOf = ({ post, office }: { readonly post: string; readonly office: string }): StaffMember => {
  const role = ROLES.find((it) => it === post.split('.')[1]);
  if (!role) throw new Error(`there is no role of ${post}`);
  return { staff: post, post, office, role };
};

/** Hands in what an office has open by a form: a small number each, or nothing. How many. */
const handAll = async ({ service, setClock }: DemoPlace, who: StaffMember, at: Instant, nth: number): Promise<number> => {
  setClock(at);
  const open = await service.read((tx) => readOpen(tx, who.office, at));
  let made = 0;
  for (const { rule, slot } of open) {
    const found = await findToReturn(service, who, { rule, slot });
    if (isRefusal(found) || found.form === null || found.isClosed || found.done !== null) continue;
    const asked = questionsOf(found.form).filter(({ key }) => !found.fixed.includes(key));
    const answers = Object.fromEntries(asked.map(({ key }, i) => [key, { value: (nth + i) % 3 }] as const));
    const done = await handIn(service, who, { rule, slot }, { answers, nil: false, paper: {}, basis: found.basis, after: false }, null);
    if (isRefusal(done)) throw new Error(`${who.office} ${rule} ${slot}: ${JSON.stringify(done)}`);
    made += 1;
  }
  return made;
};

/** Lives through some days of returns by the same deciders: most offices return, some are silent, the county sums up what came. */
export const fillDemo = async (place: DemoPlace): Promise<string> => {
  const { service, now, setClock } = place;
  const it = await service.jurisdiction();
  const today = dateIn(now, it.zone);
  const posts = (await service.read((tx) => tx.run(POSTS, [tx.jurisdiction]))).map(memberOf);
  const above = new Set([...it.offices.values()].map(({ parent }) => parent));
  let [made, counter] = [0, 0];
  for (let ago = DAYS; ago >= 0; ago -= 1) {
    const begin = startOfDay(addDays(today, -ago), it.zone);
    setClock(addMs(begin, MINUTE_MS));
    await refreshDueOffices(service);
    for (const [tier, minute] of AT.entries())
      for (const [i, who] of posts.entries()) {
        if (above.has(who.office) !== (tier === 1)) continue;
        const at = addMs(begin, (minute + i) * MINUTE_MS);
        counter += 1;
        if (at >= now || (tier === 0 && counter % SILENT === 0)) continue;
        made += await handAll(place, who, at, counter);
      }
  }
  setClock(now);
  await refreshDueOffices(service);
  await closeReturns(service);
  return `${made} returns of offices`;
};
