import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { CheckEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('checks/desk/words.STEPS', {
  record_check: say('记下这次检查', 'Record this check'),
  sign_check: say('核对，签字', 'Look at it and sign'),
  deal_with_findings: say('写明怎样处理', 'Say what becomes of what was found'),
  settle_double: say('写明两份记录哪一份为准', 'Say which of the two records stands'),
  void_check: say('注明作废', 'Say that it is void'),
});

export const EVENTS = phrases<{ readonly [type in CheckEventKind]: Both<string> }>('checks/desk/words.EVENTS', {
  check_recorded: say('已记录', 'Recorded'),
  signature_asked: say('等另一个岗位签字', 'Waits for a second signature'),
  findings_found: say('有问题', 'Something was not in order'),
  photos_received: say('照片收到', 'A photo has come'),
  double_found: say('同一个编号来过两份不同的记录', 'Two records came under one name'),
  check_signed: say('已签字', 'Signed'),
  findings_dealt: say('写明了怎样处理', 'It was said what becomes of it'),
  double_settled: say('写明了哪一份为准', 'It was said which of them stands'),
  check_voided: say('作废', 'Void'),
  deadline_passed: say('期限已过', 'A time has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('checks/desk/words.OWED', {
  sign_check: say('另一个岗位核对签字', 'a second post looks and signs'),
  deal_with_findings: say('写明发现的问题怎样处理', 'say what becomes of what was found'),
  settle_double: say('写明两份记录哪一份为准', 'say which of the two records stands'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('checks/desk/words.FIELDS', {
  words: say('怎样处理，或以哪一份为准（写物，不写人）', 'What becomes of it, or which one stands (things, no persons)'),
  reason: say('为什么作废', 'Why it is void'),
});

export const HEAD = phrases('checks/desk/words.HEAD', {
  title: say('检查记录', 'Record of a check'),
  lead: say('看了什么，发现了什么。', 'What was looked at, and what was found.'),
});

export const SEATS = phrases('checks/desk/words.SEATS', {
  office: say('责任单位', 'answers for the site'),
  by: say('检查单位', 'looked'),
  local: say('属地监管', 'supervises the site'),
});

export const CHECK_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: {} };

/** What a client is told of photos that no answer names, or that are none. */
export const NOT_KEPT = words('checks/desk/words.NOT_KEPT', { 'zh-CN': '没有用上的照片：', en: 'Photos not kept: ' });

/** What stands on the link to the list of the day. */
export const TODAY_LINK = phrases('checks/desk/words.TODAY_LINK', { link: say('今天的检查', 'Checks today') });

/** What the list of a day, the form and the record say. */
export const TODAY = words('checks/desk/words.TODAY', {
  'zh-CN': {
    title: '今天该做的检查',
    lead: '从这里打开检查表。做完记下，什么都没发现也要记。',
    phone: '手机上填，没有信号也能填',
    none: '现在没有该做的检查。',
    more: (count: number) => `只列出最先到期的${count}项。从场所的页面可以看一个场所的全部。`,
    heads: ['地方', '做什么', '到什么时候', '检查表'],
    fill: '填表',
    late: '已过时间',
    until: (text: string) => `${text}前`,
    noForm: '这一项没有检查表：写明看了什么。',
    submit: '记下这次检查',
    fix: (count: number) => `还有${count}处要填或要改：`,
    form: '检查表',
    when: '做的时间',
    received: '收到的时间',
    claimed: '（本单位填写的时间）',
    forWhat: '为哪一项',
    round: (number: string) => `专项检查 ${number}`,
    nil: '看过，没有发现问题',
    found: (count: number) => `${count}处不合格`,
    became: '已记为隐患：',
    noPhoto: '应有照片，没有附。',
    photo: (nth: number) => `照片${nth}`,
    photoAwaited: (nth: number) => `照片${nth}还没有收到`,
    bracket: (from: string, to: string) => `不早于${from}，不晚于${to}`,
    noBracket: (to: string) => `不晚于${to}`,
    believed: '可以相信的时间',
    awaited: (count: number) => `还有${count}张照片没有收到：收齐以后这份记录才算。`,
    unfit: (count: number) => `有${count}处回答不全或不对：这份记录留存，但不算完成。`,
    twin: '同一个编号先来的另一份：',
    unasked: '没有问到却填了。',
  },
  en: {
    title: 'What is to be looked at today',
    lead: 'Open the form from here. Record it when it is done, also where nothing was found.',
    phone: 'On a phone, also without a signal',
    none: 'Nothing is to be looked at now.',
    more: (count: number) => `Only the ${count} that end first are listed. The page of a site shows all of one site.`,
    heads: ['Where', 'What', 'By when', 'Form'],
    fill: 'Fill in',
    late: 'time is over',
    until: (text: string) => `by ${text}`,
    noForm: 'There is no form for this: say what was looked at.',
    submit: 'Record this check',
    fix: (count: number) => (count === 1 ? 'One answer is missing or not right:' : `${count} answers are missing or not right:`),
    form: 'Form',
    when: 'Done',
    received: 'Received',
    claimed: ' (as the office says)',
    forWhat: 'For',
    round: (number: string) => `round ${number}`,
    nil: 'Looked at, nothing found',
    found: (count: number) => (count === 1 ? '1 thing not in order' : `${count} things not in order`),
    became: 'Written down as hazards: ',
    noPhoto: 'A photo was wanted and is not there.',
    photo: (nth: number) => `Photo ${nth}`,
    photoAwaited: (nth: number) => `Photo ${nth} has not come yet`,
    bracket: (from: string, to: string) => `not before ${from}, not after ${to}`,
    noBracket: (to: string) => `not after ${to}`,
    believed: 'What can be believed',
    awaited: (count: number) =>
      count === 1
        ? 'One photo has not come yet: the record counts from when it is here.'
        : `${count} photos have not come yet: the record counts from when they are here.`,
    unfit: (count: number) =>
      count === 1
        ? 'One answer is missing or not right: the record is kept, and does not count as done.'
        : `${count} answers are missing or not right: the record is kept, and does not count as done.`,
    twin: 'The other record that came under the same name before: ',
    unasked: 'Answered though not asked.',
  },
});
