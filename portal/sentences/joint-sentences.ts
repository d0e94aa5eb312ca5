import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads when joining a matter, opening one to others or leaving it did not work. */
export const JOINT_SENTENCES = phrases('portal/joint-sentences.JOINT_SENTENCES', {
  code_joins: () => ({
    'zh-CN': '这是参加码，只能用来参加这件事，看不了进度。请用它打开“一起参加”。',
    en: 'This is a joining code: it lets you join a matter and shows no progress. Please open “Join a matter” with it.',
  }),
  code_of_joiner: () => ({
    'zh-CN': '这是参加的人拿的回执，可以看进度和各单位写的东西。办事情的每一步由提交的人来走；您也可以自己另外提交一件。',
    en: 'This is the receipt of somebody who joined: it shows progress and what offices write. Steps are taken by who filed it; you can also file a matter of your own.',
  }),
  joint_not_this_kind: () => ({
    'zh-CN': '这一类事不能让别人一起参加：一起参加的人可能被人看见。',
    en: 'Others cannot join a matter of this kind: those who join might be seen.',
  }),
  joint_stays: () => ({
    'zh-CN': '这件事让别人参加过，不能再由一个人撤回。您可以退出，事情照样办。',
    en: 'Others were let into this matter, so it cannot be withdrawn by one of you. You can leave it; it goes on.',
  }),
  joint_full: (d: JsonObject) => ({
    'zh-CN': `这件事已经有${String(d['max'])}个人参加，不能再多了。您可以自己提交一件。`,
    en: `${String(d['max'])} people have joined, and no more can. You can file a matter of your own.`,
  }),
  representatives_too_many: (d: JsonObject) => ({
    'zh-CN': `代表写一个数，0到${String(d['max'])}。一起来访的，代表不超过${String(d['max'])}人（信访工作条例第二十条第三款）。`,
    en: `Representatives are a number from 0 to ${String(d['max'])}: a joint visit has at most ${String(d['max'])} (Regulation on Petition Work art. 20(3)).`,
  }),
  place_unknown: () => ({ 'zh-CN': '请从公布的公共地点里选一处。', en: 'Please choose one of the published public places.' }),
  places_none: () => ({ 'zh-CN': '这里还没有公布公共地点的名单。', en: 'No list of public places is published here.' }),
  trouble_kind: () => ({
    'zh-CN': '只有反映的问题能和别的事合在一起：举报、建议、求助、调解的事都不合并。',
    en: 'Only grievances are linked with others: never accusations, proposals, requests for help or mediation.',
  }),
  trouble_joint: () => ({
    'zh-CN': '这件事让别人一起参加，不再和别的事合在一起。',
    en: 'Others were let into this matter, so it is not linked with any other.',
  }),
  trouble_old: (d: JsonObject) => ({
    'zh-CN': `只有提交不超过${String(d['days'])}天的事能合在一起。`,
    en: `Only matters filed within ${String(d['days'])} days are linked.`,
  }),
  trouble_linked: () => ({
    'zh-CN': '它已经和别的事合在一起。要改地点，请先说明理由分开。',
    en: 'It is linked to a trouble. To name another place, unlink it first, with reasons.',
  }),
  trouble_unknown: () => ({
    'zh-CN': '本单位没有这样一件合在一起的事，或者它已经办完。',
    en: 'Your office has no such trouble, or it has ended.',
  }),
  trouble_not_alike: () => ({
    'zh-CN': '地点或者类别不一样，不能合在一起。',
    en: 'Its place or its subject is another, so it cannot be linked.',
  }),
  trouble_none: () => ({
    'zh-CN': '本单位没有同一地点、同一类别、还在办的公共的事。',
    en: 'Your office has no open trouble about the same place and subject.',
  }),
  trouble_alone: () => ({
    'zh-CN': '要有两件以上同一地点、同一类别、还没有办完的事，才能合在一起。什么都没有改动。',
    en: 'It takes two open matters about the same place or subject. Nothing was changed.',
  }),
});
