import type { JsonObject } from '../../kernel/stream/event.ts';
import { phrases } from '../../kernel/language/words.ts';

/** What somebody reads who issues a warning, adjusts or lifts it. */
export const WARNING_SENTENCES = phrases('portal/warning-sentences.WARNING_SENTENCES', {
  warning_past: () => ({
    'zh-CN': '开始的时间已经过了。已经开始的，开始时间不要填，就是现在。',
    en: 'That beginning is over. Leave it empty for a warning that holds from now on.',
  }),
  warning_ends_early: () => ({
    'zh-CN': '结束的时间要在现在以后，也要在开始以后。',
    en: 'The end lies after now, and after the beginning.',
  }),
  warning_too_long: (d: JsonObject) => ({
    'zh-CN': `从现在起最长${String(d['hours'] ?? '')}小时；危险没过的，到时再发布一次，写明来源。`,
    en: `It holds for ${String(d['hours'] ?? '')} hours from now at most; where the danger goes on, issue it again then, with its source.`,
  }),
  warning_over: () => ({
    'zh-CN': '这个预警已经结束或者解除；危险还在的，另发一个。',
    en: 'This warning is over or lifted; where the danger goes on, issue another one.',
  }),
  warning_source: () => ({
    'zh-CN': '来源和下面的栏目要对得上：上级单位要写是哪个单位、谁签的；收到报文的要贴报文；本单位看到的两样都不写。',
    en: 'The source goes with its fields: an office above with which one and who signed there, a message with its text, one’s own observation with neither.',
  }),
  warning_exercise: () => ({
    'zh-CN': '演练不能依据真的报文，真的预警也不能依据演练的报文。',
    en: 'No exercise rests on a message in earnest, and no warning in earnest on one of an exercise.',
  }),
  warning_cap: (d: JsonObject) => ({
    'zh-CN': `这段文字不能作为预警的来源（${String(d['fault'] ?? '')}）：要是一份完整的CAP 1.2报文，是发布或者调整，而且还没有到期。`,
    en: `No warning can rest on this text (${String(d['fault'] ?? '')}): it has to be a whole message of CAP 1.2 that issues or adjusts a warning and is not over.`,
  }),
});
