import type { DemoPlace } from '../../../desk/feature.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { officeField } from '../domain/state.ts';
import { circulars } from './circulars.ts';

const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

const sentTo = (offices: readonly string[]): JsonObject => Object.fromEntries(offices.map((office, i) => [officeField(i + 1), office]));

/**
 * Two circulars of the demo county: one whose board is closed, with offices that received it on time, one that did so late and one that never
 * did; and one that runs, with a paper, an office that had nothing to do, and one that is late.
 */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  const at = (days: number, hour: number): void =>
    setClock(instant(Math.min(startOfDay(addDays(today, days), zone) + hour * HOUR_MS, now)));
  const issue = async (input: JsonObject): Promise<string> => {
    const number = await beginStaffEntity(service, circulars, memberOf('county.head'), input);
    if (isRefusal(number)) throw new Error(`a circular: ${JSON.stringify(number)}`);
    return number;
  };
  const take = async (number: string, post: string, name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await takeStaffStep(service, circulars, number, memberOf(post), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  at(-24, 9);
  const closed = await issue({
    title: '值班电话和报送时间的变动',
    paper: '青政办〔2026〕21号',
    words: '从下周一起，各单位值班电话改为三班，每班交接时双方签字。每日情况仍在下午两点前报，没有情况也要报。',
    receipt_by: addDays(today, -19),
    ...sentTo(['housing', 'transport', 'education', 'water', 'market', 'fire']),
  });
  at(-23, 9);
  await take(closed, 'housing.handler', 'confirm_receipt');
  await take(closed, 'transport.head', 'confirm_receipt');
  at(-21, 15);
  await take(closed, 'education.head', 'confirm_receipt');
  await take(closed, 'fire.head', 'confirm_receipt');
  at(-16, 10);
  await take(closed, 'water.handler', 'confirm_receipt');
  at(-12, 9);
  await take(closed, 'county.head', 'close_board');

  at(-6, 9);
  const running = await issue({
    title: '冬季用火用电用气安全检查',
    paper: '青政办〔2026〕34号',
    words:
      '各单位检查本单位和所管场所的用火、用电、用气：线路、电热器具、燃气软管和报警器、消防通道。查出的隐患按隐患台账办。检查情况报一份文件；没有要查的场所，写明没有要办的。',
    receipt_by: addDays(today, -3),
    carry_by: addDays(today, 12),
    ...sentTo(['housing', 'transport', 'education', 'water', 'fire']),
  });
  at(-5, 10);
  await take(running, 'housing.head', 'confirm_receipt');
  await take(running, 'education.handler', 'confirm_receipt');
  await take(running, 'water.handler', 'confirm_receipt');
  at(-2, 11);
  await take(running, 'fire.head', 'confirm_receipt');
  at(-1, 16);
  await take(running, 'education.head', 'report_carried_out', { paper: '青教〔2026〕58号', on: addDays(today, -1), pages: 4 });
  await take(running, 'water.handler', 'say_nothing_to_do');
  setClock(now);
  return 'two circulars, one of them closed with an office that never received it';
};
