import { phrases, words } from '../../../kernel/language/words.ts';
import type { Relation } from '../../../kernel/access/access.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import { VERB_WORDS } from './verb-words.ts';

/** What a rule can allow a post, as the public reads it; the kernel's word stands beside each. */
export const MAY_WORDS = phrases<{ readonly [verb: string]: Label }>('grievances/portal/access-words.MAY_WORDS', {
  read: { 'zh-CN': '打开看', en: 'open it' },
  ...Object.fromEntries(Object.entries(VERB_WORDS).map(([verb, { may }]) => [verb, may])),
});

/** In which relation an office stands to a matter. */
export const RELATION_WORDS = phrases<{ readonly [relation in Relation]: Label }>('grievances/portal/access-words.RELATION_WORDS', {
  own: { 'zh-CN': '本单位正在办的', en: 'matters its own office deals with' },
  asked: { 'zh-CN': '转到本单位、还没有受理的', en: 'matters passed to its office that it has not accepted yet' },
  co: { 'zh-CN': '请本单位协办的', en: 'matters that its office was asked to help with' },
  watch: { 'zh-CN': '让本单位知晓的', en: 'matters that its office was asked to know of' },
  above: { 'zh-CN': '来件人请上来的，或下级逾期的', en: 'matters brought up to it by the filer, or late below it' },
  above_2: { 'zh-CN': '来件人请它复核的', en: 'matters whose filer asked it for a re-review' },
  accused: { 'zh-CN': '被反映的单位', en: 'the office a matter is about' },
  other: { 'zh-CN': '其他单位', en: 'any other office' },
});

/** What offices deal with among themselves, as the public reads it; the kernel's word stands beside each. */
export const OF_WORDS = phrases<{ readonly [kind: string]: Label }>('grievances/portal/access-words.OF_WORDS', {
  site: { 'zh-CN': '场所', en: 'sites' },
  asset: { 'zh-CN': '设施设备', en: 'equipment' },
  check: { 'zh-CN': '检查', en: 'checks' },
  logbook: { 'zh-CN': '记录簿', en: 'logbooks' },
  return_book: { 'zh-CN': '报送', en: 'returns of offices' },
  hazard: { 'zh-CN': '隐患', en: 'hazards' },
  hazard_statement: { 'zh-CN': '隐患报表', en: 'statistics of hazards' },
  round: { 'zh-CN': '巡查', en: 'rounds' },
  letter: { 'zh-CN': '责任书', en: 'letters of responsibility' },
  tour: { 'zh-CN': '督查', en: 'visits of inspection' },
  conference: { 'zh-CN': '联席会议', en: 'joint decisions' },
  taken_matter: { 'zh-CN': '负责人牵头的事项', en: 'matters taken by heads' },
  consultation: { 'zh-CN': '公开征求意见', en: 'consultations' },
  circular: { 'zh-CN': '通知', en: 'circulars' },
  roster: { 'zh-CN': '值班表', en: 'duty rosters' },
  shift: { 'zh-CN': '值班', en: 'shifts' },
  incident: { 'zh-CN': '突发事件', en: 'incidents' },
  drill: { 'zh-CN': '演练', en: 'drills' },
  warning: { 'zh-CN': '预警', en: 'warnings' },
});

export const ACCESS = words('grievances/portal/access-words.ACCESS', {
  'zh-CN': {
    title: '谁看得到什么',
    lead: (place: string) =>
      `${place}的哪个岗位能打开您的事、能做什么，都在这张表里。表里没有写的，就不可以。程序照这张表办，这一页也是从它印出来的。`,
    kernel: '中文旁边的小字是程序自己的词，不管各地怎样翻译，它都不变。',
    may: '可以的',
    post: '岗位',
    which: '哪些事',
    what: '可以做什么',
    clause: '依据',
    later: '上级单位不是随时都能看：要等您请它处理、复查或复核，或者下级逾期轮到它来管，它才能打开；在那之前，这件事对它不存在。',
    never: '不可以的',
    all: '什么都打不开，什么都不能做',
    list: '、',
    colon: '：',
    in: '',
    rest: (posts: string) => `${posts}：没有一条规定让这些岗位打开事项，所以什么都看不到。`,
    absent: '对不能看的人，您的事和没有这件事一模一样：同样的回答，一个字也不差。',
    others: '不是来件的事：场所、检查、隐患、值班、突发事件谁能办什么',
    othersText: '单位之间的其他事也照同一张表办，每一种一页，写的是程序自己的词。其中没有任何一件是谁反映上来的。',
    othersOf: (kind: string) => `${kind}：谁能办什么`,
    yours: '只有您自己能做的',
    yoursText:
      '请上级处理、请求复查和复核、补交照片和文件、撤回和恢复，都要凭查询码。任何岗位都没有查询码，也没有人能替您做。登录着工作人员的设备上不能撤回，也不能换码。',
    trace: '每次打开都留下记录',
    traceText:
      '哪个岗位在哪一天打开过您的事，先记下来才显示。凭查询码打开进度页，就看得到这份记录。工作人员的每一步还写明是依哪一条规定做的，您下载的证明文件里有。',
    daily: '每天一共打开过多少（每一天、每一件事都有一片公开日志里的叶子，来件人可以核对）：',
    opened: (matters: number, opened: number) => `${matters}件事，${opened}次（同一岗位同一天算一次）`,
    limits:
      '它防不住的：管这台服务器的人能不能从数据里直接读到内容，不由这张表决定。内容在盘上是加密的，但能登录这台机器管理员账户的人，仍然打得开普通的事项。',
    printed: '打印：',
  },
  en: {
    title: 'Who may see what',
    lead: (place: string) =>
      `Which post in ${place} can open your matter, and what it can do there. What is not in this table is not allowed. The program acts by this table, and this page is printed from it.`,
    kernel: 'The small words are the program’s own; they stay the same however a place translates them.',
    may: 'What is allowed',
    post: 'Post',
    which: 'Which matters',
    what: 'What it may do',
    clause: 'Rule',
    later:
      'An office above cannot look whenever it likes: only once you have asked it to take the matter up, review or re-review it, or when the office below is late and it is its turn. Until then the matter does not exist for it.',
    never: 'What is not allowed',
    all: 'can open nothing and do nothing',
    list: ', ',
    colon: ': ',
    in: ' in ',
    rest: (posts: string) => `${posts}: no rule lets these posts open a matter, so they see nothing.`,
    absent: 'To whoever may not see it, your matter looks exactly like one that does not exist: the same answer, to the last letter.',
    others: 'What nobody has filed: sites, checks, hazards, duty, incidents',
    othersText:
      'What else offices deal with among themselves goes by the same table: a page for each kind, in the program’s own words. Nobody has filed any of it.',
    othersOf: (kind: string) => `Who may do what: ${kind}`,
    yours: 'What only you can do',
    yoursText:
      'Asking the office above to take it up, asking for a review or re-review, adding photos and papers, withdrawing and resuming all need the code. No post has the code, and nobody can do it for you. On a device where staff are signed in nothing can be withdrawn and no code replaced.',
    trace: 'Every opening is recorded',
    traceText:
      'Which post opened your matter on which day is written down before anything is shown. You see this record on your progress page, with your code. Each step of an office also names the rule it was taken by; it stands in the proof you download.',
    daily: 'How much was opened on each day (each matter and day has a leaf in the public log, which its filer can check):',
    opened: (matters: number, opened: number) => `${matters} matters, ${opened} openings (a post counts once a day)`,
    limits:
      'What it cannot prevent: whether those who run this server can read what is stored is not decided by this table. Words are encrypted on disk, but whoever holds the root account of the machine can still open ordinary matters.',
    printed: 'printed ',
  },
});
