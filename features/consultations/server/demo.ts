import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { CommentOutcome } from '../../../kernel/matter/comment.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { consultations } from './consultations.ts';
import { settleConsultations } from './settle-consultations.ts';

const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

/** What somebody says on a draft, and whether that may be published. */
type Voice = readonly [subject: string, body: string, publish?: true];

const PARKING: readonly Voice[] = [
  ['夜间不要收费', '老城区没有小区车位，下夜班的人十二点以后停在路边，第二天七点就开走，不影响谁。', true],
  ['医院门口半小时内应当免费', '送病人下车再找车位，至少要二十分钟。'],
  ['收费的钱用到哪里，每年公布一次', '收了钱，路面还是坑。希望写明用来修路、画线。', true],
];
const CARE: readonly Voice[] = [
  ['五点半放学太早', '两个人都上班，六点才到得了学校。希望延到六点。', true],
  ['收费按天不按学期', '孩子一周只去两天，按学期交不合算。', true],
  ['双胞胎、困难家庭减免', '减免要不要交证明？希望学校从已有的名单里直接减，不要孩子当众交。'],
  ['请外面的老师要公开', '请谁来上课、教什么、多少钱，开学前贴出来。', true],
  ['下雨天操场活动改到哪里', '教室不够，去年下雨就是看电影。'],
  ['自愿两个字写大一点', '去年说自愿，不报名的孩子被留下来谈话。'],
];
const FEES: readonly Voice[] = [
  ['电梯坏一个月，物业费照收，不合理', '草案第五条应当写明：电梯停用超过三天，按天减。', true],
  ['空置房不应当全收', '房子空着，垃圾也没有。建议收一半。', true],
  ['涨价要三分之二业主同意', '只写“征求意见”不够，要写明多少人同意才能涨。', true],
  ['公共收益要公开', '电梯广告、停车的钱去了哪里，一年公布一次账。', true],
  ['物业费不要按面积一刀切', '一楼不坐电梯，也交一样多。'],
  ['投诉电话没有人接', '写明几天之内回话，不回话怎么办。', true],
  ['希望街道派人监督开箱算账', '我们小区算账的时候没有别人在场。'],
];

/** What the stories of the demo do, at the time that each sets. */
const hands = async ({ service, now, setClock }: DemoPlace) => {
  // Pages come with what is public of the matters: they are loaded where the demo runs, and by no command.
  const { answerComments, fileMatter, publishWords } = await import('../../grievances/public.ts');
  const { takeStep } = await import('../../grievances/public-desk.ts');
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  const at = (days: number, hour: number): void =>
    setClock(instant(Math.min(startOfDay(addDays(today, days), zone) + hour * HOUR_MS, now)));
  const open = async (office: string, input: JsonObject): Promise<string> => {
    const number = await beginStaffEntity(service, consultations, memberOf(`${office}.head`), input);
    if (isRefusal(number)) throw new Error(`a consultation: ${JSON.stringify(number)}`);
    return number;
  };
  const take = async (number: string, office: string, name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await takeStaffStep(service, consultations, number, memberOf(`${office}.head`), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const speak = async (consultation: string, [subject, body, publish]: Voice): Promise<string> => {
    const more = publish ? { publish } : {};
    const filed = await fileMatter(
      service,
      { fields: { subject, body }, lang: 'zh-CN', kind: 'comment', consultation, ...more },
      { token: null },
    );
    if (isRefusal(filed)) throw new Error(`${subject}: ${JSON.stringify(filed)}`);
    return filed.number;
  };
  const group = async (comments: readonly string[], office: string, nth: number): Promise<void> => {
    const { post, role } = memberOf(`${office}.head`);
    for (const comment of comments) {
      const asker = { kind: 'staff', post, office, role } as const;
      const refusal = await takeStep(service, comment, asker, { name: 'group_comment', input: { group: nth } });
      if (refusal) throw new Error(`grouping: ${JSON.stringify(refusal)}`);
    }
  };
  const answer = (number: string, office: string, nth: number, outcome: CommentOutcome, reason: string): Promise<void> =>
    take(number, office, 'answer_group', { group: nth, outcome, reason });
  const tell = (): Promise<number> => answerComments(service);
  const publish = (): Promise<void> => publishWords(service);
  return { service, today, at, open, take, speak, group, answer, tell, publish };
};

type Hands = Awaited<ReturnType<typeof hands>>;

/** It was decided while a comment had no answer, which everybody sees; its words are published. */
const decidedTooEarly = async ({ service, today, at, open, take, speak, group, answer, tell, publish }: Hands): Promise<void> => {
  at(-110, 9);
  const fees = await open('housing', {
    title: '住宅小区物业服务收费办法（草案）',
    summary: '物业费怎么定、怎么涨、什么时候应当减。住在小区里的人、物业公司、业主委员会都受影响。',
    draft:
      '第一条 物业费由业主大会和物业公司商定，收费标准贴在大门口。\n第二条 涨价以前，把账目公布三十天。\n第三条 电梯停用的，停用期间的电梯费不收。\n第四条 空置的房屋，按商定的标准减收。',
    from: addDays(today, -110),
    until: addDays(today, -75),
    question1: '什么情况下应当减收？',
    question2: '涨价要多少业主同意？',
  });
  const spoken: string[] = [];
  for (const [i, voice] of FEES.entries()) {
    at(-104 + 4 * i, 11);
    spoken.push(await speak(fees, voice));
  }
  at(-74, 9);
  for (const heading of ['停用、空置时应当减收', '账目和收益公开', '其他']) await take(fees, 'housing', 'make_group', { heading });
  const of = (...places: readonly number[]): readonly string[] => places.flatMap((i) => spoken[i] ?? []);
  await group(of(0, 1), 'housing', 1);
  await group(of(2, 3), 'housing', 2);
  await group(of(4, 5), 'housing', 3);
  at(-60, 10);
  await answer(fees, 'housing', 1, 'adopted', '第三条改为：电梯停用超过三天，从停用那天起按天减收；第四条写明空置房屋减收一半。');
  await answer(fees, 'housing', 2, 'adopted_in_part', '公共收益每年公布账目，写进第二条。涨价要多少人同意，民法典已经规定，不另写。');
  await answer(fees, 'housing', 3, 'outside_draft', '本办法只管收费。回话的期限，由物业服务规范规定，已转告起草的单位。');
  await tell();
  at(-58, 9);
  await take(fees, 'housing', 'publish_words');
  await publish();
  at(-50, 10);
  await take(fees, 'housing', 'decide_consultation', {
    outcome: 'changed',
    paper: '县住建〔2026〕18号',
    words: '草案改了两条，三十天以后施行。改了哪里、为什么，写在各组的答复里。',
  });
  at(-48, 9);
  const decided = await readStaffEntity(service, consultations, fees, memberOf('housing.head'));
  const breach = decided === undefined || isRefusal(decided) ? undefined : decided.state.breaches[0]?.n;
  if (breach === undefined) throw new Error('the decision of the demo has waited for everybody');
  await take(fees, 'housing', 'explain_breach', { breach, words: '有一条意见没有归组，漏了。已经补看，会单独答复。' });
};

/** It is over, and one of its groups is answered. */
const beingAnswered = async ({ today, at, open, take, speak, group, answer, tell }: Hands): Promise<void> => {
  at(-50, 9);
  const care = await open('education', {
    title: '小学课后服务办法（草案）',
    summary: '放学以后到家长下班以前，孩子可以留在学校：几点到几点，收多少，教什么。',
    draft: '第一条 课后服务自愿参加，到下午五点半。\n第二条 每学期收费不超过三百元，困难家庭免收。\n第三条 学校可以请校外的人来上课。',
    from: addDays(today, -50),
    until: addDays(today, -12),
    question1: '几点结束合适？',
  });
  const parents: string[] = [];
  for (const [i, voice] of CARE.entries()) {
    at(-46 + 5 * i, 19);
    parents.push(await speak(care, voice));
  }
  at(-10, 9);
  for (const heading of ['时间', '收费和减免', '请谁来教']) await take(care, 'education', 'make_group', { heading });
  await group(parents.slice(0, 1), 'education', 1);
  await group(parents.slice(1, 3), 'education', 2);
  at(-4, 10);
  await answer(care, 'education', 1, 'adopted', '第一条改为到下午六点，家长晚到的，学校等到六点半。');
  await tell();
};

/** It takes comments. */
const stillOpen = async ({ today, at, open, speak }: Hands): Promise<void> => {
  at(-9, 9);
  const parking = await open('transport', {
    title: '老城区路边停车收费办法（草案）',
    summary: '老城区七条街的路边车位要不要收费，几点到几点，本街居民有没有优惠。',
    draft: '第一条 早七点到晚十点收费，每小时二元；夜间每次五元。\n第二条 本街居民每月一百元，一户一辆。\n第三条 收费用于修路和画线。',
    from: addDays(today, -9),
    until: addDays(today, 24),
    question1: '夜间要不要收费？',
    question2: '居民优惠多少合适？',
  });
  for (const [i, voice] of PARKING.entries()) {
    at(-8 + 2 * i, 20);
    await speak(parking, voice);
  }
};

/** Consultations of the demo county: one that is open, one that is over and half answered, and one that was decided before all had an answer. */
export const fillDemo = async (place: DemoPlace): Promise<string> => {
  const own = await hands(place);
  await decidedTooEarly(own);
  await beingAnswered(own);
  await stillOpen(own);
  place.setClock(place.now);
  await settleConsultations(place.service);
  return 'a draft that is open to everybody, one that is being answered, and one that was decided too early for a comment';
};
