import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { AssetClass } from '../../../kernel/site/classes.ts';
import type { AssetEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

/** What an asset is, in the kernel's own closed words (G2). */
export const ASSET_CLASS_WORDS = phrases<{ readonly [kind in AssetClass]: Both<string> }>('assets/desk/words.ASSET_CLASS_WORDS', {
  lift: say('电梯', 'lift'),
  boiler: say('锅炉', 'boiler'),
  pressure_vessel: say('压力容器', 'pressure vessel'),
  extinguisher_point: say('灭火器点', 'extinguisher point'),
  hydrant: say('消火栓', 'hydrant'),
  alarm_system: say('火灾报警系统', 'fire alarm system'),
  emergency_lights: say('应急照明', 'emergency lights'),
  sprinkler: say('自动喷水灭火系统', 'sprinklers'),
  kitchen_flue: say('厨房烟道', 'kitchen flue'),
  lightning_protection: say('防雷装置', 'lightning protection'),
  school_bus: say('校车', 'school bus'),
  first_aid_kit: say('急救箱', 'first-aid kit'),
  chemical_store: say('危险化学品存放处', 'chemical store'),
  gas_room: say('燃气间', 'gas room'),
  switch_room: say('配电间', 'switch room'),
  well: say('自备水井', 'well'),
  drinking_water: say('饮水设备', 'drinking water'),
  generator: say('发电机', 'generator'),
  store: say('物资储备点', 'store'),
});

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('assets/desk/words.STEPS', {
  enter_asset: say('登记设备', 'Enter an asset'),
  change_asset: say('更改登记', 'Change the entry'),
  move_asset: say('移到别的场所', 'Move it to another site'),
  tell_inspection: say('登记检验', 'Enter an inspection'),
  tell_certificate: say('登记证书、牌证或有效期', 'Enter a certificate or an expiry day'),
  say_no_proof_needed: say('不需要检验和证书', 'It needs neither inspection nor certificate'),
  say_out_of_use: say('事先写明停用的日子', 'Say beforehand when it is out of use'),
  take_back_out_of_use: say('提前恢复使用', 'Back in use earlier than was said'),
  end_asset: say('注销设备', 'End the asset'),
});

export const EVENTS = phrases<{ readonly [type in AssetEventKind]: Both<string> }>('assets/desk/words.EVENTS', {
  asset_entered: say('已登记', 'Entered'),
  asset_changed: say('登记已更改', 'Entry changed'),
  asset_moved: say('移到了别的场所', 'Moved to another site'),
  asset_handed_on: say('随场所换了责任、监管单位', 'Went over to other offices with its site'),
  inspection_told: say('登记了检验', 'Inspection entered'),
  certificate_told: say('登记了证书、有效期', 'Certificate entered'),
  no_proof_needed: say('说明不需要检验和证书', 'Said to need no inspection and no certificate'),
  out_of_use_said: say('写明了停用的日子', 'Out of use, said beforehand'),
  out_of_use_taken_back: say('提前恢复使用', 'Back in use earlier'),
  asset_ended: say('已注销', 'Ended'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('assets/desk/words.OWED', {
  tell_proof: say('登记设备的检验、证书或有效期', 'enter its inspection, certificate or expiry day'),
  renew_proof: say('到期前重新检验或换证，并登记', 'renew the proof before it runs out, and enter it'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('assets/desk/words.FIELDS', {
  site: say('场所', 'Site'),
  class: say('类别', 'Class'),
  name: say('名称或编号，例如“3号电梯”“灭火器14”（不写人）', 'What it is called or its number: “Lift 3”, “Extinguisher 14” (no person)'),
  english: say('英文名称', 'Name in English'),
  spot: say('在哪个检查点', 'At which spot'),
  made: say('出厂或安装的日子', 'Made or installed on'),
  number: say('报告或证书编号', 'Number of the report or certificate'),
  on: say('哪天做的、哪天起', 'Done on, or from'),
  by: say('有效到哪天（下次检验不晚于）', 'Good until (next one no later than)'),
  from: say('从哪天起', 'From'),
  to: say('到哪天止', 'To'),
  reason: say('原因', 'Reason'),
  pause: say('哪一段停用', 'Which time out of use'),
  words: say('说明', 'Words'),
});

export const CHOICES = phrases<{ readonly [value: string]: Both<string> }>('assets/desk/words.CHOICES', {
  repair: say('维修', 'repair'),
  not_needed: say('暂时不用', 'not needed for now'),
  by_order: say('按决定停用', 'by order'),
  site_closed: say('场所停用', 'its site is closed'),
  scrapped: say('报废', 'scrapped'),
  replaced: say('换新', 'replaced'),
  given_away: say('移交出去', 'given away'),
  entered_twice: say('重复登记', 'entered twice'),
});

export const HEAD = phrases('assets/desk/words.HEAD', {
  title: say('设备', 'Asset'),
  lead: say(
    '写东西：名称或编号、类别、挂在哪个场所。不写谁在用、谁保管。该做几次检查由常规任务包定，不在这里写。',
    'A thing: what it is called, its class, the site on which it hangs. Not who uses or keeps it. How often it is looked at, programmes say.',
  ),
});

/** The offices of an asset are those of its site. */
export const SEATS = phrases('assets/desk/words.SEATS', {
  office: say('责任单位', 'answers for it'),
  sector: say('行业监管', 'supervises the sector'),
  local: say('属地监管', 'supervises it where it lies'),
});

/** What stands on links. */
export const LINKS = phrases('assets/desk/words.LINKS', {
  assets: say('设备', 'Assets'),
  pause: (from: string, to: string) => say(`${from}至${to}`, `${from} to ${to}`),
});

/** What the page and the list of assets say. */
export const ASSETS_WORDS = words('assets/desk/words.ASSETS_WORDS', {
  'zh-CN': {
    title: '设备',
    lead: '挂在场所上的东西：电梯、锅炉、灭火器、校车等。到期的日子在前面“待办”里也看得到。',
    ofSite: '只看一个场所的。',
    all: '看全部',
    none: '还没有登记设备。',
    enter: '登记设备',
    heads: ['名称', '类别', '场所', '下次检验', '有效到'],
    outOfUse: '停用中',
    over: '已过期',
    today: '今天该做的检查',
    site: '场所',
    spot: '检查点',
    made: '出厂或安装',
    inspection: '检验',
    certificate: '证书、有效期',
    proof: (on: string, by: string) => `${on}，有效到${by}`,
    paused: '停用',
    sheet: '下载为表格（CSV）',
    first: '回到第一页',
    next: '下一页',
  },
  en: {
    title: 'Assets',
    lead: 'Things that hang on a site: lifts, boilers, extinguishers, buses. What runs out stands on the worklist, too.',
    ofSite: 'Those of one site.',
    all: 'Show all',
    none: 'No asset has been entered.',
    enter: 'Enter an asset',
    heads: ['Name', 'Class', 'Site', 'Next inspection', 'Good until'],
    outOfUse: 'out of use',
    over: 'run out',
    today: 'What is to be looked at today',
    site: 'Site',
    spot: 'Spot',
    made: 'Made or installed',
    inspection: 'Inspection',
    certificate: 'Certificate or expiry',
    proof: (on: string, by: string) => `${on}, good until ${by}`,
    paused: 'Out of use',
    sheet: 'Download as a sheet (CSV)',
    first: 'First page',
    next: 'Next page',
  },
});

export const ASSET_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: FIELDS,
  choices: { ...CHOICES, ...ASSET_CLASS_WORDS },
};
