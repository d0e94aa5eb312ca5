import { phrases } from '../../../kernel/language/words.ts';
import type { VerbWords } from './verb-groups.ts';

/** The steps that only matters of some kinds have: help, a child in danger, a mediation. */
export const OWN_VERB_WORDS = phrases<{ readonly [verb: string]: VerbWords }>('grievances/portal/own-verb-words.OWN_VERB_WORDS', {
  refer_out: {
    group: 'answer',
    button: { 'zh-CN': '带去别的窗口', en: 'Lead to another door' },
    may: { 'zh-CN': '带去别的窗口，问到有结果', en: 'lead to another door and carry it until it is answered' },
    lead: {
      'zh-CN': '哪个窗口、在哪里、几点开、带什么。带去以后，还由本单位问清办了没有。材料由本人带去，这里不留。',
      en: 'Which counter, where, when it is open, what to bring. Your office stays answerable until it is known what became of it. Papers are carried, not kept here.',
    },
  },
  report_referral: {
    group: 'answer',
    button: { 'zh-CN': '写明那个窗口办得怎么样', en: 'Say what became of it there' },
    may: { 'zh-CN': '写明带去以后办得怎么样', en: 'say what became of it at that door' },
    lead: { 'zh-CN': '没有办的，写明为什么。还没有回音不算结果。', en: 'Where it was not done, say why. No word yet is no outcome.' },
  },
  note_gap: {
    group: 'record',
    button: { 'zh-CN': '没有规定管这件事', en: 'No rule covers it' },
    may: { 'zh-CN': '记下没有规定管的事', en: 'note that no rule covers it' },
    lead: {
      'zh-CN': '来件人读得到。按事项类别计数公布，让能定规定的人看到。该答复的照样要答复。',
      en: 'The filer reads it. It is counted by subject in public, so that those who make rules see it. What is owed stays owed.',
    },
  },
  protect_child: {
    group: 'answer',
    button: { 'zh-CN': '写明怎样护住了孩子', en: 'Say how the child was protected' },
    may: { 'zh-CN': '先护住孩子', en: 'protect a child first' },
    lead: { 'zh-CN': '先做，再写；还没有人受理也可以写。', en: 'Act first, then write; nobody has to take it on before.' },
  },
  tell_guardian: {
    group: 'answer',
    button: { 'zh-CN': '告诉了监护人', en: 'The guardian was told' },
    may: { 'zh-CN': '告诉监护人', en: 'tell the guardian' },
    lead: { 'zh-CN': '没有联系上的不算，再去联系。', en: 'Nobody reached is not told: try again.' },
  },
  keep_guardian_out: {
    group: 'answer',
    button: { 'zh-CN': '不告诉监护人', en: 'Keep the guardian out' },
    may: { 'zh-CN': '伤害来自监护人的，不告诉监护人', en: 'keep a guardian out who is the danger' },
    lead: {
      'zh-CN': '只有伤害来自监护人、或者告诉了更危险的时候。写明由谁替孩子说话。',
      en: 'Only where the guardian is the danger, or telling brings one. Say who speaks for the child instead.',
    },
  },
  look_outside: {
    group: 'answer',
    button: { 'zh-CN': '记录校外的人看到了什么', en: 'Record what somebody outside found' },
    may: { 'zh-CN': '由校外的人去看', en: 'have somebody outside the school look' },
    lead: { 'zh-CN': '学校说的是一面之词，要由校外的人去看。', en: 'What the school says is one side: somebody outside it looks.' },
  },
  ask_child: {
    group: 'answer',
    button: { 'zh-CN': '问孩子现在怎么样', en: 'Ask how the child is' },
    may: { 'zh-CN': '问孩子现在怎么样', en: 'ask how the child is' },
  },
  hear_child: {
    group: 'record',
    button: { 'zh-CN': '当面听过孩子', en: 'The child was heard in person' },
    may: { 'zh-CN': '在校外当面听孩子说', en: 'hear the child outside the school' },
    lead: {
      'zh-CN': '不是“现在安全”的，护住孩子的期限重新开始。',
      en: 'Unless the child is safe now, the time to protect it starts anew.',
    },
  },
  tell_rights: {
    group: 'answer',
    button: { 'zh-CN': '说明权利', en: 'Tell both sides their rights' },
    may: { 'zh-CN': '调解前向双方说明权利', en: 'tell both sides their rights before a mediation' },
    lead: {
      'zh-CN': '调解是什么、协议有什么效力、谁都可以随时不谈、调不成还有哪些路。',
      en: 'What mediation is, what an agreement does, that either side may stop at any time, and which ways stay open.',
    },
  },
  hold_session: {
    group: 'answer',
    button: { 'zh-CN': '记录一次调解会', en: 'Record a session' },
    may: { 'zh-CN': '主持、记录调解会', en: 'hold and record a session' },
    lead: { 'zh-CN': '双方都会读到。不在公安机关的场所调解。', en: 'Both sides read it. No session is held on premises of the police.' },
  },
  make_appraisal: {
    group: 'record',
    button: { 'zh-CN': '记录鉴定', en: 'Record an appraisal' },
    may: { 'zh-CN': '记录鉴定的起止', en: 'record the days of an appraisal' },
  },
  add_term: {
    group: 'answer',
    button: { 'zh-CN': '写下一条', en: 'Write a term down' },
    may: { 'zh-CN': '写下双方说好的一条', en: 'write a term down' },
    lead: {
      'zh-CN': '谁、为对方做什么、哪天前做完。不能约定不投诉、不外出、不公开、不起诉。双方各用自己的查询码确认。',
      en: 'Who does what for the other, and by when. Nothing about complaining, travelling, publishing or suing. Each side confirms with its own code.',
    },
  },
  drop_term: {
    group: 'answer',
    button: { 'zh-CN': '去掉一条', en: 'Drop a term' },
    may: { 'zh-CN': '去掉一条', en: 'drop a term' },
    lead: { 'zh-CN': '改动以后，双方要重新确认。', en: 'After a change both sides confirm anew.' },
  },
  sign_agreement: {
    group: 'answer',
    button: { 'zh-CN': '签署协议', en: 'Sign the agreement' },
    may: { 'zh-CN': '双方确认以后签署调解协议', en: 'sign the agreement once both sides have confirmed it' },
  },
  fail_mediation: {
    group: 'answer',
    button: { 'zh-CN': '结束调解', en: 'End the mediation' },
    may: { 'zh-CN': '结束调解，同时告知别的路', en: 'end the mediation and tell the other ways' },
    lead: {
      'zh-CN': '没有谈成不是谁的错。双方马上知道还可以走哪些路。',
      en: 'Nobody is at fault where there is no agreement. Both sides learn at once which ways stay open.',
    },
  },
  follow_up: {
    group: 'record',
    button: { 'zh-CN': '记录回访', en: 'Record how a term was kept' },
    may: { 'zh-CN': '到日子回访协议有没有履行', en: 'ask whether a term was kept' },
  },
  accept_confirmation: {
    group: 'record',
    button: { 'zh-CN': '记录法院受理', en: 'Record that the court has taken it' },
    may: { 'zh-CN': '记录法院受理确认申请', en: 'record that the court has taken the request' },
  },
  decide_confirmation: {
    group: 'record',
    button: { 'zh-CN': '记录法院裁定', en: 'Record the ruling of the court' },
    may: { 'zh-CN': '记录法院的裁定', en: 'record the ruling of the court' },
  },
});
