import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads whose step in a mediation was not taken. */
export const MEDIATION_SENTENCES = phrases('portal/mediation-sentences.MEDIATION_SENTENCES', {
  mediation_over: () => ({ 'zh-CN': '这次调解已经结束。', en: 'This mediation has ended.' }),
  mediation_not_for_this: () => ({
    'zh-CN':
      '调解只用于双方自愿、平等的纠纷。涉及暴力、未成年人受伤害，或者举报某个人、某个单位的，不调解：请报警110，或者从“要举报人”进去。',
    en: 'Mediation is for disputes of equals who both want it. Not for violence, harm to a child, or a report about a person or an office: call 110, or choose “I want to report a person”.',
  }),
  mediation_own_hand: () => ({
    'zh-CN': '调解只能由当事人自己提出：请本人在自己的手机上或者自助机上提交。',
    en: 'Only a party itself opens a mediation: on its own telephone, or at a kiosk.',
  }),
  mediator_missing: () => ({
    'zh-CN': '没有别的单位可以调解和这个单位的纠纷。请走别的路。',
    en: 'There is no other office that could mediate a dispute with this one. Please use another way.',
  }),
  consent_missing: () => ({
    'zh-CN': '另一方还没有同意。不回音不算同意。',
    en: 'The other side has not agreed. No answer is not consent.',
  }),
  rights_not_told: () => ({
    'zh-CN': '要先向双方说明调解的性质、效力和权利（司法部令第75号第三十条）。',
    en: 'First both sides are told what mediation is and what their rights are (Ministry of Justice Order 75 art. 30).',
  }),
  term_amount: () => ({
    'zh-CN': '付钱的，写整元的数，大于0；别的不写钱数。',
    en: 'For money, a whole number of yuan above 0; for anything else, none.',
  }),
  term_gags: (d: JsonObject) => ({
    'zh-CN': `协议里不能约定不投诉、不外出、不公开、不起诉一类的事（这里写了“${String(d['word'])}”）。只写谁为对方做什么、哪天前做完。`,
    en: `No term may be about complaining, travelling, publishing or suing (here: “${String(d['word'])}”). Say only who does what for the other, and by when.`,
  }),
  term_not_owed: () => ({
    'zh-CN': '这一条是您要做的，做到没有由对方说。',
    en: 'This term is yours to keep; the other side says whether it was.',
  }),
  terms_changed: () => ({
    'zh-CN': '各条刚刚改过。请再看一遍，确认现在的。',
    en: 'The terms have just changed. Please read them again and confirm them as they are now.',
  }),
  child_unsafe_since: () => ({
    'zh-CN': '从那以后孩子又说不安全：那天以前做的不算，要写重新护住以后的日子。',
    en: 'The child has been said not to be safe since then: what was done before that day does not count; say when it was protected anew.',
  }),
  child_first: () => ({
    'zh-CN': '先写明怎样护住了孩子、有没有告诉监护人、校外的人看到了什么，然后才能答复。',
    en: 'Before an answer, say how the child was protected, whether the guardian was told, and what somebody outside the school found.',
  }),
  terms_unconfirmed: () => ({
    'zh-CN': '双方都要用自己的查询码确认现在的各条，才能签署。',
    en: 'Both sides confirm the present terms with their own codes before they are signed.',
  }),
  pause_spent: (d: JsonObject) => ({
    'zh-CN': `期限最多停${String(d['days'])}天，已经用完了。`,
    en: `The time can rest for ${String(d['days'])} days at most, and they are used up.`,
  }),
  code_of_party: () => ({
    'zh-CN': '这是调解的一方用的查询码，或者是邀请码。请用它打开“调解”。',
    en: 'This is the code of a side of a mediation, or an invitation to one. Please open “Mediation” with it.',
  }),
});
