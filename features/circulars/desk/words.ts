import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import { officeField, type Standing } from '../domain/state.ts';
import { OFFICES_MAX, type CircularEventKind, type TakeBack } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('circulars/desk/words.STEPS', {
  issue_circular: say('发通知', 'Issue a circular'),
  confirm_receipt: say('签收：本单位已经看过', 'Confirm receipt: it was read at our office'),
  report_carried_out: say('报落实文件', 'Report by a paper that it is carried out'),
  say_nothing_to_do: say('本单位没有要办的', 'Say that nothing was to be done at our office'),
  close_board: say('结清签收表', 'Close the board of receipts'),
  take_back_circular: say('收回通知，选明理由', 'Take the circular back, with the reason'),
});

export const EVENTS = phrases<{ readonly [type in CircularEventKind]: Both<string> }>('circulars/desk/words.EVENTS', {
  circular_issued: say('已发出', 'Issued'),
  receipt_owed: say('送到一个单位，应当签收', 'Sent to an office, which owes its receipt'),
  carrying_owed: say('一个单位应当落实', 'An office owes carrying it out'),
  closing_owed: say('定了结清的日子', 'The day is set from which the board is to be closed'),
  receipt_confirmed: say('已签收', 'Received'),
  circular_carried_out: say('已落实', 'Carried out'),
  nothing_to_do: say('没有要办的', 'Nothing was to be done'),
  circular_taken_back: say('已收回', 'Taken back'),
  board_closed: say('签收表已结清', 'The board is closed'),
  owed_no_more: say('一项不用再办', 'One thing is owed no more'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('circulars/desk/words.OWED', {
  confirm_receipt: say('签收通知', 'confirm that the circular is received'),
  carry_out: say('落实通知，报文件，或者写明没有要办的', 'carry the circular out by a paper, or say that nothing was to be done'),
  close_board: say('看谁没有签收、落实，结清签收表', 'look who has not answered, and close the board of receipts'),
});

export const TAKE_BACK_WORDS = phrases<{ readonly [reason in TakeBack]: Both<string> }>('circulars/desk/words.TAKE_BACK_WORDS', {
  replaced: say('另发一份，代替这份', 'another circular is instead of it'),
  no_longer_needed: say('不再需要', 'no longer needed'),
  wrong_offices: say('送错了单位', 'sent to the wrong offices'),
  issued_in_error: say('发错了', 'issued in error'),
});

/** How the receipt of an office stands. */
export const RECEIPT_WORDS = phrases<{ readonly [standing in Standing]: Both<string> }>('circulars/desk/words.RECEIPT_WORDS', {
  owed: say('还没有签收', 'not received yet'),
  late: say('逾期没有签收', 'late: not received'),
  done: say('按时签收', 'received on time'),
  done_late: say('逾期签收', 'received late'),
  missing: say('一直没有签收', 'missing: never received'),
  ended: say('不用再签收', 'no receipt is owed any more'),
});

/** How carrying it out stands. */
export const CARRYING_WORDS = phrases<{ readonly [standing in Standing]: Both<string> }>('circulars/desk/words.CARRYING_WORDS', {
  owed: say('还没有报落实', 'not reported yet'),
  late: say('逾期没有报落实', 'late: not reported'),
  done: say('按时落实', 'carried out on time'),
  done_late: say('逾期落实', 'carried out late'),
  missing: say('一直没有报落实', 'missing: never reported'),
  ended: say('不用再落实', 'nothing is to be carried out any more'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('circulars/desk/words.FIELDS', {
  title: say('标题（60字以内，写事，不写人）', 'Title (60 characters at most; a thing, no person)'),
  paper: say('文号', 'Number of the paper'),
  words: say('通知内容', 'What it says'),
  receipt_by: say('签收截止日', 'Last day for the receipt'),
  carry_by: say('落实截止日（要落实的才填）', 'Last day for carrying it out (only where something is to be done)'),
  replaces: say('代替哪一份（更正时才选）', 'Instead of which one (only to correct one)'),
  offices: say('送哪些单位', 'To which offices'),
  reason: say('理由', 'Reason'),
  on: say('文件日期', 'Day of the paper'),
  pages: say('页数', 'Pages'),
  sha256: say('文件的SHA-256', 'SHA-256 of the file'),
});

export const HEAD = phrases('circulars/desk/words.HEAD', {
  title: say('通知', 'Circular'),
  lead: say(
    '通知送给单位，不送给个人。每个单位自己签收，要落实的自己报落实；没有回音不算签收。写事，不写人。',
    'A circular is sent to offices, never to persons. Each confirms by itself that it was read, and reports by itself what it carried out; silence is no receipt. Write of things, not of people.',
  ),
});

export const SEATS = phrases('circulars/desk/words.SEATS', { lead: say('发通知的单位', 'issues it') });

export const LINKS = phrases('circulars/desk/words.LINKS', {
  circulars: say('通知', 'Circulars'),
  of: (office: string, day: string) => say(`${office}，截止日${day}`, `${office}, last day ${day}`),
});

export const CIRCULAR_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: {
    ...FIELDS,
    ...Object.fromEntries(Array.from({ length: OFFICES_MAX }, (_, i) => [officeField(i + 1), FIELDS['offices'] ?? HEAD.title])),
  },
  choices: TAKE_BACK_WORDS,
};
