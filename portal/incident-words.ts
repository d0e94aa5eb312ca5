import type { IncidentKind } from '../kernel/incident/kinds.ts';
import type { Both } from '../kernel/language/languages.ts';
import { phrases } from '../kernel/language/words.ts';

/** What happened, by one name on every page: plans, incidents, drills, warnings. */
export const INCIDENT_WORDS = phrases<{ readonly [kind in IncidentKind]: Both<string> }>('portal/incident-words.INCIDENT_WORDS', {
  fire: { 'zh-CN': '火灾', en: 'fire' },
  building: { 'zh-CN': '房屋建筑险情', en: 'danger in a building' },
  traffic: { 'zh-CN': '交通事故', en: 'traffic accident' },
  school_bus: { 'zh-CN': '校车事故', en: 'school bus accident' },
  food: { 'zh-CN': '食品安全', en: 'unsafe food' },
  water: { 'zh-CN': '停水、水质', en: 'water supply' },
  gas: { 'zh-CN': '燃气', en: 'gas' },
  power: { 'zh-CN': '停电', en: 'power failure' },
  lift: { 'zh-CN': '电梯', en: 'lift' },
  special_equipment: { 'zh-CN': '特种设备', en: 'special equipment' },
  dangerous_goods: { 'zh-CN': '危险物品', en: 'dangerous goods' },
  flood: { 'zh-CN': '洪涝', en: 'flood' },
  typhoon: { 'zh-CN': '台风、大风', en: 'typhoon or storm' },
  landslide: { 'zh-CN': '山体滑坡、泥石流', en: 'landslide' },
  earthquake: { 'zh-CN': '地震', en: 'earthquake' },
  heat_cold: { 'zh-CN': '高温、严寒', en: 'heat or cold' },
  works_accident: { 'zh-CN': '生产、施工事故', en: 'accident at work' },
  infectious: { 'zh-CN': '传染病', en: 'infectious disease' },
  drowning: { 'zh-CN': '溺水', en: 'drowning' },
  it_outage: { 'zh-CN': '系统、网络中断', en: 'systems out of order' },
  animal: { 'zh-CN': '动物伤人', en: 'dangerous animal' },
  missing_thing: { 'zh-CN': '物品丢失、被盗', en: 'thing missing or stolen' },
  person_in_danger: { 'zh-CN': '有人遇险', en: 'somebody in danger' },
  other_thing: { 'zh-CN': '其他（事物）', en: 'something else' },
});
