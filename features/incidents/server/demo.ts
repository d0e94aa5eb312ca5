import type { DemoPlace } from '../../../desk/feature.ts';
import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { minuteText } from '../../../kernel/stream/fields.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep, type StaffEntityKind } from '../../../engine/staff-entity.ts';
import { publicSites, siteRows } from '../../sites/public.ts';
import type { IncidentState } from '../domain/state.ts';
import { advanceCalls } from './advance-calls.ts';
import { drills, incidents } from './incidents.ts';
import { plansFor } from './plans.ts';

const MINUTE = 60_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

/** One incident or drill of the demo, lived through minute by minute. */
const livingThrough = (place: DemoPlace, kind: StaffEntityKind<IncidentState>, start: Instant, zone: string) => {
  const { service, setClock, now } = place;
  let number = '';
  const at = (minutes: number): Instant => instant(Math.min(addMs(start, minutes * MINUTE), now));
  const stateOf = async (who: string): Promise<IncidentState> => {
    const view = await readStaffEntity(service, kind, number, memberOf(who));
    if (!view || isRefusal(view)) throw new Error('the demo cannot open its own incident');
    return view.state;
  };
  return {
    text: (minutes: number): string => minuteText(at(minutes), zone),
    stateOf,
    begin: async (minutes: number, who: string, input: JsonObject): Promise<void> => {
      setClock(at(minutes));
      const begun = await beginStaffEntity(service, kind, memberOf(who), input);
      if (isRefusal(begun)) throw new Error(`the demo began nothing: ${JSON.stringify(begun)}`);
      number = begun;
    },
    step: async (minutes: number, who: string, name: string, input: JsonObject = {}): Promise<void> => {
      setClock(at(minutes));
      await advanceCalls(service);
      const refusal = await takeStaffStep(service, kind, number, memberOf(who), { name, input });
      if (refusal) throw new Error(`${name} by ${who}: ${JSON.stringify(refusal)}`);
    },
    /** Whoever was called and has not answered yet. */
    called: async (who: string): Promise<readonly string[]> => {
      const { calls, answers } = await stateOf(who);
      const posts = [...new Set(calls.flatMap(({ posts: all }) => all.map(({ post }) => post)))];
      return posts.filter((post) => !answers.some((answer) => answer.post === post));
    },
    look: async (minutes: number): Promise<void> => {
      setClock(at(minutes));
      await advanceCalls(service);
    },
  };
};

type Life = ReturnType<typeof livingThrough>;

const OWN = 'housing';
const [DUTY, HEAD] = [`${OWN}.duty`, `${OWN}.head`];

/** A fire in a boiler room three weeks ago, told late in writing, reviewed, with a lesson that is being put into practice. */
const fire = async (life: Life, above: string, site: string | undefined, plan: string | undefined, by: string): Promise<void> => {
  await life.begin(4, DUTY, {
    kind: 'fire',
    as: 'incident',
    known: life.text(0),
    source: 'duty_call',
    ...(site === undefined ? {} : { site }),
    words: '锅炉房冒烟，看到明火。值班电话接到。',
  });
  await life.step(5, DUTY, 'enter_call', {
    whom: 'fire_brigade',
    number: '119',
    answered: '接警员',
    from: life.text(1),
    to: life.text(2),
  });
  if (plan !== undefined) {
    await life.step(6, DUTY, 'open_plan', { plan });
    const [first] = await life.called(DUTY);
    if (first !== undefined) {
      await life.step(8, first, 'acknowledge_call');
      await life.step(15, first, 'say_arrived');
      await life.step(16, first, 'take_command');
    }
  }
  await life.step(18, DUTY, 'enter_call', { whom: 'head', number: '12345678', answered: '负责人', from: life.text(7), to: life.text(8) });
  await life.step(20, DUTY, 'send_report', { which: 'first', conditions: '锅炉房明火，没有人受伤。', actions: '已叫119，组织撤出。' });
  await life.step(24, `${above}.head`, 'take_report', { of: (await life.stateOf(DUTY)).reports[0]?.n ?? 0 });
  await life.step(30, HEAD, 'state_toll', { dead: 0, missing: 0, injured: 0, evacuated: 36 });
  await life.step(55, HEAD, 'grade_incident', { grade: 'none' });
  await life.step(70, HEAD, 'end_danger', { words: '明火扑灭，余火清理完。' });
  await life.step(140, DUTY, 'send_report', {
    which: 'final',
    conditions: '明火扑灭，没有人受伤。',
    actions: '119到场扑救，36人撤出后返回。',
    needs: '更换锅炉房的排烟管。',
  });
  const final = (await life.stateOf(DUTY)).reports.at(-1)?.n ?? 0;
  await life.step(150, `${above}.head`, 'take_report', { of: final });
  await life.step(2 * 1440, HEAD, 'write_review', {
    late: '书面报告晚了：值班台没有打印机，手写再送。',
    learnt: '排烟管要列入月查；值班台要能直接发书面报告。',
  });
  await life.step(2 * 1440 + 5, HEAD, 'set_lesson', { office: OWN, words: '值班台装一台打印机，写进交接班检查。', by });
  await life.step(2 * 1440 + 10, HEAD, 'close_incident');
};

/** An announced drill a week ago: the alarm, everybody out, counted by floor, one fault, assessed. */
const drill = async (life: Life, site: string, plan: string | undefined): Promise<void> => {
  await life.begin(0, HEAD, { kind: 'fire', site, announced: 'announced', words: '周一疏散演练，先广播后拉警报。' });
  if (plan !== undefined) await life.step(1, HEAD, 'open_plan', { plan });
  await life.step(3, HEAD, 'give_alarm');
  await life.step(6, HEAD, 'say_out');
  await life.step(8, HEAD, 'count_group', { group: '一层', out: 41, missing: 0 });
  await life.step(9, HEAD, 'count_group', { group: '二层', out: 38, missing: 0 });
  await life.step(11, HEAD, 'note_fault', { what: '东侧楼梯间的门推不开', words: '门后堆了纸箱，当场搬走。' });
  await life.step(15, HEAD, 'end_danger', { words: '演练结束，人员返回。' });
  await life.step(1440, HEAD, 'assess_drill', {
    organised: '按预案分四组，广播清楚。',
    goals: '两分钟内全部撤出：用了三分钟，没有达到。',
    carriedOut: '各组到位，点名无误。',
    problems: '东侧楼梯间的门一度推不开。',
  });
};

/** A fire that is over and reviewed, a drill of last week, and a watch that waits to be verified. */
export const fillDemo = async (place: DemoPlace): Promise<string> => {
  const { service, now, setClock } = place;
  const it = await service.jurisdiction();
  const above = it.offices.get(OWN)?.parent;
  if (above == null) return 'no incident: nobody stands above';
  const today = dateIn(now, it.zone);
  const sites = await service.read(async (tx) =>
    siteRows(
      tx,
      (await publicSites(tx, { name: '', site: '' })).map((one) => one.site),
    ),
  );
  const site = sites.find((one) => one.office === OWN || one.local === OWN || one.sector === OWN);
  const plan = (what: string): string | undefined => plansFor(it, { what, site: null, lead: OWN, above })[0]?.plan.id;
  const dayAt = (days: number, hours: number): Instant => addMs(startOfDay(addDays(today, -days), it.zone), hours * 60 * MINUTE);
  await fire(livingThrough(place, incidents, dayAt(21, 3), it.zone), above, site?.site, plan('fire'), addDays(today, 5));
  if (site) await drill(livingThrough(place, drills, dayAt(7, 8), it.zone), site.site, plan('fire'));
  const watch = livingThrough(place, incidents, addMs(now, -12 * MINUTE), it.zone);
  await watch.begin(5, DUTY, {
    kind: 'flood',
    as: 'watch',
    known: watch.text(0),
    source: 'warning',
    words: '上游雨量站报大雨，河水上涨。',
  });
  setClock(now);
  return 'a fire, a drill, and a watch';
};
