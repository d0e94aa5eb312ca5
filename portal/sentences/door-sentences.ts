import { phrases } from '../../kernel/language/words.ts';
/** What somebody reads where a matter is for an independent door, or the way to one does not work. */
export const DOOR_SENTENCES = phrases('portal/door-sentences.DOOR_SENTENCES', {
  about_unanswered: () => ({
    'zh-CN': '请先回答：您是要举报某个人，还是有件事要办？',
    en: 'Please answer first: do you want to report a person, or is something to be done?',
  }),
  kind_unanswered: () => ({
    'zh-CN': '请先选一样：最要紧的是哪一件？',
    en: 'Please choose one first: which of them matters most?',
  }),
  kind_not_here: () => ({
    'zh-CN': '这台服务器不收这一类事，您写的没有保存。举报、报复和孩子受伤害的事，由独立受理处收；它那里也只收这几类。',
    en: 'This server does not take matters of this kind; nothing you wrote was stored. Accusations, retaliation and danger to a child go to the independent door, and it takes nothing else.',
  }),
  door_closed: () => ({
    'zh-CN': '这里现在没有独立受理处，什么都没有收下。要找谁，请看“反映一件事”的第一步。',
    en: 'There is no independent door here now, and nothing was taken. Whom to go to stands behind the first question of “Raise a matter”.',
  }),
  box_form: () => ({
    'zh-CN': '送来的不是一只封好的信封，没有收下。请重新打开书写的那一页再试。',
    en: 'What was sent is no sealed envelope, and was not taken. Please open the writing page again and try once more.',
  }),
  boxes_full: () => ({
    'zh-CN': '等着送走的信封太多，这一只没有收下。您写的还在页上；请过一会儿再试，或者打电话给受理处。',
    en: 'Too many envelopes are waiting to be passed on; this one was not taken. What you wrote is still on the page. Try again later, or telephone the door.',
  }),
});
