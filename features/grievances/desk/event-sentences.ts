import { phrases, words } from '../../../kernel/language/words.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import type { EventKind, MatterEvent } from '../../../kernel/matter/event.ts';
import { GRADES } from '../../../kernel/matter/vocabulary.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { custodianName, officeName, placeName } from '../portal/offices.ts';
import type { MatterView } from '../server/read-matter.ts';
import { manyTogetherIn } from '../portal/joint/join-words.ts';
import { choiceName, GRADE_NAMES, OWED } from './words.ts';

interface Told {
  readonly event: MatterEvent;
  readonly view: MatterView;
  readonly lang: Lang;
}

type Sentence = (told: Told) => Both<string>;

const both =
  (zh: string, en: string): Sentence =>
  () => ({ 'zh-CN': zh, en });

const day = ({ event, view, lang }: Told, name: string): string => {
  const date = parsePlainDate(String(event.data[name]));
  return date === undefined ? '' : dayInWords(date, lang, view.today);
};

const choice = ({ event, lang }: Told, name: string): string => choiceName(event.data[name], lang);

const grade = ({ event, lang }: Told): string => {
  const found = GRADES.find((it) => it === event.data['grade']);
  return found ? GRADE_NAMES[found][lang] : '';
};

const office = ({ event, view, lang }: Told, name: string): string => officeName(view.jurisdiction, String(event.data[name] ?? ''), lang);

const custodian = ({ event, view, lang }: Told): string => custodianName(view.jurisdiction, event.data['custodian'], lang);

const registered: Sentence = (told) => {
  const office = officeName(told.view.jurisdiction, String(told.event.data['lead']), told.lang);
  const graded = grade(told);
  return {
    'zh-CN': `登记，转给${office}办理${graded ? `，难易：${graded}` : ''}`,
    en: `registered it and passed it to ${office}${graded ? `, graded ${graded}` : ''}`,
  };
};

const transferProposed: Sentence = (told) => {
  const to = office(told, 'office');
  const graded = grade(told);
  return {
    'zh-CN': `写了转给${to}的转办单${graded ? `，难易：${graded}` : ''}，等另一岗位审签`,
    en: `wrote a transfer slip to ${to}${graded ? `, graded ${graded}` : ''}; a second post signs it`,
  };
};

/** What a side did at the table of a mediation; the desk knows the other side by no more than that. */
const bySide =
  (zh: string, en: string): Sentence =>
  ({ event }) =>
    event.data['side'] === 'other' ? { 'zh-CN': `另一方${zh}`, en: `the other side ${en}` } : { 'zh-CN': zh, en };

export const TERM = words('grievances/desk/event-sentences.TERM', {
  'zh-CN': (owes: string, object: string, amount: string, by: string) => `${owes}${object}${amount === '' ? '' : `${amount}元`}，${by}前`,
  en: (owes: string, object: string, amount: string, by: string) => `${owes} ${object}${amount === '' ? '' : `, ${amount} yuan`}, by ${by}`,
});

/** A term: who owes what by when. */
const termIn = ({ event: { data }, view, lang }: Told): string => {
  const by = parsePlainDate(String(data['by']));
  const amount = typeof data['amount'] === 'number' ? String(data['amount']) : '';
  return TERM[lang](
    choiceName(data['owes'], lang),
    choiceName(data['object'], lang),
    amount,
    by === undefined ? '' : dayInWords(by, lang, view.today),
  );
};

const deadlinePassed: Sentence = (told) => {
  const rule = told.view.pack.rules.find((it) => it.id === told.event.data['rule']);
  const what = rule ? OWED[rule.kind][told.lang] : '';
  const due = day(told, 'due');
  return { 'zh-CN': `期限${due ? `到${due}` : '已过'}，没有做到：${what}`, en: `the time ended${due ? ` on ${due}` : ''} to ${what}` };
};

export const SERVED = phrases<{ readonly [notice: string]: Both<string> }>('grievances/desk/event-sentences.SERVED', {
  reply: { 'zh-CN': '答复', en: 'the answer' },
  refusal: { 'zh-CN': '不予受理的通知', en: 'the refusal' },
  review: { 'zh-CN': '复查意见', en: 'the review' },
  rereview: { 'zh-CN': '复核意见', en: 'the re-review' },
  dispute: { 'zh-CN': '对异议的回答', en: 'the answer to what was disputed' },
});

const opened: Sentence = (told) => {
  const { event, lang } = told;
  const notice = String(event.data['notice']);
  if (event.actor.kind === 'filer') return NOTICE_SENTENCES[notice]?.(told) ?? NOTHING;
  const what = SERVED[notice]?.[lang] ?? notice;
  return { 'zh-CN': `记录${what}已送达：${choice(told, 'how')}`, en: `recorded that ${what} was served: ${choice(told, 'how')}` };
};

const NOTHING: Both<string> = { 'zh-CN': '', en: '' };
const NOTICE_SENTENCES: { readonly [notice: string]: Sentence } = {
  reply: both('打开了答复', 'opened the answer'),
  refusal: both('打开了不予受理的通知', 'opened the refusal'),
  review: both('打开了复查意见', 'opened the review'),
  rereview: both('打开了复核意见', 'opened the re-review'),
  dispute: both('打开了对异议的回答', 'opened the answer to what was disputed'),
};

/** Stepping in, with the day by which it is to be done where one was named. */
const steppedIn =
  (zh: string, en: string): Sentence =>
  (told) => {
    const by = day(told, 'by');
    return by === '' ? { 'zh-CN': zh, en } : { 'zh-CN': `${zh}，要求${by}前办结`, en: `${en}; to be done by ${by}` };
  };

export const SENTENCES = phrases<{ readonly [kind in EventKind]: Sentence }>('grievances/desk/event-sentences.SENTENCES', {
  filed: both('提交了这件事', 'filed this matter'),
  transfer_proposed: transferProposed,
  transfer_returned: both('退回转办单', 'sent the transfer slip back'),
  transfer_signed: both('审签了转办单', 'signed the transfer slip'),
  registered,
  regraded: (told) => ({ 'zh-CN': `把时限改短，难易：${grade(told)}`, en: `shortened the time; graded ${grade(told)}` }),
  forwarded: (told) =>
    told.event.data['named'] === true
      ? { 'zh-CN': `指定由${office(told, 'to')}办理`, en: `named ${office(told, 'to')} to deal with it` }
      : { 'zh-CN': `转给${office(told, 'to')}`, en: `passed it on to ${office(told, 'to')}` },
  taken_back: both('收回，重新转办', 'took it back to pass it on anew'),
  forward_objected: both('说明理由，退回', 'objected, with reasons'),
  naming_asked: both('不同意退回，请上级单位指定', 'disagreed and asked the office above to decide'),
  office_named: (told) => ({ 'zh-CN': `决定由${office(told, 'office')}办理`, en: `decided that ${office(told, 'office')} deals with it` }),
  office_joined: (told) => ({
    'zh-CN': `请${office(told, 'office')}参加：${choice(told, 'role')}`,
    en: `${office(told, 'office')} now takes part: ${choice(told, 'role')}`,
  }),
  office_left: (told) => ({ 'zh-CN': `${office(told, 'office')}不再参加`, en: `${office(told, 'office')} no longer takes part` }),
  contributed: both('提出了意见', 'said what it found'),
  danger_reported: both('说有人有生命危险', 'said that a life is in danger'),
  danger_taken: both('接手了，写明做了什么', 'took the danger on and said what was done'),
  point_added: both('补充了一点要答复的', 'added a point that the answer must speak to'),
  question_asked: both('问来件人', 'asked the filer'),
  question_answered: both('回答了问题', 'answered the question'),
  inspection_offered: (told) => ({ 'zh-CN': `提议${day(told, 'on')}上门查看`, en: `offered to come and look on ${day(told, 'on')}` }),
  inspection_answered: (told) => ({
    'zh-CN': `对上门查看：${choice(told, 'answer')}`,
    en: `about the offer to look: ${choice(told, 'answer')}`,
  }),
  inspection_held: (told) => ({ 'zh-CN': `${day(told, 'on')}上门查看`, en: `looked on ${day(told, 'on')}` }),
  interim_replied: both('告诉来件人办到哪里了', 'told the filer how far it is'),
  reply_proposed: both('拟好答复，等另一岗位复核', 'proposed the answer; a second post reads it'),
  reply_returned: both('退回拟好的答复', 'sent the proposed answer back'),
  promised: (told) => ({ 'zh-CN': `答应在${day(told, 'by')}前做到`, en: `promised by ${day(told, 'by')}` }),
  promise_kept: both('说答应的事已经做到', 'said that a promise was kept'),
  promise_judged: (told) => ({ 'zh-CN': `对答应的事说：${choice(told, 'kept')}`, en: `said of a promise: ${choice(told, 'kept')}` }),
  disputed: both('指出答复哪里不对', 'said what is wrong with the answer'),
  dispute_answered: (told) => ({
    'zh-CN': `回答来件人指出的问题：${choice(told, 'outcome')}`,
    en: `answered what was disputed: ${choice(told, 'outcome')}`,
  }),
  review_notified: (told) => ({
    'zh-CN': `告知承办单位上级的意见：${choice(told, 'outcome')}`,
    en: `told this office what was decided above: ${choice(told, 'outcome')}`,
  }),
  answer_revoked: both('原答复已撤销，要重新答复', 'set the answer aside; a new one is owed'),
  final_explained: both('说明还有哪些路可走', 'explained which ways stay open'),
  party_invited: both('请另一方来调解', 'invited the other side to the mediation'),
  consent_given: both('另一方同意调解', 'the other side agreed to mediate'),
  consent_withdrawn: ({ event }) =>
    event.data['declined'] === true
      ? { 'zh-CN': '另一方不同意调解', en: 'the other side declined to mediate' }
      : event.data['side'] === 'other'
        ? { 'zh-CN': '另一方不再同意调解', en: 'the other side no longer agrees to the mediation' }
        : { 'zh-CN': '不再同意调解', en: 'no longer agrees to the mediation' },
  rights_told: (told) => ({
    'zh-CN': `向双方说明了调解的性质、效力和权利：${choice(told, 'told')}`,
    en: `told both sides what mediation is and what their rights are: ${choice(told, 'told')}`,
  }),
  session_held: (told) => ({ 'zh-CN': `双方坐下来谈：${choice(told, 'at')}`, en: `held a session: ${choice(told, 'at')}` }),
  appraisal_made: (told) => ({
    'zh-CN': `鉴定，${day(told, 'from')}至${day(told, 'to')}`,
    en: `an appraisal was made, ${day(told, 'from')} to ${day(told, 'to')}`,
  }),
  table_told: bySide('向调解员和对方说', 'said to the mediator and the other side'),
  term_added: (told) => ({ 'zh-CN': `提出一条：${termIn(told)}`, en: `added a term: ${termIn(told)}` }),
  term_dropped: both('去掉一条', 'dropped a term'),
  terms_confirmed: bySide('确认了各条', 'confirmed the terms'),
  mediation_agreed: (told) => ({
    'zh-CN': `签署调解协议：${choice(told, 'form')}`,
    en: `signed the agreement: ${choice(told, 'form')}`,
  }),
  term_agreed: (told) => ({ 'zh-CN': `说好：${termIn(told)}`, en: `agreed: ${termIn(told)}` }),
  term_judged: (told) => {
    const [zh, en] = [choice({ ...told, lang: 'zh-CN' }, 'kept'), choice({ ...told, lang: 'en' }, 'kept')];
    return bySide(`说说好的事：${zh}`, `said of a term: ${en}`)(told);
  },
  followed_up: (told) => ({ 'zh-CN': `回访：${choice(told, 'found')}`, en: `asked after a term: ${choice(told, 'found')}` }),
  mediation_failed: ({ event, lang }) => {
    const why = choiceName(event.data['because'] === 'declined' ? 'declined_mediation' : event.data['because'], lang);
    return { 'zh-CN': `调解结束，没有协议：${why}`, en: `the mediation ended without an agreement: ${why}` };
  },
  ways_told: both('告诉双方还可以走哪些路', 'told both sides which ways stay open'),
  confirmation_joined: bySide('申请法院确认', 'asked for the confirmation by a court'),
  confirmation_asked: both('双方共同申请法院确认', 'asked the court together to confirm the agreement'),
  confirmation_accepted: both('记录法院受理了申请', 'recorded that the court has taken the request'),
  confirmation_decided: (told) => ({
    'zh-CN': `记录法院作出裁定：${choice(told, 'outcome')}`,
    en: `recorded what the court has decided: ${choice(told, 'outcome')}`,
  }),
  confirmation_objected: bySide('说对裁定提出了异议', 'said that it objects to the ruling'),
  mediation_closed: both('说这件事已经了结', 'said that it is settled'),
  referred_out: (told) => ({ 'zh-CN': `带去别的窗口：${choice(told, 'body')}`, en: `led to another door: ${choice(told, 'body')}` }),
  referral_answered: (told) => ({
    'zh-CN': `窗口有了答复：${choice(told, 'became')}`,
    en: `said what became of it there: ${choice(told, 'became')}`,
  }),
  gap_noted: both('说没有规定管这件事（按事项类别计数公布）', 'said that no rule covers it (counted by subject in public)'),
  child_protected: (told) => ({ 'zh-CN': `先护住孩子：${choice(told, 'measure')}`, en: `protected the child: ${choice(told, 'measure')}` }),
  guardian_told: (told) => ({ 'zh-CN': `告诉了监护人：${choice(told, 'how')}`, en: `told the guardian: ${choice(told, 'how')}` }),
  guardian_kept_out: (told) => ({
    'zh-CN': `没有告诉监护人：${choice(told, 'because')}；替孩子说话的是${choice(told, 'instead')}`,
    en: `kept the guardian out: ${choice(told, 'because')}; for the child speaks ${choice(told, 'instead')}`,
  }),
  looked_outside: (told) => ({
    'zh-CN': `${choice(told, 'lookedBy')}去看过：${choice(told, 'found')}`,
    en: `${choice(told, 'lookedBy')} looked: ${choice(told, 'found')}`,
  }),
  child_asked: both('问孩子现在怎么样', 'asked how the child is now'),
  child_answered: (told) => ({
    'zh-CN': `回答孩子现在怎么样：${choice(told, 'said')}`,
    en: `answered how the child is: ${choice(told, 'said')}`,
  }),
  child_heard: (told) => ({
    'zh-CN': `${choice(told, 'at')}听孩子说：${choice(told, 'said')}`,
    en: `heard the child, ${choice(told, 'at')}: ${choice(told, 'said')}`,
  }),
  child_unsafe: both('说孩子还不安全', 'said that the child is not safe'),
  pause_asked: (told) => ({
    'zh-CN': `让期限停到${day(told, 'until')}（什么时候都可以恢复）`,
    en: `let the time rest until ${day(told, 'until')} (and may end that at any time)`,
  }),
  pause_ended: both('让期限继续走', 'let the time run on'),
  accepted: both('受理', 'accepted it'),
  refused: (told) => ({ 'zh-CN': `不受理，该走的路：${choice(told, 'door')}`, en: `refused it; the right way: ${choice(told, 'door')}` }),
  extended: (told) => ({ 'zh-CN': `期限延长到${day(told, 'until')}`, en: `extended the time to ${day(told, 'until')}` }),
  hearing_held: (told) => ({
    'zh-CN': `举行听证，${day(told, 'from')}至${day(told, 'to')}`,
    en: `held a hearing, ${day(told, 'from')} to ${day(told, 'to')}`,
  }),
  acknowledged: both('告诉来件人已经收到', 'told the filer that it arrived'),
  replied: (told) => ({ 'zh-CN': `书面答复：${choice(told, 'outcome')}`, en: `answered in writing: ${choice(told, 'outcome')}` }),
  notice_opened: opened,
  take_up_asked: both('请上级单位处理', 'asked the office above to take it up'),
  supervised: steppedIn('督办', 'stepped in'),
  supervision_notified: steppedIn('督办，通知承办单位', 'stepped in and told the office below'),
  review_asked: both('请求复查', 'asked for a review'),
  review_decided: (told) => ({ 'zh-CN': `作出复查意见：${choice(told, 'outcome')}`, en: `gave the review: ${choice(told, 'outcome')}` }),
  rereview_asked: both('请求复核', 'asked for a re-review'),
  rereview_decided: (told) => ({
    'zh-CN': `作出复核意见：${choice(told, 'outcome')}`,
    en: `gave the re-review: ${choice(told, 'outcome')}`,
  }),
  withdrawal_asked: both(
    '要求撤回，过七天生效；来件人随时可以恢复',
    'asked to withdraw; it takes effect after seven days and can be resumed',
  ),
  resumed: both('恢复了这件事，期限照旧', 'resumed the matter; its dates are what they were'),
  unseal_asked: (told) => ({
    'zh-CN': `请求打开姓名：${choice(told, 'purpose')}`,
    en: `asked that the name be opened: ${choice(told, 'purpose')}`,
  }),
  share_released: (told) => ({
    'zh-CN': `保管人同意打开姓名：${custodian(told)}`,
    en: `a custodian agreed to open the name: ${custodian(told)}`,
  }),
  share_refused: (told) => ({
    'zh-CN': `保管人拒绝打开姓名：${custodian(told)}`,
    en: `a custodian refused to open the name: ${custodian(told)}`,
  }),
  unsealed: both('姓名已打开', 'the name was opened'),
  code_replaced: both('换了新的查询码', 'took a new code'),
  code_lost: both('说查询码丢了，请求换新的', 'said that the code is lost and asked for a new one'),
  replacement_contested: both('否认了换码', 'said that the change of code was not theirs'),
  reading_code_given: both('给了别人一个只读的查询码', 'gave somebody a code that only reads'),
  carrying_code_given: both('托人代办或者陪同，对方只看得到进度', 'asked somebody to carry it, who sees its progress only'),
  carrying_ended: both('停了委托', 'ended that mandate'),
  reading_codes_ended: both('停掉了只读的查询码', 'ended the reading codes'),
  opened_to_others: ({ event }) => ({
    'zh-CN': `让别人可以一起参加；一起来访时由${String(event.data['representatives'])}位代表说话`,
    en: `let others join; at a joint visit ${String(event.data['representatives'])} would speak for them`,
  }),
  closed_to_others: both('不再让别人参加', 'lets nobody else join'),
  joiners_counted: ({ event }) => manyTogetherIn(event.data['least']),
  located: ({ event, view, lang }) => ({
    'zh-CN': `写明公共地点：${placeName(view.jurisdiction, event.data['place'], lang)}`,
    en: `named the public place: ${placeName(view.jurisdiction, event.data['place'], lang)}`,
  }),
  hazard_confirmed: ({ event }) => ({
    'zh-CN': `去看过，真有危险：${event.data['known'] === true ? '已经在办的隐患' : '开始办隐患'} ${String(event.data['hazard'])}`,
    en: `looked, and there is a danger: ${event.data['known'] === true ? 'hazard that was open already' : 'began hazard'} ${String(event.data['hazard'])}`,
  }),
  hazard_unconfirmed: both('去看过，没有发现危险', 'looked, and found no danger'),
  hazard_settled: ({ event }) => ({
    'zh-CN': `隐患 ${String(event.data['hazard'])} 已经消除：从今天起要把结果书面告诉来件人`,
    en: `hazard ${String(event.data['hazard'])} is gone: from today the filer is owed the result in writing`,
  }),
  reward_granted: ({ event }) => ({
    'zh-CN': `发奖励${String(event.data['amount'])}元（罚款${String(event.data['fine'])}元），${String(event.data['until'])}前领取`,
    en: `granted a reward of ${String(event.data['amount'])} yuan (for a fine of ${String(event.data['fine'])}), to be collected by ${String(event.data['until'])}`,
  }),
  reward_refused: both('写明理由，不发奖励', 'gave no reward, with reasons'),
  reward_slip_made: both('来件人取了领取码', 'the filer made the code to collect the reward'),
  comment_grouped: ({ event }) => ({
    'zh-CN': `归入第${String(event.data['group'])}组`,
    en: `put it into group ${String(event.data['group'])}`,
  }),
  comment_left_out: (told) => ({
    'zh-CN': `公开时不收入这条：${choice(told, 'reason')}`,
    en: `left its words out of what is published: ${choice(told, 'reason')}`,
  }),
  publishing_revoked: both('来件人收回了公开的同意', 'the filer took back the consent to be published'),
  linked: ({ event }) => ({
    'zh-CN': `合到公共的事 ${String(event.data['trouble'])}`,
    en: `linked it to trouble ${String(event.data['trouble'])}`,
  }),
  unlinked: ({ event }) => ({
    'zh-CN': `从公共的事 ${String(event.data['trouble'])} 分开`,
    en: `took it out of trouble ${String(event.data['trouble'])}`,
  }),
  files_added: ({ event }) =>
    event.actor.kind === 'staff'
      ? { 'zh-CN': '向来件人补充说明', en: 'told the filer something more' }
      : { 'zh-CN': '补交了照片或文件', en: 'added photos or papers' },
  dossier_made: both('把全部文书做成一份卷宗', 'put all papers into one dossier'),
  corrected: both('更正', 'added a correction'),
  voided: both('作废了一步', 'struck out a step'),
  redacted: both('遮去了一段文字', 'covered a passage'),
  erased: ({ event }) => ({
    'zh-CN': `根据${String(event.data['basis'])}销毁全部文字；存档里的副本到${String(event.data['completeOn'])}全部失效`,
    en: `all texts were destroyed under ${String(event.data['basis'])}; copies in archives are gone on ${String(event.data['completeOn'])}`,
  }),
  deadline_passed: deadlinePassed,
});

/** What happened, without who and when. */
export const eventSentence = (told: Told): string => SENTENCES[told.event.type](told)[told.lang];
