import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both, Lang } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import { yearOf } from '../../../kernel/calendar/plain-date.ts';
import type { Figure } from '../domain/figures.ts';
import type { Period } from '../domain/period.ts';
import type { StatementEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('statements/desk/words.STEPS', {
  open_statement: say('开始一份隐患统计表', 'Begin a statement'),
  sign_statement: say('签字报送', 'Sign it'),
  correct_statement: say('更正，另出一版', 'Correct it by another version'),
  press_statement: say('催报', 'Ask for it'),
});

export const EVENTS = phrases<{ readonly [type in StatementEventKind]: Both<string> }>('statements/desk/words.EVENTS', {
  statement_opened: say('等待签字', 'Waits to be signed'),
  quarter_ended: say('这个季度已过', 'The quarter is over'),
  year_ended: say('这一年已过', 'The year is over'),
  statement_signed: say('已签字报送', 'Signed'),
  statement_corrected: say('已更正', 'Corrected'),
  statement_pressed: say('上级单位已催报', 'The office above has asked for it'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('statements/desk/words.OWED', {
  sign_statement: say('签隐患统计表', 'sign the statistics of hazards'),
  press_statement: say('催报隐患统计表', 'ask for statistics that are late'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('statements/desk/words.FIELDS', {
  remarks: say('分析和说明（写事，不写人）', 'Remarks on the figures (things, no persons)'),
  reason: say('为什么更正（写事，不写人）', 'Why it is corrected (things, no persons)'),
  words: say('催报的话', 'What is said to the office'),
});

export const HEAD = phrases('statements/desk/words.HEAD', {
  title: say('隐患统计表', 'Statistics of hazards'),
  lead: say('季度、年度过后由系统开始，不用填写。', 'Begun by the system after a quarter and a year; nobody fills one in.'),
});

export const SEATS = phrases('statements/desk/words.SEATS', {
  office: say('报送单位', 'reports'),
  supervisor: say('上级单位', 'office above'),
});

/** What each figure counts. */
export const FIGURE_WORDS = phrases<{ readonly [figure in Figure]: Both<string> }>('statements/desk/words.FIGURE_WORDS', {
  found: say('本期发现', 'Found in the period'),
  found_major: say('其中重大', 'of these major'),
  found_general: say('其中一般', 'of these general'),
  found_none: say('其中没有危险的维修', 'of these repairs without danger'),
  found_ungraded: say('其中还没有定级', 'of these not graded yet'),
  found_check: say('来自检查', 'found by a check'),
  found_own_check: say('来自自查', 'found by the office’s own check'),
  found_staff: say('来自员工报告', 'told by staff'),
  found_public_report: say('来自群众反映', 'told by the public'),
  found_supervision: say('来自督查', 'found by a supervision visit'),
  found_office_above: say('来自上级单位', 'found by an office above'),
  found_unsaid: say('没有写明来源', 'source not said'),
  mended_in_time: say('按期整改完成', 'Mended in time'),
  mended_late: say('逾期整改完成', 'Mended late'),
  open_in_time: say('没有改完，没有逾期', 'Open and within time'),
  open_late: say('没有改完，已逾期', 'Open and late'),
  out_of_use: say('停用中', 'Out of use'),
  listed: say('挂牌督办中', 'Listed in public'),
  extended: say('延长过期限', 'Given more time'),
});

const QUARTERS = ['一', '二', '三', '四'];
const quarterOf = ({ to }: Pick<Period, 'to'>): number => Number(to.slice(5, 7)) / 3;

/** What a period is called. */
export const PERIOD = phrases('statements/desk/words.PERIOD', {
  quarter: (year: number, nth: number) => say(`${year}年第${QUARTERS[nth - 1]}季度`, `Q${nth} ${year}`),
  year: (year: number) => say(`${year}年`, String(year)),
});

export const periodText = (period: Pick<Period, 'unit' | 'to'>, lang: Lang): string =>
  (period.unit === 'quarter' ? PERIOD.quarter(yearOf(period.to), quarterOf(period)) : PERIOD.year(yearOf(period.to)))[lang];

/** What the pages say. */
export const STATEMENTS = words('statements/desk/words.STATEMENTS', {
  'zh-CN': {
    lead: '每个季度、每一年过后，本单位的隐患由系统统计，由负责人签字，报上级单位。',
    own: '本单位',
    none: '还没有统计表。有过隐患的单位，下一个季度过后的第一天就有。',
    heads: ['时期', '最迟哪天签', '情况', '本期发现', '没有改完'],
    below: '下级单位',
    belowNone: '下级单位还没有统计表。',
    office: '单位',
    signed: (day: string) => `${day}已签`,
    signedLate: (day: string) => `${day}已签，逾期`,
    waits: (day: string) => `${day}前签`,
    late: '逾期未签',
    corrected: '有更正',
    no: '–',
    hazards: '隐患',
    figures: '数字',
    asOf: (from: string, to: string) => `统计${from}到${to}，按${to}当天结束时的情况。`,
    unsigned: '还没有签。下面是现在统计的数字；签字时由系统再统计一次，谁也不能填写。',
    version: (nth: number, day: string) => `第${nth}版，${day}签`,
    isOlder: '以前的版本',
    figure: '项目',
    count: '数量',
    notes: [
      '一处隐患只算在最后一天下令整改的单位。',
      '改完以复查通过或者当场改好为准；到最后一天说改好、还没有复查的，算没有改完。',
      '这里的数字不因为后来发生的事改变。',
    ],
    all: '全部统计表',
  },
  en: {
    lead: 'After each quarter and each year the system counts the hazards of an office; its head signs, and the office above receives it.',
    own: 'This office',
    none: 'There is no statement yet. An office that has had hazards gets one on the first day after the quarter.',
    heads: ['Period', 'To be signed by', 'State', 'Found', 'Open'],
    below: 'Offices below',
    belowNone: 'The offices below have no statements yet.',
    office: 'Office',
    signed: (day: string) => `signed on ${day}`,
    signedLate: (day: string) => `signed late, on ${day}`,
    waits: (day: string) => `to be signed by ${day}`,
    late: 'late, not signed',
    corrected: 'corrected',
    no: '–',
    hazards: 'Hazards',
    figures: 'Figures',
    asOf: (from: string, to: string) => `From ${from} to ${to}, as things stood at the end of ${to}.`,
    unsigned:
      'Not signed yet. These are the figures as they are counted now; the system counts them again at the signature, and nobody types a number.',
    version: (nth: number, day: string) => `Version ${nth}, signed on ${day}`,
    isOlder: 'Versions before',
    figure: 'What is counted',
    count: 'Number',
    notes: [
      'A hazard counts for the office that ordered it on the last day, and for no other.',
      'Mended means looked at again and accepted, or put right on the spot; what was only said to be mended by the last day is open.',
      'Nothing that happens later changes these figures.',
    ],
    all: 'All statements',
  },
});

/** What the paper says. */
export const PAPER = words('statements/desk/words.PAPER', {
  'zh-CN': {
    title: (period: string) => `${period}隐患统计表`,
    corrected: (period: string) => `${period}隐患统计表（更正）`,
    word: '隐患统计',
    correctedWord: '隐患统计更',
    opening: (office: string, from: string, to: string) => `${office}${from}到${to}的隐患，统计如下。`,
    signature: '主要负责人（签字）：＿＿＿＿＿＿＿＿',
    foot: ['数字由系统按隐患的记录统计，可以重新计算。写明单位和岗位，不写个人。'],
    toNobody: '存档',
    link: (format: string) => `统计表（${format}）`,
    correctedLink: (format: string) => `更正的统计表（${format}）`,
  },
  en: {
    title: (period: string) => `Hazard statistics, ${period}`,
    corrected: (period: string) => `Hazard statistics, ${period} (corrected)`,
    word: 'Hazard statistics',
    correctedWord: 'Hazard statistics, corrected',
    opening: (office: string, from: string, to: string) => `${office}: hazards found and mended from ${from} to ${to}.`,
    signature: 'Signature of the head: ____________________',
    foot: ['The system has counted these figures from the records of hazards; they can be counted again. Offices and posts, no person.'],
    toNobody: 'File',
    link: (format: string) => `The statement (${format})`,
    correctedLink: (format: string) => `The corrected statement (${format})`,
  },
});

export const STATEMENT_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: {} };
