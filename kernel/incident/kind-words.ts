import type { Both } from '../language/languages.ts';
import { phrases } from '../language/words.ts';
import type { IncidentKind } from './kinds.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

/** What plans, warnings, incidents, drills, their papers and their messages call each kind of what can happen: one table for all. */
export const INCIDENT_KIND_WORDS = phrases<{ readonly [kind in IncidentKind]: Both<string> }>(
  'kernel/incident/kind-words.INCIDENT_KIND_WORDS',
  {
    fire: say('火灾', 'Fire'),
    building: say('房屋建筑险情', 'Building in danger'),
    traffic: say('交通事故', 'Traffic accident'),
    school_bus: say('校车险情', 'School bus'),
    food: say('食品安全', 'Food'),
    water: say('供水', 'Water supply'),
    gas: say('燃气', 'Gas'),
    power: say('停电', 'Power failure'),
    lift: say('电梯', 'Lift'),
    special_equipment: say('特种设备', 'Special equipment'),
    dangerous_goods: say('危险物品', 'Dangerous goods'),
    flood: say('洪涝', 'Flood'),
    typhoon: say('台风、大风', 'Typhoon or storm'),
    landslide: say('山体滑坡、泥石流', 'Landslide'),
    earthquake: say('地震', 'Earthquake'),
    heat_cold: say('高温、严寒', 'Heat or cold'),
    works_accident: say('生产、施工事故', 'Accident at work'),
    infectious: say('传染病', 'Infectious disease'),
    drowning: say('溺水', 'Drowning'),
    it_outage: say('信息系统中断', 'Computer system down'),
    animal: say('动物疫病或伤人', 'Animals'),
    missing_thing: say('物品丢失', 'Something is missing'),
    person_in_danger: say('有人遇险', 'Somebody is in danger'),
    other_thing: say('其他事物', 'Something else'),
  },
);
