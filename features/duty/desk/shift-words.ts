import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import type { CHECK_RESULTS, CHECK_WAYS, ShiftEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('duty/desk/shift-words.STEPS', {
  begin_shift: say('开始一班', 'Begin a shift'),
  write_line: say('写值班日志', 'Write a line of the log'),
  close_item: say('这一项已办完', 'Close an item'),
  sign_out: say('交班签字', 'Hand over and sign'),
  sign_in: say('接班签字', 'Take over and sign'),
  check_duty: say('查岗', 'Record a spot check'),
});

export const EVENTS = phrases<{ readonly [type in ShiftEventKind]: Both<string> }>('duty/desk/shift-words.EVENTS', {
  shift_began: say('当班', 'On duty'),
  line_written: say('日志', 'A line of the log'),
  item_closed: say('一项已办完', 'An item was closed'),
  duty_checked: say('上级查岗', 'Looked at from above'),
  shift_ended: say('到点，等待交接', 'Over; waits to be handed over'),
  signed_out: say('已交班，等接班签字', 'Handed over; waits for the next signature'),
  signed_in: say('双方已签字', 'Signed by both'),
  deadline_passed: say('没有按时交接', 'It was not handed over in time'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('duty/desk/shift-words.OWED', {
  take_over: say('双方签字交接班', 'hand over with both signatures'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('duty/desk/shift-words.FIELDS', {
  words: say('写什么（写事，不写人）', 'In your own words (things, no persons)'),
  carry: say('还没有办完，交给下一班', 'Not done: the next shift goes on with it'),
  of: say('哪一项', 'Which item'),
  way: say('怎样查的', 'How'),
  seconds: say('多少秒后有人应答', 'Answered after how many seconds'),
  result: say('结果', 'What was found'),
});

export const CHOICES = phrases<{ readonly [value in (typeof CHECK_WAYS)[number] | (typeof CHECK_RESULTS)[number]]: Both<string> }>(
  'duty/desk/shift-words.CHOICES',
  {
    by_telephone: say('打值班电话', 'by the duty telephone'),
    in_person: say('到现场', 'in person'),
    in_order: say('正常', 'in order'),
    not_answered: say('电话没有人接', 'the telephone was not answered'),
    seat_empty: say('有席位没有人', 'a seat was empty'),
    log_missing: say('日志没有按时写', 'the log was not kept in time'),
    other_fault: say('其他问题', 'something else'),
  },
);

export const HEAD = phrases('duty/desk/shift-words.HEAD', {
  title: say('班次', 'Shift'),
  lead: say('到了时间由系统开始。', 'Begun by the system when its time comes.'),
});

export const SEATS = phrases('duty/desk/shift-words.SEATS', {
  office: say('当班单位', 'on duty'),
  supervisor: say('上级单位', 'office above'),
});

export const SHIFT_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: CHOICES };
