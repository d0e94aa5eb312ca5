import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { everySiteOf } from '../../sites/public.ts';
import { letters } from './letters.ts';

/** A letter of the demo: for which class of site, days from today, and how many of the two have signed. */
interface DemoLetter {
  readonly class: string;
  readonly from: number;
  readonly to: number;
  readonly signatures: 0 | 2;
  readonly what: string;
}

// One that holds, one that has expired, one that ends soon, and one that nobody has signed.
const LETTERS: readonly DemoLetter[] = [
  {
    class: 'canteen',
    from: -60,
    to: 304,
    signatures: 2,
    what: '食堂的食品安全和燃气：每天开餐前检查，不合格的食材不进厨房，燃气阀门收餐后关闭。',
  },
  { class: 'school', from: -12, to: -1, signatures: 2, what: '教学楼、宿舍楼的消防设施和疏散通道，校门内外的秩序，每月一次疏散演练。' },
  { class: 'market', from: 0, to: 20, signatures: 2, what: '市场内的疏散通道、用电线路和灭火器材，收市前的清场检查。' },
  { class: 'old_timber', from: 0, to: 364, signatures: 0, what: '木楼的用火用电：不留明火，夜间断电，每两小时巡查一次。' },
];

const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

const sound = (refusal: object | undefined, what: string): void => {
  if (refusal) throw new Error(`${what}: ${JSON.stringify(refusal)}`);
};

/** Letters for the sites of the demo, each signed at its own time by the posts that everyone uses. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  const sites = await service.read((tx) => everySiteOf(tx, 'county'));
  const head = memberOf('county.head');
  for (const { class: kind, from, to, signatures, what } of LETTERS) {
    const row = sites.find((site) => site.class === kind);
    if (!row) throw new Error(`the demo has no site of the class ${kind}`);
    const holder = `${row.office}.${row.role}`;
    const at = (days: number): void => setClock(instant(Math.min(startOfDay(addDays(today, days), zone) + 10 * HOUR_MS, now)));
    at(Math.min(from, 0) - 3);
    const typed = { site: row.site, holder, from: addDays(today, from), to: addDays(today, to), what };
    const number = await beginStaffEntity(service, letters, head, typed);
    if (isRefusal(number)) throw new Error(`${row.name}: ${JSON.stringify(number)}`);
    if (signatures === 0) continue;
    at(from - (from < 0 ? 2 : 0));
    sound(await takeStaffStep(service, letters, number, head, { name: 'sign_letter', input: {} }), row.name);
    at(from - (from < 0 ? 1 : 0));
    sound(await takeStaffStep(service, letters, number, memberOf(holder), { name: 'take_on_letter', input: {} }), row.name);
  }
  setClock(now);
  return `${LETTERS.length} letters of duty`;
};
