import type { JsonObject } from '../kernel/matter/event.ts';

/** What somebody reads when joining a matter, opening one to others or leaving it did not work. */
export const JOINT_SENTENCES = {
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
};
