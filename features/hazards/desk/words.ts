import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { HazardEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

/** What a step is called. */
export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('hazards/desk/words.STEPS', {
  find: say('记下一处隐患', 'Write a hazard down'),
  grade: say('判定等级', 'Grade it'),
  regrade: say('升为重大', 'Raise it to major'),
  order: say('下达整改令', 'Order it to be mended'),
  ask_extension: say('申请延长', 'Ask for more time'),
  grant_extension: say('批准延长', 'Grant more time'),
  refuse_extension: say('不批准延长', 'Refuse more time'),
  press: say('催办', 'Press for it'),
  report_mended: say('报告已整改', 'Report it mended'),
  accept_mend: say('复查通过', 'Accept it'),
  return_mend: say('复查没有通过', 'Do not accept it'),
  delist: say('销号', 'Strike it off'),
  reopen: say('反弹，重新打开', 'It came back: open it again'),
});

/** What happened, for the history and for where a hazard stands. */
export const EVENTS = phrases<{ readonly [type in HazardEventKind]: Both<string> }>('hazards/desk/words.EVENTS', {
  found: say('发现', 'Found'),
  graded: say('判定等级', 'Graded'),
  regraded: say('升为重大', 'Raised to major'),
  ordered: say('下达整改令', 'Ordered to be mended'),
  extension_asked: say('申请延长', 'More time asked for'),
  extension_granted: say('批准延长', 'More time granted'),
  extension_refused: say('没有批准延长', 'More time refused'),
  pressed: say('催办', 'Pressed for'),
  reported_mended: say('报告已整改', 'Reported mended'),
  mend_accepted: say('复查通过', 'Looked at again and accepted'),
  mend_returned: say('复查没有通过', 'Looked at again and not accepted'),
  delisted: say('销号', 'Struck off'),
  reopened: say('反弹，重新打开', 'Came back, opened again'),
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
});

/** How fields and what they can say are called, on forms, in the history and on the order. */
export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('hazards/desk/words.FIELDS', {
  source: say('怎样发现的', 'How it was found'),
  what: say('是什么隐患（写物，不写人）', 'What is not in order (things, no persons)'),
  spot: say('在哪里（到楼栋为止）', 'Where (to the building)'),
  place: say('公共地点', 'Public place'),
  seen: say('看到了什么', 'What was seen'),
  grade: say('等级', 'Grade'),
  criterion: say('按哪一条标准', 'By which criterion'),
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

export const CHOICES = phrases<{ readonly [value: string]: Both<string> }>('hazards/desk/words.CHOICES', {
  check: say('检查', 'a check'),
  own_check: say('单位自查', 'the unit’s own check'),
  public_report: say('群众举报', 'a report by the public'),
  supervision: say('上级督查', 'supervision'),
  office_above: say('上级交办', 'the office above'),
  major: say('重大隐患', 'major'),
  general: say('一般隐患', 'general'),
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
});

/** What stands on the links to the order and to the form that begins a hazard. */
export const LINKS = phrases('hazards/desk/words.LINKS', {
  order: (format: string) => say(`隐患整改通知书（${format}）`, `Order to mend a hazard (${format})`),
  writeDown: say('记隐患', 'Write a hazard down'),
});

export const HAZARD_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: FIELDS,
  choices: CHOICES,
};

/** A paper that orders: its words, and what it is numbered by. */
export const ORDER = words('hazards/desk/words.ORDER', {
  'zh-CN': {
    title: '隐患整改通知书',
    word: '隐患改',
    opening: (mender: string) => `${mender}：下面写明的隐患，请按本通知书整改。`,
    closing: '整改完以后请报告；由复查单位到现场复查，整改单位不复查。需要延长的，请在到期前申请。',
    foot: ['本通知书写明单位和岗位，不写个人。'],
  },
  en: {
    title: 'Order to mend a hazard',
    word: 'Hazard order',
    opening: (mender: string) => `To ${mender}: please mend the hazard described here as this order says.`,
    closing:
      'Report when it is mended; the office named for it looks again on the spot, never the one that mends. More time is asked for before the day.',
    foot: ['This order names offices and posts, no person.'],
  },
});
