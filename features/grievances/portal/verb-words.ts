import { phrases } from '../../../kernel/language/words.ts';
import { OWN_VERB_WORDS } from './own-verb-words.ts';
import type { VerbWords } from './verb-groups.ts';

/** The steps that most matters have. */
export const COMMON_VERB_WORDS = phrases<{ readonly [verb: string]: VerbWords }>('grievances/portal/verb-words.COMMON_VERB_WORDS', {
  reply: {
    group: 'answer',
    button: { 'zh-CN': '书面答复', en: 'Answer in writing' },
    may: { 'zh-CN': '书面答复', en: 'answer it in writing' },
    looked: true,
    lead: {
      'zh-CN': '写给来件人看：查明了什么，怎么处理，凭什么。每一点都要答到。',
      en: 'Written to the filer: what was found, what is done, on what rule. Every point is answered.',
    },
  },
  confirm_hazard: {
    group: 'answer',
    button: { 'zh-CN': '看过了，真有危险', en: 'Looked: there is a danger' },
    may: { 'zh-CN': '去看以后写明真有危险，开始办隐患', en: 'say after a look that there is a danger, and begin a hazard' },
    lead: {
      'zh-CN': '用单位自己的话写看到了什么。隐患的各个单位都会看到这些话，看不到来件人写的话、编号和时间。',
      en: 'In your own words: what you saw. Every office of the hazard reads them, and never the words, the number or the time of the report.',
    },
  },
  find_no_hazard: {
    group: 'answer',
    button: { 'zh-CN': '看过了，没有发现危险', en: 'Looked: found no danger' },
    may: { 'zh-CN': '去看以后写明没有发现危险和理由', en: 'say after a look that there is no danger, and why' },
  },
  grant_reward: {
    group: 'answer',
    button: { 'zh-CN': '发奖励', en: 'Grant the reward' },
    may: { 'zh-CN': '决定发奖励，数额按公布的规则算', en: 'grant a reward, of the amount that the published rule gives' },
    lead: {
      'zh-CN': '来件人不用留姓名：凭自己的查询码得到一个领取码，到窗口领钱。领没领，这里看不到。',
      en: 'The filer gives no name: their code makes a collection code, and that collects the money at the counter. Whether it was collected is not seen here.',
    },
  },
  refuse_reward: {
    group: 'answer',
    button: { 'zh-CN': '不发奖励，写明理由', en: 'Give no reward, with reasons' },
    may: { 'zh-CN': '写明理由，不发奖励', en: 'give no reward, with reasons' },
  },
  answer_comment: {
    group: 'answer',
    button: { 'zh-CN': '答复这条意见', en: 'Answer this comment' },
    may: { 'zh-CN': '答复对草案的意见', en: 'answer a comment on a draft' },
    looked: true,
  },
  group_comment: {
    group: 'answer',
    button: { 'zh-CN': '归入一组', en: 'Put it into a group' },
    may: { 'zh-CN': '把意见归组', en: 'group comments' },
  },
  leave_out_comment: {
    group: 'seldom',
    button: { 'zh-CN': '公开时不收入', en: 'Leave it out of what is published' },
    may: { 'zh-CN': '公开时不收入一条', en: 'leave one unpublished' },
  },
  propose_reply: {
    group: 'answer',
    button: { 'zh-CN': '拟好答复，请另一岗位复核', en: 'Propose the answer to a second post' },
    may: { 'zh-CN': '拟答复', en: 'propose an answer' },
    lead: {
      'zh-CN': '难办的事由两个岗位经手：您拟好，另一个岗位看过再发出。来件人这时还看不到。',
      en: 'A hard matter passes through two posts: you propose, another reads it and gives it. The filer does not see it yet.',
    },
  },
  return_reply: {
    group: 'answer',
    button: { 'zh-CN': '退回拟好的答复', en: 'Send the proposed answer back' },
    may: { 'zh-CN': '退回拟好的答复', en: 'send a proposed answer back' },
  },
  answer_dispute: {
    group: 'answer',
    button: { 'zh-CN': '回答来件人指出的问题', en: 'Answer what the filer said was wrong' },
    may: { 'zh-CN': '回答来件人指出的问题', en: 'answer what the filer disputed' },
    looked: true,
  },
  decide_review: {
    group: 'answer',
    button: { 'zh-CN': '作出复查意见', en: 'Give the review' },
    may: { 'zh-CN': '作出复查意见', en: 'give the review' },
    looked: true,
  },
  decide_rereview: {
    group: 'answer',
    button: { 'zh-CN': '作出复核意见', en: 'Give the re-review' },
    may: { 'zh-CN': '作出复核意见', en: 'give the re-review' },
    looked: true,
  },
  explain_final: {
    group: 'answer',
    button: { 'zh-CN': '说明还有哪些路可走', en: 'Explain which ways stay open' },
    may: { 'zh-CN': '说明还有哪些路', en: 'explain which ways stay open' },
    looked: true,
  },
  interim_reply: {
    group: 'answer',
    button: { 'zh-CN': '告诉来件人办到哪里了', en: 'Tell the filer how far it is' },
    may: { 'zh-CN': '说明办到哪里了', en: 'say how far it is' },
  },
  add_papers: {
    group: 'answer',
    button: { 'zh-CN': '补充说明、照片、文件', en: 'Add words, photos or papers' },
    may: { 'zh-CN': '补充说明、照片、文件', en: 'add words, photos or papers' },
  },
  refuse: {
    group: 'answer',
    button: { 'zh-CN': '不受理，说明该找谁', en: 'Refuse, and say whom to go to' },
    may: { 'zh-CN': '书面通知不受理', en: 'refuse it in writing' },
    looked: true,
  },
  extend: {
    group: 'answer',
    button: { 'zh-CN': '延长期限', en: 'Extend the time' },
    may: { 'zh-CN': '延长期限', en: 'extend the time' },
  },
  sign_transfer: {
    group: 'who',
    button: { 'zh-CN': '审签转办单', en: 'Sign the transfer slip' },
    may: { 'zh-CN': '审签转办单（签了就登记并转办）', en: 'sign a transfer slip (which registers it)' },
    lead: {
      'zh-CN': '另一个岗位拟好的转办单在下面。您签了，这件事就登记并转给它；不同意就退回去改。',
      en: 'Another post has written the transfer slip below. By your signature the matter is registered and passed on; or send it back to be changed.',
    },
  },
  return_transfer: {
    group: 'who',
    button: { 'zh-CN': '退回转办单', en: 'Send the transfer slip back' },
    may: { 'zh-CN': '退回转办单', en: 'send a transfer slip back' },
  },
  register: {
    group: 'who',
    button: { 'zh-CN': '登记并转办', en: 'Register and pass on' },
    may: { 'zh-CN': '登记并转办', en: 'register it and pass it on' },
  },
  propose_transfer: {
    group: 'who',
    button: { 'zh-CN': '写转办单，请另一岗位审签', en: 'Write a transfer slip for another post to sign' },
    may: { 'zh-CN': '写转办单的拟办意见', en: 'write a transfer slip' },
    lead: {
      'zh-CN': '您写拟办意见，另一个岗位审签以后才转出去。登记的期限照样走，由您的单位守着。',
      en: 'You propose how it should be handled; it is passed on once another post has signed. The time to register it runs on and is your office’s.',
    },
  },
  accept: {
    group: 'who',
    button: { 'zh-CN': '受理', en: 'Accept' },
    may: { 'zh-CN': '受理', en: 'accept it' },
  },
  forward: {
    group: 'who',
    button: { 'zh-CN': '转给该办的单位', en: 'Pass it on to the competent office' },
    may: { 'zh-CN': '转给别的单位（对方受理以前仍由自己负责）', en: 'pass it on to another office (answerable until that one accepts)' },
  },
  take_back: {
    group: 'who',
    button: { 'zh-CN': '收回，转错了', en: 'Take it back; it went to the wrong office' },
    may: { 'zh-CN': '转错了的，对方打开以前收回', en: 'take back what it passed to the wrong office, until it is opened there' },
  },
  object_forward: {
    group: 'who',
    button: { 'zh-CN': '说明理由，退回', en: 'Object, with reasons' },
    may: { 'zh-CN': '说明理由退回', en: 'object to a forward, with reasons' },
  },
  ask_naming: {
    group: 'who',
    button: { 'zh-CN': '不同意退回，请上级指定', en: 'Disagree; let the office above decide' },
    may: { 'zh-CN': '请上级指定由谁办', en: 'let the office above say whose it is' },
  },
  name_office: {
    group: 'who',
    button: { 'zh-CN': '指定承办单位', en: 'Name the office' },
    may: { 'zh-CN': '指定由谁办', en: 'say whose it is' },
  },
  supervise: {
    group: 'who',
    button: { 'zh-CN': '督办', en: 'Step in' },
    may: { 'zh-CN': '督办', en: 'step in' },
  },
  add_office: {
    group: 'who',
    button: { 'zh-CN': '请别的单位协办或知晓', en: 'Let another office help or read along' },
    may: { 'zh-CN': '请别的单位协办或知晓', en: 'let another office help or read along' },
  },
  release_office: {
    group: 'who',
    button: { 'zh-CN': '不再需要某个单位', en: 'An office is no longer needed' },
    may: { 'zh-CN': '让协办、知晓的单位退出', en: 'end that' },
  },
  contribute: {
    group: 'who',
    button: { 'zh-CN': '提出本单位的意见', en: 'Say what your office found' },
    may: { 'zh-CN': '提出本单位的意见', en: 'say what its own office found' },
  },
  ask_filer: {
    group: 'ask',
    button: { 'zh-CN': '问来件人', en: 'Ask the filer' },
    may: { 'zh-CN': '向来件人提问', en: 'ask the filer something' },
  },
  offer_inspection: {
    group: 'ask',
    button: { 'zh-CN': '提议上门查看', en: 'Offer to come and look' },
    may: { 'zh-CN': '提议上门查看（来件人可以不同意）', en: 'offer to come and look (the filer may decline)' },
  },
  hold_inspection: {
    group: 'ask',
    button: { 'zh-CN': '记录查看', en: 'Record what was seen there' },
    may: { 'zh-CN': '记录查看', en: 'record what was seen there' },
  },
  hold_hearing: {
    group: 'ask',
    button: { 'zh-CN': '记录听证', en: 'Record a hearing' },
    may: { 'zh-CN': '记录听证', en: 'record a hearing' },
  },
  call_duty: {
    group: 'danger',
    button: { 'zh-CN': '有生命危险，叫值班岗位', en: 'A life is in danger: call who is on duty' },
    may: { 'zh-CN': '有生命危险时叫值班岗位', en: 'call who is on duty when a life is in danger' },
  },
  take_danger: {
    group: 'danger',
    button: { 'zh-CN': '接手，写明做了什么', en: 'Take it on and say what was done' },
    may: { 'zh-CN': '有生命危险时接手', en: 'take on what a life hangs on' },
  },
  serve: {
    group: 'record',
    button: { 'zh-CN': '记录送达', en: 'Record that a paper was served' },
    may: { 'zh-CN': '记录送达', en: 'record that a paper was served' },
  },
  keep_promise: {
    group: 'record',
    button: { 'zh-CN': '记下答应的事已经做到', en: 'Record that a promise was kept' },
    may: { 'zh-CN': '记下答应的事已做到', en: 'record that a promise was kept' },
  },
  locate: {
    group: 'record',
    button: { 'zh-CN': '写明公共地点', en: 'Name the public place' },
    may: { 'zh-CN': '写明公共地点', en: 'name the place' },
  },
  link_trouble: {
    group: 'record',
    button: { 'zh-CN': '和同样的事合在一起', en: 'Link it to a trouble' },
    may: { 'zh-CN': '合在一起', en: 'link to a trouble' },
  },
  unlink_trouble: {
    group: 'record',
    button: { 'zh-CN': '和别的事分开', en: 'Take it out of a trouble' },
    may: { 'zh-CN': '说明理由，分开', en: 'unlink, with reasons' },
  },
  regrade: {
    group: 'record',
    button: { 'zh-CN': '把时限改短', en: 'Shorten the time' },
    may: { 'zh-CN': '把时限改短', en: 'shorten the time' },
  },
  make_dossier: {
    group: 'record',
    button: { 'zh-CN': '制作卷宗', en: 'Make the dossier' },
    may: {
      'zh-CN': '把这一件事的文书做成卷宗（来件人马上看得到）',
      en: 'put the papers of this one matter into a dossier (the filer sees it at once)',
    },
  },
  correct: {
    group: 'seldom',
    button: { 'zh-CN': '更正', en: 'Add a correction' },
    may: { 'zh-CN': '补一条更正', en: 'add a correction' },
    lead: { 'zh-CN': '给本单位做过的一步补上该说的话。', en: 'Adds what should have been said to a step that your office took.' },
  },
  void: {
    group: 'seldom',
    button: { 'zh-CN': '作废一步', en: 'Strike out a step' },
    may: { 'zh-CN': '划掉同事记错的一步（仍看得见）', en: 'strike out a colleague’s wrong step (it stays readable)' },
    lead: {
      'zh-CN': '只能作废本单位别的岗位做的步骤。来件人走的步骤谁也不能改。',
      en: 'Only steps that another post of your office took can be struck out. Nobody can change a step of the filer.',
    },
  },
  ask_unseal: {
    group: 'seldom',
    button: { 'zh-CN': '请求打开姓名', en: 'Ask that the name be opened' },
    may: { 'zh-CN': '请保管人打开姓名（来件人马上看得到）', en: 'ask the custodians to open the name (the filer sees it at once)' },
  },
});

/** The steps of offices, those of a group in the order of their buttons. */
export const VERB_WORDS = { ...COMMON_VERB_WORDS, ...OWN_VERB_WORDS };
