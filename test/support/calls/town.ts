import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { fileMatter } from '../../../features/grievances/server/file-matter.ts';
import { CHANNEL_FILE } from '../../../engine/calls/channel-file.ts';
import { deliverCalls } from '../../../engine/calls/deliver-calls.ts';
import { writeCalls, type CallsOfEvent } from '../../../engine/calls/write-calls.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import type { CallReason } from '../../../kernel/callout/call-state.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { SECRETS, startGateways, type Arrived } from './gateways.ts';
import { openTown, type TestTown } from '../installation.ts';
import { startMail } from '../carriers.ts';

export type Channels = readonly { readonly name: string; readonly [field: string]: unknown }[];

/** What is wanted of a message: where it came out, for whom, and what stands in it. */
interface Wanted {
  readonly at: string;
  readonly to: string;
  readonly says: string;
}

/** Whom the channels of a town reach: the offices of its groups, and the addresses of posts. */
export interface Reach {
  readonly offices: readonly string[];
  readonly sms: { readonly [post: string]: readonly string[] };
  readonly mail: { readonly [post: string]: readonly string[] };
}

/** The other ends of all channels of a town, where no message may come that nobody expected. */
export const openChannels = async (town: TestTown, { offices, sms, mail: mails }: Reach) => {
  const gateways = await startGateways(town.now);
  const mail = await startMail();
  const { service } = town;
  const all: { readonly [name: string]: Channels[number] } = {
    dingtalk: {
      name: 'dingtalk',
      kind: 'dingtalk',
      url: gateways.url('dingtalk?access_token=group'),
      secret: SECRETS.dingtalk,
      offices,
    },
    feishu: {
      name: 'feishu',
      kind: 'feishu',
      url: gateways.url('feishu'),
      secret: SECRETS.feishu,
      offices,
    },
    wecom: { name: 'wecom', kind: 'wecom', url: gateways.url('wecom?key=group'), offices },
    wps: { name: 'wps', kind: 'wps', url: gateways.url('wps'), offices, lang: 'en' },
    hook: { name: 'hook', kind: 'hook', url: gateways.url('hook'), secrets: SECRETS.hook, offices },
    sms: {
      name: 'sms',
      kind: 'sms',
      url: gateways.url('sms'),
      headers: { authorization: 'Bearer gateway' },
      body: '{"mobile":"{to}","content":"{text}"}',
      accepted: { field: 'code', is: '0' },
      id: 'msgid',
      to: sms,
    },
    mail: {
      name: 'mail',
      kind: 'mail',
      host: '127.0.0.1',
      port: mail.port,
      tls: 'none',
      from: 'calls@county.example',
      to: mails,
    },
  };
  const write = async (text: string, mode = 0o600): Promise<void> => {
    await service.keys.writeText(CHANNEL_FILE, text);
    chmodSync(join(service.keys.path, CHANNEL_FILE), mode);
  };
  /** The channels of the file, in this order. */
  const use = (names: readonly string[], more: object = {}): Promise<void> =>
    write(JSON.stringify({ url: 'https://huiyin.example', private: [gateways.host], channels: names.map((name) => all[name]), ...more }));

  let wanted: Wanted[] = [];
  /** How many messages are due or on their way. */
  const unsettled = async (): Promise<{ readonly due: number; readonly sending: number }> => {
    const { rows } = await town.superuser.query<{ due: number; sending: number }>(
      "select count(*) filter (where state = 'waiting' and due_at <= $1)::int as due, count(*) filter (where state = 'sending')::int as sending from call_message",
      [new Date(town.now()).toISOString()],
    );
    return rows[0] ?? { due: 0, sending: 0 };
  };
  /** Until nothing is due, and nothing that a step has sent by itself is on its way; or what is due can go nowhere now. */
  const settled = async (): Promise<void> => {
    for (let [rounds, stuck] = [0, 0]; rounds < 750 && stuck < 3; rounds += 1) {
      const { due, sending } = await unsettled();
      if (due + sending === 0) return;
      const handled = due === 0 ? 0 : await deliverCalls(service);
      stuck = handled > 0 || sending > 0 ? 0 : stuck + 1;
      if (handled === 0) await sleep(20);
    }
  };
  const came = (): readonly Arrived[] => [
    ...gateways.arrived,
    ...mail.mails.map((it) => ({ at: 'mail', to: it.to.join(), text: it.text, id: '', minute: 0 })),
  ];
  /** Forgets what was sent and what was expected; and the messages too, where no event stands for them. */
  const reset = async (rows = true): Promise<void> => {
    gateways.reset();
    mail.mails.length = 0;
    mail.state.refuse = false;
    wanted = [];
    if (rows) await town.superuser.query('delete from call_code; delete from call_message');
  };
  return {
    gateways,
    mail,
    channels: all,
    write,
    use,
    reset,
    came,
    settled,
    /** The rows as they stand, in the order in which they were written. */
    rows: async (fields = 'post, channel, state, attempt, answer_code') =>
      (await town.superuser.query(`select ${fields} from call_message order by due_at, channel, post`)).rows,
    /** A message that has to come. */
    expect: (channel: string, to: string, says: string): void => void wanted.push({ at: channel, to, says }),
    /** Delivers until nothing is due, and fails on any message that nobody expected, as on each that did not come. */
    waitAndAssert: async (): Promise<void> => {
      await settled();
      const left = [...came()];
      for (const want of wanted) {
        const found = left.findIndex(
          ({ at: where, to, text }) => where === want.at && (want.to === '' || to === want.to) && text.includes(want.says),
        );
        expect(found, `no message by ${want.at} to ${want.to}: ${want.says}`).toBeGreaterThanOrEqual(0);
        left.splice(found, 1);
      }
      expect(left, 'messages that nobody expected').toEqual([]);
      wanted = [];
      gateways.arrived.length = 0;
      mail.mails.length = 0;
    },
    close: async (): Promise<void> => {
      gateways.close();
      await mail.close();
    },
  };
};

/** A county with channels, where nothing runs by itself. */
export const openCallTown = async (at = '2026-12-01T03:07:00Z') => {
  const town: TestTown = await openTown({ at, withStaff: true });
  const { service } = town;
  const ends = await openChannels(town, {
    offices: ['letters', 'housing', 'water'],
    sms: { 'letters.desk': ['13800000001'], 'letters.head': ['13800000002'] },
    mail: { 'letters.desk': ['desk@county.example'], 'letters.head': ['head@county.example'] },
  });
  let token = 0;
  const begin = async (): Promise<string> => {
    token += 1;
    const filed = await fileMatter(
      service,
      { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' },
      { token: `call-${token}-abcdefgh` },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    return filed.number;
  };
  /** Calls some posts for one step, caused by the first event of something. */
  const call = (
    matter: string,
    posts: readonly string[],
    how: { because?: CallReason; step?: string; cycle?: number; exercise?: boolean; subject?: CallsOfEvent['subject'] } = {},
  ): Promise<void> =>
    inJurisdiction(service.pools.app, 1, (tx) =>
      writeCalls(service, tx, {
        matter,
        n: 0,
        at: town.now(),
        exercise: how.exercise ?? false,
        subject: how.subject ?? { kind: 'fire', place: { 'zh-CN': '城关小学', en: 'Chengguan Primary School' }, level: 'strengthened' },
        calls: [{ step: how.step ?? '1', cycle: how.cycle ?? 1, posts: posts.map((post) => ({ post, because: how.because ?? 'first' })) }],
      }),
    );
  return {
    ...ends,
    town,
    service,
    begin,
    call,
    close: async (): Promise<void> => {
      await ends.close();
      await town.close();
    },
  };
};

export type CallTown = Awaited<ReturnType<typeof openCallTown>>;
