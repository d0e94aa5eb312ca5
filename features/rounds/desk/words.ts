import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import { classField, officeField } from '../domain/state.ts';
import {
  OFFICES_MAX,
  PHASES_MAX,
  type Deliverable,
  type MOVES,
  type RoundEventKind,
  type SUBJECTS,
  type TOUR_POINTS,
} from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('rounds/desk/words.STEPS', {
  open_round: say('部署专项检查', 'Open a round'),
  hand_in: say('报送本阶段的材料', 'Hand in what the phase asks for'),
  record_tour: say('记下一次督导', 'Record a tour'),
  move_dates: say('改日期（只能往后）', 'Move dates (to later days only)'),
  close_round: say('总结，写明长效办法', 'Close the round and say what stays in force'),
});

export const EVENTS = phrases<{ readonly [type in RoundEventKind]: Both<string> }>('rounds/desk/words.EVENTS', {
  round_opened: say('已部署', 'Opened'),
  deliverable_asked: say('要求报送', 'Something is to be handed in'),
  tours_asked: say('安排了督导', 'Tours are planned'),
  dates_moved: say('日期往后改了', 'Dates were moved'),
  deliverable_moved: say('报送的日期随之改了', 'What is to be handed in moved along'),
  tours_moved: say('督导的日期随之改了', 'Tours moved along'),
  deliverable_handed_in: say('已报送', 'Handed in'),
  tour_made: say('督导了一次', 'A tour was made'),
  tours_complete: say('督导次数已够', 'All tours are made'),
  round_ended: say('最后一天已过，等待总结', 'The last day is over, the report is owed'),
  round_closed: say('已总结', 'Closed'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('rounds/desk/words.OWED', {
  hand_in: say('报送本阶段的材料', 'hand in what the phase asks for'),
  make_tours: say('完成督导', 'make the tours'),
  close_round: say('总结专项检查', 'close the round'),
});

/** What a round is about, in the kernel's own closed words (G22). */
export const SUBJECT_WORDS = phrases<{ readonly [subject in (typeof SUBJECTS)[number]]: Both<string> }>('rounds/desk/words.SUBJECT_WORDS', {
  fire: say('消防', 'fire'),
  gas: say('燃气', 'gas'),
  electricity: say('用电', 'electricity'),
  food: say('食品', 'food'),
  drinking_water: say('饮用水', 'drinking water'),
  buildings: say('房屋', 'buildings'),
  building_works: say('建筑施工', 'building works'),
  drains: say('排水管沟', 'drains'),
  road_traffic: say('道路交通', 'road traffic'),
  school_buses: say('校车', 'school buses'),
  school_surroundings: say('校园周边', 'surroundings of schools'),
  special_equipment: say('特种设备', 'special equipment'),
  dangerous_goods: say('危险物品', 'dangerous goods'),
  illegal_production: say('非法违法生产', 'illegal production'),
  confined_spaces: say('有限空间', 'confined spaces'),
  flood_season: say('汛期', 'flood season'),
  heating_season: say('采暖季', 'heating season'),
  summer_heat: say('高温天气', 'summer heat'),
  term_begins: say('开学前', 'beginning of term'),
  holiday: say('法定节假日', 'public holidays'),
});

export const YIELDS = phrases<{ readonly [what in Deliverable]: Both<string> }>('rounds/desk/words.YIELDS', {
  plan: say('实施方案', 'plan'),
  checks: say('全面检查', 'checks'),
  look_back: say('“回头看”', 'second look'),
  open_points: say('未整改清单', 'what is still open'),
  closing_report: say('总结报告', 'closing report'),
});

export const MOVE_WORDS = phrases<{ readonly [why in (typeof MOVES)[number]]: Both<string> }>('rounds/desk/words.MOVE_WORDS', {
  weather: say('天气原因', 'weather'),
  emergency_elsewhere: say('抢险救灾', 'an emergency elsewhere'),
  more_sites: say('场所比预计的多', 'more sites than expected'),
  holiday_between: say('中间有法定节假日', 'a public holiday between'),
  by_order: say('按上级通知', 'by order of the office above'),
});

/** The ten points of a tour: how duties are kept, never who keeps them. */
export const POINT_WORDS = phrases<{ readonly [point in (typeof TOUR_POINTS)[number]]: Both<string> }>('rounds/desk/words.POINT_WORDS', {
  plan_filed: say('方案是否报送', 'whether the plan was handed in'),
  own_checks: say('场所自查是否做了', 'whether sites looked at themselves'),
  records_true: say('抽看现场，检查记录是否属实', 'a spot check: whether records are true'),
  open_hazards: say('未整改的隐患', 'hazards that are open'),
  listed_hazards: say('挂牌督办的隐患', 'hazards that are listed'),
  posts_named: say('每个场所是否有责任岗位', 'whether each site has a post that answers for it'),
  letters_signed: say('责任书是否签订、是否到期', 'whether letters of duty are signed and in force'),
  roster_kept: say('值班是否落实', 'whether the roster is kept'),
  drills_held: say('演练是否开展', 'whether drills were held'),
  equipment_ready: say('器材物资是否完好', 'whether equipment is ready'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('rounds/desk/words.FIELDS', {
  title: say('名称（公开）', 'What it is called (public)'),
  english: say('英文名称', 'The same in English'),
  subject: say('查什么', 'What it is about'),
  form: say('用哪张检查表', 'Form'),
  tours: say('督导几次（不安排写0）', 'Tours (0 where none are planned)'),
  phase: say('哪个阶段', 'Which phase'),
  to: say('改到哪天为止', 'New last day'),
  reason: say('原因（公开）', 'Reason (public)'),
  words: say('写明情况（写事，不写人）', 'What there is to say (things, no persons)'),
  paper: say('文号', 'Number of the paper'),
  office: say('去了哪个单位', 'Which office'),
  found: say('发现的问题（只写职责，不写人）', 'What was found (about duties, no persons)'),
  measures: say('以后长期坚持的办法', 'What stays in force afterwards'),
});

/** Fields of which a form has several. */
export const NTH = phrases('rounds/desk/words.NTH', {
  office: (nth: number) => say(`参加单位${nth}`, `Office ${nth}`),
  yields: (nth: number) => say(`第${nth}阶段的成果`, `Phase ${nth} yields`),
  from: (nth: number) => say(`第${nth}阶段第一天`, `First day of phase ${nth}`),
  to: (nth: number) => say(`第${nth}阶段最后一天`, `Last day of phase ${nth}`),
});

const numbered = (count: number, fields: (nth: number) => { readonly [name: string]: Both<string> }) =>
  Object.assign({}, ...Array.from({ length: count }, (_, i) => fields(i + 1))) as { readonly [name: string]: Both<string> };

export const HEAD = phrases('rounds/desk/words.HEAD', {
  title: say('专项检查', 'Round of checks'),
  lead: say(
    '写明查什么、查哪几类场所、分几个阶段、由哪些单位参加。名称和日期是公开的。专项检查只查地方和设备，不查人。',
    'Say what is looked at, in which classes of sites, in which phases, and which offices take part. Title and days are public. A round is about places and things, never about people.',
  ),
});

export const SEATS = phrases('rounds/desk/words.SEATS', { lead: say('牵头单位', 'leads it') });

/** What stands on links. */
export const LINKS = phrases('rounds/desk/words.LINKS', {
  rounds: say('专项检查', 'Rounds'),
  phase: (nth: number, what: string, days: string) => say(`第${nth}阶段 ${what}（${days}）`, `Phase ${nth}: ${what} (${days})`),
  asked: (office: string, nth: number, what: string, day: string) =>
    say(`${office}：第${nth}阶段 ${what}，${day}前报送`, `${office}: phase ${nth}, ${what}, by ${day}`),
  toursBy: (day: string) => say(`${day}前完成`, `by ${day}`),
  days: (from: string, to: string) => say(`${from}至${to}`, `${from} to ${to}`),
});

export const ROUND_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: {
    ...FIELDS,
    ...POINT_WORDS,
    ...Object.fromEntries(SITE_CLASSES.map((kind) => [classField(kind), CLASS_WORDS[kind]])),
    ...numbered(OFFICES_MAX, (nth) => ({ [officeField(nth)]: NTH.office(nth) })),
    ...numbered(PHASES_MAX, (nth) => ({
      [`phase${nth}_yields`]: NTH.yields(nth),
      [`phase${nth}_from`]: NTH.from(nth),
      [`phase${nth}_to`]: NTH.to(nth),
    })),
  },
  choices: { ...SUBJECT_WORDS, ...YIELDS, ...MOVE_WORDS },
};
