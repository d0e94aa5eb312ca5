import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { tick } from '../../../engine/log/tick.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { POINTS } from '../domain/vocabulary.ts';
import { tourRow } from './read-visits.ts';
import { visits } from './visits.ts';

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

/** A tour of the demo county: announced and drawn this morning, one office of three visited. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  setClock(now);
  const head = memberOf('county.head');
  const typed = { title: '冬季安全履职随机督查', english: 'Winter visits to offices', count: 3, until: addDays(dateIn(now, zone), 14) };
  const number = await beginStaffEntity(service, visits, head, typed);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  // The draw wants a checkpoint that holds the announcement.
  await tick(service);
  const take = async (name: string, input: JsonObject): Promise<void> => {
    const refusal = await takeStaffStep(service, visits, number, head, { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  await take('draw', {});
  const [office = ''] = (await service.read((tx) => tourRow(tx, number)))?.drawn ?? [];
  await take('examine_office', {
    office,
    ...Object.fromEntries(POINTS.map((point) => [point, 'in_order'])),
    duty_phone: 'not_in_order',
    duty_phone_words: '值班电话响了六声没有人接，第二次才接通。',
    drills_held: 'not_applicable',
  });
  return 'a tour of visits';
};
