import { words } from '../../../kernel/language/words.ts';

/** What somebody reads who was called and answers by the code of the message. */
export const ANSWER = words('incidents/portal/words.ANSWER', {
  'zh-CN': {
    title: '回复呼叫',
    ask: '您的岗位被叫到了。请选一项，不用登录。',
    acknowledged: '收到，马上来',
    arrived: '到场了',
    declined: '来不了',
    reason: '为什么来不了（写一句话；会马上叫下一位）',
    done: {
      acknowledged: '记下了：马上来。到了再按一次“到场了”。',
      declined: '记下了：来不了。已经叫下一位。',
      arrived: '记下了：已到场。',
    },
    over: '这次已经结束，不用再来。',
    isDrill: '【演练 EXERCISE】这是演练，不是真事。',
    number: '编号',
  },
  en: {
    title: 'Answer a call',
    ask: 'Your post was called. Choose one; you need not sign in.',
    acknowledged: 'Heard, coming',
    arrived: 'On the scene',
    declined: 'Cannot come',
    reason: 'Why not (one sentence; the next one is called at once)',
    done: {
      acknowledged: 'Noted: coming. Press “On the scene” once you are there.',
      declined: 'Noted: cannot come. The next one is being called.',
      arrived: 'Noted: on the scene.',
    },
    over: 'This is over: nobody needs to come any more.',
    isDrill: '[EXERCISE 演练] This is a drill, and not the real thing.',
    number: 'Number',
  },
});
