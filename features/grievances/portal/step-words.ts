import { phrases, type Words } from '../../../kernel/language/words.ts';
import type { EventKind } from '../../../kernel/matter/event.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { Notice } from '../../../kernel/matter/vocabulary.ts';
import type { Lang } from '../../../portal/page.ts';
import type { DISPUTE_OUTCOMES } from '../domain/answer/answer-dispute.ts';
import type { DOORS } from '../domain/intake/refuse-matter.ts';
import type { OUTCOMES } from '../domain/answer/reply.ts';
import type { REVIEW_OUTCOMES } from '../domain/upward/review-outcomes.ts';
import type { Purpose } from '../domain/seal/unsealing.ts';
import { LEFT_OUT, type COMMENT_OUTCOMES } from '../../../kernel/matter/comment.ts';
import { theOffice } from './following/duty-words.ts';

export const OUTCOME_WORDS = phrases<{
  readonly [
    outcome in
      | (typeof OUTCOMES)[number]
      | (typeof REVIEW_OUTCOMES)[number]
      | (typeof DISPUTE_OUTCOMES)[number]
      | (typeof COMMENT_OUTCOMES)[number]
  ]: Label;
}>('grievances/portal/step-words.OUTCOME_WORDS', {
  supported: { 'zh-CN': '支持您的请求', en: 'Your request is supported' },
  partly_supported: { 'zh-CN': '部分支持您的请求', en: 'Your request is supported in part' },
  explained: { 'zh-CN': '作出解释', en: 'An explanation is given' },
  not_supported: { 'zh-CN': '不支持您的请求', en: 'Your request is not supported' },
  upheld: { 'zh-CN': '维持原来的答复', en: 'The earlier answer stands' },
  changed: { 'zh-CN': '改变原来的答复', en: 'The earlier answer is changed' },
  revoked: { 'zh-CN': '撤销原来的答复', en: 'The earlier answer is set aside' },
  stands: { 'zh-CN': '原来的答复不变', en: 'The answer stands' },
  corrected: { 'zh-CN': '更正原来的答复', en: 'The answer is corrected' },
  adopted: { 'zh-CN': '采纳', en: 'Adopted' },
  adopted_in_part: { 'zh-CN': '部分采纳', en: 'Adopted in part' },
  not_adopted: { 'zh-CN': '不采纳', en: 'Not adopted' },
  outside_draft: { 'zh-CN': '不是这份草案管的事', en: 'Outside this draft' },
});

/** Why the words of a comment are left out of what is published. */
export const LEFT_OUT_WORDS = phrases<{ readonly [reason in (typeof LEFT_OUT)[number]]: Label }>(
  'grievances/portal/step-words.LEFT_OUT_WORDS',
  {
    names_person: { 'zh-CN': '写了能认出某个人的话', en: 'it says something by which a person is known' },
    not_about_draft: { 'zh-CN': '说的不是这份草案', en: 'it is not about the draft' },
    unlawful_content: { 'zh-CN': '法律禁止公开的内容', en: 'the law forbids to publish it' },
    advertisement: { 'zh-CN': '广告', en: 'it is an advertisement' },
    same_words_twice: { 'zh-CN': '和另一条一字不差，只公开一条', en: 'word for word the same as another, of which one is published' },
  },
);

export const DOOR_WORDS = phrases<{ readonly [door in (typeof DOORS)[number]]: Label }>('grievances/portal/step-words.DOOR_WORDS', {
  court: { 'zh-CN': '法院', en: 'a court' },
  arbitration: { 'zh-CN': '仲裁', en: 'arbitration' },
  administrative_review: { 'zh-CN': '行政复议', en: 'administrative reconsideration' },
  other_office: { 'zh-CN': '另一个单位', en: 'another office' },
  other_procedure: { 'zh-CN': '另一种程序', en: 'another procedure' },
});

export const NOTICE_WORDS = phrases<{ readonly [notice in Notice]: Label }>('grievances/portal/step-words.NOTICE_WORDS', {
  reply: { 'zh-CN': '书面答复', en: 'written answer' },
  refusal: { 'zh-CN': '不受理的通知', en: 'notice that it was not accepted' },
  review: { 'zh-CN': '复查意见', en: 'review' },
  rereview: { 'zh-CN': '复核意见', en: 're-review' },
  dispute: { 'zh-CN': '对您所指问题的回答', en: 'answer to what you said was wrong' },
});

/** For what a name may be opened (G4). */
export const PURPOSE_WORDS = phrases<{ readonly [purpose in Purpose]: Label }>('grievances/portal/step-words.PURPOSE_WORDS', {
  filer_asks: { 'zh-CN': '您自己要求', en: 'you wish it' },
  service_by_name: { 'zh-CN': '法律规定要按姓名送达的文书', en: 'a paper that the law requires to be served by name' },
  court_order: { 'zh-CN': '法院的决定', en: 'a court order' },
  life_in_danger: { 'zh-CN': '有人有生命危险', en: 'a life in danger' },
});

/** What stands in a step's data, in words; the kernel's own word where there is none. */
export const worded = (table: { readonly [word: string]: Words<string> }, word: unknown, lang: Lang): string =>
  table[String(word)]?.[lang] ?? String(word);

/** The offices a sentence may name. */
export interface Named {
  readonly by: string;
  readonly lead: string;
  readonly above: string;
  readonly above2: string;
  /** The office that it was last passed on to. */
  readonly asked: string;
  /** The office that a step names. */
  readonly named: string;
  /** Taken by the other side of a dispute than the reader's. */
  readonly isOther?: boolean;
}

type Sentence = (it: Named) => Label;

/** What a side of a dispute did: the reader's own, or the other. */
const bySide =
  (zh: string, en: string): Sentence =>
  ({ isOther }) =>
    isOther === true ? { 'zh-CN': `对方${zh}`, en: `The other side ${en}` } : { 'zh-CN': `您${zh}`, en: `You ${en}` };

/** Where a matter stands, by the newest step that changed it. */
export const STANDS = phrases<{ readonly [kind in EventKind]?: Sentence }>('grievances/portal/step-words.STANDS', {
  filed: (it) => ({
    'zh-CN': `${it.lead}已收下您的事项，还没有登记。`,
    en: `${theOffice(it.lead)} has your matter and has not registered it yet.`,
  }),
  registered: (it) => ({ 'zh-CN': `已登记，由${it.lead}办理。`, en: `It is registered. ${theOffice(it.lead)} deals with it.` }),
  hazard_confirmed: (it) => ({
    'zh-CN': `${it.lead}去看过，真有危险。它怎么消除，下面看得到。`,
    en: `${theOffice(it.lead)} looked: there is a danger. How it is removed stands below.`,
  }),
  hazard_unconfirmed: (it) => ({
    'zh-CN': `${it.lead}去看过，没有发现危险。理由在下面，结果还会书面告诉您。`,
    en: `${theOffice(it.lead)} looked and found no danger. Why stands below; you are told the result in writing as well.`,
  }),
  hazard_settled: (it) => ({
    'zh-CN': `危险已经消除。${it.lead}还要把结果书面告诉您。`,
    en: `The danger is gone. ${theOffice(it.lead)} still owes you the result in writing.`,
  }),
  acknowledged: (it) => ({ 'zh-CN': `${it.lead}说它收到了。`, en: `${theOffice(it.lead)} says that it arrived.` }),
  forwarded: (it) => ({
    'zh-CN': `已转给${it.asked}。${it.asked}受理以前，仍由${it.lead}负责。`,
    en: `It was passed on to ${it.asked}. ${theOffice(it.lead)} stays answerable until that office accepts it.`,
  }),
  forward_objected: (it) => ({
    'zh-CN': `${it.asked}认为不该由它办，说明了理由。仍由${it.lead}负责。`,
    en: `${theOffice(it.asked)} objected, with reasons. ${theOffice(it.lead)} stays answerable.`,
  }),
  naming_asked: (it) => ({
    'zh-CN': `两个单位说不拢，等${it.above}定下由谁办。这期间仍由${it.lead}负责。`,
    en: `Two offices disagree, and ${it.above} decides which of them deals with it. Until then ${it.lead} stays answerable.`,
  }),
  office_named: (it) => ({
    'zh-CN': `${it.above}定下由${it.asked}办理。`,
    en: `${theOffice(it.above)} has named ${it.asked} to deal with it.`,
  }),
  accepted: (it) => ({ 'zh-CN': `${it.lead}已受理。`, en: `${theOffice(it.lead)} has accepted it.` }),
  refused: (it) => ({
    'zh-CN': `${it.lead}没有受理，写了一份通知给您。`,
    en: `${theOffice(it.lead)} did not accept it and wrote you a notice.`,
  }),
  replied: (it) => ({ 'zh-CN': `${it.lead}已书面答复您。`, en: `${theOffice(it.lead)} has answered in writing.` }),
  disputed: (it) => ({
    'zh-CN': `您指出了答复哪里不对，等${it.lead}回答。`,
    en: `You said what is wrong with the answer; ${it.lead} must answer that.`,
  }),
  dispute_answered: (it) => ({
    'zh-CN': `${it.lead}回答了您指出的问题。`,
    en: `${theOffice(it.lead)} has answered what you said was wrong.`,
  }),
  final_explained: (it) => ({
    'zh-CN': `${it.above2}已说明还有哪些路可走。`,
    en: `${theOffice(it.above2)} has explained which ways stay open.`,
  }),
  take_up_asked: (it) => ({ 'zh-CN': `您已请${it.above}处理。`, en: `You asked the ${it.above} to take it up.` }),
  supervised: (it) => ({
    'zh-CN': `${it.above}已介入，写给您的话在下面。`,
    en: `${theOffice(it.above)} has taken it up; what it wrote to you stands below.`,
  }),
  review_asked: (it) => ({ 'zh-CN': `您已请${it.above}复查。`, en: `You asked the ${it.above} for a review.` }),
  review_decided: (it) => ({ 'zh-CN': `${it.above}已作出复查意见。`, en: `${theOffice(it.above)} has given its review.` }),
  rereview_asked: (it) => ({ 'zh-CN': `您已请${it.above2}复核。`, en: `You asked the ${it.above2} for a re-review.` }),
  rereview_decided: (it) => ({
    'zh-CN': `${it.above2}已作出复核意见，这条路走完了。`,
    en: `${theOffice(it.above2)} has given its re-review; this path ends here.`,
  }),
  withdrawal_asked: () => ({
    'zh-CN': '您请求了撤回：第七天以后生效。什么时候都可以恢复，期限和原来一样。',
    en: 'You asked to withdraw it: that takes effect after the seventh day. You can resume it at any time, with the original dates.',
  }),
  resumed: () => ({ 'zh-CN': '您恢复了这件事，期限和原来一样。', en: 'You resumed it; every date is what it was.' }),
  consent_given: (it) => ({
    'zh-CN': `双方都同意调解，等${it.lead}受理。`,
    en: `Both sides agree to mediate; ${it.lead} takes it on next.`,
  }),
  session_held: () => ({
    'zh-CN': '双方正在谈。谁都可以随时不谈，不用说理由。',
    en: 'Both sides are talking. Either may stop at any time without a reason.',
  }),
  mediation_agreed: () => ({
    'zh-CN': '有了协议。说好的事到了日子，调解组织会来问做到了没有。',
    en: 'There is an agreement. On the day of each term the committee asks whether it was kept.',
  }),
  mediation_failed: () => ({
    'zh-CN': '调解结束，没有协议。仲裁、行政处理、法院、法律援助，这些路都开着，什么也没有少。',
    en: 'The mediation ended without an agreement. Arbitration, the offices, the courts and legal aid stay open; nothing is lost.',
  }),
  ways_told: () => ({
    'zh-CN': '调解结束，没有协议。仲裁、行政处理、法院、法律援助，这些路都开着，什么也没有少。',
    en: 'The mediation ended without an agreement. Arbitration, the offices, the courts and legal aid stay open; nothing is lost.',
  }),
  confirmation_asked: () => ({ 'zh-CN': '双方申请了法院确认。', en: 'Both sides have asked the court to confirm the agreement.' }),
  confirmation_accepted: () => ({ 'zh-CN': '法院受理了确认申请。', en: 'The court has taken the request for confirmation.' }),
  confirmation_decided: () => ({ 'zh-CN': '法院作出了裁定。', en: 'The court has decided.' }),
  mediation_closed: () => ({ 'zh-CN': '提出调解的一方说这件事已经了结。', en: 'The side that opened it says that it is settled.' }),
});

/** A line of the history: who did what. `by` is the office, or the filer. */
export const STEPS = phrases<{ readonly [kind in EventKind]: Sentence }>('grievances/portal/step-words.STEPS', {
  filed: () => ({ 'zh-CN': '您提交了这件事', en: 'You filed it' }),
  transfer_proposed: (it) => ({
    'zh-CN': `${it.by}写好了转办单，由另一个岗位审签`,
    en: `${it.by} has written a transfer slip; a second post signs it`,
  }),
  transfer_returned: (it) => ({ 'zh-CN': `${it.by}的另一个岗位退回了转办单`, en: `${it.by}: a second post sent the transfer slip back` }),
  transfer_signed: (it) => ({ 'zh-CN': `${it.by}的另一个岗位审签了转办单`, en: `${it.by}: a second post signed the transfer slip` }),
  registered: (it) => ({ 'zh-CN': `${it.by}登记，由${it.lead}办理`, en: `${it.by} registered it; ${it.lead} deals with it` }),
  regraded: (it) => ({ 'zh-CN': `${it.by}把期限改短了`, en: `${it.by} shortened the time` }),
  forwarded: (it) => ({ 'zh-CN': `${it.by}转给${it.named}`, en: `${it.by} passed it on to ${it.named}` }),
  taken_back: (it) => ({ 'zh-CN': `${it.by}收回，重新转办`, en: `${it.by} took it back to pass it on anew` }),
  forward_objected: (it) => ({ 'zh-CN': `${it.by}说明理由，认为不该由它办`, en: `${it.by} objected, with reasons` }),
  naming_asked: (it) => ({
    'zh-CN': `${it.by}不同意，请上级单位定下由谁办`,
    en: `${it.by} disagreed and asked the office above to decide`,
  }),
  office_named: (it) => ({ 'zh-CN': `${it.by}定下由${it.named}办理`, en: `${it.by} decided that ${it.named} deals with it` }),
  office_joined: (it) => ({ 'zh-CN': `${it.by}请${it.named}一起参加`, en: `${it.by} brought ${it.named} in` }),
  office_left: (it) => ({ 'zh-CN': `${it.named}不再参加`, en: `${it.named} no longer takes part` }),
  contributed: (it) => ({ 'zh-CN': `${it.by}提出了意见`, en: `${it.by} said what it found` }),
  point_added: () => ({ 'zh-CN': '您补充了一点要答复的', en: 'You added a point that the answer must speak to' }),
  danger_reported: (it) =>
    it.by === ''
      ? { 'zh-CN': '您说有人有生命危险，值班的人被叫了', en: 'You said that a life is in danger, and who is on duty was called' }
      : { 'zh-CN': `${it.by}看出可能有生命危险，叫了值班岗位`, en: `${it.by} saw that a life may be in danger and called who is on duty` },
  danger_taken: (it) => ({ 'zh-CN': `${it.by}的值班岗位接手`, en: `${it.by}: who is on duty took it on` }),
  question_asked: (it) => ({ 'zh-CN': `${it.by}问您`, en: `${it.by} asked you` }),
  question_answered: () => ({ 'zh-CN': '您回答了', en: 'You answered' }),
  inspection_offered: (it) => ({ 'zh-CN': `${it.by}提议上门查看`, en: `${it.by} offered to come and look` }),
  inspection_answered: () => ({ 'zh-CN': '您答复了上门查看的提议', en: 'You answered the offer to come and look' }),
  inspection_held: (it) => ({ 'zh-CN': `${it.by}上门查看`, en: `${it.by} came to look` }),
  interim_replied: (it) => ({ 'zh-CN': `${it.by}告诉您办到哪里了`, en: `${it.by} told you how far it is` }),
  reply_proposed: (it) => ({
    'zh-CN': `${it.by}拟好了答复，由另一个岗位复核`,
    en: `${it.by} has drafted its answer; a second post reads it`,
  }),
  reply_returned: (it) => ({ 'zh-CN': `${it.by}的另一个岗位要求改写答复`, en: `${it.by}: a second post sent the draft back` }),
  promised: (it) => ({ 'zh-CN': `${it.by}答应您`, en: `${it.by} promised you` }),
  promise_kept: (it) => ({ 'zh-CN': `${it.by}说答应的事做到了`, en: `${it.by} says that it kept a promise` }),
  promise_judged: () => ({ 'zh-CN': '您说了答应的事有没有做到', en: 'You said whether a promise was kept' }),
  disputed: () => ({ 'zh-CN': '您指出了答复哪里不对', en: 'You said what is wrong with the answer' }),
  dispute_answered: (it) => ({ 'zh-CN': `${it.by}回答了您指出的问题`, en: `${it.by} answered what you said was wrong` }),
  review_notified: (it) => ({ 'zh-CN': `${it.by}把结果告诉了${it.lead}`, en: `${it.by} told ${it.lead} the outcome` }),
  answer_revoked: (it) => ({
    'zh-CN': `原答复被撤销，${it.lead}要重新答复您`,
    en: `The answer was set aside; ${it.lead} must answer anew`,
  }),
  final_explained: (it) => ({ 'zh-CN': `${it.by}说明还有哪些路可走`, en: `${it.by} explained which ways stay open` }),
  party_invited: () => ({ 'zh-CN': '发出了调解的邀请', en: 'An invitation to the mediation was made' }),
  consent_given: bySide('同意调解', 'agreed to mediate'),
  consent_withdrawn: bySide('不再同意调解', 'ended the mediation'),
  rights_told: (it) => ({
    'zh-CN': `${it.by}说明了调解是什么、协议有什么效力、双方有什么权利`,
    en: `${it.by} told what mediation is, what an agreement does and what both sides may do`,
  }),
  session_held: (it) => ({ 'zh-CN': `双方和${it.by}坐下来谈`, en: `A session with ${it.by}` }),
  appraisal_made: (it) => ({
    'zh-CN': `${it.by}记录：作了鉴定，这几天不算`,
    en: `${it.by} recorded an appraisal; its days are not counted`,
  }),
  table_told: bySide('说', 'said'),
  term_added: (it) => ({ 'zh-CN': `${it.by}写下一条`, en: `${it.by} wrote a term down` }),
  term_dropped: (it) => ({ 'zh-CN': `${it.by}去掉一条`, en: `${it.by} dropped a term` }),
  terms_confirmed: bySide('确认了各条', 'confirmed the terms'),
  mediation_agreed: (it) => ({
    'zh-CN': `双方确认，${it.by}签署了调解协议`,
    en: `Both sides confirmed, and ${it.by} signed the agreement`,
  }),
  term_agreed: () => ({ 'zh-CN': '说好一条', en: 'A term was agreed' }),
  term_judged: bySide('说了说好的事有没有做到', 'said whether a term was kept'),
  followed_up: (it) => ({ 'zh-CN': `${it.by}来问说好的事做到了没有`, en: `${it.by} asked whether a term was kept` }),
  mediation_failed: () => ({ 'zh-CN': '调解结束，没有协议', en: 'The mediation ended without an agreement' }),
  ways_told: () => ({
    'zh-CN': '同时告诉了双方：仲裁、行政处理、法院、法律援助，这些路都开着',
    en: 'Both sides were told at the same time: arbitration, the offices, the courts and legal aid stay open',
  }),
  confirmation_joined: bySide('申请法院确认协议', 'asked for the confirmation by a court'),
  confirmation_objected: bySide('说对裁定提出了异议', 'said that there is an objection to the ruling'),
  mediation_closed: bySide('说这件事已经了结', 'said that it is settled'),
  referred_out: (it) => ({ 'zh-CN': `${it.by}告诉您该去哪个窗口、带什么`, en: `${it.by} told you which door to go to and what to bring` }),
  referral_answered: (it) => ({ 'zh-CN': `${it.by}问清了那个窗口办得怎么样`, en: `${it.by} found out what became of it there` }),
  gap_noted: (it) => ({
    'zh-CN': `${it.by}说，没有规定管这件事；按事项类别计数，向所有人公布`,
    en: `${it.by} said that no rule covers it; this is counted by subject, for everybody to see`,
  }),
  child_protected: (it) => ({ 'zh-CN': `${it.by}先护住了孩子`, en: `${it.by} protected the child` }),
  guardian_told: (it) => ({ 'zh-CN': `${it.by}告诉了监护人`, en: `${it.by} told the guardian` }),
  guardian_kept_out: (it) => ({
    'zh-CN': `${it.by}没有告诉监护人，写明了理由和由谁替孩子说话`,
    en: `${it.by} kept the guardian out, with the reason and who speaks for the child`,
  }),
  looked_outside: (it) => ({ 'zh-CN': `${it.by}记录：校外的人去看过`, en: `${it.by} recorded what somebody outside the school found` }),
  child_asked: (it) => ({ 'zh-CN': `${it.by}问孩子现在怎么样`, en: `${it.by} asked how the child is now` }),
  child_answered: () => ({ 'zh-CN': '您回答了孩子现在怎么样', en: 'You answered how the child is' }),
  child_heard: (it) => ({ 'zh-CN': `${it.by}当面听孩子说过`, en: `${it.by} heard the child in person` }),
  child_unsafe: () => ({ 'zh-CN': '孩子还不安全，要重新护住', en: 'The child is not safe and is to be protected anew' }),
  pause_asked: () => ({ 'zh-CN': '您让期限停一停', en: 'You let the time rest' }),
  pause_ended: () => ({ 'zh-CN': '您让期限继续走', en: 'You let the time run on' }),
  confirmation_asked: () => ({ 'zh-CN': '双方共同申请法院确认', en: 'Both sides asked the court to confirm the agreement' }),
  confirmation_accepted: (it) => ({
    'zh-CN': `${it.by}记录：法院受理了申请`,
    en: `${it.by} recorded that the court has taken the request`,
  }),
  confirmation_decided: (it) => ({ 'zh-CN': `${it.by}记录：法院作出裁定`, en: `${it.by} recorded what the court has decided` }),
  accepted: (it) => ({ 'zh-CN': `${it.by}受理`, en: `${it.by} accepted it` }),
  refused: (it) => ({ 'zh-CN': `${it.by}书面通知不受理`, en: `${it.by} gave notice that it is not accepted` }),
  extended: (it) => ({ 'zh-CN': `${it.by}延长了期限`, en: `${it.by} extended the time` }),
  hearing_held: (it) => ({ 'zh-CN': `${it.by}举行了听证`, en: `${it.by} held a hearing` }),
  acknowledged: (it) => ({ 'zh-CN': `${it.by}确认收到`, en: `${it.by} said that it arrived` }),
  replied: (it) => ({ 'zh-CN': `${it.by}作出书面答复`, en: `${it.by} answered in writing` }),
  notice_opened: (it) => ({
    'zh-CN': it.by === '' ? '您打开了' : `${it.by}送达了`,
    en: it.by === '' ? 'You opened the' : `${it.by} served the`,
  }),
  take_up_asked: (it) => ({ 'zh-CN': `您请${it.above}处理`, en: `You asked ${it.above} to take it up` }),
  supervised: (it) => ({ 'zh-CN': `${it.by}介入，告诉您怎样处理`, en: `${it.by} took it up and told you what it does` }),
  supervision_notified: (it) => ({ 'zh-CN': `${it.by}通知了${it.lead}`, en: `${it.by} told ${it.lead}` }),
  review_asked: (it) => ({ 'zh-CN': `您请${it.above}复查`, en: `You asked ${it.above} for a review` }),
  review_decided: (it) => ({ 'zh-CN': `${it.by}作出复查意见`, en: `${it.by} gave its review` }),
  rereview_asked: (it) => ({ 'zh-CN': `您请${it.above2}复核`, en: `You asked ${it.above2} for a re-review` }),
  rereview_decided: (it) => ({ 'zh-CN': `${it.by}作出复核意见`, en: `${it.by} gave its re-review` }),
  withdrawal_asked: () => ({ 'zh-CN': '您请求撤回', en: 'You asked to withdraw it' }),
  resumed: () => ({ 'zh-CN': '您恢复了这件事', en: 'You resumed it' }),
  unseal_asked: (it) => ({
    'zh-CN': it.by === '' ? '您请保管人把姓名打开给承办单位' : `${it.by}请求打开您的姓名`,
    en: it.by === '' ? 'You asked the custodians to open your name to the office' : `${it.by} asked that your name be opened`,
  }),
  share_released: () => ({ 'zh-CN': '保管人同意打开', en: 'A custodian agreed to open it' }),
  share_refused: () => ({ 'zh-CN': '保管人拒绝打开', en: 'A custodian refused to open it' }),
  unsealed: () => ({ 'zh-CN': '您的姓名已打开', en: 'Your name was opened' }),
  code_replaced: () => ({ 'zh-CN': '换了新的查询码', en: 'The code was replaced by a new one' }),
  code_lost: () => ({ 'zh-CN': '有人凭编号和暗语说查询码丢了', en: 'Somebody with the number and the word said that the code is lost' }),
  replacement_contested: () => ({ 'zh-CN': '您说换码的不是您', en: 'You said that the change of code was not yours' }),
  reading_code_given: () => ({ 'zh-CN': '您给了一个只读的查询码', en: 'You gave out a code that only reads' }),
  carrying_code_given: () => ({ 'zh-CN': '您托人代办或者陪同', en: 'You asked somebody to carry it' }),
  carrying_ended: () => ({ 'zh-CN': '您停了委托', en: 'You ended that mandate' }),
  reading_codes_ended: () => ({ 'zh-CN': '您停掉了只读的查询码', en: 'You ended the reading codes' }),
  opened_to_others: () => ({ 'zh-CN': '您让别人可以一起参加', en: 'You let others join' }),
  closed_to_others: () => ({ 'zh-CN': '您不再让别人参加', en: 'You let nobody else join' }),
  joiners_counted: () => ({ 'zh-CN': '单位得知一起参加的人数', en: 'The office was told how many take part' }),
  located: (it) => ({ 'zh-CN': `${it.by}写明是哪一处公共地点`, en: `${it.by} said which public place it is about` }),
  hazard_confirmed: (it) => ({
    'zh-CN': `${it.by}去看过，真有危险，开始消除`,
    en: `${it.by} looked: there is a danger, and it is to be removed`,
  }),
  hazard_unconfirmed: (it) => ({ 'zh-CN': `${it.by}去看过，没有发现危险`, en: `${it.by} looked and found no danger` }),
  hazard_settled: () => ({ 'zh-CN': '危险已经消除', en: 'The danger is gone' }),
  reward_granted: (it) => ({ 'zh-CN': `${it.by}决定给您奖励`, en: `${it.by} granted you a reward` }),
  reward_refused: (it) => ({ 'zh-CN': `${it.by}决定不发奖励，说明了理由`, en: `${it.by} gave no reward, with reasons` }),
  comment_grouped: (it) => ({
    'zh-CN': `${it.by}把您的意见和说法相近的放在一起答复`,
    en: `${it.by} put your comment beside others that say the same, to be answered together`,
  }),
  comment_left_out: (it) => ({
    'zh-CN': `${it.by}决定公开时不收入您的话，理由写在上面`,
    en: `${it.by} leaves your words out of what is published; the reason stands above`,
  }),
  publishing_revoked: () => ({ 'zh-CN': '您收回了公开的同意', en: 'You took back your consent to be published' }),
  reward_slip_made: () => ({ 'zh-CN': '您取了领取奖励的码', en: 'You made the code to collect the reward' }),
  linked: (it) => ({
    'zh-CN': `${it.by}说，您的事和别人的事是同一处毛病。您的期限和答复仍然是您自己的`,
    en: `${it.by} says that your matter is about the same trouble as others; your date and your reply stay your own`,
  }),
  unlinked: (it) => ({ 'zh-CN': `${it.by}说，它和那处毛病不是一回事`, en: `${it.by} says that it is not about that trouble after all` }),
  files_added: (it) =>
    it.by === ''
      ? { 'zh-CN': '您补充了情况', en: 'You added something' }
      : { 'zh-CN': `${it.by}向您补充说明`, en: `${it.by} told you something more` },
  dossier_made: (it) => ({
    'zh-CN': `${it.by}把这件事的全部文书做成一份卷宗`,
    en: `${it.by} put all papers of this matter into one dossier`,
  }),
  corrected: (it) => ({ 'zh-CN': `${it.by}作了更正`, en: `${it.by} added a correction` }),
  voided: (it) => ({ 'zh-CN': `${it.by}作废了上面划掉的一步`, en: `${it.by} struck out the step crossed out above` }),
  redacted: () => ({ 'zh-CN': '一段内容已被销毁', en: 'One text was destroyed' }),
  erased: () => ({ 'zh-CN': '全部文字已销毁', en: 'All texts were destroyed' }),
  deadline_passed: () => ({ 'zh-CN': '期限过了', en: 'A date passed' }),
});
