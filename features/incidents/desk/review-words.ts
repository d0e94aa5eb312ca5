import { words } from '../../../kernel/language/words.ts';

/** What the review says beside the words of steps. */
export const REVIEW = words('incidents/desk/review-words.REVIEW', {
  'zh-CN': {
    title: (what: string) => `${what}：经过和时限`,
    timeline: '经过，逐分钟',
    timelineHeads: ['几点', '什么', '谁', '细节'],
    machine: '系统',
    round: (n: number) => (n === 1 ? '叫了' : `第${n}轮叫了`),
    late: '哪些晚了',
    nothingLate: '没有超过时限的。',
    lateBy: (minutes: number) => `晚了${minutes}分钟`,
    stillOwed: '还没有做',
    enteredLate: (at: string) => `${at}才登记`,
    lessons: '学到的',
    noSite: '没有写场所',
    notGraded: '还没有定',
    foot: (zone: string) => `时间按${zone}。每一步都在日志里，可以离线核对。写岗位，不写人名。`,
  },
  en: {
    title: (what: string) => `${what}: what happened, and its clocks`,
    timeline: 'What happened, minute by minute',
    timelineHeads: ['At', 'What', 'Who', 'Details'],
    machine: 'the system',
    round: (n: number) => (n === 1 ? 'called' : `called, round ${n}:`),
    late: 'What was late',
    nothingLate: 'Nothing was late.',
    lateBy: (minutes: number) => `${minutes} minutes late`,
    stillOwed: 'not done yet',
    enteredLate: (at: string) => `entered only at ${at}`,
    lessons: 'What was learnt',
    noSite: 'no site was named',
    notGraded: 'not graded yet',
    foot: (zone: string) => `Times are those of ${zone}. Every step is in the log and can be checked offline. Posts, no names.`,
  },
});
