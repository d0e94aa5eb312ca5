import { phrases } from '../../../kernel/language/words.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { HEARD_AT, HOW_IT_IS } from '../domain/child/ask-child.ts';
import type { FOUND_OUTSIDE, LOOKERS } from '../domain/child/look-outside.ts';
import type { PROTECTIONS } from '../domain/child/protect-child.ts';
import type { GUARDIAN_TOLD, INSTEAD, KEPT_OUT } from '../domain/child/tell-guardian.ts';

/** The closed choices of the procedure for a child in danger, for whoever reads them. */
export const CHILD_CHOICES = phrases<{
  readonly [
    choice in
      | (typeof PROTECTIONS)[number]
      | (typeof GUARDIAN_TOLD)[number]
      | (typeof KEPT_OUT)[number]
      | (typeof INSTEAD)[number]
      | (typeof LOOKERS)[number]
      | (typeof FOUND_OUTSIDE)[number]
      | (typeof HOW_IT_IS)[number]
      | (typeof HEARD_AT)[number]
  ]: Label;
}>('grievances/portal/child-words.CHILD_CHOICES', {
  police_called: { 'zh-CN': '打了110', en: 'the police were called' },
  ambulance_called: { 'zh-CN': '叫了120、去了医院', en: 'an ambulance or a doctor was called' },
  brought_to_safety: { 'zh-CN': '带到了安全的地方', en: 'the child was brought to safety' },
  harm_stopped: { 'zh-CN': '当场制止了', en: 'it was stopped on the spot' },
  kept_apart: { 'zh-CN': '和伤害孩子的人分开了', en: 'whoever harmed the child is kept away' },
  adult_stays: { 'zh-CN': '有信得过的大人陪着', en: 'an adult whom the child trusts stays with it' },
  shelter_found: { 'zh-CN': '民政部门临时照护', en: 'civil affairs took the child into care for now' },
  in_person: { 'zh-CN': '当面', en: 'in person' },
  by_telephone: { 'zh-CN': '打电话', en: 'by telephone' },
  through_police: { 'zh-CN': '由公安机关告诉', en: 'through the police' },
  guardian_is_the_danger: { 'zh-CN': '伤害正是来自监护人', en: 'the guardian is the danger' },
  telling_endangers: { 'zh-CN': '告诉了，孩子会更危险', en: 'telling would bring the child into danger' },
  civil_affairs: { 'zh-CN': '民政部门', en: 'civil affairs' },
  other_guardian: { 'zh-CN': '另一位监护人', en: 'the other guardian' },
  police: { 'zh-CN': '公安机关', en: 'the police' },
  children_officer: { 'zh-CN': '儿童主任', en: 'the children’s officer of the community' },
  this_office: { 'zh-CN': '受理单位自己', en: 'this office itself' },
  procuratorate: { 'zh-CN': '检察院', en: 'the procuratorate' },
  doctor: { 'zh-CN': '医生、心理医生', en: 'a doctor or psychologist' },
  education_authority: { 'zh-CN': '学校上面的教育部门', en: 'the education authority above the school' },
  danger_found: { 'zh-CN': '孩子确实处在危险里', en: 'the child is in danger' },
  bullying_found: { 'zh-CN': '是欺凌', en: 'it is bullying' },
  other_harm_found: { 'zh-CN': '有别的伤害', en: 'another harm was found' },
  nothing_found: { 'zh-CN': '没有看到危险', en: 'no danger was found' },
  safe: { 'zh-CN': '现在安全', en: 'safe now' },
  not_safe: { 'zh-CN': '还不安全', en: 'not safe' },
  not_sure: { 'zh-CN': '说不准', en: 'not sure' },
  at_home: { 'zh-CN': '在家里', en: 'at home' },
  at_this_office: { 'zh-CN': '在受理单位', en: 'at this office' },
  at_a_hospital: { 'zh-CN': '在医院', en: 'at a hospital' },
  another_safe_place: { 'zh-CN': '在别的安全的地方', en: 'at another safe place' },
});
