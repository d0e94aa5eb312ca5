import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { CheckEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('checks/desk/words.STEPS', {
  record_check: say('记下这次检查', 'Record this check'),
  sign_check: say('核对，签字', 'Look at it and sign'),
  deal_with_findings: say('写明怎样处理', 'Say what becomes of what was found'),
  void_check: say('注明作废', 'Say that it is void'),
});

export const EVENTS = phrases<{ readonly [type in CheckEventKind]: Both<string> }>('checks/desk/words.EVENTS', {
  check_recorded: say('已记录', 'Recorded'),
  signature_asked: say('等另一个岗位签字', 'Waits for a second signature'),
  findings_found: say('有问题', 'Something was not in order'),
  check_signed: say('已签字', 'Signed'),
  findings_dealt: say('写明了怎样处理', 'It was said what becomes of it'),
  check_voided: say('作废', 'Void'),
  deadline_passed: say('期限已过', 'A time has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('checks/desk/words.OWED', {
  sign_check: say('另一个岗位核对签字', 'a second post looks and signs'),
  deal_with_findings: say('写明发现的问题怎样处理', 'say what becomes of what was found'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('checks/desk/words.FIELDS', {
  words: say('怎样处理（写物，不写人）', 'What becomes of it (things, no persons)'),
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

/** What stands on the link to the list of the day. */
export const TODAY_LINK = phrases('checks/desk/words.TODAY_LINK', { link: say('今天的检查', 'Checks today') });

/** What the list of a day, the form and the record say. */
export const TODAY = words('checks/desk/words.TODAY', {
  'zh-CN': {
    title: '今天该做的检查',
    lead: '从这里打开检查表。做完记下，什么都没发现也要记。',
    none: '现在没有该做的检查。',
    heads: ['地方', '做什么', '到什么时候', '检查表'],
    fill: '填表',
    late: '已过时间',
    until: (text: string) => `${text}前`,
    clause: '依据：',
    noForm: '这一项没有检查表：写明看了什么。',
    submit: '记下这次检查',
    optional: '（可以不填）',
    fix: (count: number) => `还有${count}处要填或要改：`,
    noAnswer: '没有回答',
    noWords: '写明哪里不合格',
    notRight: '填得不对',
    form: '检查表',
    when: '做的时间',
    received: '收到的时间',
    claimed: '（本单位填写的时间）',
    forWhat: '为哪一项',
    round: (number: string) => `专项检查 ${number}`,
    nil: '看过，没有发现问题',
    found: (count: number) => `${count}处不合格`,
    noPhoto: '应有照片，没有附。',
    unasked: '没有问到却填了。',
  },
  en: {
    title: 'What is to be looked at today',
    lead: 'Open the form from here. Record it when it is done, also where nothing was found.',
    none: 'Nothing is to be looked at now.',
    heads: ['Where', 'What', 'By when', 'Form'],
    fill: 'Fill in',
    late: 'time is over',
    until: (text: string) => `by ${text}`,
    clause: 'By: ',
    noForm: 'There is no form for this: say what was looked at.',
    submit: 'Record this check',
    optional: ' (optional)',
    fix: (count: number) => (count === 1 ? 'One answer is missing or not right:' : `${count} answers are missing or not right:`),
    noAnswer: 'has no answer',
    noWords: 'say what is not in order',
    notRight: 'is not right',
    form: 'Form',
    when: 'Done',
    received: 'Received',
    claimed: ' (as the office says)',
    forWhat: 'For',
    round: (number: string) => `round ${number}`,
    nil: 'Looked at, nothing found',
    found: (count: number) => (count === 1 ? '1 thing not in order' : `${count} things not in order`),
    noPhoto: 'A photo was wanted and is not there.',
    unasked: 'Answered though not asked.',
  },
});
