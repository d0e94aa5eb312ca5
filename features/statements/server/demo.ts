import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { bucketOf } from '../../../kernel/recurrence/buckets.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { hazards } from '../../hazards/public.ts';
import { openStatements } from './open-statements.ts';
import { statementsOf } from './read-statements.ts';
import { statements } from './statements.ts';

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

const sound = (refusal: object | undefined, what: string): void => {
  if (refusal) throw new Error(`${what}: ${JSON.stringify(refusal)}`);
};

const HOUR_MS = 3_600_000;

/** Two offices found something in the quarter that is over: the head of one has signed, that of the other has not. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  const last = addDays(bucketOf('quarter', today).first, -1);
  const at = (day: PlainDate): Instant => instant(Math.min(startOfDay(day, zone) + 10 * HOUR_MS, now));
  const found = [
    ['housing', 40, '外墙保温板松动，有掉落的危险', '安居苑3号楼'],
    ['transport', 20, '候车亭的玻璃裂了', '石门村站'],
  ] as const;
  for (const [office, ago, what, spot] of found) {
    setClock(at(addDays(last, -ago)));
    const handler = memberOf(`${office}.handler`);
    const number = await beginStaffEntity(service, hazards, handler, { source: 'own_check', danger: 'building', what, spot });
    if (isRefusal(number)) throw new Error(`${what}: ${JSON.stringify(number)}`);
    const take = async (who: StaffMember, name: string, input: JsonObject): Promise<void> =>
      sound(await takeStaffStep(service, hazards, number, who, { name, input }), what);
    await take(handler, 'mend_at_once', { words: '当天拆下换新。', no_photo: '没有带相机' });
    await take(memberOf(`${office}.head`), 'delist', {});
  }
  setClock(at(addDays(last, 1)));
  await openStatements(service);
  setClock(at(addDays(last, 9)));
  const [own] = (await service.read((tx) => statementsOf(tx, 'housing'))).filter((row) => row.unit === 'quarter');
  const signing = { name: 'sign_statement', input: { remarks: '本季度以外墙和消防通道的问题为主，下季度重点检查老旧小区。' } };
  if (!own) throw new Error('the quarter of the demo has no statement');
  sound(await takeStaffStep(service, statements, own.matter, memberOf('housing.head'), signing), 'the statement of the demo');
  setClock(now);
  return 'two statements of hazards';
};
