import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { LogbookEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('logbooks/desk/words.STEPS', {
  open_logbook: say('开记录簿', 'Open the logbook'),
  look_into_missed: say('写明过问的结果', 'Say what looking into it has shown'),
});

export const EVENTS = phrases<{ readonly [type in LogbookEventKind]: Both<string> }>('logbooks/desk/words.EVENTS', {
  logbook_opened: say('记录簿已开', 'Opened'),
  slots_closed: say('当天已结清', 'A day was closed'),
  slots_missed: say('有该做没做的', 'Something was missed'),
  looked_into: say('已过问', 'Looked into'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('logbooks/desk/words.OWED', {
  look_into_missed: say('过问该做没做的检查', 'look into the checks that were missed'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('logbooks/desk/words.FIELDS', {
  words: say('问了什么，结果怎样', 'What was asked, and what came of it'),
});

export const HEAD = phrases('logbooks/desk/words.HEAD', {
  title: say('检查记录簿', 'Logbook of checks'),
  lead: say('每天结清一次，结清以后不再补。', 'Each day is closed once, and nothing is filled in afterwards.'),
});

export const SEATS = phrases('logbooks/desk/words.SEATS', {
  office: say('责任单位', 'keeps it'),
  local: say('属地监管', 'oversees it'),
});

/** What stands on the link to the board, and what a logbook is called in a list. */
export const LINKS = phrases('logbooks/desk/words.LINKS', {
  board: say('检查总表', 'Board of checks'),
});

export const LOGBOOK_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: {} };

export const BOARD = words('logbooks/desk/words.BOARD', {
  'zh-CN': {
    title: (month: string) => `${month}检查总表`,
    lead: '每个场所、每一项：应做多少，按时做了多少，迟了多少，没做多少。没做的写明是几号。每天结清一次，结清以后不再补。“零报告”是看过、没有发现问题的，也算按时。',
    none: '这个月还没有结清的日子。',
    heads: ['场所', '做什么', '应做', '按时', '零报告', '迟', '没做', '停用', '哪天'],
    missed: '没做：',
    late: '迟：',
    excused: '停用：',
    now: (open: number, over: number) => `现在该做的${open}项，其中已过时间的${over}项。`,
    before: '上个月',
    after: '下个月',
    rate: (all: string, onTime: string) => `做了${all}，按时${onTime}`,
    book: '记录簿',
    print: '要打印，用浏览器的“打印”，横向A4。',
  },
  en: {
    title: (month: string) => `Board of checks, ${month}`,
    lead: 'For each site and duty: how many were due, done on time, late and missed, and on which days of the month. Nil is what was looked at and found in order; it is among those on time. Each day is closed once, and nothing is filled in afterwards.',
    none: 'No day of this month is closed yet.',
    heads: ['Site', 'What', 'Due', 'On time', 'Nil', 'Late', 'Missed', 'Closed', 'Days'],
    missed: 'Missed: ',
    late: 'Late: ',
    excused: 'Closed: ',
    now: (open: number, over: number) => `${open} to be done now, ${over} of them over time.`,
    before: 'Month before',
    after: 'Month after',
    rate: (all: string, onTime: string) => `${all} done, ${onTime} on time`,
    book: 'Logbook',
    print: 'To print, use your browser’s print, A4 landscape.',
  },
});
