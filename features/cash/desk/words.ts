import { phrases, words } from '../../../kernel/language/words.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { Reason } from '../domain/cash-book.ts';

export const CASH = words('cash/desk/words.CASH', {
  'zh-CN': {
    title: '奖励领取和现金账',
    lead: '来领奖励的人只说或者出示领取码。不问姓名，不看证件，不登记电话：这里没有地方写。',
    code: '领取码',
    codeHint: '16个数字和字母，四个一组。',
    look: '查看',
    waits: (amount: string, day: string) => `这个领取码可以领${amount}，领到${day}为止。`,
    unknown: '它是哪件事的奖励，这里看不到。',
    pay: (amount: string) => `付${amount}，记入现金账`,
    payHint: '先把钱数好放在柜台上，再按。按一次只付一次。',
    other: '换一个领取码',
    paid: (line: string) => `已记入现金账：${line}。请把钱交给来人。`,
    against: (line: string) => `冲销已记入现金账：${line}。`,
    failed: '没有办成',
    book: (month: string) => `现金账：${month}`,
    months: '别的月份',
    none: '这个月没有收付。',
    heads: ['号码', '日期', '金额', '领取码标记', '经办岗位', '说明'],
    csvHeads: ['号码', '日期', '金额（元）', '领取码标记', '经办岗位', '说明'],
    payment: '付奖励',
    contrary: (why: string) => `冲销：${why}`,
    sum: '合计',
    sheet: '下载本月的表（CSV）',
    print: '要纸质的，请打印这一页。',
    correct: '记错了：冲销一笔',
    correctHint: '账上的每一行都不能改、不能删。冲销是再写相反的一行，由另一个岗位来写；那个领取码在期限内可以再领。',
    line: '要冲销的号码',
    why: '为什么',
    write: '写冲销的一行',
  },
  en: {
    title: 'Rewards and cash book',
    lead: 'Whoever collects a reward says or shows the collection code. No name is asked for, no identity card, no telephone: there is no place to write one.',
    code: 'Collection code',
    codeHint: '16 digits and letters, in groups of four.',
    look: 'Look it up',
    waits: (amount: string, day: string) => `This code collects ${amount}, until ${day}.`,
    unknown: 'Of which report it is the reward is not to be seen here.',
    pay: (amount: string) => `Pay ${amount} and write it down`,
    payHint: 'Count the money out first, then press. It is paid once, however often you press.',
    other: 'Another code',
    paid: (line: string) => `Written into the cash book: ${line}. Please hand the money over.`,
    against: (line: string) => `The contrary line is written: ${line}.`,
    failed: 'That did not work',
    book: (month: string) => `Cash book: ${month}`,
    months: 'Other months',
    none: 'Nothing was paid in this month.',
    heads: ['Number', 'Day', 'Amount', 'Mark of the code', 'Post', 'What for'],
    csvHeads: ['number', 'day', 'amount in yuan', 'mark of the code', 'post', 'what for'],
    payment: 'reward paid',
    contrary: (why: string) => `contrary line: ${why}`,
    sum: 'Sum',
    sheet: 'This month as a sheet (CSV)',
    print: 'For paper, print this page.',
    correct: 'Something is wrong: write against a payment',
    correctHint:
      'No line of the book can be changed or deleted. A contrary line is added, by another post than the one that paid; until its last day the code can then collect once more.',
    line: 'Number of the payment',
    why: 'Why',
    write: 'Write the contrary line',
  },
});

/** In the bar of the desk. */
export const LINK = phrases('cash/desk/words.LINK', { cash: { 'zh-CN': '奖励领取', en: 'Rewards' } });

/** Why a payment is written against. */
export const WHY = phrases<{ readonly [reason in Reason]: Label }>('cash/desk/words.WHY', {
  not_handed_out: { 'zh-CN': '钱没有交出去', en: 'the money was not handed over' },
  handed_back: { 'zh-CN': '钱退回来了', en: 'the money was brought back' },
  other_amount: { 'zh-CN': '交出去的数目不对', en: 'another amount was handed over' },
});
