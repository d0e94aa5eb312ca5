import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who opens a draft to everybody, answers what was said, or says something. */
export const CONSULTATION_SENTENCES = phrases('portal/consultation-sentences.CONSULTATION_SENTENCES', {
  consultation_unknown: () => ({
    'zh-CN': '没有这个编号的征求意见。请从征求意见的页面进来，或者核对编号。',
    en: 'There is no consultation of this number. Come in by the page of the consultation, or check the number.',
  }),
  consultation_closed: (data: JsonObject) => ({
    'zh-CN': `这次征求意见只在${String(data['from'])}至${String(data['due'])}收意见。您写的没有提交。随时可以提一个建议。`,
    en: `This consultation takes comments from ${String(data['from'])} to ${String(data['due'])} only. Nothing was filed. A proposal can be filed at any time.`,
  }),
  consultation_days: () => ({ 'zh-CN': '截止的日子不能早于开始的日子。', en: 'The last day of the period cannot lie before its first.' }),
  words_hold_number: () => ({
    'zh-CN': '要公开的话里有查询码、事项编号、电话、邮箱或者证件号：别人会由此认出您，把您的几件事连在一起。请去掉，或者不公开。',
    en: 'What is to be published holds a receipt code, the number of a matter, a telephone, an address of mail or a document: by it others could tell who you are and join what you have raised. Please leave it out, or do not have it published.',
  }),
  consultation_far: (data: JsonObject) => ({
    'zh-CN': `截止的日子最晚是今天起第${String(data['max'])}天：提了意见的人都在等答复。`,
    en: `The last day is at most ${String(data['max'])} days from today: whoever speaks waits for an answer until then.`,
  }),
  consultation_short: (data: JsonObject) => ({
    'zh-CN': `按规则至少到${String(data['due'])}。更短的，写明为什么，所有人都读得到。`,
    en: `By the rule it is open until ${String(data['due'])} at least. Where it is shorter, say why; everybody reads that.`,
  }),
  consultation_shorter: (data: JsonObject) => ({
    'zh-CN': `期限只能延长：新的日子要晚于${String(data['due'])}。`,
    en: `The period can only be made longer: the new day lies after ${String(data['due'])}.`,
  }),
  consultation_over: () => ({
    'zh-CN': '已经作出决定，或者草案已经收回。',
    en: 'It has been decided, or the draft was taken back.',
  }),
  consultation_ended: () => ({
    'zh-CN': '征求意见的期限已过，不能再延长；需要的，另开一次。',
    en: 'The period is over and cannot be prolonged: open another one where it is needed.',
  }),
  consultation_runs: () => ({
    'zh-CN': '征求意见还没有截止：先让所有人说完。',
    en: 'The period still runs: everybody is heard first.',
  }),
  groups_full: (data: JsonObject) => ({
    'zh-CN': `最多${String(data['max'])}组，请并到已有的组。`,
    en: `There are ${String(data['max'])} groups at most: put it into one that is there.`,
  }),
  groups_none: () => ({ 'zh-CN': '还没有分组，先建一个组。', en: 'There is no group yet: make one first.' }),
  comments_none: () => ({ 'zh-CN': '至少勾选一条意见。', en: 'Tick at least one comment.' }),
  words_published: () => ({
    'zh-CN': '同意公开的意见已经定下来公开，这一步改不了了。',
    en: 'The words of those who agreed have been ordered to be published: this can no longer be changed.',
  }),
  publishing_not_agreed: () => ({
    'zh-CN': '这条意见没有同意公开，不会公开。',
    en: 'Its filer has not agreed to be published, and it will not be.',
  }),
});
