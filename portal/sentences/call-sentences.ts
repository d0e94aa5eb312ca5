import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

const where = (d: JsonObject): string => String(d['where'] ?? '');

/** What somebody reads who sets up the channels of call-outs, or answers a call with an old code. */
export const CALL_SENTENCES = phrases('portal/call-sentences.CALL_SENTENCES', {
  call_channels_open: () => ({
    'zh-CN': 'call-channels.json 里有密钥，别人也能读它，所以没有使用。请改成只有运行本系统的账户能读：chmod 600。',
    en: 'call-channels.json holds secrets and others can read it, so it is not used. Let only the account that runs this system read it: chmod 600.',
  }),
  call_channels_form: (d: JsonObject) => ({
    'zh-CN': `call-channels.json 写得不对${where(d) === '' ? '' : `，问题在 ${where(d)}`}，所以没有使用。写法见 docs/how-to/call-channels.md。`,
    en: `call-channels.json is not written as it has to be${where(d) === '' ? '' : `, at ${where(d)}`}, so it is not used. See docs/how-to/call-channels.md.`,
  }),
  call_code_late: () => ({
    'zh-CN': '这个响应码已经过期。如果事情还没有结束，请登录后在那里答复，或者打电话。',
    en: 'This code is too old to answer with. If it is not over yet, sign in and answer there, or ring.',
  }),
  push_not_set_up: () => ({
    'zh-CN': '本单位没有设这种呼叫方式。要用的话，请运维在 call-channels.json 里加上。',
    en: 'Your office is not called this way. Whoever runs this system can add it to call-channels.json.',
  }),
  push_form: () => ({
    'zh-CN': '浏览器给的登记不完整，没有加上。请再试一次。',
    en: 'What the browser sent is not complete, so the device was not added. Please try again.',
  }),
  push_service_unknown: (d: JsonObject) => ({
    'zh-CN': `这个浏览器的消息要经过 ${String(d['host'] ?? '')}，它不在 call-channels.json 列出的推送服务里，所以没有加上。`,
    en: `Messages to this browser go through ${String(d['host'] ?? '')}, which is none of the push services that call-channels.json names, so it was not added.`,
  }),
  push_devices_full: (d: JsonObject) => ({
    'zh-CN': `一个账号最多${Number(d['max'] ?? 0)}台设备。请先删掉一台。`,
    en: `An account has ${Number(d['max'] ?? 0)} devices at most. Remove one first.`,
  }),
  push_device_gone: () => ({
    'zh-CN': '推送服务说这台设备已经不在了，所以删掉了。要用的话，请在那台设备上重新打开。',
    en: 'The push service says that this device is gone, so it was removed. Switch it on again there.',
  }),
  push_not_taken: (d: JsonObject) => ({
    'zh-CN': `推送服务没有收下这条消息（${String(d['said'] ?? '')}）。请过一会儿再试；一直不行，就别靠这台设备。`,
    en: `The push service did not take the message (${String(d['said'] ?? '')}). Try again later; if it goes on, do not rely on this device.`,
  }),
});
