import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { HazardEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

/** What a step is called. */
export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('hazards/desk/words.STEPS', {
  find: say('记下一处隐患', 'Write a hazard down'),
  grade: say('判定等级', 'Grade it'),
  regrade: say('升级', 'Raise its grade'),
  report_up: say('报告重大隐患', 'Report the major hazard'),
  mend_at_once: say('当场改完了', 'It was mended on the spot'),
  order: say('下达整改令', 'Order it to be mended'),
  give_repair: say('安排维修', 'Give it to be repaired'),
  make_plan: say('写整改方案', 'Write the plan'),
  ask_extension: say('申请延长', 'Ask for more time'),
  ask_extension_above: say('向督办单位申请延长', 'Ask the office above for more time'),
  grant_extension: say('批准延长', 'Grant more time'),
  refuse_extension: say('不批准延长', 'Refuse more time'),
  tell_progress: say('写明进展', 'Tell how far it is'),
  press: say('催办', 'Press for it'),
  press_above: say('督办', 'Take it up from above'),
  stop_use: say('停用', 'Take it out of use'),
  ask_resume: say('申请恢复使用', 'Ask to use it again'),
  resume_use: say('同意恢复使用', 'Let it be used again'),
  refuse_resume: say('不同意恢复使用', 'Do not let it be used yet'),
  set_guard: say('派人值守', 'Have it guarded'),
  end_guard: say('撤回值守', 'End the guard'),
  refer: say('移送', 'Refer it to another office'),
  take_referral: say('接收移送', 'Take what was referred'),
  return_referral: say('退回移送', 'Return what was referred'),
  report_mended: say('报告已整改', 'Report it mended'),
  add_evidence: say('补充现场情况', 'Add what was seen'),
  accept_mend: say('复查通过', 'Accept it'),
  return_mend: say('复查没有通过', 'Do not accept it'),
  delist: say('销号', 'Strike it off'),
  list: say('决定挂牌督办', 'Decide that it hangs in public'),
  decline_listing: say('决定不挂牌', 'Decide that it does not hang in public'),
  publish_listing: say('公布挂牌', 'Hang it in public'),
  end_listing: say('摘牌', 'Take it down'),
  look_back: say('回头看：还是好的', 'Looked back: still in order'),
  reopen: say('反弹，重新打开', 'It came back: open it again'),
});

/** What happened, for the history and for where a hazard stands. */
export const EVENTS = phrases<{ readonly [type in HazardEventKind]: Both<string> }>('hazards/desk/words.EVENTS', {
  found: say('发现', 'Found'),
  graded: say('判定等级', 'Graded'),
  regraded: say('升级', 'Grade raised'),
  major_found: say('判定为重大隐患', 'Found to be major'),
  reported_up: say('已报告重大隐患', 'The major hazard was reported'),
  mended_at_once: say('当场改完', 'Mended on the spot'),
  ordered: say('下达整改令', 'Ordered to be mended'),
  plan_asked: say('要写整改方案', 'A plan is asked for'),
  plan_made: say('整改方案', 'The plan was made'),
  extension_asked: say('申请延长', 'More time asked for'),
  extension_asked_above: say('向督办单位申请延长', 'More time asked of the office above'),
  extension_granted: say('批准延长', 'More time granted'),
  extension_refused: say('没有批准延长', 'More time refused'),
  progress_told: say('写明进展', 'Progress told'),
  pressed: say('催办', 'Pressed for'),
  pressed_above: say('督办', 'Taken up from above'),
  use_stopped: say('停用', 'Taken out of use'),
  resume_asked: say('申请恢复使用', 'Asked to be used again'),
  use_resumed: say('恢复使用', 'In use again'),
  resume_refused: say('没有同意恢复使用', 'Not let into use yet'),
  guarded: say('派人值守', 'Guarded'),
  guard_ended: say('撤回值守', 'Guard ended'),
  referred: say('移送', 'Referred to another office'),
  referral_taken: say('接收移送', 'Referral taken'),
  referral_returned: say('退回移送', 'Referral returned'),
  reported_mended: say('报告已整改', 'Reported mended'),
  evidence_added: say('补充现场情况', 'What was seen was added'),
  mend_accepted: say('复查通过', 'Looked at again and accepted'),
  mend_returned: say('复查没有通过', 'Looked at again and not accepted'),
  delisted: say('销号', 'Struck off'),
  looked_back: say('回头看：还是好的', 'Looked back: still in order'),
  reopened: say('反弹，重新打开', 'Came back, opened again'),
  listed: say('决定挂牌督办', 'It is to hang in public'),
  listing_declined: say('决定不挂牌', 'It does not hang in public'),
  listing_published: say('公布挂牌', 'Hung in public'),
  listing_fulfilled: say('挂牌的已经验收', 'What hangs in public was accepted'),
  listing_ended: say('摘牌', 'Taken down'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

/** What an office owes. */
export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('hazards/desk/words.OWED', {
  grade_hazard: say('判定隐患等级', 'grade the hazard'),
  order_mending: say('下达整改令', 'order it to be mended'),
  mend: say('整改，并报告怎样整改的', 'mend it and say how'),
  decide_extension: say('决定是否延长', 'decide on more time'),
  reinspect: say('到现场复查', 'look at it again on the spot'),
  delist: say('销号', 'strike it off'),
  press: say('逾期没有整改：催办', 'it is late: press for it'),
  report_up: say('报告重大隐患', 'report the major hazard'),
  make_plan: say('写整改方案', 'write the plan'),
  tell_progress: say('写明这个月的进展', 'tell how far it is this month'),
  oversee: say('有单位逾期：督办', 'an office is late: take it up'),
  answer_referral: say('答复接不接移送', 'say whether the referral is taken'),
  decide_resume: say('决定能不能恢复使用', 'decide whether it may be used again'),
  keep_guard: say('写明值守是否继续', 'say whether the guard goes on'),
  decide_listing: say('决定是否挂牌督办', 'decide whether it hangs in public'),
  publish_listing: say('公布挂牌', 'hang it in public'),
  end_listing: say('摘牌并公布', 'take it down and say so'),
  look_back: say('回头看', 'look back at it'),
});

/** How fields and what they can say are called, on forms, in the history and on the order. */
export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('hazards/desk/words.FIELDS', {
  source: say('怎样发现的', 'How it was found'),
  danger: say('哪一类危险', 'What kind of danger'),
  site: say('场所（登记过的才填）', 'Site, where it is registered'),
  what: say('是什么隐患（写物，不写人）', 'What is not in order (things, no persons)'),
  spot: say('在哪里（到楼栋为止）', 'Where (to the building)'),
  place: say('公共地点', 'Public place'),
  seen: say('看到了什么', 'What was seen'),
  grade: say('等级', 'Grade'),
  cites: say('按公布的哪一条判定标准', 'By which published criterion'),
  criterion: say('为什么是这个等级', 'Why this grade'),
  cause: say('现状和原因', 'State and cause'),
  harm: say('危害和整改难度', 'Harm, and how hard it is to mend'),
  proposal: say('打算怎样整改', 'What is proposed'),
  goals: say('目标和任务', 'Goals and tasks'),
  methods: say('方法和措施', 'Methods and measures'),
  people: say('负责的机构和岗位（不写人名）', 'Bodies and posts in charge (no names)'),
  safety: say('安全措施和应急预案', 'Safety measures and emergency plan'),
  no_photo: say('没有照片的，为什么', 'Why there is no photo, where there is none'),
  stops: say('停用什么', 'What is taken out of use'),
  told: say('进展（挂牌的会公布这一句）', 'How far it is (shown in public where it hangs there)'),
  office: say('单位', 'Office'),
  public_what: say('公布的隐患名称', 'What it is called in public'),
  public_where: say('公布的地点（到楼栋为止）', 'Where, in public (to the building)'),
  meant: say('原来要做的', 'What was meant'),
  version: say('离线时看到的是第几步', 'Which step was known offline'),
  mender: say('整改单位', 'Office that mends'),
  acceptor: say('复查单位（不能是整改单位）', 'Office that looks again (never the one that mends)'),
  measures: say('整改措施', 'Measures'),
  money: say('资金', 'Money'),
  by: say('哪天前整改完', 'Mended by'),
  meanwhile: say('整改期间的安全措施', 'What keeps it safe meanwhile'),
  standard: say('验收标准', 'What counts as mended'),
  until: say('延长到', 'More time until'),
  reason: say('理由', 'Reasons'),
  words: say('说明', 'What was done or asked'),
  rule: say('哪一项', 'Which duty'),
});

/** What a line of a paper is called where it is not what the form calls it; of one paper, after its name and a full stop. */
export const PAPER_FIELDS = phrases<{ readonly [field: string]: Both<string> }>('hazards/desk/words.PAPER_FIELDS', {
  what: say('隐患', 'Hazard'),
  spot: say('地点', 'Where'),
  cites: say('判定依据', 'Criterion'),
  people: say('负责的机构和岗位', 'Bodies and posts in charge'),
  no_photo: say('没有照片的原因', 'Why there is no photo'),
  public_what: say('公布的名称', 'What it is called in public'),
  public_where: say('公布的地点', 'Where, in public'),
  acceptor: say('复查单位', 'Office that looks again'),
  by: say('整改期限', 'To be mended by'),
  meanwhile: say('整改期间的安全措施', 'Safety measures meanwhile'),
  standard: say('验收标准', 'Standard of acceptance'),
  'hazard_referral.reason': say('移送的理由', 'Why it is referred'),
  'hazard_longer.before': say('原定期限', 'It was to be mended by'),
  'hazard_longer.asked': say('申请延长到', 'Time was asked for until'),
  'hazard_longer.why': say('申请的理由', 'Why it was asked for'),
  'hazard_longer.until': say('现在的期限', 'It is to be mended by'),
  'hazard_longer.reason': say('批准的理由', 'Reasons of this decision'),
  'hazard_not_longer.before': say('整改期限（不变）', 'To be mended by, as before'),
  'hazard_not_longer.asked': say('申请延长到', 'Time was asked for until'),
  'hazard_not_longer.why': say('申请的理由', 'Why it was asked for'),
  'hazard_not_longer.reason': say('不批准的理由', 'Reasons of this decision'),
  'hazard_accepted.words': say('复查情况', 'What was seen on the spot'),
  'hazard_returned.reason': say('不合格的地方', 'What is not in order yet'),
  'hazard_returned.by': say('重新整改的期限', 'To be mended anew by'),
  'hazard_unlisting.words': say('摘牌的理由', 'Why it is taken down'),
});

/** What a grade is called on a paper. */
export const PAPER_GRADES = phrases<{ readonly [grade: string]: Both<string> }>('hazards/desk/words.PAPER_GRADES', {
  major: say('重大隐患', 'Major hazard'),
  general: say('一般隐患', 'General hazard'),
  none: say('维修（没有危险）', 'Repair, no danger'),
});

export const CHOICES = phrases<{ readonly [value: string]: Both<string> }>('hazards/desk/words.CHOICES', {
  check: say('检查', 'a check'),
  own_check: say('单位自查', 'the unit’s own check'),
  staff: say('工作人员发现', 'staff saw it'),
  public_report: say('群众举报', 'a report by the public'),
  supervision: say('上级督查', 'supervision'),
  office_above: say('上级交办', 'the office above'),
  major: say('重大隐患', 'major'),
  general: say('一般隐患', 'general'),
  none: say('维修（没有危险）', 'a repair, no danger'),
  fire: say('消防', 'fire'),
  exit_blocked: say('安全出口、疏散通道堵塞', 'an exit or escape route is blocked'),
  electric_gas: say('用电、用气', 'electricity or gas'),
  building: say('建筑结构', 'a building'),
  equipment: say('特种设备、消防设施停用', 'equipment that is off or unsafe'),
  food_water: say('食品、饮水', 'food or water'),
  chemicals: say('危险化学品', 'dangerous goods'),
  traffic: say('道路、校车', 'roads or buses'),
  works: say('施工', 'building works'),
  other: say('其他', 'something else'),
  place: say('整个场所', 'the whole place'),
  part: say('一部分', 'a part of it'),
  thing: say('一台设备、一件东西', 'a thing'),
  report_mended: say('报告已整改', 'reporting it mended'),
  accept_mend: say('复查通过', 'accepting it'),
  return_mend: say('复查没有通过', 'not accepting it'),
});

export const HEAD = phrases('hazards/desk/words.HEAD', {
  title: say('隐患', 'Hazard'),
  lead: say(
    '记下看到的东西和地方。不写人名、电话、车牌，不写谁家。',
    'Write down things and places. No names, telephone or plate numbers, and nobody’s home.',
  ),
});

/** Who orders, mends and looks again. */
export const SEATS = phrases('hazards/desk/words.SEATS', {
  orders: say('下令', 'orders'),
  mends: say('整改', 'mends'),
  accepts: say('复查', 'looks again'),
  supervises: say('督办', 'supervises'),
  referred: say('移送给', 'referred to'),
  referredHere: say('移送来', 'referred here'),
});

/** What stands on the links to papers and to the form that begins a hazard. */
export const LINKS = phrases('hazards/desk/words.LINKS', {
  writeDown: say('记隐患', 'Write a hazard down'),
  hazards: say('隐患', 'Hazards'),
  statistics: say('季度、年度统计表', 'Statistics by quarter and year'),
});

export const HAZARD_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: FIELDS,
  choices: CHOICES,
};

/** What a phone is told of what was decided on it. */
export const ON_PHONE = words('hazards/desk/words.ON_PHONE', {
  'zh-CN': {
    movedOn: '手机带走以后，这个隐患已经有了新的一步。请看它现在的情况。',
    dayPast: '送到的时候，再改到的日子已经过了。',
    tooLong: '写的原因太长，这一步记不下；全文附在隐患上。',
  },
  en: {
    movedOn: 'The hazard has moved on since the phone took it along. Look at how it stands now.',
    dayPast: 'The new day had passed when it arrived.',
    tooLong: 'A reason was too long for the step; the whole of it stands with the hazard.',
  },
});
