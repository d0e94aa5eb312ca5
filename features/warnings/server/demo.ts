import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { addMs } from '../../../kernel/calendar/instant.ts';
import { wallTime } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { warnings } from './warnings.ts';

const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

/** Two warnings of the demo county and an exercise: one holds, one was lifted yesterday. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const until = (hours: number, from: typeof now): JsonObject => {
    const { date, hour } = wallTime(addMs(from, hours * HOUR_MS), zone);
    return { until_day: date, until_time: `${String(hour).padStart(2, '0')}:00` };
  };
  const issue = async (post: string, input: JsonObject): Promise<string> => {
    const number = await beginStaffEntity(service, warnings, memberOf(post), input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const take = async (number: string, post: string, name: string, input: JsonObject): Promise<void> => {
    const refusal = await takeStaffStep(service, warnings, number, memberOf(post), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const yesterday = addMs(now, -30 * HOUR_MS);
  setClock(yesterday);
  const lifted = await issue('fire.head', {
    hazard: 'gas',
    level: 'yellow',
    ...until(20, yesterday),
    caution: '建设路燃气管道在抢修，附近可能闻到燃气味。',
    measures: '不要在附近使用明火；闻到燃气味先开窗，再到室外打电话。',
    source: 'own_observation',
  });
  await take(lifted, 'fire.head', 'tell_places', { by_way: 'loudspeaker' });
  setClock(addMs(yesterday, 5 * HOUR_MS));
  await take(lifted, 'fire.head', 'lift_warning', { because: 'danger_gone' });
  setClock(addMs(now, -HOUR_MS));
  const holds = await issue('county.head', {
    hazard: 'heat_cold',
    level: 'orange',
    ...until(40, now),
    caution: '未来两天气温骤降，路面可能结冰。',
    measures: '给水管保温，检查取暖设备；减少骑车出行，桥面慢行。',
    caution_english: 'A sharp fall of temperature in the next two days; roads may freeze.',
    measures_english: 'Wrap water pipes, look after heaters, and go slowly on bridges.',
    source: 'office_above',
    source_office: 'city',
    signed_by: 'head',
  });
  await take(holds, 'county.head', 'tell_places', { by_way: 'message' });
  await issue('fire.head', {
    hazard: 'fire',
    exercise: true,
    level: 'red',
    ...until(6, now),
    caution: '演练：办公楼模拟起火。',
    measures: '听到警铃按路线撤到集合点。',
    source: 'own_observation',
  });
  setClock(now);
  return 'two warnings and an exercise';
};
