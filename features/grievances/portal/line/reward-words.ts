import { words } from '../../../../kernel/language/words.ts';

export const REWARD = words('grievances/portal/line/reward-words.REWARD', {
  'zh-CN': {
    title: '奖励',
    waits: (amount: string, day: string) => `您有一笔${amount}的奖励，可以领到${day}为止。`,
    over: (amount: string, day: string) => `${amount}的奖励可以领到${day}为止，已经过了。`,
    how: '不用姓名，不用证件。取一个领取码，带到窗口说出来就能领；可以请别人去。领取码打不开这件事，窗口的人看不到是哪件事的奖励。',
    make: '取领取码',
    again: '再看一次领取码',
    refused: '单位决定不发奖励，理由写在下面“经过”里。您可以请上级单位看。',
    code: '领取码',
    only: (amount: string, day: string) => `凭它领${amount}，领到${day}为止。谁拿着它，钱就付给谁，只付一次。`,
    paid: (amount: string, day: string) => `${amount}已经在${day}付了。`,
    keep: '请抄下来。它是从您的查询码算出来的，凭同一个查询码随时可以再看；您要是换了查询码，就只有抄下来的这个还能领。',
    where: '到哪里领',
    back: '回到进展',
  },
  en: {
    title: 'Reward',
    waits: (amount: string, day: string) => `A reward of ${amount} waits for you until ${day}.`,
    over: (amount: string, day: string) => `A reward of ${amount} could be collected until ${day}. That day is over.`,
    how: 'No name and no identity card. You get a collection code, say it at the counter, and are paid; somebody else may go for you. The code does not open this report, and the counter does not see which report it is the reward of.',
    make: 'Get the collection code',
    again: 'Show the collection code again',
    refused: 'The office gave no reward. Why stands below, under “What happened”. You may ask the office above.',
    code: 'Collection code',
    only: (amount: string, day: string) => `It collects ${amount}, until ${day}. Whoever brings it is paid, once.`,
    paid: (amount: string, day: string) => `${amount} was paid on ${day}.`,
    keep: 'Please write it down. It is computed from your code, and the same code shows it again at any time; if you replace your code, only what you wrote down still collects it.',
    where: 'Where it is collected',
    back: 'Back to the progress',
  },
});
