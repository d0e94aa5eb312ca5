import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import type { SiteClass, SiteFact } from '../../../kernel/site/classes.ts';
import { ROLE_WORDS } from '../../../portal/role-words.ts';
import type { SiteEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

/** What a site is, in the kernel's own closed words (G2). */
export const CLASS_WORDS = phrases<{ readonly [kind in SiteClass]: Both<string> }>('sites/desk/words.CLASS_WORDS', {
  school: say('中小学', 'school'),
  kindergarten: say('幼儿园', 'kindergarten'),
  university: say('高等学校', 'university'),
  dormitory: say('宿舍', 'dormitory'),
  canteen: say('食堂', 'canteen'),
  laboratory: say('实验室', 'laboratory'),
  hospital: say('医院', 'hospital'),
  care_home: say('养老、福利机构', 'care home'),
  office_building: say('办公楼', 'office building'),
  public_venue: say('公众聚集场所', 'public venue'),
  market: say('市场', 'market'),
  restaurant: say('餐饮店', 'restaurant'),
  hotel: say('宾馆旅店', 'hotel'),
  high_rise: say('高层公共建筑', 'high-rise'),
  residential_high_rise: say('高层住宅', 'residential high-rise'),
  old_timber: say('木结构老建筑', 'old timber building'),
  warehouse: say('仓库', 'warehouse'),
  workshop: say('厂房车间', 'workshop'),
  building_site: say('建筑工地', 'building site'),
  boiler_house: say('锅炉房', 'boiler house'),
  bus_depot: say('车场', 'bus depot'),
  station: say('车站', 'station'),
  water_body: say('水域', 'water body'),
  utility_plant: say('水电气热厂站', 'utility plant'),
  community_building: say('社区用房', 'community building'),
  rental_building: say('出租楼', 'rental building'),
  park: say('公园广场', 'park or square'),
});

/** What is so of a site beside its class. */
export const FACT_WORDS = phrases<{ readonly [fact in SiteFact]: Both<string> }>('sites/desk/words.FACT_WORDS', {
  institution: say('机关、团体、事业单位', 'a public body or institution'),
  fire_key_unit: say('消防安全重点单位', 'a key unit for fire safety'),
  public_venue: say('公众聚集场所', 'a public venue'),
  public_institution: say('公共机构', 'a public institution'),
  boarding: say('寄宿', 'people board there'),
  night_care: say('夜间有人住院、照护', 'people are cared for at night'),
  canteen: say('有食堂', 'has a canteen'),
  school_buses: say('有校车', 'has school buses'),
  lifts: say('有电梯', 'has lifts'),
  gas: say('用燃气', 'uses gas'),
  dangerous_goods: say('有危险物品', 'has dangerous goods'),
  fixed_fire_equipment: say('有固定消防设施', 'has fixed fire equipment'),
  control_room: say('有消防控制室', 'has a fire control room'),
  own_well: say('有自备水井', 'has its own well'),
  public_high_rise: say('高层公共建筑', 'a public high-rise'),
  over_100m: say('建筑高度超过100米', 'higher than 100 m'),
  school_site: say('在学校范围内', 'on the grounds of a school'),
});

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('sites/desk/words.STEPS', {
  open_site: say('登记场所', 'Enter a site'),
  change_site: say('更改登记', 'Change the entry'),
  confirm_site: say('核对无误', 'Confirm the entry'),
  return_site: say('登记不对，退回', 'Send the entry back'),
  set_hours: say('写明开放时间', 'Say when it is open'),
  say_closed: say('事先写明停用的日子', 'Say beforehand when it is closed'),
  take_back_closed: say('提前恢复', 'Open earlier than was said'),
  add_spot: say('加一个检查点', 'Add a spot'),
  end_spot: say('撤掉一个检查点', 'Take a spot away'),
  add_plan: say('加一张平面图', 'Add a plan'),
  pin_spot: say('在平面图上标位置', 'Mark a spot on a plan'),
  end_site: say('注销场所', 'End the site'),
});

export const EVENTS = phrases<{ readonly [type in SiteEventKind]: Both<string> }>('sites/desk/words.EVENTS', {
  site_opened: say('已登记，等待核对', 'Entered, waits to be confirmed'),
  site_changed: say('登记已更改，等待核对', 'Entry changed, waits to be confirmed'),
  site_confirmed: say('核对无误', 'Entry confirmed'),
  site_returned: say('登记被退回', 'Entry sent back'),
  hours_set: say('写明了开放时间', 'Hours said'),
  closure_said: say('写明了停用的日子', 'Closure said'),
  closure_taken_back: say('提前恢复', 'Opened earlier'),
  spot_added: say('加了检查点', 'Spot added'),
  spot_ended: say('撤了检查点', 'Spot taken away'),
  plan_added: say('加了平面图', 'Plan added'),
  spot_pinned: say('在平面图上标了位置', 'Spot marked on a plan'),
  site_ended: say('已注销', 'Ended'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('sites/desk/words.OWED', {
  confirm_site: say('核对场所的类别和情况', 'confirm the class and facts of the site'),
  put_right: say('改正场所登记', 'put the entry right'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('sites/desk/words.FIELDS', {
  name: say('名称（公开，只写到楼栋）', 'Name (public; a building, nothing finer)'),
  english: say('英文名称', 'Name in English'),
  class: say('类别', 'Class'),
  office: say('责任单位', 'Office that answers for it'),
  role: say('责任岗位', 'Post that answers for it'),
  sector: say('行业监管单位', 'Supervisor of the sector'),
  local: say('属地监管单位', 'Local supervisor'),
  hours: say('开放时间，例如 1-5 07:30-18:00; 6 08:00-12:00', 'Hours, for example 1-5 07:30-18:00; 6 08:00-12:00'),
  since: say('从哪天起算', 'Holds from'),
  holidays: say('法定节假日', 'On public holidays'),
  make_up_days: say('调休上班的周末', 'On weekends worked in exchange'),
  term_only: say('只在学期内开放', 'Open in terms only'),
  night: say('夜间（有人住宿、照护的写），例如 21:00-06:00', 'Night, where people sleep there, for example 21:00-06:00'),
  meals: say('开餐时间（食堂写），例如 lunch 11:00-12:30', 'Meals of a canteen, for example lunch 11:00-12:30'),
  from: say('从哪天起', 'From'),
  to: say('到哪天止', 'To'),
  reason: say('原因', 'Reason'),
  closure: say('哪一段停用', 'Which closure'),
  on: say('哪天恢复', 'Open again on'),
  spot: say('哪个检查点', 'Which spot'),
  floor: say('哪一层', 'Which floor'),
  plan: say('哪张平面图', 'Which plan'),
  x: say('从左边算起（万分之几）', 'From the left, in ten-thousandths'),
  y: say('从上边算起（万分之几）', 'From the top, in ten-thousandths'),
  words: say('说明', 'Words'),
});

export const CHOICES = phrases<{ readonly [value: string]: Both<string> }>('sites/desk/words.CHOICES', {
  holiday: say('放假', 'holidays'),
  works: say('施工', 'works'),
  out_of_use: say('停用', 'out of use'),
  by_order: say('按决定停用', 'closed by order'),
  closed: say('关闭', 'closed'),
  as_week: say('照平常的星期', 'as on that day of the week'),
  as_monday: say('照星期一', 'as on a Monday'),
  closed_down: say('不再使用', 'not used any more'),
  moved: say('搬走了', 'moved away'),
  joined_another: say('并入别的场所', 'joined to another site'),
  entered_twice: say('重复登记', 'entered twice'),
});

export const HEAD = phrases('sites/desk/words.HEAD', {
  title: say('场所', 'Site'),
  lead: say(
    '写地方和单位。名称和类别是公开的。不写人名，不写谁家、谁住、谁信什么。',
    'A place and its offices. Name and class are public. No names of people, and nothing of who owns it, lives or prays there.',
  ),
});

/** The three offices of a site. */
export const SEATS = phrases('sites/desk/words.SEATS', {
  office: say('责任单位', 'answers for it'),
  sector: say('行业监管', 'supervises the sector'),
  local: say('属地监管', 'supervises it where it lies'),
});

/** What stands on links. */
export const LINKS = phrases('sites/desk/words.LINKS', {
  sites: say('场所', 'Sites'),
  closure: (from: string, to: string) => say(`${from}至${to}`, `${from} to ${to}`),
});

export const SITE_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: { ...FIELDS, ...FACT_WORDS },
  choices: { ...CHOICES, ...CLASS_WORDS, ...ROLE_WORDS },
};
