import { words } from '../../../kernel/language/words.ts';

/** What stands on the telephone list of an incident. */
export const PHONES = words('incidents/desk/phones-words.PHONES', {
  'zh-CN': {
    title: '电话单',
    when: '消息发不出去，或者没有人应的时候，按这个顺序打电话。',
    leader: '先告诉带班的',
    step: (n: number, minutes: number) => `第${n}步：${minutes}分钟没有人应，就打下一步`,
    each: '每个岗位都要应',
    one: '有一个应就行',
    again: '打完最后一步还没有人应，从第一步再打。',
    heads: ['岗位', '值班电话', '几点打的', '谁应的（写岗位）'],
    noNumber: '没有公布，问总机',
    nobody: (names: string) => `现在没有人：${names}。直接打下一步。`,
    empty: '这一步没有人可打，直接打下一步。',
    foot: (at: string) => `${at}印。谁当班，印出来以后会变。打过的电话在事件页上登记：打给谁、谁应的、从几点到几点。`,
  },
  en: {
    title: 'Telephone list',
    when: 'Ring in this order when no message goes out, or when nobody answers.',
    leader: 'Tell the leader first',
    step: (n: number, minutes: number) => `Step ${n}: nobody answers within ${minutes} minutes, ring the next step`,
    each: 'each of them has to answer',
    one: 'one of them is enough',
    again: 'Nobody has answered after the last step: begin again with the first.',
    heads: ['Post', 'Duty number', 'Rung at', 'Who answered (post)'],
    noNumber: 'none published: ask the switchboard',
    nobody: (names: string) => `Nobody holds this now: ${names}. Ring the next step.`,
    empty: 'Nobody is left in this step: ring the next one.',
    foot: (at: string) =>
      `Printed ${at}. Who is on duty changes afterwards. Enter each call on the page of the incident: whom, who answered, from when to when.`,
  },
});
