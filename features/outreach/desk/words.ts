import { phrases, words } from '../../../kernel/language/words.ts';

export const LINKS = phrases('outreach/desk/words.LINKS', { link: { 'zh-CN': '安全宣传教育', en: 'Lessons and campaigns' } });

/** What the pages of the desk about lessons and campaigns say. */
export const DESK = words('outreach/desk/words.DESK', {
  'zh-CN': {
    own: '上了，但不算完成',
    ownLead: '本单位负责或监管的场所，这段时间里记下的：缺什么，或者和什么对不上。时间没过的，补齐以后重新上、重新记一次；原来的记录不改。',
    ownHeads: ['哪天', '场所', '主题', '缺什么、对不上什么', '记录'],
    ownNone: '没有缺项的记录。',
    lacks: (parts: readonly string[]) => `没到位：${parts.join('、')}`,
    differs: (parts: readonly string[]) => `主题和${parts.join('、')}对不上`,
    separator: '；',
    look: '查看',
    calendar: '学期日历：哪一周该做什么（可以印出来挂墙）',
    today: '今天该做的（从这里填课和宣传的记录）',
    title: '学期日历',
    lead: '按周列出该做的事：写在最后一天所在的那一周。每天都要做的不写在这里，见“今天的检查”。',
    whose: '看谁的',
    office: '本单位自己报的',
    none: '这段时间没有按周以上周期该做的事。',
    noTerms: '还没有公布学期和假期，所以看不出哪些事按学期该做；按月、按周的照样列出。',
    heads: ['第几周', '哪几天', '最后一天', '该做什么', '依据'],
    nth: (n: number) => `第${n}周`,
    days: (from: string, to: string) => `${from}—${to}`,
    holiday: (names: readonly string[]) => `放假：${names.join('、')}`,
    times: (text: string, times: number) => (times === 1 ? text : `${text}（${times}次）`),
    provisional: '（还没有定）',
  },
  en: {
    own: 'Held, and not counted',
    ownLead:
      'Recorded in this time at sites that this office answers for or supervises: what was not in place, or does not match. While there is time, hold it again whole and record it anew; the record that stands is not changed.',
    ownHeads: ['On', 'Site', 'Topic', 'What was lacking or differs', 'Record'],
    ownNone: 'No record lacks anything.',
    lacks: (parts: readonly string[]) => `not in place: ${parts.join(', ')}`,
    differs: (parts: readonly string[]) => `another topic than its ${parts.join(' and ')}`,
    separator: '; ',
    look: 'Open',
    calendar: 'Calendar of the term: what is due in which week (to print for the wall)',
    today: 'What is due today (records of lessons and campaigns are filled in from there)',
    title: 'Calendar of the term',
    lead: 'What is due, week by week: each stands in the week of its last day. What is owed each day is not here but on the list of checks today.',
    whose: 'Whose',
    office: 'what this office hands in itself',
    none: 'Nothing comes back each week or more seldom in this time.',
    noTerms:
      'No terms and holidays are published here, so what goes by terms cannot be told; what goes by weeks and months stands here all the same.',
    heads: ['Week', 'Days', 'By', 'What', 'Clause'],
    nth: (n: number) => `week ${n}`,
    days: (from: string, to: string) => `${from} – ${to}`,
    holiday: (names: readonly string[]) => `holidays: ${names.join(', ')}`,
    times: (text: string, times: number) => (times === 1 ? text : `${text} (${times} times)`),
    provisional: ' (not settled yet)',
  },
});
