import { phrases, words } from '../../../../kernel/language/words.ts';
import type { EventKind } from '../../../../kernel/matter/event.ts';
import type { Label } from '../../../../kernel/policy/pack.ts';
import type { Lang } from '../../../../portal/page.ts';
import type { Named } from '../step-words.ts';

export const MANY = phrases('grievances/portal/joint/join-words.MANY', {
  many: (least: unknown) =>
    least === 0 || typeof least !== 'number'
      ? { 'zh-CN': '一起参加的不到10人', en: 'fewer than 10 take part' }
      : { 'zh-CN': `一起参加的有${least}人或更多`, en: `${least} or more take part` },
});

/** The band that an office is told of how many follow a matter together, in every language. */
export const manyTogetherIn = MANY.many;

export const manyTogether = (least: unknown, lang: Lang): string => MANY.many(least)[lang];

/** Steps of who filed, as those who joined read them. */
export const FILERS_STEPS = phrases<{ readonly [kind in EventKind]?: (it: Named) => Label }>(
  'grievances/portal/joint/join-words.FILERS_STEPS',
  {
    filed: () => ({ 'zh-CN': '这件事提交了', en: 'It was filed' }),
    notice_opened: () => ({ 'zh-CN': '提交的人打开了一份文书', en: 'Who filed it opened a paper' }),
    disputed: () => ({ 'zh-CN': '提交的人指出答复哪里不对', en: 'Who filed it said what is wrong with the answer' }),
    promise_judged: () => ({ 'zh-CN': '提交的人说了答应的事有没有做到', en: 'Who filed it said whether a promise was kept' }),
    take_up_asked: (it) => ({ 'zh-CN': `提交的人请${it.above}处理`, en: `Who filed it asked ${it.above} to take it up` }),
    review_asked: (it) => ({ 'zh-CN': `提交的人请${it.above}复查`, en: `Who filed it asked ${it.above} for a review` }),
    rereview_asked: (it) => ({ 'zh-CN': `提交的人请${it.above2}复核`, en: `Who filed it asked ${it.above2} for a re-review` }),
    opened_to_others: () => ({ 'zh-CN': '别人可以一起参加', en: 'Others were let in' }),
    closed_to_others: () => ({ 'zh-CN': '不再让别人参加', en: 'Nobody else can join' }),
  },
);

export const JOIN = words('grievances/portal/joint/join-words.JOIN', {
  'zh-CN': {
    title: '一起参加',
    heading: '凭参加码一起参加一件事',
    lead: '有人提交了一件事，让别人也可以参加，就会给您一个参加码。先看看这件事要什么，再决定。看的时候什么都不记。',
    label: '参加码',
    hint: '21个字符，大小写、横线都不要紧。',
    look: '先看看',
    errors: '参加码要再核对一遍',
    asks: '这件事要什么',
    at: (office: string) => `现在由${office}负责。`,
    what: '参加以后',
    youGet: '您会得到自己的回执。凭它看每一步、每个期限，和各单位写给大家的东西。',
    noList: '没有人登记您是谁。谁参加、什么时候参加、先后次序，都不留记录：您的一行和提交的人、和许多空着的行放在一起，分不出来。',
    told: '单位只得知有没有到10人、50人、200人，一天一次，不到10人什么也不说；这个数不进任何公开的统计，也不改变任何期限。',
    acts: '打开文书、指出答复哪里不对、请上级复查，由提交的人来做。您自己的权利不会因此减少：随时可以自己另外提交一件。',
    unseen: '上级单位告诉下面以前，请上级处理的事在这里看不到：参加码传来传去，会传到谁手里，谁也不知道。',
    representatives: (n: number) =>
      n === 0 ? '没有定代表。' : `一起来访的话，由${n}位代表说话。只是一个数，不记是谁；法律规定不超过5人（信访工作条例第二十条第三款）。`,
    join: '参加，领我的回执',
    closed: '这件事现在不再让别人参加。',
    joinedTitle: '您已参加',
    once: '您的回执（只显示这一次，请抄下、拍下或打印）',
    use: '任何人都无权向您要它。丢了不能补：没有记下它是谁的。再用参加码领一个就是了。',
    follow: '看进度',
    viewTitle: (number: string) => `${number}：一起参加的事`,
    reads: '这是一起参加的回执，可以看，不能替提交的人办。',
    erased: '提交的人让大家看的话已经销毁。',
    papers: '各单位写的文书',
    stages: '每一步到哪天',
    you: '下面和文书里的“您”，是提交这件事的人。',
    have: '我有参加码',
    history: '到现在发生的事',
    leaf: '核对这一步',
    own: '自己另外提交一件',
    ownText: '不同意答复，或者情况和别人不一样，可以自己提交一件：自己的期限，自己的回执，和这件事互不影响。',
    leave: '退出',
    leaveText: '您的一行会被换成空的，钥匙销毁，这张回执从此打不开任何东西。没有人会看到您退出过。',
    left: '已退出。这张回执没有用了，可以撕掉。',
    back: '查进度',
    section: '让别人一起参加',
    sectionText:
      '邻居、同事遇到同样的事，可以参加，不必各写一份。他们看得到您在下面写的话、每一步的日期和各单位写的东西；看不到您提交的原文、照片，也看不到您是谁。',
    stays: '让别人参加过以后，这件事就不能再由您一个人撤回：谁来压您，都压不掉大家的事。',
    subject: '什么事（给参加的人看）',
    subjectHint: '不要写能认出您的内容。',
    words: '要什么（给参加的人看）',
    wordsHint: '重新写，不会用您原来写的。',
    count: '一起来访的话，几位代表',
    countHint: '0到5，只是一个数，不问是谁。',
    open: '让别人参加',
    notOpened: '还没有让别人参加',
    openedTitle: '别人可以参加了',
    joining: '参加码（只显示这一次）',
    joiningUse: '由您决定给谁，怎样给。拿到的人在“一起参加”那一页输入它，先看再决定。',
    ownSeat: '您自己的一张，和他们的一模一样',
    ownUse: '只能看，和别人的分不出来。带在身上的话，带这一张；您原来的查询码留在家里。',
    isOpen: '现在别人可以参加。',
    close: '不再让别人参加',
    closeText: '参加码马上停用。已经参加的人照样看得到。',
    closedNow: '参加码已停用。已经参加的人照样看得到进度。',
  },
  en: {
    title: 'Join a matter',
    heading: 'Join a matter with a joining code',
    lead: 'Who filed a matter and lets others join passes a joining code on. See first what the matter asks, then decide. Looking leaves no record.',
    label: 'Joining code',
    hint: '21 characters; capitals and hyphens do not matter.',
    look: 'See it first',
    errors: 'Please check the joining code',
    asks: 'What this matter asks',
    at: (office: string) => `${office} is answerable now.`,
    what: 'If you join',
    youGet: 'You get a receipt of your own. It shows every step and date, and what offices write to everybody.',
    noList:
      'Nobody writes down who you are. Who joined, when and in which order is kept nowhere: your row lies among that of who filed it and many that are nobody’s, and they cannot be told apart.',
    told: 'The office is told only whether 10, 50 or 200 are reached, once a day, and nothing below ten. The number enters no public figure and changes no date.',
    acts: 'Opening papers, disputing an answer and asking for a review is for who filed it. Your own rights are not lessened: you can file a matter of your own at any time.',
    unseen:
      'A step to the office above does not show here before that office has told the one below: a joining code goes from hand to hand, and nobody knows where it ends.',
    representatives: (n: number) =>
      n === 0
        ? 'No representatives were named.'
        : `At a joint visit ${n} would speak for all. It is a number and nothing else; the law allows at most 5 (Regulation on Petition Work art. 20(3)).`,
    join: 'Join and take my receipt',
    closed: 'Nobody else can join this matter now.',
    joinedTitle: 'You have joined',
    once: 'Your receipt (shown only this once: copy, photograph or print it)',
    use: 'Nobody may ask you for it. A lost one cannot be replaced, since nobody wrote down whose it is; take another with the joining code.',
    follow: 'See progress',
    viewTitle: (number: string) => `${number}: a matter you joined`,
    reads: 'This is the receipt of somebody who joined: it reads and cannot act for who filed it.',
    erased: 'What was written for those who join has been destroyed.',
    papers: 'What offices wrote',
    stages: 'Every stage with its date',
    you: 'Here and in the papers, “you” is who filed it.',
    have: 'I have a joining code',
    history: 'What has happened',
    leaf: 'Check this step',
    own: 'File a matter of your own',
    ownText:
      'If you disagree with the answer, or your case is another, file your own: with dates and a receipt of its own, and neither touches the other.',
    leave: 'Leave',
    leaveText:
      'Your row is replaced by an empty one, its key destroyed, and this receipt opens nothing any more. Nobody sees that you left.',
    left: 'You have left. This receipt is worth nothing now; you can tear it up.',
    back: 'Follow a matter',
    section: 'Let others join',
    sectionText:
      'Neighbours or colleagues with the same trouble can join instead of writing it again. They see what you write below, the dates of every step and what offices write; not what you filed, nor your photos, nor who you are.',
    stays: 'Once others were let in, you alone cannot withdraw the matter any more: whoever presses you cannot end what belongs to all.',
    subject: 'What it is about (for those who join)',
    subjectHint: 'Nothing by which you could be known, please.',
    words: 'What it asks (for those who join)',
    wordsHint: 'Write it anew; what you filed is not used.',
    count: 'Representatives at a joint visit',
    countHint: '0 to 5; only a number, nobody asks who.',
    open: 'Let others join',
    notOpened: 'Others were not let in yet',
    openedTitle: 'Others can join now',
    joining: 'Joining code (shown only this once)',
    joiningUse: 'You decide whom you give it to, and how. They type it on the page “Join a matter”, look, and decide.',
    ownSeat: 'One of your own, exactly like theirs',
    ownUse: 'It only reads and cannot be told from theirs. If you carry one, carry this; keep the code of the matter at home.',
    isOpen: 'Others can join now.',
    close: 'Let nobody else join',
    closeText: 'The joining code stops at once. Who has joined still reads.',
    closedNow: 'The joining code has stopped. Who has joined still sees progress.',
  },
});
