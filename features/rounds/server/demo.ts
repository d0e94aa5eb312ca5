import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Answer, Answers } from '../../../kernel/form/evaluate.ts';
import { canFail, questionsOf, type Form } from '../../../kernel/form/form.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { everySiteOf } from '../../sites/public.ts';
import { recordLook } from './record-look.ts';
import { rounds } from './rounds.ts';

const FORM = 'fire-check';
const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

/** A filled form whose first check is not in order. */
const filled = (form: Form): Answers => {
  const questions = questionsOf(form);
  const bad = questions.find(({ item }) => item.kind === 'check' && canFail(item))?.key;
  return Object.fromEntries(
    questions.flatMap(({ key, item }): readonly (readonly [string, Answer])[] => {
      if (key === bad) return [[key, { value: 'fail', words: '疏散通道堆了货架，已要求当天清走' }]];
      if (item.kind === 'check') return [[key, { value: 'pass' }]];
      if (item.kind === 'one_of') return [[key, { value: item.options.find((it) => !it.fail)?.id ?? '' }]];
      if (item.kind === 'count' || item.kind === 'measure') return [[key, { value: item.bounds?.max ?? item.bounds?.min ?? 1 }]];
      return [];
    }),
  );
};

/** A round of the demo county in its second phase: a plan that was handed in, a tour, one site looked at and others that wait. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const it = await service.jurisdiction();
  const today = dateIn(now, it.zone);
  const day = (days: number): string => addDays(today, days);
  const at = (days: number, hour: number): void =>
    setClock(instant(Math.min(startOfDay(addDays(today, days), it.zone) + hour * HOUR_MS, now)));
  const head = memberOf('county.head');
  const input: JsonObject = {
    title: '岁末年初消防安全专项检查',
    english: 'Fire safety before the new year',
    subject: 'fire',
    form: FORM,
    tours: 3,
    class_school: true,
    class_canteen: true,
    class_market: true,
    class_old_timber: true,
    class_public_venue: true,
    office1: 'county',
    phase1_yields: 'plan',
    phase1_from: day(-12),
    phase1_to: day(-8),
    phase2_yields: 'checks',
    phase2_from: day(-7),
    phase2_to: day(13),
    phase3_yields: 'look_back',
    phase3_from: day(14),
    phase3_to: day(27),
    phase4_yields: 'closing_report',
    phase4_from: day(28),
    phase4_to: day(34),
  };
  at(-12, 9);
  const round = await beginStaffEntity(service, rounds, head, input);
  if (isRefusal(round)) throw new Error(`the round: ${JSON.stringify(round)}`);
  const take = async (name: string, step: JsonObject): Promise<void> => {
    const refusal = await takeStaffStep(service, rounds, round, head, { name, input: step });
    if (refusal) throw new Error(`the round, ${name}: ${JSON.stringify(refusal)}`);
  };
  at(-9, 15);
  await take('hand_in', { phase: 1, words: '方案已印发，场所分三批检查。', paper: '青政办〔2026〕31号' });
  at(-3, 10);
  await take('record_tour', {
    office: 'county',
    own_checks: true,
    records_true: true,
    posts_named: true,
    found: '抽看两处，记录与现场一致。',
  });
  const form = it.forms.get(it.forms.newest.get(FORM) ?? '');
  const site = (await service.read((tx) => everySiteOf(tx, 'housing'))).find((row) => row.class === 'old_timber');
  if (!form || !site) throw new Error('the demo has no form or no site to look at');
  at(-2, 14);
  const look = { number: round, site: site.site, answers: filled(form), files: [] };
  const made = await recordLook(service, memberOf('housing.handler'), look, 'the-one-look-of-the-demo-round');
  if (isRefusal(made)) throw new Error(`the look: ${JSON.stringify(made)}`);
  setClock(now);
  return 'a round of checks';
};
