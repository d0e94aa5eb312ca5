import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { GIVEN_UP, TakenEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const TAKEN_STEPS = phrases<{ readonly [verb: string]: Both<string> }>('conferences/desk/taken-words.TAKEN_STEPS', {
  take_matter: say('牵头一件事项', 'Take a matter'),
  change_plan: say('改方案', 'Change the plan'),
  conclude_taken: say('写明结果，结束', 'Say what has come of it, and end it'),
  give_up_taken: say('不再牵头，写明理由', 'Give it up, with the reason'),
});

export const TAKEN_EVENTS = phrases<{ readonly [type in TakenEventKind]: Both<string> }>('conferences/desk/taken-words.TAKEN_EVENTS', {
  matter_taken: say('已牵头', 'Taken'),
  plan_changed: say('方案改过', 'The plan was changed'),
  taken_concluded: say('已有结果', 'Concluded'),
  taken_given_up: say('不再牵头', 'Given up'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const TAKEN_OWED = phrases<{ readonly [duty: string]: Both<string> }>('conferences/desk/taken-words.TAKEN_OWED', {
  conclude_taken: say('牵头的事项到期要有结果', 'bring the matter to a decision'),
});

export const TAKEN_FIELDS = phrases<{ readonly [field: string]: Both<string> }>('conferences/desk/taken-words.TAKEN_FIELDS', {
  number: say('事项编号', 'Number of the matter'),
  by: say('哪天前要有结果', 'To be decided by'),
  plan: say('方案（写事，不写人）', 'The plan (things, no persons)'),
  conference: say('哪次会议定的（会议编号，可以不写）', 'At which conference it was decided (its number, may be left out)'),
  words: say('结果（写事，不写人）', 'What has come of it (things, no persons)'),
  reason: say('理由', 'Reason'),
});

export const GIVEN_UP_WORDS = phrases<{ readonly [reason in (typeof GIVEN_UP)[number]]: Both<string> }>(
  'conferences/desk/taken-words.GIVEN_UP_WORDS',
  {
    matter_over: say('事项已经了结', 'the matter is over'),
    post_changes: say('改由别的负责人牵头', 'another head takes it'),
    taken_in_error: say('记错了', 'taken in error'),
  },
);

export const TAKEN_HEAD = phrases('conferences/desk/taken-words.TAKEN_HEAD', {
  title: say('负责人牵头的事项', 'Matter taken by a head'),
  lead: say(
    '一件事项、一位负责人、一个方案，办到有结果。按编号牵头，只能牵头本单位看得到的。公开的只有岗位和是哪方面的事。',
    'One matter, one head, one plan, until it is decided. It is taken by its number, and only where your office may see it. Everybody is told the post and the subject, and nothing else.',
  ),
  lead_seat: say('牵头单位', 'takes it'),
});

/** What lists say of matters that heads have taken. */
export const TAKEN_LIST = words('conferences/desk/taken-words.TAKEN_LIST', {
  'zh-CN': {
    title: '负责人牵头的事项',
    take: '牵头一件事项',
    none: '本单位的负责人现在没有牵头的事项。',
    heads: ['编号', '是哪方面的事', '哪个岗位', '哪天前要有结果', '情况'],
    running: '在办',
    ended: (day: string) => `${day}结束`,
  },
  en: {
    title: 'Matters taken by heads',
    take: 'Take a matter',
    none: 'No head of your office has taken a matter now.',
    heads: ['Number', 'Subject', 'Post', 'To be decided by', 'State'],
    running: 'under way',
    ended: (day: string) => `ended on ${day}`,
  },
});

export const TAKEN_WORDS: StaffWords = {
  title: TAKEN_HEAD.title,
  lead: TAKEN_HEAD.lead,
  steps: TAKEN_STEPS,
  events: TAKEN_EVENTS,
  owed: TAKEN_OWED,
  fields: TAKEN_FIELDS,
  choices: GIVEN_UP_WORDS,
};
