import { postOut } from '../../outbox/post-out.ts';
import type { Service } from '../../service.ts';
import { hostOf, type CallChannel, type CallChannels } from '../channel-file.ts';
import {
  byStatus,
  type ChannelKind,
  type ChannelOf,
  type ChannelRequest,
  type HttpChannel,
  type Limit,
  type Outgoing,
  type Sent,
} from './channel.ts';
import { dingtalk, DINGTALK_LIMITS } from './dingtalk.ts';
import { feishu, FEISHU_LIMITS } from './feishu.ts';
import { hook } from './hook.ts';
import { best, sendMail } from './mail.ts';
import { sendPush } from './push.ts';
import { readSms, smsRequest } from './sms.ts';
import { wecom, WECOM_LIMITS } from './wecom.ts';
import { wps, WPS_LIMITS } from './wps.ts';

/** What a channel takes at the most; nothing for those without a limit of their own. */
export const LIMITS: { readonly [kind in ChannelKind]?: readonly Limit[] } = {
  dingtalk: DINGTALK_LIMITS,
  feishu: FEISHU_LIMITS,
  wecom: WECOM_LIMITS,
  wps: WPS_LIMITS,
};

/** Whether it speaks to a group: what calls several posts for one reason is then said once. */
export const isRobot = (kind: ChannelKind): boolean => LIMITS[kind] !== undefined;

/** An answer of these channels is a line or two. */
const READ_MAX = 16_384;

type Reach = Pick<CallChannels, 'private'>;

const ask = async ({ private: named }: Reach, { url, headers, body }: ChannelRequest, read: (text: string) => Sent): Promise<Sent> => {
  const to = named.includes(hostOf(url)) ? 'any' : 'open';
  const back = await postOut({ url: new URL(url), headers, body, to, read: READ_MAX });
  return byStatus(back) ?? read(back?.text ?? '');
};

const askOnce = <K extends ChannelKind>(
  reach: Reach,
  { request, read }: HttpChannel<K>,
  channel: ChannelOf<K>,
  out: Outgoing,
): Promise<Sent> => ask(reach, request(channel, out), (text) => read(channel, text));

/** A gateway that makes its ids of the number that was called has none that is kept. */
const withoutNumber = (sent: Sent, to: string): Sent => {
  if (sent.kind !== 'sent' || sent.provider?.includes(to.replace(/^\+/, '')) !== true) return sent;
  const { provider: _told, ...rest } = sent;
  return rest;
};

const sendOne = async (service: Service, reach: Reach, channel: CallChannel, out: Outgoing): Promise<Sent> => {
  switch (channel.kind) {
    case 'mail':
      return sendMail(channel, out);
    case 'sms':
      return best(
        await Promise.all(
          (channel.to[out.post] ?? []).map((to) =>
            ask(reach, smsRequest(channel, to, out.text), (text) => withoutNumber(readSms(channel, text), to)),
          ),
        ),
      );
    case 'push':
      return sendPush(service, reach, channel, out);
    case 'hook':
      return askOnce(reach, hook, channel, out);
    case 'dingtalk':
      return askOnce(reach, dingtalk, channel, out);
    case 'feishu':
      return askOnce(reach, feishu, channel, out);
    case 'wecom':
      return askOnce(reach, wecom, channel, out);
    case 'wps':
      return askOnce(reach, wps, channel, out);
  }
};

/**
 * Sends a message by a channel: back within about ten seconds, and never throws. What this machine cannot even send, since an address or a header of
 * the file is none, is never sent by that channel: the next one has its turn.
 */
export const sendBy = (service: Service, reach: Reach, channel: CallChannel, out: Outgoing): Promise<Sent> =>
  sendOne(service, reach, channel, out).catch((): Sent => ({ kind: 'never', code: 'not sendable' }));
