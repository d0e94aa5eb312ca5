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
});
