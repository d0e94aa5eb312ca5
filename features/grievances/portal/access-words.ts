import type { Relation } from '../../../kernel/access/access.ts';
import type { Label } from '../../../kernel/policy/pack.ts';

/** What a rule can allow a post, as the public reads it; the kernel's word stands beside each. */
export const VERB_WORDS: { readonly [verb: string]: Label } = {
  read: { 'zh-CN': '打开看', en: 'open it' },
  register: { 'zh-CN': '登记并转办', en: 'register it and pass it on' },
  regrade: { 'zh-CN': '把时限改短', en: 'shorten the time' },
  call_duty: { 'zh-CN': '有生命危险时叫值班岗位', en: 'call who is on duty when a life is in danger' },
  take_danger: { 'zh-CN': '有生命危险时接手', en: 'take on what a life hangs on' },
  accept: { 'zh-CN': '受理', en: 'accept it' },
  forward: { 'zh-CN': '转给别的单位（对方受理以前仍由自己负责）', en: 'pass it on to another office (answerable until that one accepts)' },
  take_back: { 'zh-CN': '转错了的，对方打开以前收回', en: 'take back what it passed to the wrong office, until it is opened there' },
  object_forward: { 'zh-CN': '说明理由退回', en: 'object to a forward, with reasons' },
  ask_naming: { 'zh-CN': '请上级指定由谁办', en: 'let the office above say whose it is' },
  name_office: { 'zh-CN': '指定由谁办', en: 'say whose it is' },
  refuse: { 'zh-CN': '书面通知不受理', en: 'refuse it in writing' },
  ask_filer: { 'zh-CN': '向来件人提问', en: 'ask the filer something' },
  offer_inspection: { 'zh-CN': '提议上门查看（来件人可以不同意）', en: 'offer to come and look (the filer may decline)' },
  hold_inspection: { 'zh-CN': '记录查看', en: 'record what was seen there' },
  add_office: { 'zh-CN': '请别的单位协办或知晓', en: 'let another office help or read along' },
  release_office: { 'zh-CN': '让协办、知晓的单位退出', en: 'end that' },
  contribute: { 'zh-CN': '提出本单位的意见', en: 'say what its own office found' },
  add_papers: { 'zh-CN': '补充说明、照片、文件', en: 'add words, photos or papers' },
  interim_reply: { 'zh-CN': '说明办到哪里了', en: 'say how far it is' },
  propose_reply: { 'zh-CN': '拟答复', en: 'propose an answer' },
  return_reply: { 'zh-CN': '退回拟好的答复', en: 'send a proposed answer back' },
  serve: { 'zh-CN': '记录送达', en: 'record that a paper was served' },
  answer_dispute: { 'zh-CN': '回答来件人指出的问题', en: 'answer what the filer disputed' },
  keep_promise: { 'zh-CN': '记下答应的事已做到', en: 'record that a promise was kept' },
  explain_final: { 'zh-CN': '说明还有哪些路', en: 'explain which ways stay open' },
  reply: { 'zh-CN': '书面答复', en: 'answer it in writing' },
  extend: { 'zh-CN': '延长期限', en: 'extend the time' },
  hold_hearing: { 'zh-CN': '记录听证', en: 'record a hearing' },
  supervise: { 'zh-CN': '督办', en: 'step in' },
  decide_review: { 'zh-CN': '作出复查意见', en: 'give the review' },
  decide_rereview: { 'zh-CN': '作出复核意见', en: 'give the re-review' },
  ask_unseal: { 'zh-CN': '请保管人打开姓名（来件人马上看得到）', en: 'ask the custodians to open the name (the filer sees it at once)' },
  locate: { 'zh-CN': '写明公共地点', en: 'name the place' },
  link_trouble: { 'zh-CN': '合在一起', en: 'link to a trouble' },
  unlink_trouble: { 'zh-CN': '说明理由，分开', en: 'unlink, with reasons' },
  make_dossier: {
    'zh-CN': '把这一件事的文书做成卷宗（来件人马上看得到）',
    en: 'put the papers of this one matter into a dossier (the filer sees it at once)',
  },
  correct: { 'zh-CN': '补一条更正', en: 'add a correction' },
  void: { 'zh-CN': '划掉同事记错的一步（仍看得见）', en: 'strike out a colleague’s wrong step (it stays readable)' },
};

/** In which relation an office stands to a matter. */
export const RELATION_WORDS: { readonly [relation in Relation]: Label } = {
  own: { 'zh-CN': '本单位正在办的', en: 'matters its own office deals with' },
  asked: { 'zh-CN': '转到本单位、还没有受理的', en: 'matters passed to its office that it has not accepted yet' },
  co: { 'zh-CN': '请本单位协办的', en: 'matters that its office was asked to help with' },
  watch: { 'zh-CN': '让本单位知晓的', en: 'matters that its office was asked to know of' },
  above: { 'zh-CN': '来件人请上来的，或下级逾期的', en: 'matters brought up to it by the filer, or late below it' },
  above_2: { 'zh-CN': '来件人请它复核的', en: 'matters whose filer asked it for a re-review' },
  accused: { 'zh-CN': '被反映的单位', en: 'the office a matter is about' },
  other: { 'zh-CN': '其他单位', en: 'any other office' },
};

export const ACCESS = {
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
    others: '不是来件的事',
    othersText: '单位之间的其他事（例如隐患）也照这张表办，写的是程序自己的词。其中没有任何一件是谁反映上来的。',
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
    others: 'What nobody has filed',
    othersText: 'Hazards and what else offices deal with among themselves go by the same table, here in the program’s own words.',
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
} as const;
