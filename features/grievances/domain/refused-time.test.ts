import { describe, expect, it } from 'vitest';
import { registered, replied, refused, withdrawn, graded, asked, housingOnly, table } from '../../../test/support/answers.ts';
import { accepted, opened, petition, REPLY, reviewed, type Story, type Who } from '../../../test/support/given.ts';

table('a step at the wrong time is refused with why', [
  [
    'a second registration by a desk that has passed the matter on',
    registered,
    '2026-09-03',
    'desk',
    'register',
    { office: 'water' },
    { refused: 'not_found' },
  ],
  ['a second registration by the head', registered, '2026-09-03', 'head', 'register', { office: 'water' }, { refused: 'already_done' }],
  ['a second acceptance', accepted, '2026-09-04', 'handler', 'accept', {}, { refused: 'already_done' }],
  ['an acceptance before the registration', housingOnly, '2026-09-03', 'handler', 'accept', {}, { refused: 'not_yet' }],
  ['a refusal before the registration', housingOnly, '2026-09-03', 'handler', 'refuse', {}, { refused: 'not_yet' }],
  ['a new grade before the registration', housingOnly, '2026-09-03', 'handler', 'regrade', {}, { refused: 'not_yet' }],
  ['an acceptance after a refusal', refused, '2026-09-04', 'handler', 'accept', {}, { refused: 'wrong_stage' }],
  ['an acceptance where the policy knows none', () => graded('hard'), '2026-09-02', 'handler', 'accept', {}, { refused: 'wrong_stage' }],
  ['a refusal after an acceptance', accepted, '2026-09-04', 'handler', 'refuse', {}, { refused: 'wrong_stage' }],
  ['a second refusal', refused, '2026-09-04', 'handler', 'refuse', {}, { refused: 'already_done' }],
  ['an answer after a refusal', refused, '2026-09-04', 'handler', 'reply', REPLY, { refused: 'wrong_stage' }],
  ['an answer before the acceptance', registered, '2026-09-04', 'handler', 'reply', REPLY, { refused: 'not_yet' }],
  ['a second answer', replied, '2026-09-21', 'handler', 'reply', REPLY, { refused: 'already_done' }],
  ['an extension of what has been answered', replied, '2026-09-21', 'head', 'extend', {}, { refused: 'wrong_stage' }],
  ['an extension of what is late', accepted, '2026-11-03', 'head', 'extend', {}, { refused: 'duty_over' }],
  [
    'a second extension',
    () => accepted().step('2026-10-20', 'head', 'extend', { until: '2026-11-20', reason: '难。' }),
    '2026-10-21',
    'head',
    'extend',
    {},
    { refused: 'extension_spent' },
  ],
  ['an extension where the policy knows none', () => graded('hard'), '2026-09-02', 'head', 'extend', {}, { refused: 'right_not_open' }],
  ['a hearing after the answer', replied, '2026-09-21', 'handler', 'hold_hearing', {}, { refused: 'wrong_stage' }],
  ['a new grade where there are none', registered, '2026-09-03', 'handler', 'regrade', {}, { refused: 'wrong_stage' }],
  [
    'a new grade after the answer',
    () => graded('ordinary').step('2026-09-02', 'handler', 'reply', REPLY),
    '2026-09-03',
    'handler',
    'regrade',
    {},
    { refused: 'duty_over' },
  ],
  ['a shorter grade than the shortest', () => graded('simple'), '2026-09-01', 'handler', 'regrade', {}, { refused: 'grade_longer' }],
  [
    'a review that nobody has asked for',
    () => opened().step('2026-09-25', 'filer', 'ask_review'),
    '2026-09-26',
    'city',
    'decide_rereview',
    {},
    { refused: 'not_found' },
  ],
  ['a second review', reviewed, '2026-10-20', 'reviewer', 'decide_review', {}, { refused: 'already_done' }],
  ['taking up what is not late', asked, '2026-09-26', 'reviewer', 'supervise', {}, { refused: 'not_yet' }],
  ['opening the same paper twice', opened, '2026-09-22', 'filer', 'open_notice', { notice: 'reply' }, { refused: 'already_done' }],
  ['opening a paper before there is one', accepted, '2026-09-22', 'filer', 'open_notice', { notice: 'reply' }, { refused: 'not_yet' }],
  ['a review before the answer was opened', replied, '2026-09-21', 'filer', 'ask_review', {}, { refused: 'right_not_open' }],
  ['a review on the 31st day', opened, '2026-10-22', 'filer', 'ask_review', {}, { refused: 'right_lapsed', data: { due: '2026-10-21' } }],
  ['a second review by the filer', asked, '2026-09-26', 'filer', 'ask_review', {}, { refused: 'already_done' }],
  [
    'going up before anything is late',
    registered,
    '2026-09-10',
    'filer',
    'ask_take_up',
    {},
    { refused: 'not_yet', data: { from: '2026-09-17' } },
  ],
  ['a re-review before the review', opened, '2026-09-26', 'filer', 'ask_rereview', {}, { refused: 'right_not_open' }],
  ['a withdrawal of what was answered', replied, '2026-09-21', 'filer', 'ask_withdrawal', {}, { refused: 'duty_over' }],
  ['a second withdrawal', withdrawn, '2026-09-05', 'filer', 'ask_withdrawal', {}, { refused: 'already_done' }],
  ['taking back a withdrawal that was not asked', accepted, '2026-09-05', 'filer', 'resume', {}, { refused: 'right_not_open' }],
  ['a command nobody knows', accepted, '2026-09-05', 'handler', 'close', {}, { refused: 'not_found' }],
  ['a filer’s command from a post', accepted, '2026-09-05', 'handler', 'ask_withdrawal', {}, { refused: 'not_found' }],
  ['an extension by the handler alone', accepted, '2026-10-20', 'handler', 'extend', {}, { refused: 'not_your_post' }],
  [
    'striking out when a second post has done nothing',
    () => petition().step('2026-09-02', 'desk', 'register', { office: 'letters' }),
    '2026-09-03',
    'desk',
    'void',
    {},
    { refused: 'not_yet' },
  ],
  ['correcting when no post has done anything', petition, '2026-09-03', 'desk', 'correct', {}, { refused: 'not_yet' }],
]);

describe('what the filer has withdrawn', () => {
  const steps: readonly (readonly [Who, string, () => Story])[] = [
    ['handler', 'reply', accepted],
    ['handler', 'hold_hearing', accepted],
    ['head', 'extend', accepted],
    ['head', 'void', accepted],
    ['handler', 'regrade', accepted],
    ['handler', 'accept', registered],
    ['handler', 'refuse', registered],
    ['head', 'register', registered],
    ['head', 'ask_unseal', accepted],
    ['filer', 'add_files', accepted],
    ['handler', 'add_papers', accepted],
    ['filer', 'ask_take_up', accepted],
    ['filer', 'ask_review', accepted],
  ];
  it.each(steps)('no %s can %s any more, from the eighth day on', (who, command, story) => {
    const given = story().step('2026-09-04', 'filer', 'ask_withdrawal');
    expect(given.try('2026-09-11T16:00:00Z', who, command)).toEqual({ refused: 'withdrawn' });
    expect(given.try('2026-09-11T15:59:59Z', who, command)).not.toEqual({ refused: 'withdrawn' });
  });

  it('is taken back before the time is over, and counts as before', () => {
    const back = withdrawn().step('2026-09-10', 'filer', 'resume');
    expect(back.try('2026-10-01', 'filer', 'resume')).toEqual({ refused: 'right_not_open' });
    expect(back.open('2026-10-01', 'handler')).toEqual([
      'call_duty',
      'ask_filer',
      'offer_inspection',
      'add_office',
      'interim_reply',
      'reply',
      'hold_hearing',
      'add_papers',
      'note_gap',
      'locate',
      'correct',
      'void',
    ]);
  });

  it('stays withdrawn through what else happens in those days', () => {
    const story = withdrawn().step('2026-09-05', 'handler', 'correct', { n: 2, words: '更正。' });
    expect(story.try('2026-09-12', 'handler', 'reply', REPLY)).toEqual({ refused: 'withdrawn' });
  });
});
