import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads whose code was not taken. */
export const CODE_SENTENCES = phrases('portal/code-sentences.CODE_SENTENCES', {
  code_is_number: () => ({
    'zh-CN': '这是编号，不是查询码。查询码是21个字符，也在回执上。',
    en: 'This is the number, not the code. The code has 21 characters and stands on the receipt, too.',
  }),
  code_length: () => ({
    'zh-CN': '查询码是21个字符，您输入的长短不对。请再核对一遍。',
    en: 'A code has 21 characters; this one is longer or shorter. Please check it again.',
  }),
  code_character: () => ({
    'zh-CN': '查询码里有一个不会出现的字符。查询码只有数字和字母，没有U。请再核对一遍。',
    en: 'This code holds a character that no code has. Codes are digits and letters, without U. Please check it again.',
  }),
  code_check: () => ({
    'zh-CN': '查询码里有一个字符不对，多半是抄写时看错了。请再核对一遍。',
    en: 'One character of this code is wrong, probably misread when it was copied. Please check it again.',
  }),
  code_replaced: () => ({
    'zh-CN': '这个查询码已经换成新的了。不是您换的，请用它打开“查进度”，那里可以说“不是我”。',
    en: 'This code was replaced by a new one. If that was not you, open “Follow a matter” with it and say so there.',
  }),
  code_waits: () => ({
    'zh-CN': '这个查询码要先换成新的才有用：它是工作人员交给您的，或者是丢了查询码以后领的凭证。请用它打开“查进度”。',
    en: 'This code only serves to take a new one: staff handed it to you, or it was given for a lost code. Open “Follow a matter” with it.',
  }),
  code_reads_only: () => ({
    'zh-CN': '这个查询码只能看，不能办。要办，请用原来的查询码。',
    en: 'This code can read and not act. To act, use the code of the receipt itself.',
  }),
  code_carries: () => ({
    'zh-CN': '这是受托代办的人用的查询码，只看得到进度。请用它打开“查进度”。',
    en: 'This is the code of somebody who carries a matter: it shows progress only. Open “Follow a matter” with it.',
  }),
  carrier_there: () => ({
    'zh-CN': '已经托了一个人。要换人，先停掉原来的委托。',
    en: 'Somebody was asked already. End that mandate first.',
  }),
  reading_codes_spent: (d: JsonObject) => ({
    'zh-CN': `只读的查询码最多${String(d['max'])}个。请先把原来的停掉。`,
    en: `There can be ${String(d['max'])} reading codes at most. End the present ones first.`,
  }),
});
