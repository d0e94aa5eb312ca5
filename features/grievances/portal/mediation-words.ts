import { phrases } from '../../../kernel/language/words.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { TERM_OBJECTS, TERM_OWED_BY } from '../domain/mediation/add-term.ts';
import type { COURT_OUTCOMES } from '../domain/mediation/court.ts';
import type { ENDINGS } from '../domain/mediation/ending.ts';
import type { FOLLOWED } from '../domain/mediation/follow-up.ts';
import type { SESSION_PLACES } from '../domain/mediation/hold-session.ts';
import type { AGREEMENT_FORMS } from '../domain/mediation/sign-agreement.ts';
import type { RIGHTS_TOLD } from '../domain/mediation/tell-rights.ts';

/** The closed choices of a mediation, for whoever reads them. */
export const MEDIATION_CHOICES = phrases<{
  readonly [
    choice in
      | (typeof TERM_OBJECTS)[number]
      | (typeof TERM_OWED_BY)[number]
      | (typeof SESSION_PLACES)[number]
      | (typeof ENDINGS)[number]
      | (typeof RIGHTS_TOLD)[number]
      | (typeof AGREEMENT_FORMS)[number]
      | (typeof COURT_OUTCOMES)[number]
      | Exclude<(typeof FOLLOWED)[number], 'kept' | 'not_kept'>
      | 'declined_mediation'
      | 'withdrawn'
  ]: Label;
}>('grievances/portal/mediation-words.MEDIATION_CHOICES', {
  pay_money: { 'zh-CN': '付钱', en: 'pays money' },
  hand_over: { 'zh-CN': '交付东西', en: 'hands something over' },
  repair: { 'zh-CN': '修好', en: 'repairs something' },
  remove: { 'zh-CN': '拆掉、搬走', en: 'removes something' },
  put_up: { 'zh-CN': '装上、建好', en: 'puts something up' },
  do_work: { 'zh-CN': '做一件事', en: 'does a piece of work' },
  let_use: { 'zh-CN': '让对方通行、使用', en: 'lets the other side pass or use something' },
  share_use: { 'zh-CN': '轮流或者共同使用', en: 'shares the use of something' },
  limit_nuisance: { 'zh-CN': '少出声响、气味、水、光', en: 'keeps noise, smell, water or light down' },
  mark_boundary: { 'zh-CN': '定界、立界标', en: 'marks a boundary' },
  give_paper: { 'zh-CN': '出具一份材料', en: 'gives a paper' },
  apologise: { 'zh-CN': '当面道歉', en: 'apologises in person' },
  opener: { 'zh-CN': '提出调解的一方', en: 'the side that opened it' },
  other: { 'zh-CN': '另一方', en: 'the other side' },
  both: { 'zh-CN': '双方都要', en: 'each to the other' },
  mediation_room: { 'zh-CN': '调解室', en: 'the mediation room' },
  community_room: { 'zh-CN': '村、社区的房间', en: 'a room of the village or community' },
  legal_service: { 'zh-CN': '司法所、公共法律服务站', en: 'a legal service station' },
  on_the_spot: { 'zh-CN': '现场', en: 'on the spot' },
  by_telephone: { 'zh-CN': '电话', en: 'by telephone' },
  online: { 'zh-CN': '网上', en: 'online' },
  not_agreed: { 'zh-CN': '没有谈成', en: 'no agreement' },
  no_answer: {
    'zh-CN': '另一方没有回音（不算同意，也不算谁的错）',
    en: 'no answer from the other side (neither consent nor anybody’s fault)',
  },
  not_suitable: { 'zh-CN': '这件事不能调解', en: 'not a matter for mediation' },
  time_over: { 'zh-CN': '时间到了', en: 'the time is over' },
  declined_mediation: { 'zh-CN': '另一方不同意调解', en: 'the other side declined' },
  withdrawn: { 'zh-CN': '一方不再同意调解', en: 'a side no longer agrees to it' },
  speech: { 'zh-CN': '口头', en: 'by word of mouth' },
  paper: { 'zh-CN': '书面', en: 'on paper' },
  written: { 'zh-CN': '书面协议', en: 'in writing' },
  oral: { 'zh-CN': '口头协议，记录在案', en: 'by word of mouth, recorded' },
  confirmed: { 'zh-CN': '确认有效', en: 'confirmed' },
  dismissed: { 'zh-CN': '驳回申请', en: 'dismissed' },
  put_off: { 'zh-CN': '双方同意改日子', en: 'both agreed on a later day' },
});
