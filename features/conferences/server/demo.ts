import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { undecided } from '../domain/state.ts';
import { conferences } from './conferences.ts';
import { takenMatters } from './taken-matters.ts';

const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

/**
 * Conferences of the demo county: one that was held twelve days ago, with decisions that are kept, under way and late, and one that is called
 * for tomorrow, with what is stuck today on its agenda; and a matter of it that the head has taken.
 */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  const at = (days: number, hour: number): void =>
    setClock(instant(Math.min(startOfDay(addDays(today, days), zone) + hour * HOUR_MS, now)));
  const head = memberOf('county.head');
  const begin = async (input: JsonObject): Promise<string> => {
    const number = await beginStaffEntity(service, conferences, head, input);
    if (isRefusal(number)) throw new Error(`a conference: ${JSON.stringify(number)}`);
    return number;
  };
  const OFFICES = { office1: 'housing', office2: 'transport', office3: 'education', office4: 'fire' };
  at(-15, 9);
  const held = await begin({ kind: 'monthly_members', by: addDays(today, -12), ...OFFICES });
  const take = async (name: string, input: JsonObject, post = 'county.head'): Promise<void> => {
    const refusal = await takeStaffStep(service, conferences, held, memberOf(post), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  at(-12, 9);
  await take('open_conference', {});
  const view = await readStaffEntity(service, conferences, held, head);
  if (view === undefined || isRefusal(view)) throw new Error('the conference does not open');
  const [first, ...others] = undecided(view.state);
  const decide = (input: JsonObject): Promise<void> => take('decide_item', input);
  if (first)
    await decide({
      item: first.entity,
      office: first.office,
      by: addDays(today, 9),
      what: '由承办单位先到现场，十日内写明能做什么、哪天做完。',
    });
  for (const { entity } of others) await take('put_off_item', { item: entity, reason: 'facts_missing' });
  await decide({
    office: 'transport',
    by: addDays(today, -5),
    what: '学校门口的斑马线、减速带列出清单，先画五处。',
    public_line: '五所学校门口补画斑马线',
  });
  await decide({
    office: 'education',
    by: addDays(today, -3),
    what: '校车站点的增减先公示七天，听了意见再定。',
    public_line: '校车站点增减先公示七天',
  });
  await decide({
    office: 'fire',
    by: addDays(today, 6),
    what: '老旧小区的消防车通道划线，列出还有障碍的。',
    public_line: '老旧小区消防车通道全部划线',
  });
  at(-11, 10);
  await take('sign_minutes', { minutes: '会议听取了逾期事项的情况，逐项定了承办单位和日期。没有定下的，补齐事实后下次再议。' });
  for (const office of ['housing', 'transport', 'education']) {
    at(-10, 9);
    await take('countersign_minutes', {}, `${office}.head`);
  }
  at(-9, 11);
  await take('state_dissent', { reason: '划线由街道和物业一起做，单靠本单位六日内做不完。' }, 'fire.head');
  at(-8, 9);
  await take('close_conference', {});
  at(-6, 15);
  await take('keep_decision', { decision: first ? 2 : 1, done: '五处斑马线已画完，减速带装了三处。' }, 'transport.handler');
  at(-5, 10);
  await take('confirm_decision', { decision: first ? 2 : 1 });
  at(0, 9);
  const next = await begin({ kind: 'on_call', by: addDays(today, 1), ...OFFICES, office5: 'water' });
  const agenda = await readStaffEntity(service, conferences, next, head);
  const stuck = agenda === undefined || isRefusal(agenda) ? undefined : agenda.state.agenda.find(({ kind }) => kind === 'matter');
  if (!stuck) throw new Error('no matter is stuck in the demo');
  const taken = await beginStaffEntity(service, takenMatters, head, {
    number: stuck.entity,
    by: addDays(today, 14),
    plan: '一周内请水利局把现场情况和清淤安排写清楚，两周内书面答复。',
  });
  if (isRefusal(taken)) throw new Error(`taking a matter: ${taken.refused}`);
  setClock(now);
  return 'a conference with its decisions, one to come, and a matter that a head has taken';
};
