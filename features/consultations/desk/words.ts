import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import type { COMMENT_OUTCOMES } from '../../../kernel/matter/comment.ts';
import { questionField } from '../domain/state.ts';
import { QUESTIONS_MAX, type BreachKind, type ConsultationEventKind, type DROPS, type OUTCOMES } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('consultations/desk/words.STEPS', {
  open_consultation: say('公开征求意见', 'Open a draft to everybody'),
  prolong_period: say('延长期限', 'Make the period longer'),
  make_group: say('建一个组', 'Make a group'),
  answer_group: say('答复一组', 'Answer a group'),
  decide_consultation: say('写明决定', 'Say what was decided'),
  explain_breach: say('向大家说明为什么没有等', 'Explain why it did not wait'),
  publish_words: say('公开同意公开的意见', 'Publish the words of those who agreed'),
  drop_consultation: say('收回草案', 'Take the draft back'),
});

export const EVENTS = phrases<{ readonly [type in ConsultationEventKind]: Both<string> }>('consultations/desk/words.EVENTS', {
  consultation_opened: say('已公开征求意见', 'Opened to everybody'),
  period_set: say('定了期限', 'The period was set'),
  period_prolonged: say('期限延长了', 'The period was made longer'),
  group_made: say('建了一个组', 'A group was made'),
  group_answered: say('答复了一组', 'A group was answered'),
  all_answered: say('没有等答复的意见了', 'No comment waits for an answer'),
  publishing_ordered: say('决定公开同意公开的意见', 'The words of those who agreed were ordered to be published'),
  words_published: say('公开了一页意见', 'A page of words was published'),
  publishing_done: say('同意公开的意见都已公开', 'The words of those who agreed are published'),
  consultation_decided: say('已作出决定', 'Decided'),
  consultation_dropped: say('草案已收回', 'The draft was taken back'),
  breach_opened: say('决定没有等，已公开记下', 'The decision did not wait; that is public'),
  breach_explained: say('作了说明', 'It was explained'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('consultations/desk/words.OWED', {
  answer_comments: say('答复每一条意见', 'answer every comment'),
  decide_draft: say('告诉大家草案怎么样了', 'say what became of the draft'),
  publish_words: say('公开同意公开的意见', 'publish the words of those who agreed'),
  explain_breach: say('说明为什么没有等', 'explain why it did not wait'),
});

export const OUTCOME_WORDS = phrases<{ readonly [outcome in (typeof OUTCOMES)[number]]: Both<string> }>(
  'consultations/desk/words.OUTCOME_WORDS',
  {
    as_drafted: say('照草案定下来', 'made as drafted'),
    changed: say('改过以后定下来', 'made with changes'),
    not_made: say('不定了', 'not made'),
  },
);

export const ADOPTED_WORDS = phrases<{ readonly [outcome in (typeof COMMENT_OUTCOMES)[number]]: Both<string> }>(
  'consultations/desk/words.ADOPTED_WORDS',
  {
    adopted: say('采纳', 'adopted'),
    adopted_in_part: say('部分采纳', 'adopted in part'),
    not_adopted: say('不采纳', 'not adopted'),
    outside_draft: say('不是这份草案管的事', 'outside this draft'),
  },
);

export const DROP_WORDS = phrases<{ readonly [reason in (typeof DROPS)[number]]: Both<string> }>('consultations/desk/words.DROP_WORDS', {
  superseded: say('由另一份草案代替', 'another draft takes its place'),
  no_longer_needed: say('不需要了', 'it is no longer needed'),
  opened_in_error: say('开错了', 'it was opened in error'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('consultations/desk/words.FIELDS', {
  title: say('名称（60字以内，所有人都看得到）', 'Title (60 characters; everybody reads it)'),
  summary: say('用平常话说：改什么，影响谁，怎么提意见', 'In plain words: what changes, for whom, what may be said'),
  draft: say('草案全文', 'The text of the draft'),
  paper: say('文号', 'Number of the paper'),
  from: say('从哪天', 'From'),
  until: say('到哪天（含当天）', 'Until (that day included)'),
  short: say('不到规则的天数的，写明为什么', 'Why, where it is shorter than the rule says'),
  reason: say('理由（所有人都读得到）', 'Why (everybody reads it)'),
  heading: say('这一组说的是什么（60字以内，所有人都看得到）', 'What this group says (60 characters; everybody reads it)'),
  group: say('哪一组', 'Which group'),
  outcome: say('怎么样', 'What becomes of it'),
  words: say('说明（所有人都读得到）', 'Words (everybody reads them)'),
  breach: say('说明哪一条', 'Which breach'),
});

export const HEAD = phrases('consultations/desk/words.HEAD', {
  title: say('征求意见', 'Consultation'),
  lead: say(
    '写下来的，从开始那天起所有人都看得到。每一条意见都要答复：采纳没有，为什么。没有等到截止、没有答复完就决定的，一直公开记着。这里不问谁会反对，也不记谁说了什么。',
    'All that is written here is read by everybody from the first day on. Each comment is owed an answer: adopted or not, and why. A decision that does not wait for the last day or for the answers stays public for ever. Nobody is asked here who will object, and who said what is kept nowhere.',
  ),
});

export const SEATS = phrases('consultations/desk/words.SEATS', { lead: say('征求意见的单位', 'consults') });

export const BREACH_WORDS = phrases<{ readonly [kind in BreachKind]: (count: number) => Both<string> }>(
  'consultations/desk/words.BREACH_WORDS',
  {
    early: (count) => say(`离截止还有${count}天就作了决定`, `decided with ${count} ${count === 1 ? 'day' : 'days'} of the period left`),
    unanswered: (count) =>
      say(`还有${count}条意见没有答复就作了决定`, `decided while ${count} ${count === 1 ? 'comment' : 'comments'} had no answer`),
  },
);

export const LINKS = phrases('consultations/desk/words.LINKS', {
  consultations: say('征求意见', 'Consultations'),
  group: (nth: number, heading: string) => say(`第${nth}组：${heading}`, `${nth}. ${heading}`),
  question: (nth: number) => say(`问题${nth}`, `Question ${nth}`),
  paper: (format: string) => say(`决定和采纳情况（${format}）`, `The decision, and what became of the comments (${format})`),
});

export const CONSULTATION_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: {
    ...FIELDS,
    ...Object.fromEntries(Array.from({ length: QUESTIONS_MAX }, (_, i) => [questionField(i + 1), LINKS.question(i + 1)])),
  },
  choices: { ...OUTCOME_WORDS, ...ADOPTED_WORDS, ...DROP_WORDS },
};
