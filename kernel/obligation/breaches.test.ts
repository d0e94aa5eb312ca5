import { describe, expect, it } from 'vitest';
import { DECIDE, NOTICE, owed, packOf, SILENT, SUPERVISE, type Told } from '../../test/support/obligations.ts';

const NOTICES = packOf(NOTICE);
const DECISIONS = packOf(DECIDE);
const BREACHES = packOf(NOTICE, DECIDE, SILENT, SUPERVISE);
const FILED: Told = ['2026-03-02 filed'];
const ACCEPTED: Told = ['2026-03-10 accepted'];

describe('What a breach opens, what a striking out undoes and what a withdrawal stops: an obligation', () => {
  it.each<readonly [string, () => readonly string[], readonly string[]]>([
    [
      'on a breach waits for it, with its dates known',
      () => owed(BREACHES, '2026-03-20', FILED, ACCEPTED),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 running 2026-03-10/2026-03-30',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 pending 2026-03-31/',
        'supervise<decide of 0.1 pending 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'on a breach opens by itself on the day after',
      () => owed(BREACHES, '2026-03-31', FILED, ACCEPTED),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 overdue 2026-03-10/2026-03-30',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 running 2026-03-31/',
        'supervise<decide of 0.1 running 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'on a breach is used once it is open',
      () => owed(BREACHES, '2026-04-02', FILED, ACCEPTED, ['2026-04-01 take_up_asked@1']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 overdue 2026-03-10/2026-03-30',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 met 2026-03-31/ met by 1.0 on 2026-04-01',
        'supervise<decide of 0.1 running 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'on a breach is not used by what was asked before it',
      () => owed(BREACHES, '2026-04-02', FILED, ACCEPTED, ['2026-03-20 take_up_asked@1']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 overdue 2026-03-10/2026-03-30',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 running 2026-03-31/',
        'supervise<decide of 0.1 running 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'on a breach ends when the duty is met after all, and the answer meets what the office above owes',
      () => owed(BREACHES, '2026-04-03', FILED, ACCEPTED, ['2026-04-01 replied']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 met_late 2026-03-10/2026-03-30 met by 0.2 on 2026-04-01',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 not_needed 2026-03-31/',
        'supervise<decide of 0.1 met 2026-03-31/2026-04-05 level 1 met by 0.2 on 2026-04-01',
      ],
    ],
    [
      'of the office above is met late by an answer after its own end',
      () => owed(BREACHES, '2026-04-13', FILED, ACCEPTED, ['2026-04-10 replied']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 met_late 2026-03-10/2026-03-30 met by 0.2 on 2026-04-10',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 not_needed 2026-03-31/',
        'supervise<decide of 0.1 met_late 2026-03-31/2026-04-05 level 1 met by 0.2 on 2026-04-10',
      ],
    ],
    [
      'of the office above is met in time by its own step',
      () => owed(BREACHES, '2026-04-13', FILED, ACCEPTED, ['2026-04-02 supervised@1'], ['2026-04-10 replied']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 met_late 2026-03-10/2026-03-30 met by 0.2 on 2026-04-10',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 not_needed 2026-03-31/',
        'supervise<decide of 0.1 met 2026-03-31/2026-04-05 level 1 met by 1.0 on 2026-04-02',
      ],
    ],
    [
      'on a breach is not needed where there is none',
      () => owed(BREACHES, '2026-04-13', FILED, ACCEPTED, ['2026-03-25 replied']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 met 2026-03-10/2026-03-30 met by 0.2 on 2026-03-25',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 not_needed 2026-03-31/',
        'supervise<decide of 0.1 not_needed 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'of the office above is overdue in its turn',
      () => owed(BREACHES, '2026-04-13', FILED, ACCEPTED),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10',
        'decide of 0.1 overdue 2026-03-10/2026-03-30',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 running 2026-03-31/',
        'supervise<decide of 0.1 overdue 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'is not needed where its start is struck out, and what that had met runs again',
      () => owed(BREACHES, '2026-03-12', FILED, ACCEPTED, ['2026-03-11 voided', { n: 1 }]),
      [
        'notice of 0.0 running 2026-03-02/2026-03-17',
        'decide of 0.1 not_needed 2026-03-10/2026-03-30',
        'silent<notice of 0.0 pending 2026-03-18/',
        'silent<decide of 0.1 not_needed 2026-03-31/',
        'supervise<decide of 0.1 not_needed 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'starts anew with the step that replaces the one struck out',
      () => owed(BREACHES, '2026-03-14', FILED, ACCEPTED, ['2026-03-11 voided', { n: 1 }], ['2026-03-13 accepted']),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.3 on 2026-03-13',
        'decide of 0.1 not_needed 2026-03-10/2026-03-30',
        'decide of 0.3 running 2026-03-13/2026-04-02',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.1 not_needed 2026-03-31/',
        'silent<decide of 0.3 pending 2026-04-03/',
        'supervise<decide of 0.1 not_needed 2026-03-31/2026-04-05 level 1',
        'supervise<decide of 0.3 pending 2026-04-03/2026-04-08 level 1',
      ],
    ],
    [
      'is not touched by a striking out in another stream',
      () => owed(NOTICES, '2026-03-12', FILED, ACCEPTED, ['2026-03-11 voided@1', { n: 1 }]),
      ['notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10'],
    ],
    [
      'is not touched by a striking out by the filer',
      () => owed(NOTICES, '2026-03-12', FILED, ACCEPTED, ['2026-03-11 voided', { n: 1 }, undefined, 'filer']),
      ['notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10'],
    ],
    [
      'is not touched by the striking out of a step to come',
      () => owed(NOTICES, '2026-03-12', FILED, ['2026-03-09 voided', { n: 2 }], ACCEPTED),
      ['notice of 0.0 met 2026-03-02/2026-03-17 met by 0.2 on 2026-03-10'],
    ],
    [
      'does not come back when the striking out is struck out',
      () => owed(NOTICES, '2026-03-13', FILED, ACCEPTED, ['2026-03-11 voided', { n: 1 }], ['2026-03-12 voided', { n: 2 }]),
      ['notice of 0.0 running 2026-03-02/2026-03-17'],
    ],
    [
      'does not go when the filing is struck out',
      () => owed(NOTICES, '2026-03-13', FILED, ['2026-03-11 voided', { n: 0 }]),
      ['notice of 0.0 running 2026-03-02/2026-03-17'],
    ],
    [
      'is to stop seven days after a withdrawal',
      () => owed(BREACHES, '2026-03-10', FILED, ['2026-03-05 withdrawal_asked']),
      ['notice of 0.0 running 2026-03-02/2026-03-17 stops 2026-03-12T16:00:00.000Z', 'silent<notice of 0.0 pending 2026-03-18/'],
    ],
    [
      'runs to the end of the seventh day',
      () => owed(BREACHES, '2026-03-12T15:59:59.999Z', FILED, ['2026-03-05 withdrawal_asked']),
      ['notice of 0.0 running 2026-03-02/2026-03-17 stops 2026-03-12T16:00:00.000Z', 'silent<notice of 0.0 pending 2026-03-18/'],
    ],
    [
      'stops with the eighth day, and its breach opens nothing',
      () => owed(BREACHES, '2026-03-12T16:00:00.000Z', FILED, ['2026-03-05 withdrawal_asked']),
      ['notice of 0.0 stopped 2026-03-02/2026-03-17 stops 2026-03-12T16:00:00.000Z', 'silent<notice of 0.0 not_needed 2026-03-18/'],
    ],
    [
      'does not stop later or sooner when the withdrawal is asked twice',
      () => owed(BREACHES, '2026-03-10', FILED, ['2026-03-05 withdrawal_asked'], ['2026-03-07 withdrawal_asked']),
      ['notice of 0.0 running 2026-03-02/2026-03-17 stops 2026-03-12T16:00:00.000Z', 'silent<notice of 0.0 pending 2026-03-18/'],
    ],
    [
      'is what it was when the withdrawal is taken back',
      () => owed(BREACHES, '2026-03-20', FILED, ['2026-03-05 withdrawal_asked'], ['2026-03-07 resumed']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17', 'silent<notice of 0.0 running 2026-03-18/'],
    ],
    [
      'stops seven days after the second withdrawal where the first was taken back',
      () => owed(BREACHES, '2026-03-20', FILED, ['2026-03-05 withdrawal_asked'], ['2026-03-07 resumed'], ['2026-03-08 withdrawal_asked']),
      ['notice of 0.0 stopped 2026-03-02/2026-03-17 stops 2026-03-15T16:00:00.000Z', 'silent<notice of 0.0 not_needed 2026-03-18/'],
    ],
    [
      'is not stopped by a withdrawal that the office records',
      () => owed(BREACHES, '2026-03-20', FILED, ['2026-03-05 withdrawal_asked', {}, undefined, 'staff']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17', 'silent<notice of 0.0 running 2026-03-18/'],
    ],
    [
      'does not stop sooner because the withdrawal is said to have been earlier',
      () => owed(BREACHES, '2026-03-10', FILED, ['2026-03-05 withdrawal_asked', {}, '2026-03-03']),
      ['notice of 0.0 running 2026-03-02/2026-03-17 stops 2026-03-12T16:00:00.000Z', 'silent<notice of 0.0 pending 2026-03-18/'],
    ],
    [
      'that is late before the withdrawal takes effect stays late, and its breach stays open',
      () => owed(BREACHES, '2026-03-25', FILED, ['2026-03-15 withdrawal_asked']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17 stops 2026-03-22T16:00:00.000Z', 'silent<notice of 0.0 running 2026-03-18/'],
    ],
    [
      'that ends when the withdrawal takes effect is late',
      () => owed(BREACHES, '2026-03-25', FILED, ['2026-03-10 withdrawal_asked']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17 stops 2026-03-17T16:00:00.000Z', 'silent<notice of 0.0 running 2026-03-18/'],
    ],
    [
      'that starts in the seven days stops with the others',
      () => owed(BREACHES, '2026-03-25', FILED, ['2026-03-05 withdrawal_asked'], ACCEPTED),
      [
        'notice of 0.0 met 2026-03-02/2026-03-17 met by 0.2 on 2026-03-10',
        'decide of 0.2 stopped 2026-03-10/2026-03-30 stops 2026-03-12T16:00:00.000Z',
        'silent<notice of 0.0 not_needed 2026-03-18/',
        'silent<decide of 0.2 not_needed 2026-03-31/',
        'supervise<decide of 0.2 not_needed 2026-03-31/2026-04-05 level 1',
      ],
    ],
    [
      'that starts after the withdrawal is in effect is not stopped by it',
      () => owed(DECISIONS, '2026-03-25', FILED, ['2026-03-01 withdrawal_asked'], ACCEPTED),
      ['decide of 0.2 running 2026-03-10/2026-03-30'],
    ],
  ])('%s', (_what, found, expected) => {
    expect(found()).toEqual(expected);
  });
});
