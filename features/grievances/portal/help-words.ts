import { phrases } from '../../../kernel/language/words.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { DOOR_BODIES } from '../domain/help/refer-out.ts';
import type { REFERRAL_OUTCOMES } from '../domain/help/report-referral.ts';

/** Doors that somebody is led to, and what became of it there. */
export const HELP_CHOICES = phrases<{
  readonly [choice in Exclude<(typeof DOOR_BODIES)[number], 'civil_affairs'> | (typeof REFERRAL_OUTCOMES)[number]]: Label;
}>('grievances/portal/help-words.HELP_CHOICES', {
  legal_aid: { 'zh-CN': '法律援助中心', en: 'the legal aid centre' },
  labour_office: { 'zh-CN': '人社、劳动监察', en: 'the labour office' },
  pension_office: { 'zh-CN': '社保、养老', en: 'the pension office' },
  medical_insurance: { 'zh-CN': '医保', en: 'the medical insurance office' },
  housing_office: { 'zh-CN': '住房', en: 'the housing office' },
  health_service: { 'zh-CN': '医院、卫生院', en: 'a health service' },
  counselling: { 'zh-CN': '心理咨询', en: 'counselling' },
  court_service: { 'zh-CN': '法院诉讼服务', en: 'the service counter of a court' },
  trade_union: { 'zh-CN': '工会', en: 'the trade union' },
  another_door: { 'zh-CN': '别的窗口', en: 'another door' },
  taken_up: { 'zh-CN': '那边收下了，正在办', en: 'it was taken there' },
  granted: { 'zh-CN': '那边办成了', en: 'it was granted there' },
  turned_down: { 'zh-CN': '那边没有办', en: 'it was turned down there' },
  no_rule_there: { 'zh-CN': '那边也没有规定管', en: 'no rule covers it there, either' },
  sent_further: { 'zh-CN': '那边又转给了别处', en: 'it was sent further from there' },
});
