import type { Lang } from '../../portal/page.ts';
import type { Due, View } from './filter.ts';
import type { Counts } from './read-worklist.ts';

/** What the lists of the desk say. */
export const WORDS = {
  'zh-CN': {
    title: '待办',
    views: { owed: '待办', supervised: '督办中', passed_on: '转出的', closed: '不欠的' },
    viewsLabel: '看哪一种',
    heads: {
      owed: ['到期', '事项', '类别 · 地点', '欠什么'],
      supervised: ['到期', '事项', '类别 · 地点', '督办'],
      passed_on: ['转出', '事项', '类别', '在哪里'],
      closed: ['最后一步', '事项', '类别 · 地点', '办到哪里'],
    },
    leads: {
      owed: '一行一件事，最先到期的在最上面；要马上办的在所有日期之前。',
      supervised: '本单位督办、下面还没有办完的事。下面办完了，就不再列在这里。',
      passed_on: '本单位转出的事，最近的在最上面。题目和内容由接办单位看，这里只有编号。',
      closed: '本单位承办、现在不欠什么的事，最近的在最上面。',
    },
    empty: {
      owed: '现在没有欠着的事。',
      supervised: '现在没有督办中的事。',
      passed_on: '还没有转出过。',
      closed: '每件事都还欠着一步。',
    },
    emptyMore: '转到本单位的事，从收到那天起会列在这里，最先到期的在最上面。',
    emptyAdmin: '您这个岗位不办理事项，这里不会列出任何一件。',
    emptyFilter: '没有符合这些条件的。',
    dueLabel: '按到期看',
    atOnce: '马上',
    over: '已过时',
    filed: '收到',
    more: '后面的',
    firstPage: '回到开头',
    extendable: '可延长一次，最多',
    provisional: '日期暂定',
    rest: (n: number) => `还欠${n}样`,
    clause: '依据',
    trace: '打开一件事会留下一条对来件人公开的查看记录：哪个岗位，哪一天；题目列在这里，也会记下“列出过”。',
    find: '按编号打开一件事',
    findHint: '编号有8个字符，在来件人的回执上。',
    go: '打开',
    badNumber: '编号是8个数字或字母，没有U。请再核对一遍。',
    done: '已经记下：',
    next: '下一件：',
    printed: '打印：',
    gone: '（文字已遮去）',
    filter: '筛选',
    filterHint: '只按编号、种类、日期、类别和地点找。谁写了什么，不能查找。',
    sort: '种类',
    step: '欠哪一步',
    subject: '类别',
    place: '公共地点',
    from: '从哪天收到',
    to: '到哪天收到',
    all: '全部',
    apply: '筛选',
    clear: '不筛选了',
    keys: '键盘',
    keysHint: '按 Alt（苹果电脑按 Control 加 Option，火狐按 Alt 加 Shift）和一个字母：',
    keyNames: { s: '按编号打开', f: '筛选', l: '第一件', n: '后面的', x: '办完一步以后的下一件' },
    supervising: (office: string) => `督办${office}`,
    lateSince: (day: string) => `应当在${day}前办到`,
    passedTo: (office: string) => `转给${office}`,
    nowAt: (office: string) => `现在由${office}办理`,
    waits: '对方还没有答复接不接，仍由本单位负责',
    looked: '对方已经打开看过',
    unseen: '对方还没有打开过',
    takeBack: '转错了，收回',
    number: '编号',
  },
  en: {
    title: 'Worklist',
    views: { owed: 'Owed', supervised: 'Supervised', passed_on: 'Passed on', closed: 'Nothing owed' },
    viewsLabel: 'Which list',
    heads: {
      owed: ['Due', 'Matter', 'Subject · place', 'What is owed'],
      supervised: ['Due', 'Matter', 'Subject · place', 'Supervised'],
      passed_on: ['Passed on', 'Matter', 'Subject', 'Where it is'],
      closed: ['Last step', 'Matter', 'Subject · place', 'Where it stands'],
    },
    leads: {
      owed: 'One row a matter, the first due on top; what cannot wait stands above all days.',
      supervised: 'Matters that your office has stepped in on and that are not done below. They leave this list when they are.',
      passed_on:
        'What your office passed on, the newest on top. Title and words are for the office that has it now; here is only the number.',
      closed: 'Matters of your office on which nothing is owed now, the newest on top.',
    },
    empty: {
      owed: 'Nothing is owed now.',
      supervised: 'Your office supervises nothing now.',
      passed_on: 'Nothing has been passed on yet.',
      closed: 'On everything a step is owed still.',
    },
    emptyMore: 'Matters passed to your office appear here from the day they arrive, the first due on top.',
    emptyAdmin: 'Your post does not deal with matters; none is ever listed here.',
    emptyFilter: 'Nothing fits these conditions.',
    dueLabel: 'By due date',
    atOnce: 'at once',
    over: 'time is over',
    filed: 'filed ',
    more: 'Later ones',
    firstPage: 'Back to the start',
    extendable: 'may be extended once, by at most ',
    provisional: 'date provisional',
    rest: (n: number) => `${n} more owed`,
    clause: 'Rule',
    trace:
      'Opening a matter leaves a record that the filer sees: which post, on which day. That a title was listed here is recorded, too, as listed.',
    find: 'Open a matter by its number',
    findHint: 'The eight characters on the filer’s receipt.',
    go: 'Open',
    badNumber: 'A number is eight digits or letters, without U. Please check it again.',
    done: 'Recorded: ',
    next: 'Next: ',
    printed: 'printed ',
    gone: '(text covered)',
    filter: 'Filter',
    filterHint: 'By number, sort, date, subject and place only. What somebody wrote cannot be searched.',
    sort: 'Sort',
    step: 'Step that is owed',
    subject: 'Subject',
    place: 'Public place',
    from: 'Filed from',
    to: 'Filed until',
    all: 'All',
    apply: 'Filter',
    clear: 'Clear the filter',
    keys: 'Keyboard',
    keysHint: 'Alt (on a Mac Control and Option, in Firefox Alt and Shift) with a letter:',
    keyNames: { s: 'open by number', f: 'filter', l: 'first matter', n: 'later ones', x: 'the next matter, after a step' },
    supervising: (office: string) => `Supervising ${office}`,
    lateSince: (day: string) => `was due on ${day}`,
    passedTo: (office: string) => `passed to ${office}`,
    nowAt: (office: string) => `${office} has it now`,
    waits: 'that office has not said yet whether it takes it; yours stays answerable',
    looked: 'it has been opened there',
    unseen: 'it has not been opened there yet',
    takeBack: 'It went to the wrong office: take it back',
    number: 'Number',
  },
} as const;

const matters = (n: number): string => (n === 1 ? '1 matter' : `${n} matters`);

/** `3 件已逾期`: how many entities, in words; `capped` says that there may be more. */
export const countSentence = (what: Due | 'total', { capped, ...counts }: Counts, lang: Lang): string => {
  const n = counts[what];
  if (lang === 'en') {
    const many = `${matters(n)}${capped ? ' or more' : ''}`;
    return { late: `${many} late`, today: `${many} due today`, week: `${many} due within 7 days`, total: `${many} in all` }[what];
  }
  const many = `${n}件${capped ? '以上' : ''}`;
  return { late: `${many}已逾期`, today: `${many}今天到期`, week: `${many}7天内到期`, total: `共${many}` }[what];
};

/** What stands on the link to a list. */
export const viewName = (view: View, counts: Counts | null, lang: Lang): string => {
  const name = WORDS[lang].views[view];
  return view === 'supervised' && counts !== null && counts.supervised > 0 ? `${name} ${counts.supervised}` : name;
};
