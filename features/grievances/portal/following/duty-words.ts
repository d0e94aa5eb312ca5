import { phrases, words } from '../../../../kernel/language/words.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { Label } from '../../../../kernel/policy/pack.ts';
import type { DutyKind } from '../../../../kernel/matter/vocabulary.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import type { Lang } from '../../../../portal/page.ts';
import { daysLeft } from '../../domain/timeline.ts';

/** What an office still has to do, after 要在…前 and `must`. */
export const OWES = phrases<{ readonly [kind in DutyKind]: Label }>('grievances/portal/following/duty-words.OWES', {
  register: { 'zh-CN': '登记您的事项，转给该办的单位', en: 'register your matter and pass it to the office that deals with it' },
  notice: { 'zh-CN': '书面告诉您：受理，还是不受理、该找谁', en: 'tell you in writing whether it is accepted, and if not, whom to go to' },
  object_forward: { 'zh-CN': '说明理由退回，或者受理', en: 'object with reasons, or accept' },
  name_office: { 'zh-CN': '定下由哪个单位办理', en: 'say which office deals with it' },
  acknowledge: { 'zh-CN': '告诉您已经收到', en: 'tell you that it arrived' },
  take_danger: { 'zh-CN': '由值班岗位接手', en: 'have the post on duty take it on' },
  decide: { 'zh-CN': '给您书面答复', en: 'answer you in writing' },
  reply: { 'zh-CN': '答复您', en: 'answer you' },
  feedback: { 'zh-CN': '告诉您办得怎么样', en: 'tell you what was done' },
  verify_hazard: { 'zh-CN': '去看是不是真有危险，告诉您', en: 'look whether there is a danger, and tell you' },
  tell_result: { 'zh-CN': '把结果书面告诉您', en: 'tell you the result in writing' },
  decide_reward: { 'zh-CN': '决定奖励，告诉您发多少或者为什么不发', en: 'decide on your reward: how much, or why none' },
  keep_promise: { 'zh-CN': '做到答复里答应您的事', en: 'do what its answer promised you' },
  dispute: { 'zh-CN': '指出答复哪里不对', en: 'say what is wrong with the answer' },
  answer_dispute: { 'zh-CN': '回答您指出的问题', en: 'answer what you said was wrong' },
  ask_review: { 'zh-CN': '请求复查', en: 'ask for a review' },
  decide_review: { 'zh-CN': '给您书面的复查意见', en: 'give you its review in writing' },
  ask_rereview: { 'zh-CN': '请求复核', en: 'ask for a re-review' },
  decide_rereview: { 'zh-CN': '给您书面的复核意见', en: 'give you its re-review in writing' },
  explain_final: { 'zh-CN': '书面告诉您还有哪些路可走', en: 'tell you in writing which ways stay open' },
  ask_take_up: { 'zh-CN': '请上级单位处理', en: 'ask the office above to take it up' },
  answer_take_up: { 'zh-CN': '告诉您它怎样处理', en: 'tell you what it does about it' },
  supervise: { 'zh-CN': '督办并答复您', en: 'step in and answer you' },
  complete: { 'zh-CN': '办结并答复您', en: 'finish it and answer you' },
  begin_mediation: { 'zh-CN': '告诉您调解不调解', en: 'tell you whether there is a mediation' },
  mediate: { 'zh-CN': '调解出结果', en: 'bring the mediation to a result' },
  follow_up: { 'zh-CN': '问清说好的事做到了没有', en: 'ask whether a term was kept' },
  tell_ways: { 'zh-CN': '告诉您还有哪些路可走', en: 'tell you which ways stay open' },
  ask_confirmation: { 'zh-CN': '共同申请法院确认', en: 'ask the court together to confirm it' },
  accept_confirmation: { 'zh-CN': '决定受理不受理你们的申请', en: 'say whether it takes your request' },
  decide_confirmation: { 'zh-CN': '作出裁定', en: 'decide on your agreement' },
  object_confirmation: { 'zh-CN': '对裁定提出异议', en: 'object to the ruling' },
  carry_referral: { 'zh-CN': '问清那个窗口办了没有，告诉您', en: 'find out what became of it at the other door, and tell you' },
  protect_child: { 'zh-CN': '先护住孩子', en: 'protect the child first' },
  tell_guardian: { 'zh-CN': '告诉监护人，或者写明为什么不告诉', en: 'tell the guardian, or say why not' },
  look_outside: { 'zh-CN': '由校外的人去看', en: 'have somebody outside the school look' },
  ask_child: { 'zh-CN': '问问孩子现在怎么样', en: 'ask how the child is now' },
});

/** What it has not done, after 没有 and `has not yet`. */
export const MISSED = phrases<{ readonly [kind in DutyKind]: Label }>('grievances/portal/following/duty-words.MISSED', {
  register: { 'zh-CN': '登记', en: 'registered your matter' },
  notice: { 'zh-CN': '告诉您受理不受理', en: 'told you whether it is accepted' },
  object_forward: { 'zh-CN': '表态', en: 'objected or accepted' },
  name_office: { 'zh-CN': '定下由谁办理', en: 'said which office deals with it' },
  acknowledge: { 'zh-CN': '告诉您收到', en: 'told you that it arrived' },
  take_danger: { 'zh-CN': '由值班岗位接手', en: 'had the post on duty take it on' },
  decide: { 'zh-CN': '答复', en: 'answered' },
  reply: { 'zh-CN': '答复', en: 'answered' },
  feedback: { 'zh-CN': '告诉您办得怎么样', en: 'told you what was done' },
  verify_hazard: { 'zh-CN': '去看', en: 'looked' },
  tell_result: { 'zh-CN': '把结果告诉您', en: 'told you the result' },
  decide_reward: { 'zh-CN': '决定奖励', en: 'decided on your reward' },
  keep_promise: { 'zh-CN': '做到答应您的事', en: 'done what its answer promised you' },
  dispute: { 'zh-CN': '指出答复哪里不对', en: 'said what is wrong with the answer' },
  answer_dispute: { 'zh-CN': '回答您指出的问题', en: 'answered what you said was wrong' },
  ask_review: { 'zh-CN': '请求复查', en: 'asked for a review' },
  decide_review: { 'zh-CN': '给出复查意见', en: 'given its review' },
  ask_rereview: { 'zh-CN': '请求复核', en: 'asked for a re-review' },
  decide_rereview: { 'zh-CN': '给出复核意见', en: 'given its re-review' },
  explain_final: { 'zh-CN': '说明还有哪些路', en: 'told you which ways stay open' },
  ask_take_up: { 'zh-CN': '请上级单位处理', en: 'asked the office above' },
  answer_take_up: { 'zh-CN': '告诉您怎样处理', en: 'told you what it does about it' },
  supervise: { 'zh-CN': '督办', en: 'stepped in' },
  complete: { 'zh-CN': '办结', en: 'finished it' },
  begin_mediation: { 'zh-CN': '告诉您调解不调解', en: 'told you whether there is a mediation' },
  mediate: { 'zh-CN': '调解出结果', en: 'brought the mediation to a result' },
  follow_up: { 'zh-CN': '问说好的事做到了没有', en: 'asked whether a term was kept' },
  tell_ways: { 'zh-CN': '告诉您还有哪些路', en: 'told you which ways stay open' },
  ask_confirmation: { 'zh-CN': '申请法院确认', en: 'asked the court' },
  accept_confirmation: { 'zh-CN': '决定受理不受理', en: 'said whether it takes your request' },
  decide_confirmation: { 'zh-CN': '作出裁定', en: 'decided on your agreement' },
  object_confirmation: { 'zh-CN': '对裁定提出异议', en: 'objected to the ruling' },
  carry_referral: { 'zh-CN': '告诉您那个窗口办了没有', en: 'told you what became of it at the other door' },
  protect_child: { 'zh-CN': '护住孩子', en: 'said how the child was protected' },
  tell_guardian: { 'zh-CN': '告诉监护人', en: 'told the guardian, or said why not' },
  look_outside: { 'zh-CN': '由校外的人去看', en: 'had anybody outside the school look' },
  ask_child: { 'zh-CN': '问孩子现在怎么样', en: 'asked how the child is now' },
});

/** `The` before an office's English name. */
export const theOffice = (name: string): string => (/^the /i.test(name) ? name : `The ${name}`);

export const DUTY = words('grievances/portal/following/duty-words.DUTY', {
  'zh-CN': {
    late: (office: string, missed: string, days: number) => `${office}逾期${days}天没有${missed}。`,
    today: (office: string, what: string, day: string) => `${office}要在今天（${day}）${what}。`,
    left: (office: string, what: string, day: string, days: number) => `${office}要在${day}前${what}，还有${days}天。`,
  },
  en: {
    late: (office: string, missed: string, days: number) =>
      `${theOffice(office)} is ${days} ${days === 1 ? 'day' : 'days'} late: it has not yet ${missed}.`,
    today: (office: string, what: string, day: string) => `${theOffice(office)} must ${what} by ${day}: that is today.`,
    left: (office: string, what: string, day: string, days: number) =>
      `${theOffice(office)} must ${what} by ${day}: ${days} ${days === 1 ? 'day' : 'days'} left.`,
  },
});

/** One sentence: who owes what by when, or how late it is. */
export const dutySentence = (kind: DutyKind, office: string, due: PlainDate, today: PlainDate, lang: Lang): string => {
  const left = daysLeft(due, today);
  const day = dayInWords(due, lang, today);
  const { late, today: dueToday, left: toGo } = DUTY[lang];
  if (left < 0) return late(office, MISSED[kind][lang], -left);
  return left === 0 ? dueToday(office, OWES[kind][lang], day) : toGo(office, OWES[kind][lang], day, left);
};
