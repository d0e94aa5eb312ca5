import type { Both } from '../../../kernel/language/languages.ts';
import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import { phrases } from '../../../kernel/language/words.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { EVENTS, FIELDS, OWED, STEPS } from './words.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const CHOICES = phrases<{ readonly [choice: string]: Both<string> }>('incidents/desk/choice-words.CHOICES', {
  incident: say('已经发生', 'It is so'),
  watch: say('可能发生，先核实', 'It may be so: verify first'),
  own_post: say('本单位岗位看到', 'A post of the office'),
  duty_call: say('打到值班电话', 'A call to the duty number'),
  site: say('场所报来', 'The site'),
  public_word: say('群众说的', 'Somebody of the public'),
  office_above: say('上级单位', 'The office above'),
  warning: say('预警', 'A warning'),
  alarm_system: say('报警设备', 'An alarm system'),
  extreme: say('特别重大', 'Especially grave'),
  major: say('重大', 'Grave'),
  larger: say('较大', 'Larger'),
  general: say('一般', 'General'),
  none: say('够不上等级', 'Below any grade'),
  fire_brigade: say('消防 119', 'Fire brigade 119'),
  ambulance: say('急救 120', 'Ambulance 120'),
  police: say('公安 110', 'Police 110'),
  traffic_police: say('交警 122', 'Traffic police 122'),
  head: say('本单位负责人', 'The head of the office'),
  authority: say('主管部门', 'The authority in charge'),
  guardians: say('监护人（不写名字）', 'Guardians (no names)'),
  other_office: say('其他单位', 'Another office'),
  first: say('首报', 'First report'),
  written: say('书面报告', 'Written report'),
  again: say('续报', 'Follow-up'),
  toll: say('人数补报', 'Change of numbers'),
  final: say('终报', 'Final report'),
  late: say('迟报（超过时限）', 'Late (past its time)'),
  omitted: say('漏报（疏忽）', 'Omitted (by negligence)'),
  false: say('谎报（明知不实）', 'False (knowingly)'),
  concealed: say('瞒报（隐瞒不报）', 'Concealed (kept back)'),
  own: say('本单位自己定', 'By the office itself'),
  strengthened: say('二级（加强）', 'Level 2, strengthened'),
  extraordinary: say('一级（非常）', 'Level 1, extraordinary'),
  command: say('指挥', 'Command'),
  fighting: say('灭火、抢险', 'Fire-fighting'),
  communication: say('通讯联络', 'Communication'),
  evacuation: say('疏散', 'Evacuation'),
  protection: say('防护、救护', 'Protection and first aid'),
  logistics: say('后勤', 'Logistics'),
  scene: say('现场', 'Scene'),
  liaison: say('联络', 'Liaison'),
  kept: say('落实了', 'Kept'),
  partly: say('部分落实', 'Partly'),
  not_kept: say('没有落实', 'Not kept'),
  announced: say('事先通知', 'Announced'),
  unannounced: say('没有通知', 'Not announced'),
  taken_here: say('上级在这里接收', 'taken here by the office above'),
  call: say('电话', 'a call'),
  peer: say('另一个系统，签了字的消息', 'Another installation, by a signed message'),
  paper: say('盖章的纸', 'a stamped paper'),
});

export const HEAD = phrases('incidents/desk/choice-words.HEAD', {
  title: say('突发事件', 'Incident'),
  lead: say(
    '从有人知道的那一刻起算时间，等不等批准都一样。写事、写地点、写人数，不写人名。',
    'Its clocks run from the minute somebody knew, whether anybody has approved anything or not. Things, places and counts; no names.',
  ),
});

export const DRILL_HEAD = phrases('incidents/desk/choice-words.DRILL_HEAD', {
  title: say('演练', 'Drill'),
  lead: say(
    '从这一步到最后一张纸都是演练，不会和真事混在一起，也不进任何真事的数字。',
    'A drill from this step to its last page: it is never mistaken for the real thing, and stands in no figure of it.',
  ),
});

export const SEATS = phrases('incidents/desk/choice-words.SEATS', {
  office: say('处置单位', 'deals with it'),
  above: say('上级单位', 'office above'),
  top: say('再上一级', 'above that one'),
  learning: say('落实学到的', 'puts a lesson into practice'),
});

const tables = { steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: { ...CHOICES, ...INCIDENT_KIND_WORDS } };

export const INCIDENT_WORDS: StaffWords = { ...HEAD, ...tables };
export const DRILL_WORDS: StaffWords = { ...DRILL_HEAD, ...tables };
