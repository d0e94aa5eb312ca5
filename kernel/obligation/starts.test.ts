import { describe, expect, it } from 'vitest';
import { ASK, CALL, FEEDBACK, GRADED, NOTICE, owed, packOf, REVIEW, SUPERVISE, type Told } from '../../test/support/obligations.ts';

const ENDS = packOf(NOTICE, FEEDBACK);
const CALLS = packOf(
  CALL,
  { ...FEEDBACK, start: { endOf: 'call', orEvent: 'acknowledged' } },
  { ...SUPERVISE, start: { breachOf: ['call'] } },
);
const REVIEWS = packOf(ASK, REVIEW);
const FILED: Told = ['2026-03-02 filed'];
const ACCEPTED: Told = ['2026-03-10 accepted'];
const OPENED: Told = ['2026-03-10 notice_opened', { notice: 'reply' }];
const registered = (grade: string, on = '2026-03-03'): Told => [`${on} registered`, { grade }];

describe('An obligation starts with an event, the end of another, a paper or a grade: one', () => {
  it.each<readonly [string, () => readonly string[], readonly string[]]>([
    [
      'from the end of another waits for that end, or an event before it',
      () => owed(ENDS, '2026-03-10', FILED),
      ['notice of 0.0 running 2026-03-02/2026-03-17', 'feedback<notice of 0.0 pending 2026-03-17/2026-04-17'],
    ],
    [
      'from the end of another starts with the event before it',
      () => owed(ENDS, '2026-03-10', FILED, ['2026-03-06 acknowledged']),
      ['notice of 0.0 running 2026-03-02/2026-03-17', 'feedback<notice of 0.0 running 2026-03-06/2026-04-06'],
    ],
    [
      'from the end of another starts with the end',
      () => owed(ENDS, '2026-03-18', FILED),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17', 'feedback<notice of 0.0 running 2026-03-17/2026-04-17'],
    ],
    [
      'from the end of another is not put off by an event after it',
      () => owed(ENDS, '2026-03-20', FILED, ['2026-03-19 acknowledged']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17', 'feedback<notice of 0.0 running 2026-03-17/2026-04-17'],
    ],
    [
      'from the end of another starts with an event on the very day',
      () => owed(ENDS, '2026-03-20', FILED, ['2026-03-17 acknowledged']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17', 'feedback<notice of 0.0 running 2026-03-17/2026-04-17'],
    ],
    [
      'from the end of another does not move back when the event is struck out',
      () => owed(ENDS, '2026-03-10', FILED, ['2026-03-06 acknowledged'], ['2026-03-07 voided', { n: 1 }]),
      ['notice of 0.0 running 2026-03-02/2026-03-17', 'feedback<notice of 0.0 running 2026-03-06/2026-04-06'],
    ],
    [
      'from the end of another is met',
      () => owed(ENDS, '2026-03-20', FILED, ['2026-03-06 acknowledged'], ['2026-03-19 replied']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17', 'feedback<notice of 0.0 met 2026-03-06/2026-04-06 met by 0.2 on 2026-03-19'],
    ],
    [
      'from the end of another starts then also where the other was met',
      () => owed(ENDS, '2026-03-20', FILED, ACCEPTED),
      ['notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10', 'feedback<notice of 0.0 running 2026-03-17/2026-04-17'],
    ],
    ['from the end of nothing is none', () => owed(packOf(FEEDBACK), '2026-03-20', FILED), []],
    [
      'from the end of another is not started by an event before that',
      () => owed(ENDS, '2026-03-20', ['2026-03-01 acknowledged'], FILED),
      ['notice of 0.1 overdue 2026-03-02/2026-03-17', 'feedback<notice of 0.1 running 2026-03-17/2026-04-17'],
    ],
    [
      'in hours is due at an instant, and what follows waits for it',
      () => owed(CALLS, '2026-03-02', FILED),
      [
        'call of 0.0 running 2026-03-02/2026-03-02T04:00:00.000Z',
        'feedback<call of 0.0 pending 2026-03-02/2026-04-02',
        'supervise<call of 0.0 pending 2026-03-02/2026-03-07 level 1',
      ],
    ],
    [
      'in hours is late after the instant, and what follows starts on the same day',
      () => owed(CALLS, '2026-03-02T05:00:00.000Z', FILED),
      [
        'call of 0.0 overdue 2026-03-02/2026-03-02T04:00:00.000Z',
        'feedback<call of 0.0 running 2026-03-02/2026-04-02',
        'supervise<call of 0.0 running 2026-03-02/2026-03-07 level 1',
      ],
    ],
    [
      'in hours is met a millisecond before the instant',
      () => owed(CALLS, '2026-03-02T05:00:00.000Z', FILED, ['2026-03-02T03:59:59.999Z acknowledged']),
      [
        'call of 0.0 met 2026-03-02/2026-03-02T04:00:00.000Z met by 0.1 on 2026-03-02',
        'feedback<call of 0.0 running 2026-03-02/2026-04-02',
        'supervise<call of 0.0 not_needed 2026-03-02/2026-03-07 level 1',
      ],
    ],
    [
      'in hours is met late at the instant',
      () => owed(CALLS, '2026-03-02T05:00:00.000Z', FILED, ['2026-03-02T04:00:00.000Z acknowledged']),
      [
        'call of 0.0 met_late 2026-03-02/2026-03-02T04:00:00.000Z met by 0.1 on 2026-03-02',
        'feedback<call of 0.0 running 2026-03-02/2026-04-02',
        'supervise<call of 0.0 not_needed 2026-03-02/2026-03-07 level 1',
      ],
    ],
    [
      'of the filer starts with the opening of the paper',
      () => owed(REVIEWS, '2026-03-20', FILED, OPENED),
      ['ask of 0.1 running 2026-03-10/2026-04-09'],
    ],
    [
      'of the filer does not start with another paper',
      () => owed(REVIEWS, '2026-03-20', FILED, ['2026-03-10 notice_opened', { notice: 'refusal' }]),
      [],
    ],
    [
      'of the filer lapses after its last day',
      () => owed(REVIEWS, '2026-04-10', FILED, OPENED),
      ['ask of 0.1 lapsed 2026-03-10/2026-04-09'],
    ],
    [
      'of the filer is used on its last day',
      () => owed(REVIEWS, '2026-04-11', FILED, OPENED, ['2026-04-09 review_asked@1']),
      ['ask of 0.1 met 2026-03-10/2026-04-09 met by 1.0 on 2026-04-09', 'review of 1.0 running 2026-04-09/2026-05-09 level 1'],
    ],
    [
      'of the filer is used on the day the filer says, and the office counts from it',
      () => owed(REVIEWS, '2026-04-14', FILED, OPENED, ['2026-04-12 review_asked@1', {}, '2026-04-08']),
      ['ask of 0.1 met 2026-03-10/2026-04-09 met by 1.0 on 2026-04-08', 'review of 1.0 running 2026-04-08/2026-05-08 level 1'],
    ],
    [
      'of the filer starts once, however often the paper is opened',
      () => owed(REVIEWS, '2026-03-20', FILED, OPENED, ['2026-03-12 notice_opened', { notice: 'reply' }]),
      ['ask of 0.1 running 2026-03-10/2026-04-09'],
    ],
    [
      'of the filer starts anew with a new answer',
      () =>
        owed(
          REVIEWS,
          '2026-03-20',
          FILED,
          ['2026-03-09 replied'],
          OPENED,
          ['2026-03-11 replied'],
          ['2026-03-12 notice_opened', { notice: 'reply' }],
        ),
      ['ask of 0.2 running 2026-03-10/2026-04-09', 'ask of 0.4 running 2026-03-12/2026-04-11'],
    ],
    [
      'of the filer does not start anew with an answer that was struck out',
      () =>
        owed(
          REVIEWS,
          '2026-03-20',
          FILED,
          ['2026-03-09 replied'],
          OPENED,
          ['2026-03-11 replied'],
          ['2026-03-11 voided', { n: 3 }],
          ['2026-03-12 notice_opened', { notice: 'reply' }],
        ),
      ['ask of 0.2 running 2026-03-10/2026-04-09'],
    ],
    [
      'starts once while it is owed, however often it is asked for',
      () => owed(REVIEWS, '2026-04-20', FILED, OPENED, ['2026-03-20 review_asked@1'], ['2026-03-22 review_asked@1']),
      ['ask of 0.1 met 2026-03-10/2026-04-09 met by 1.0 on 2026-03-20', 'review of 1.0 overdue 2026-03-20/2026-04-19 level 1'],
    ],
    [
      'starts anew when it is asked for after it was met',
      () =>
        owed(
          REVIEWS,
          '2026-04-20',
          FILED,
          OPENED,
          ['2026-03-20 review_asked@1'],
          ['2026-03-22 review_decided@1'],
          ['2026-03-24 review_asked@1'],
        ),
      [
        'ask of 0.1 met 2026-03-10/2026-04-09 met by 1.0 on 2026-03-20',
        'review of 1.0 met 2026-03-20/2026-04-19 level 1 met by 1.1 on 2026-03-22',
        'review of 1.2 running 2026-03-24/2026-04-23 level 1',
      ],
    ],
    [
      'for a grade applies to matters of that grade',
      () => owed(GRADED, '2026-03-05', FILED, registered('hard')),
      ['hard of 0.1 running 2026-03-03/2026-04-02'],
    ],
    [
      'for the ordinary grade applies where none was set',
      () => owed(GRADED, '2026-03-05', FILED, ['2026-03-03 registered']),
      ['ordinary of 0.1 running 2026-03-03/2026-03-10'],
    ],
    [
      'for the ordinary grade applies where one was set that is none',
      () => owed(GRADED, '2026-03-05', FILED, registered('easy')),
      ['ordinary of 0.1 running 2026-03-03/2026-03-10'],
    ],
    [
      'for a shorter grade replaces that of the longer',
      () => owed(GRADED, '2026-03-05', FILED, registered('hard'), ['2026-03-04 regraded', { grade: 'ordinary' }]),
      ['ordinary of 0.1 running 2026-03-03/2026-03-10', 'hard of 0.1 not_needed 2026-03-03/2026-04-02'],
    ],
    [
      'for a longer grade does not replace that of the shorter',
      () => owed(GRADED, '2026-03-05', FILED, registered('simple'), ['2026-03-04 regraded', { grade: 'hard' }]),
      ['simple of 0.1 running 2026-03-03/2026-03-06'],
    ],
    [
      'for a grade stays with the same grade',
      () => owed(GRADED, '2026-03-05', FILED, registered('simple'), ['2026-03-04 regraded', { grade: 'simple' }]),
      ['simple of 0.1 running 2026-03-03/2026-03-06'],
    ],
    [
      'for a shorter grade stays when the regrading is struck out',
      () =>
        owed(
          GRADED,
          '2026-03-06',
          FILED,
          registered('hard'),
          ['2026-03-04 regraded', { grade: 'simple' }],
          ['2026-03-05 voided', { n: 2 }],
        ),
      ['simple of 0.1 running 2026-03-03/2026-03-06', 'hard of 0.1 not_needed 2026-03-03/2026-04-02'],
    ],
    [
      'for the shortest grade replaces both others',
      () =>
        owed(
          GRADED,
          '2026-03-06',
          FILED,
          registered('hard'),
          ['2026-03-04 regraded', { grade: 'ordinary' }],
          ['2026-03-05 regraded', { grade: 'simple' }],
        ),
      [
        'simple of 0.1 running 2026-03-03/2026-03-06',
        'ordinary of 0.1 not_needed 2026-03-03/2026-03-10',
        'hard of 0.1 not_needed 2026-03-03/2026-04-02',
      ],
    ],
    [
      'for a grade is not replaced once it is met',
      () => owed(GRADED, '2026-03-06', FILED, registered('hard'), ['2026-03-04 replied'], ['2026-03-05 regraded', { grade: 'simple' }]),
      ['hard of 0.1 met 2026-03-03/2026-04-02 met by 0.2 on 2026-03-04'],
    ],
    [
      'for a grade is not replaced by a regrading before the registration',
      () => owed(GRADED, '2026-03-06', FILED, ['2026-03-02 regraded', { grade: 'simple' }], registered('hard')),
      ['hard of 0.2 running 2026-03-03/2026-04-02'],
    ],
    [
      'for a grade is not replaced by one that is none',
      () => owed(GRADED, '2026-03-06', FILED, registered('hard'), ['2026-03-05 regraded', { grade: 'x' }]),
      ['hard of 0.1 running 2026-03-03/2026-04-02'],
    ],
    [
      'for a grade goes by the registration that counts',
      () => owed(GRADED, '2026-03-06', FILED, registered('hard'), ['2026-03-04 voided', { n: 1 }], registered('simple', '2026-03-05')),
      ['simple of 0.3 running 2026-03-05/2026-03-08', 'hard of 0.1 not_needed 2026-03-03/2026-04-02'],
    ],
    [
      'for the shortest grade applies where the policy has no ordinary one',
      () => owed({ ...GRADED, grades: ['simple', 'hard'] }, '2026-03-05', FILED, ['2026-03-03 registered']),
      ['simple of 0.1 running 2026-03-03/2026-03-06'],
    ],
  ])('%s', (_what, found, expected) => {
    expect(found()).toEqual(expected);
  });
});
