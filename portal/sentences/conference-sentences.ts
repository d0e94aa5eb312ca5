import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who calls a conference, brings something, decides, or owes what was decided. */
export const CONFERENCE_SENTENCES = phrases('portal/conference-sentences.CONFERENCE_SENTENCES', {
  conference_no_office: () => ({ 'zh-CN': '选至少一个参加的单位。', en: 'Choose at least one office that takes part.' }),
  conference_own_office: () => ({
    'zh-CN': '召集单位自己不用选，它一定在。',
    en: 'Your own office is not chosen: it is there because it calls.',
  }),
  agenda_item_unknown: () => ({
    'zh-CN': '没有这个编号的事，或者它不能由您的单位列入议程。',
    en: 'There is nothing of this number, or it is not for your office to put on an agenda.',
  }),
  agenda_item_twice: () => ({
    'zh-CN': '这件事已经在议程上，或者已经写明理由拿下了。',
    en: 'This stands on the agenda already, or was taken off with a reason.',
  }),
  agenda_item_office: () => ({
    'zh-CN': '欠办这件事的单位不参加这次会议，请另外召集，或者请它参加。',
    en: 'The office that owes this does not take part: call another conference with it.',
  }),
  decision_office: () => ({
    'zh-CN': '这个单位没有参加会议，也不是召集单位的下级，不能给它定事。',
    en: 'This office was not there and does not stand below the one that called: nothing can be decided for it.',
  }),
  decision_twice: () => ({
    'zh-CN': '这件事已经定给这个单位了。刚才可能有人同时记了一次。',
    en: 'This was decided for this office already; somebody may have written it down at the same moment.',
  }),
  decision_single_matter: () => ({
    'zh-CN': '关于单独一件事项的决定不公开，这一栏留空。',
    en: 'What is decided about a single matter is not told to everybody: leave this empty.',
  }),
  decision_own_word: () => ({
    'zh-CN': '说办完的岗位不能自己核对，请另一个岗位核对。',
    en: 'Who said that it was done does not confirm it: another post does.',
  }),
  decision_extended_once: () => ({
    'zh-CN': '这项决定已经延长过一次，不能再延长。',
    en: 'It was extended once already, and is not extended again.',
  }),
  decision_late: () => ({
    'zh-CN': '日期已经过了，不能再延长：逾期就是逾期。办完以后照样写明。',
    en: 'Its day is over: what is late is not extended. Say when it is done all the same.',
  }),
  decision_earlier: (d: JsonObject) => ({
    'zh-CN': `要延长到${String(d['due'] ?? '')}以后的一天。`,
    en: `Choose a day after ${String(d['due'] ?? '')}.`,
  }),
  minutes_undecided: (d: JsonObject) => ({
    'zh-CN': `议程上还有${String(d['count'] ?? '')}件没有结果。每一件都要定下来，或者写明为什么不定，才能签发纪要。`,
    en: `On ${String(d['count'] ?? '')} of the agenda nothing was said yet. Decide on each, or say why nothing is decided; then the minutes can be signed.`,
  }),
  minutes_unanswered: () => ({
    'zh-CN': '还有单位没有会签，会签的期限也没有到。',
    en: 'Some offices have still to countersign, and their time is not over.',
  }),
  taken_already: () => ({
    'zh-CN': '这件事项已经由一位负责人牵头，一件事项只有一位。',
    en: 'A head has taken this matter already; one matter has one head.',
  }),
  taken_undecided: () => ({
    'zh-CN': '这件事项还没有答复，办到有结果才能结束；不再牵头的写明理由。',
    en: 'The matter has not been answered yet: it ends with a decision, or is given up with a reason.',
  }),
});
