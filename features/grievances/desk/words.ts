import { officeName } from '../../../engine/place/office-name.ts';
import { phrases, words, type Words } from '../../../kernel/language/words.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { DutyKind, Grade } from '../../../kernel/matter/vocabulary.ts';
import { roleName } from '../../../portal/role-words.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { daysLeft } from '../domain/timeline.ts';
import { CHILD_CHOICES } from '../portal/child-words.ts';
import { HELP_CHOICES } from '../portal/help-words.ts';
import { MEDIATION_CHOICES } from '../portal/mediation-words.ts';
import { LEFT_OUT_WORDS } from '../portal/step-words.ts';
import { VERB_WORDS } from '../portal/verb-words.ts';

/** What an office owes on a matter, in the words of who does it; the filer reads the pack's own label. */
export const OWED = phrases<{ readonly [kind in DutyKind]: Label }>('grievances/desk/words.OWED', {
  register: { 'zh-CN': '登记，转给该办的单位', en: 'register it and pass it on' },
  notice: { 'zh-CN': '书面告知来件人：受理，还是不受理、该找谁', en: 'tell the filer in writing: accepted, or not and whom to go to' },
  object_forward: { 'zh-CN': '受理，或者说明理由退回', en: 'accept it, or object with reasons' },
  name_office: { 'zh-CN': '指定由哪个单位办理', en: 'say which office deals with it' },
  acknowledge: { 'zh-CN': '告诉来件人已经收到', en: 'tell the filer that it arrived' },
  take_danger: { 'zh-CN': '有人说有生命危险：接手，写明做了什么', en: 'a life is said to be in danger: take it on and say what was done' },
  decide: { 'zh-CN': '书面答复来件人', en: 'answer the filer in writing' },
  reply: { 'zh-CN': '答复来件人', en: 'answer the filer' },
  feedback: { 'zh-CN': '告诉来件人办得怎么样', en: 'tell the filer what was done' },
  verify_hazard: { 'zh-CN': '去看是不是真有危险，告诉来件人', en: 'look whether there is a danger, and tell the filer' },
  tell_result: { 'zh-CN': '把结果书面告诉来件人', en: 'tell the filer the result in writing' },
  decide_reward: { 'zh-CN': '决定奖励：发多少，或者为什么不发', en: 'decide on the reward: how much, or why none' },
  keep_promise: { 'zh-CN': '做到答复里答应的事', en: 'do what the answer promised' },
  dispute: { 'zh-CN': '来件人可以指出答复哪里不对', en: 'the filer may say what is wrong with the answer' },
  answer_dispute: { 'zh-CN': '回答来件人指出的问题', en: 'answer what the filer said was wrong' },
  ask_review: { 'zh-CN': '来件人可以请求复查', en: 'the filer may ask for a review' },
  decide_review: { 'zh-CN': '给来件人书面的复查意见', en: 'give the filer the review in writing' },
  ask_rereview: { 'zh-CN': '来件人可以请求复核', en: 'the filer may ask for a re-review' },
  decide_rereview: { 'zh-CN': '给来件人书面的复核意见', en: 'give the filer the re-review in writing' },
  explain_final: { 'zh-CN': '书面说明还有哪些路可走', en: 'explain in writing which ways stay open' },
  ask_take_up: { 'zh-CN': '来件人可以请上级单位处理', en: 'the filer may ask the office above' },
  answer_take_up: { 'zh-CN': '告诉来件人怎样处理', en: 'tell the filer what is done about it' },
  supervise: { 'zh-CN': '督办，并告诉来件人', en: 'step in and tell the filer' },
  complete: { 'zh-CN': '在定下的日子前办结并答复来件人', en: 'finish it and answer the filer by the day that was set' },
  begin_mediation: { 'zh-CN': '告诉双方调解不调解', en: 'tell both sides whether there is a mediation' },
  mediate: { 'zh-CN': '调解出结果', en: 'bring the mediation to a result' },
  follow_up: { 'zh-CN': '回访：说好的事做到了没有', en: 'ask both sides whether a term was kept' },
  tell_ways: { 'zh-CN': '告诉双方还可以走哪些路', en: 'tell both sides which ways stay open' },
  ask_confirmation: { 'zh-CN': '双方可以共同申请法院确认', en: 'both sides may ask the court together to confirm it' },
  accept_confirmation: { 'zh-CN': '决定是否受理司法确认申请', en: 'say whether the court takes the request' },
  decide_confirmation: { 'zh-CN': '裁定调解协议是否有效', en: 'decide whether the agreement is confirmed' },
  object_confirmation: { 'zh-CN': '双方可以对裁定提出异议', en: 'the sides may object to the ruling' },
  carry_referral: { 'zh-CN': '问清那个窗口办了没有，告诉来件人', en: 'find out what became of it at the other door, and tell the filer' },
  protect_child: { 'zh-CN': '先护住孩子，写明做了什么', en: 'protect the child first, and say what was done' },
  tell_guardian: {
    'zh-CN': '告诉监护人；伤害来自监护人的，写明由谁替孩子说话',
    en: 'tell the guardian, or say who speaks for the child where the guardian is the danger',
  },
  look_outside: { 'zh-CN': '由校外的人去看，写明看到了什么', en: 'have somebody outside the school look, and say what was found' },
  ask_child: { 'zh-CN': '问问孩子现在怎么样', en: 'ask how the child is now' },
});

export const OWED_SENTENCES = words('grievances/desk/words.OWED_SENTENCES', {
  'zh-CN': {
    late: (office: string, what: string, day: string, days: number) => `${office}应当在${day}前${what}，已经逾期${days}天。`,
    today: (office: string, what: string, day: string) => `${office}今天（${day}）要${what}。`,
    left: (office: string, what: string, day: string, days: number) => `${office}要在${day}前${what}，还有${days}天。`,
  },
  en: {
    late: (office: string, what: string, day: string, days: number) =>
      `${office} had to ${what} by ${day}: ${days} ${days === 1 ? 'day' : 'days'} late.`,
    today: (office: string, what: string, day: string) => `${office} must ${what} by ${day}: that is today.`,
    left: (office: string, what: string, day: string, days: number) =>
      `${office} must ${what} by ${day}: ${days} ${days === 1 ? 'day' : 'days'} left.`,
  },
});

/** One sentence: who owes what to the filer by when, or how late it is. */
export const owedSentence = (kind: DutyKind, office: string, due: PlainDate, today: PlainDate, lang: Lang): string => {
  const left = daysLeft(due, today);
  const day = dayInWords(due, lang, today);
  const { late, today: dueToday, left: toGo } = OWED_SENTENCES[lang];
  const what = OWED[kind][lang];
  return left < 0 ? late(office, what, day, -left) : left === 0 ? dueToday(office, what, day) : toGo(office, what, day, left);
};

export const stepName = (command: string, lang: Lang): string => VERB_WORDS[command]?.button[lang] ?? command;

export const isStepName = (command: string): boolean => Object.hasOwn(VERB_WORDS, command);

export const GRADE_NAMES = phrases<{ readonly [grade in Grade]: Label }>('grievances/desk/words.GRADE_NAMES', {
  simple: { 'zh-CN': '简单', en: 'simple' },
  ordinary: { 'zh-CN': '一般', en: 'ordinary' },
  hard: { 'zh-CN': '难办', en: 'hard' },
});

/** Closed choices of the deciders, as they are said at the desk. */
export const CHOICES = phrases<{ readonly [choice: string]: Label }>('grievances/desk/words.CHOICES', {
  court: { 'zh-CN': '法院', en: 'a court' },
  arbitration: { 'zh-CN': '仲裁', en: 'arbitration' },
  administrative_review: { 'zh-CN': '行政复议', en: 'administrative reconsideration' },
  other_office: { 'zh-CN': '另一个单位', en: 'another office' },
  other_procedure: { 'zh-CN': '另一种法定程序', en: 'another procedure in law' },
  supported: { 'zh-CN': '支持', en: 'supported' },
  partly_supported: { 'zh-CN': '部分支持', en: 'supported in part' },
  explained: { 'zh-CN': '解释说明', en: 'explained' },
  not_supported: { 'zh-CN': '不支持', en: 'not supported' },
  stands: { 'zh-CN': '原答复不变', en: 'the answer stands' },
  corrected: { 'zh-CN': '更正原答复', en: 'the answer is corrected' },
  counter: { 'zh-CN': '窗口代记', en: 'taken down at the counter' },
  phone: { 'zh-CN': '电话代记', en: 'taken down by telephone' },
  letter: { 'zh-CN': '来信', en: 'by letter' },
  mandate: { 'zh-CN': '别的单位受本人委托代写', en: 'written down by another office under a mandate' },
  kiosk: { 'zh-CN': '自助机', en: 'at a kiosk' },
  co: { 'zh-CN': '协办', en: 'helps' },
  watch: { 'zh-CN': '知晓', en: 'reads along' },
  agreed: { 'zh-CN': '同意', en: 'agreed' },
  declined: { 'zh-CN': '不同意', en: 'declined' },
  kept: { 'zh-CN': '做到了', en: 'kept' },
  partly: { 'zh-CN': '做到一部分', en: 'kept in part' },
  not_kept: { 'zh-CN': '没有做到', en: 'not kept' },
  signed: { 'zh-CN': '本人签收', en: 'signed for' },
  post: { 'zh-CN': '邮寄，有回执', en: 'posted, with a receipt' },
  handed_over: { 'zh-CN': '当面交付', en: 'handed over' },
  unstated: { 'zh-CN': '没有写明', en: 'not stated' },
  upheld: { 'zh-CN': '维持', en: 'upheld' },
  changed: { 'zh-CN': '变更', en: 'changed' },
  revoked: { 'zh-CN': '撤销', en: 'revoked' },
  filer_asks: { 'zh-CN': '来件人自己要求', en: 'the filer wishes it' },
  service_by_name: { 'zh-CN': '法律规定要按姓名送达的文书', en: 'a paper that the law requires to be served by name' },
  court_order: { 'zh-CN': '法院的决定', en: 'a court order' },
  life_in_danger: { 'zh-CN': '有人有生命危险', en: 'a life in danger' },
});

const OWN_CHOICES: { readonly [choice: string]: Words<string> } = {
  ...MEDIATION_CHOICES,
  ...CHILD_CHOICES,
  ...HELP_CHOICES,
  ...LEFT_OUT_WORDS,
};

export const choiceName = (choice: unknown, lang: Lang): string =>
  CHOICES[String(choice)]?.[lang] ?? OWN_CHOICES[String(choice)]?.[lang] ?? String(choice);

/** `县住建局 · 经办岗`: a post, never a person. */
export const postName = (it: Jurisdiction, post: string, lang: Lang): string => {
  const at = post.lastIndexOf('.');
  const role = ROLES.find((one) => one === post.slice(at + 1));
  return `${officeName(it, post.slice(0, at), lang)}${role ? ` · ${roleName(role, lang)}` : ''}`;
};
