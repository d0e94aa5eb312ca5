import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import type { Reason } from '../../../kernel/roster/board.ts';
import type { RosterEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('duty/desk/roster-words.STEPS', {
  open_month: say('开始一个月的值班表', 'Open a month'),
  propose_month: say('排班（由系统排）', 'Have it proposed'),
  publish_month: say('公布', 'Publish it'),
  fill_seat: say('补一个席位', 'Fill a seat'),
  ask_exchange: say('请人换班', 'Ask for an exchange'),
  ask_leave: say('找人顶班', 'Ask for a stand-in'),
  take_swap: say('我来', 'Take it'),
  withdraw_swap: say('不换了', 'Take the question back'),
  approve_swap: say('同意', 'Approve it'),
  refuse_swap: say('不同意', 'Refuse it'),
  change_at_once: say('紧急，马上换人', 'Emergency: change a seat at once'),
  press_roster: say('催问', 'Ask for it'),
});

export const EVENTS = phrases<{ readonly [type in RosterEventKind]: Both<string> }>('duty/desk/roster-words.EVENTS', {
  month_opened: say('等待排班', 'Waits to be proposed'),
  month_proposed: say('已排出，等待公布', 'Proposed, not published'),
  seat_filled: say('补了一个席位', 'A seat was filled'),
  month_published: say('已公布', 'Published'),
  exchange_asked: say('有人请求换班', 'An exchange was asked for'),
  leave_asked: say('有人请求顶班', 'A stand-in was asked for'),
  swap_taken: say('有人接了，等负责人同意', 'Somebody took it; it waits for the head'),
  swap_withdrawn: say('请求已收回', 'The question was taken back'),
  swap_refused: say('没有同意', 'It was refused'),
  swap_approved: say('已同意，席位已换', 'Approved: the seats have changed hands'),
  changed_at_once: say('紧急换人', 'A seat was changed at once'),
  seats_emptied: say('离岗账号的席位已空出', 'Seats of an account that has ended are empty'),
  gaps_found: say('有席位没有人', 'There are seats that nobody has'),
  gaps_counted_anew: say('空位有变化，按最近的一个重新计算', 'The empty seats are others: counted anew by the nearest'),
  gaps_filled: say('14日内没有空位', 'No seat of the next 14 days is empty'),
  roster_pressed: say('上级单位已催问', 'The office above has asked for it'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('duty/desk/roster-words.OWED', {
  publish_month: say('公布值班表', 'publish the roster'),
  fill_gaps: say('补上没有人的席位', 'fill the seats that nobody has'),
  press_roster: say('催问没有公布的值班表', 'ask for a roster that is late'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('duty/desk/roster-words.FIELDS', {
  seat: say('席位（照表里写，例如 2026-12-01.night.officer.2）', 'Seat, as the table has it (2026-12-01.night.officer.2)'),
  back: say('换哪个席位', 'The seat to have in exchange'),
  who: say('换成哪个账号', 'The account that takes it'),
  of: say('哪一个请求', 'Which question'),
  reason: say('说明（写事，不写人的情况）', 'Why (things, nothing about the person)'),
  words: say('催问的话', 'What is said to the office'),
});

export const HEAD = phrases('duty/desk/roster-words.HEAD', {
  title: say('值班表', 'Roster'),
  lead: say('每个月到时候由系统开始。', 'Begun by the system when its time comes.'),
});

export const SEATS = phrases('duty/desk/roster-words.SEATS', {
  office: say('值班单位', 'on duty'),
  supervisor: say('上级单位', 'office above'),
});

/** Why the search chose somebody, as the head reads it before the month is published. */
export const REASONS = phrases<{ readonly [why in Reason['why']]: (n: number) => Both<string> }>('duty/desk/roster-words.REASONS', {
  only_one: () => say('只有一人可值', 'the only one who can'),
  fewest_holidays: (n) => say(`休息日值得最少：${n}`, `fewest days off: ${n}`),
  fewest_nights: (n) => say(`夜班最少：${n}`, `fewest nights: ${n}`),
  fewest_shifts: (n) => say(`值班最少：${n}`, `fewest shifts: ${n}`),
  longest_rest: (n) => say(`休息最久：${n}小时`, `longest rest: ${n} hours`),
  in_order: () => say('条件相同，按顺序', 'all alike: in order'),
  made_room: () => say('调开别人以后补上', 'others were moved to make room'),
  evened_out: () => say('为了大家差不多而调换', 'exchanged so that all have about the same'),
});

export const ROSTER_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: {} };
