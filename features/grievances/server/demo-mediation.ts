import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { Asker } from '../domain/decide.ts';
import { termsChange } from '../domain/mediation/table.ts';
import { fileMatter } from './file-matter.ts';
import { findHolding, type Holding } from './receipts/find-matter-of.ts';
import { consent, invite, readTable, takeTableStep } from './receipts/table.ts';
import { takeStep } from './take-step.ts';

const TEN_HOURS_MS = 36_000_000;
const STEP_MS = 360_000;

const askerOf = (post: string): Asker => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { kind: 'staff', post, office, role };
};

/** Three disputes of the demo county: one agreed, with a term to be asked after; one being talked about; one that nobody has answered. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  let step = 0;
  const on = (ago: number): void => {
    step += 1;
    setClock(instant(Math.min(startOfDay(addDays(today, -ago), zone) + TEN_HOURS_MS + step * STEP_MS, now)));
  };
  const sure = <T>(what: string, value: T): Exclude<T, { readonly refused: string }> => {
    if (isRefusal(value)) throw new Error(`${what}: ${JSON.stringify(value)}`);
    return value as Exclude<T, { readonly refused: string }>; // a refusal was thrown
  };
  const hold = async (code: string): Promise<Holding> => sure('code', await findHolding(service, code));
  const token = (): string => `demo-mediation-${String((step += 1)).padStart(7, '0')}`;
  const by = async (post: string, matter: string, name: string, input: JsonObject = {}): Promise<void> => {
    sure(name, (await takeStep(service, matter, askerOf(post), { name, input })) ?? null);
  };

  const open = async (ago: number, subject: string, body: string, words: string) => {
    on(ago);
    const filed = sure(
      subject,
      await fileMatter(service, { fields: { subject, body }, lang: 'zh-CN', kind: 'mediation', suits: true }, { token: null }),
    );
    on(ago);
    await by('letters.desk', filed.number, 'register', { office: 'housing' });
    const made = sure('invitation', await invite(service, await hold(filed.code), words, token()));
    return { ...filed, invitation: made.code };
  };
  const sit = async (ago: number, it: { readonly number: string; readonly invitation: string }, record: string): Promise<string> => {
    on(ago);
    const { code } = sure('consent', await consent(service, await hold(it.invitation), token()));
    on(ago);
    await by('housing.handler', it.number, 'accept');
    await by('housing.handler', it.number, 'tell_rights', { told: 'speech' });
    on(ago - 1);
    await by('housing.handler', it.number, 'hold_session', { at: 'community_room', words: record });
    return code;
  };

  const wall = await open(24, '两家中间的墙倒了', '墙是我家砌的，倒在他家院里。', '墙的事，想请人一起说一说。');
  const other = await sit(20, wall, '双方都说了想法，愿意各出一半。');
  on(17);
  await by('housing.handler', wall.number, 'add_term', {
    object: 'repair',
    owes: 'both',
    what: '各出一半，把墙重新砌好',
    by: addDays(today, 10),
  });
  await by('housing.handler', wall.number, 'add_term', {
    object: 'pay_money',
    owes: 'opener',
    what: '压坏的花',
    amount: 200,
    by: addDays(today, -3),
  });
  for (const code of [wall.code, other]) {
    const table = await readTable(service, wall.number);
    const of = table && termsChange(table.view.state)?.n;
    if (of === undefined) throw new Error('no terms');
    on(16);
    sure('confirm', (await takeTableStep(service, await hold(code), 'confirm_terms', { of }, token())) ?? null);
  }
  on(15);
  await by('housing.handler', wall.number, 'sign_agreement', { form: 'written' });

  const noise = await open(9, '楼下餐馆半夜出声', '每天十一点以后还在搬桌椅。', '想和您商量一下搬桌椅的时间。');
  await sit(7, noise, '店主愿意改时间，还没有定几点。');
  await open(4, '屋檐水滴到隔壁', '下雨时水滴到我家窗台。', '屋檐的事，想请人一起看看。');
  setClock(now);
  return 'three mediations';
};
