import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import { officeField } from '../domain/state.ts';
import {
  OFFICES_MAX,
  type CALL_OFFS,
  type ConferenceEventKind,
  type ItemKind,
  type Meeting,
  type PUT_OFFS,
  type REMOVALS,
  type Why,
} from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('conferences/desk/words.STEPS', {
  call_conference: say('召集会议', 'Call a conference'),
  draw_agenda: say('重新列一次议程', 'Draw the agenda anew'),
  add_item: say('按编号提一件事', 'Bring something by its number'),
  remove_item: say('拿下一件，写明理由', 'Take something off, with the reason'),
  open_conference: say('开会', 'Open the conference'),
  call_off_conference: say('不开了，写明理由', 'Call it off, with the reason'),
  decide_item: say('定一件事', 'Decide something'),
  put_off_item: say('这件不定，写明理由', 'Decide nothing on an item, with the reason'),
  sign_minutes: say('签发纪要', 'Sign the minutes'),
  countersign_minutes: say('会签纪要', 'Countersign the minutes'),
  state_dissent: say('写明不同意见', 'Say with what you do not agree'),
  keep_decision: say('写明办完了什么', 'Say what was done'),
  confirm_decision: say('核对：办完了', 'Confirm that it was done'),
  return_decision: say('核对：没有办完，另定日期', 'It was not done: set another day'),
  extend_decision: say('延长一次', 'Give more time, once'),
  press_late: say('督促逾期没有办的', 'Take up what is late'),
  close_conference: say('结束会议', 'Close the meeting'),
});

export const EVENTS = phrases<{ readonly [type in ConferenceEventKind]: Both<string> }>('conferences/desk/words.EVENTS', {
  conference_called: say('已召集', 'Called'),
  agenda_drawn: say('议程重新列过', 'The agenda was drawn anew'),
  item_added: say('提了一件事', 'Something was brought'),
  item_removed: say('拿下了一件', 'Something was taken off'),
  conference_opened: say('已开会，议程定下', 'Opened; the agenda stands'),
  conference_called_off: say('不开了', 'Called off'),
  item_decided: say('定了一件事', 'Something was decided'),
  item_put_off: say('一件没有定', 'Nothing was decided on an item'),
  day_set: say('定了日期', 'A day was set'),
  day_moved: say('日期改过', 'A day was moved'),
  minutes_signed: say('纪要已签发', 'The minutes are signed'),
  minutes_sent: say('纪要已送会签', 'The minutes were sent'),
  minutes_countersigned: say('会签了纪要', 'The minutes were countersigned'),
  dissent_stated: say('写明了不同意见', 'An office does not agree'),
  decision_kept: say('承办单位说办完了', 'Its office says that it is done'),
  decision_confirmed: say('核对过，办完了', 'Confirmed'),
  decision_not_confirmed: say('核对过，没有办完', 'Not done as decided'),
  decision_extended: say('延长了', 'Extended'),
  late_pressed: say('督促了逾期的', 'What is late was taken up'),
  conference_closed: say('会议已结束', 'Closed'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('conferences/desk/words.OWED', {
  hold_conference: say('按通知的日期开会', 'hold the conference'),
  sign_minutes: say('签发会议纪要', 'sign the minutes'),
  countersign_minutes: say('会签纪要，或者写明不同意见', 'countersign the minutes, or say with what it does not agree'),
  close_conference: say('结束会议', 'close the meeting'),
  keep_decision: say('办完会议定下的事', 'do what was decided'),
  confirm_decision: say('核对办完没有', 'look whether it was done'),
  press_decision: say('督促逾期没有办的', 'take up what is late'),
});

export const MEETING_WORDS = phrases<{ readonly [meeting in Meeting]: Both<string> }>('conferences/desk/words.MEETING_WORDS', {
  weekly: say('每周主任办公会', 'Weekly meeting of the directors'),
  monthly_members: say('成员单位月度联席会议', 'Monthly meeting of the member offices'),
  monthly_improvement: say('月度分析改进会', 'Monthly meeting on what is to be improved'),
  on_call: say('疑难事项联席会议', 'Joint meeting on hard matters'),
  school_safety: say('学校安全工作会', 'Meeting on the safety of schools'),
  town_twice_monthly: say('乡镇例会', 'Meeting of a township'),
  town_quarterly: say('乡镇季度分析会', 'Quarterly analysis of a township'),
  community_monthly: say('社区安全例会', 'Safety meeting of a community'),
  places_half_monthly: say('多发地点和事项分析会', 'Meeting on places and subjects'),
  safety_committee: say('安全生产委员会会议', 'Safety committee'),
  service_units: say('一项服务的有关单位联席会议', 'Joint meeting of the offices of one service'),
  village_committee: say('村民委员会议事', 'Village committee'),
  old_matters: say('积案例会', 'Meeting on matters that wait longest'),
});

export const WHY_WORDS = phrases<{ readonly [why in Why]: Both<string> }>('conferences/desk/words.WHY_WORDS', {
  supervised: say('上级督办，没有办完', 'told by the office above, and not done'),
  naming: say('请上级指定承办单位，还没有指定', 'the office above was asked to name an office, and has not'),
  referral: say('移送没有答复', 'referred, and not answered'),
  listed: say('挂牌督办的隐患过了日期', 'a listed hazard past its day'),
  overdue: say('逾期没有办', 'overdue'),
  brought: say('参加单位提出', 'brought by an office'),
});

export const KIND_WORDS = phrases<{ readonly [kind in ItemKind]: Both<string> }>('conferences/desk/words.KIND_WORDS', {
  matter: say('事项', 'matter'),
  hazard: say('隐患', 'hazard'),
  round: say('专项检查', 'round'),
  conference: say('会议', 'conference'),
});

type Reason = (typeof REMOVALS)[number] | (typeof PUT_OFFS)[number] | (typeof CALL_OFFS)[number];

export const REASON_WORDS = phrases<{ readonly [reason in Reason]: Both<string> }>('conferences/desk/words.REASON_WORDS', {
  done_meanwhile: say('已经办完', 'done meanwhile'),
  dealt_with_elsewhere: say('由别的会议或者单位在办', 'dealt with elsewhere'),
  other_offices_needed: say('要别的单位参加才能定', 'other offices are needed'),
  put_on_in_error: say('列错了', 'put on in error'),
  next_meeting: say('下次会议再定', 'at the next meeting'),
  facts_missing: say('事实还没有查清', 'facts are missing'),
  nothing_to_decide: say('没有要定的事', 'nothing is to be decided'),
  emergency_elsewhere: say('有紧急情况', 'an emergency elsewhere'),
  moved_to_another_day: say('改到另一天', 'moved to another day'),
  called_in_error: say('召集错了', 'called in error'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('conferences/desk/words.FIELDS', {
  kind: say('什么会', 'Which meeting'),
  by: say('日期', 'Day'),
  offices: say('参加单位', 'Offices that take part'),
  office: say('承办单位', 'Which office owes it'),
  number: say('编号', 'Number'),
  item: say('哪一件', 'Which item'),
  reason: say('理由', 'Reason'),
  words: say('说明（写事，不写人）', 'Words (things, no persons)'),
  what: say('定了什么（写事，不写人）', 'What is decided (things, no persons)'),
  public_line: say('给公众看的一行（可以不写；不写编号，不写人）', 'A line for everybody (may be left out; no numbers, no persons)'),
  minutes: say('会议纪要', 'Minutes'),
  decision: say('哪一项', 'Which decision'),
  done: say('办完了什么', 'What was done'),
  until: say('延长到', 'Until'),
});

export const HEAD = phrases('conferences/desk/words.HEAD', {
  title: say('联席会议', 'Joint decisions'),
  lead: say(
    '选哪天、哪些单位。议程不用写：逾期没有办的、没有单位接的、移送没有答复的、挂牌过了日期的，系统按等了多久列出来；只列本单位看得到的，只有编号、单位和天数。',
    'Choose the day and the offices. Nobody writes the agenda: what is overdue, what no office takes, referrals without an answer and listed hazards past their day are listed by how long they wait; only what your office may see, and only numbers, offices and days.',
  ),
});

export const SEATS = phrases('conferences/desk/words.SEATS', { lead: say('召集单位', 'calls it') });

export const LINKS = phrases('conferences/desk/words.LINKS', {
  conferences: say('联席会议', 'Joint decisions'),
  paper: (format: string) => say(`会议纪要（${format}）`, `Minutes (${format})`),
  item: (number: string, rest: string) => say(`${number} · ${rest}`, `${number} · ${rest}`),
  decision: (nth: number, office: string, day: string) => say(`第${nth}项 · ${office} · ${day}前`, `No. ${nth} · ${office} · by ${day}`),
});

export const CONFERENCE_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: {
    ...FIELDS,
    ...Object.fromEntries(Array.from({ length: OFFICES_MAX }, (_, i) => [officeField(i + 1), FIELDS['offices'] ?? HEAD.title])),
  },
  choices: { ...MEETING_WORDS, ...REASON_WORDS },
};
