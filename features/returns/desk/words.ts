import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { SlotState } from '../../../kernel/recurrence/slots.ts';
import type { EXCUSES, LOOKED, ReturnEventKind, STRUCK_OUT } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('returns/desk/words.STEPS', {
  open_return_book: say('开报送记录簿', 'Open the book of returns'),
  hand_in_return: say('报送', 'Hand in'),
  strike_out_return: say('把一份报错的作废', 'Strike out a return that is wrong'),
  excuse_office: say('免报几天', 'Excuse the office for some days'),
  look_into_missing: say('记下过问没报的结果', 'Say what looking into the missing ones has shown'),
});

export const EVENTS = phrases<{ readonly [type in ReturnEventKind]: Both<string> }>('returns/desk/words.EVENTS', {
  book_opened: say('记录簿已开', 'Opened'),
  return_handed_in: say('报送了一份', 'Handed in'),
  return_struck_out: say('作废了一份', 'Struck out'),
  office_excused: say('免报', 'Excused'),
  returns_closed: say('当天已结清', 'A day was closed'),
  returns_missing: say('有该报没报的', 'Something is missing'),
  missing_looked_into: say('已过问', 'Looked into'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('returns/desk/words.OWED', {
  look_into_missing: say('过问该报没报的', 'look into what is missing'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('returns/desk/words.FIELDS', {
  act: say('哪一份', 'Which one'),
  why: say('原因', 'Why'),
  from: say('从哪天', 'From'),
  to: say('到哪天（含）', 'To (included)'),
  found: say('结果', 'What it has shown'),
});

type Chosen = (typeof STRUCK_OUT)[number] | (typeof EXCUSES)[number] | (typeof LOOKED)[number];

export const CHOICES = phrases<{ readonly [choice in Chosen]: Both<string> }>('returns/desk/words.CHOICES', {
  wrong_figure: say('数字报错了', 'A figure is wrong'),
  wrong_window: say('报到了别的一期', 'It was meant for another window'),
  entered_twice: say('重复了', 'It was entered twice'),
  closed_by_order: say('奉命停止运转', 'Closed by order'),
  moved_or_merged: say('搬迁或合并', 'Moved or merged'),
  lines_down: say('通信、系统中断', 'Lines or systems are down'),
  told_to_return: say('已要求补报', 'Told to hand it in'),
  returned_since: say('已补报', 'Handed in since'),
  lines_were_down: say('当时通信、系统中断', 'Lines or systems were down'),
  nobody_on_duty: say('当时没有人值班', 'Nobody was on duty'),
});

export const HEAD = phrases('returns/desk/words.HEAD', {
  title: say('报送记录簿', 'Book of returns'),
  lead: say('每天结清一次，结清以后不再补。', 'Each day is closed once, and nothing is filled in afterwards.'),
});

export const SEATS = phrases('returns/desk/words.SEATS', {
  office: say('报送单位', 'returns'),
  above: say('上级单位', 'stands above it'),
});

export const LINKS = phrases('returns/desk/words.LINKS', {
  returns: say('报送', 'Returns'),
  struckOut: say('（已作废）', ' (struck out)'),
});

/** What a slot has become, as a board says it. */
export const STATES = phrases<{ readonly [state in SlotState]: Both<string> }>('returns/desk/words.STATES', {
  ahead: say('还没开始', 'not open yet'),
  open: say('还没报', 'not in yet'),
  done: say('已报', 'in'),
  done_nil: say('零报告', 'nil'),
  late: say('迟报', 'late'),
  missed: say('缺报', 'missing'),
  excused: say('免报', 'excused'),
});

export const RETURN_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: CHOICES };

/** What the pages of returns say. */
export const RETURNS = words('returns/desk/words.RETURNS', {
  'zh-CN': {
    title: '本单位要报的',
    lead: '现在要报的，先到期的在上面。没有情况也要报：零报告是“看过、没有”，不报就是缺报。系统自己知道的数由系统填，只需确认。',
    none: '现在没有要报的。',
    heads: ['报什么', '哪一期', '到什么时候', '去填'],
    fill: '填报',
    late: '已过时间',
    until: (when: string) => `到${when}为止`,
    by: (when: string) => `最迟${when}`,
    board: '下级报送总表',
    clause: '依据：',
    window: (id: string) => `第${id}期`,
    about: (first: string, last: string) => (first === last ? `系统统计的是${first}的数` : `系统统计的是${first}到${last}的数`),
    fixed: '系统统计的数（不能改，请核对）',
    sums: '下级报上来的数，系统已相加（不能改，请核对）',
    names: (some: readonly string[]) => some.join('、'),
    lacking: (count: number) => `缺报${count}个`,
    holds: (count: number, of: number) => `应报${of}个单位，已报${count}个。`,
    lacks: (count: number) => `缺报${count}个（没有按0算）：`,
    deeper: (count: number) => `下级的汇总里还缺${count}个单位。`,
    noFigure: '没有数',
    ask: '本单位要填的数',
    nil: '看过了，没有情况（要填的数都是0）',
    paper: '文号',
    paperHint: '例如 青应急〔2026〕12号；只写文号，不写标题和说明',
    on: '文件日期',
    pages: '页数',
    sha256: '文件的SHA-256（可以不填）',
    plain: '确认已经做了。不填其他内容。',
    submit: '报送',
    confirm: '核对无误，上报',
    closed: '这一期已经截止。没报就是缺报，不能改。现在报的放在旁边，写明时间，不改变结果。',
    submitAfter: '事后补交，放在旁边',
    already: '这一期已经报过了。',
    doneAt: (when: string) => `${when}报的。`,
    laterAt: (when: string) => `截止以后${when}补交的，放在旁边。`,
    noFault: '写一个0到999999的整数',
    missing: '这个数没有填',
    fix: (count: number) => `还有${count}个数要填或要改：`,
    book: '记录簿',
    open: '要报的',
    acts: '这个月报的',
    actHeads: ['时间', '报什么', '哪一期', '数', '情况'],
    excuses: '免报的日子',
    missingDays: '有缺报、还没过问的日子：',
    nilSaid: '零报告',
    afterSaid: '截止以后补交',
    papers: (number: string, on: string, pages: number) => `${number}，${on}，${pages}页`,
    backToList: '本单位要报的',
  },
  en: {
    title: 'What your office returns',
    lead: 'What is open now, what ends first on top. Nothing is a return, too: nil says “looked, nothing”; saying nothing is missing. What the system knows it fills in itself, to be confirmed.',
    none: 'Nothing is to be handed in now.',
    heads: ['What', 'Window', 'By when', 'Form'],
    fill: 'Fill in',
    late: 'over time',
    until: (when: string) => `until ${when}`,
    by: (when: string) => `by ${when}`,
    board: 'Board of the offices below',
    clause: 'By: ',
    window: (id: string) => `Window ${id}`,
    about: (first: string, last: string) =>
      first === last ? `The system has counted ${first}` : `The system has counted ${first} to ${last}`,
    fixed: 'Counted by the system (cannot be changed; please check)',
    sums: 'What those below returned, added up by the system (cannot be changed; please check)',
    names: (some: readonly string[]) => some.join(', '),
    lacking: (count: number) => `${count} missing`,
    holds: (count: number, of: number) => `${count} of ${of} offices have returned.`,
    lacks: (count: number) => `${count} missing (not counted as 0): `,
    deeper: (count: number) => `${count} more are missing from what those below have summed up.`,
    noFigure: 'no figure',
    ask: 'Figures of your office',
    nil: 'Looked, and nothing: all figures are 0',
    paper: 'Number of the paper',
    paperHint: 'For example QYJ(2026)12: the number alone, no title and no remark',
    on: 'Day of the paper',
    pages: 'Pages',
    sha256: 'SHA-256 of the file (may be left out)',
    plain: 'Confirms that it was done. Nothing else is said.',
    submit: 'Hand in',
    confirm: 'Checked: hand in',
    closed:
      'This window is closed. What was not handed in is missing, and stays so. What you hand in now stands beside it with its time, and changes nothing.',
    submitAfter: 'Hand in afterwards, to stand beside',
    already: 'This window has its return.',
    doneAt: (when: string) => `Handed in ${when}.`,
    laterAt: (when: string) => `Handed in ${when}, once it was closed: stands beside.`,
    noFault: 'a whole number from 0 to 999,999',
    missing: 'this figure is not filled in',
    fix: (count: number) =>
      count === 1 ? 'One figure is to be filled in or put right:' : `${count} figures are to be filled in or put right:`,
    book: 'Book',
    open: 'Open',
    acts: 'Handed in this month',
    actHeads: ['When', 'What', 'Window', 'Figures', 'How'],
    excuses: 'Excused days',
    missingDays: 'Days with something missing that nobody has looked into: ',
    nilSaid: 'nil',
    afterSaid: 'once it was closed',
    papers: (number: string, on: string, pages: number) => `${number}, ${on}, ${pages} ${pages === 1 ? 'page' : 'pages'}`,
    backToList: 'What your office returns',
  },
});

/** What the board says. */
export const BOARD = words('returns/desk/words.BOARD', {
  'zh-CN': {
    title: '下级报送总表',
    lead: '每个单位一行，按单位的次序排，不排名。零报告是“看过、没有”；缺报是没有报，不按0算；迟报写明时间。',
    none: '没有下级单位要向本单位报送。',
    noWindow: '这一天还没有要报的。',
    rules: '报什么',
    day: '哪一天',
    show: '查看',
    heads: ['单位', '情况', '报送时间', '本月按时'],
    later: (when: string) => `截止以后${when}补交`,
    deeper: (count: number) => `汇总里缺${count}个`,
    total: '合计',
    noNought: '合计只加已报的，没报的没有按0算。',
    counts: (parts: string) => `这一期：${parts}。`,
    count: (state: string, count: number) => `${state}${count}个`,
    figures: '本月到现在（已经截止的）',
    figureHeads: ['应报', '已报', '按时', '报送率', '按时率'],
    csv: '下载表格（CSV）',
    print: '要打印，用浏览器的“打印”，横向A4。',
    separator: '，',
    before: '前一天',
    after: '后一天',
    csvHeads: ['单位编号', '单位', '报什么', '哪一期', '情况', '报送时间', '截止', '截止以后补交'],
    csvFigures: ['应报', '已报', '按时'],
  },
  en: {
    title: 'Board of returns',
    lead: 'Each office has one row, in the order of the offices, never ranked. Nil says “looked, nothing”; missing is what nobody returned and is no 0; of late ones the time is shown.',
    none: 'No office below returns anything to yours.',
    noWindow: 'Nothing is to be returned on that day yet.',
    rules: 'What',
    day: 'Day',
    show: 'Show',
    heads: ['Office', 'State', 'Handed in', 'On time this month'],
    later: (when: string) => `handed in ${when}, once it was closed`,
    deeper: (count: number) => `${count} missing from its sum`,
    total: 'All',
    noNought: 'The sums hold what is in; what is not in is not counted as 0.',
    counts: (parts: string) => `This window: ${parts}.`,
    count: (state: string, count: number) => `${count} ${state}`,
    figures: 'This month so far (what is closed)',
    figureHeads: ['Expected', 'Arrived', 'On time', 'Rate', 'Rate on time'],
    csv: 'Download the table (CSV)',
    print: 'To print, use your browser’s print, A4 landscape.',
    separator: ', ',
    before: 'Day before',
    after: 'Day after',
    csvHeads: ['office', 'name', 'what', 'window', 'state', 'handed in', 'due', 'handed in once closed'],
    csvFigures: ['expected', 'arrived', 'on time'],
  },
});
