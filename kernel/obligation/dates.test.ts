import { describe, expect, it } from 'vitest';
import { ASK, DECIDE, NOTICE, owed, packOf, REVIEW, SILENT, type Told } from '../../test/support/obligations.ts';

const NOTICES = packOf(NOTICE);
const DECISIONS = packOf(DECIDE);
const REVIEWS = packOf(ASK, REVIEW);
const FILED: Told = ['2026-03-02 filed'];
const ACCEPTED: Told = ['2026-03-10 accepted'];

describe('An obligation counts its days as its rule says, and', () => {
  it.each<readonly [string, () => readonly string[], readonly string[]]>([
    ['runs to the end of its last day', () => owed(NOTICES, '2026-03-17', FILED), ['notice of 0.0 running 2026-03-02/2026-03-17']],
    [
      'runs in the last millisecond of its last day',
      () => owed(NOTICES, '2026-03-17T15:59:59.999Z', FILED),
      ['notice of 0.0 running 2026-03-02/2026-03-17'],
    ],
    [
      'is overdue from the first instant of the next day',
      () => owed(NOTICES, '2026-03-17T16:00:00.000Z', FILED),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17'],
    ],
    [
      'is met in time',
      () => owed(NOTICES, '2026-03-20', FILED, ACCEPTED),
      ['notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-10'],
    ],
    [
      'is met late on the day after',
      () => owed(NOTICES, '2026-03-20', FILED, ['2026-03-18 accepted']),
      ['notice of 0.0 met_late 2026-03-02/2026-03-17 met by 0.1 on 2026-03-18'],
    ],
    [
      'is met late when the office only says later that it had been in time',
      () => owed(NOTICES, '2026-03-20', FILED, ['2026-03-18 accepted', {}, '2026-03-16']),
      ['notice of 0.0 met_late 2026-03-02/2026-03-17 met by 0.1 on 2026-03-18'],
    ],
    [
      'of an office starts on the earlier day where its step is said to have been earlier',
      () => owed(DECISIONS, '2026-03-20', FILED, ['2026-03-10 accepted', {}, '2026-03-08']),
      ['decide of 0.1 running 2026-03-08/2026-03-28'],
    ],
    [
      'starts on the day the matter is said to have been raised',
      () => owed(NOTICES, '2026-03-20', ['2026-03-02 filed', {}, '2026-03-01']),
      ['notice of 0.0 overdue 2026-03-01/2026-03-16'],
    ],
    [
      'is met on the later day where the step is said to have been later',
      () => owed(NOTICES, '2026-03-20', FILED, ['2026-03-10 accepted', {}, '2026-03-12']),
      ['notice of 0.0 met 2026-03-02/2026-03-17 met by 0.1 on 2026-03-12'],
    ],
    [
      'starts with the event that its rule names',
      () => owed(DECISIONS, '2026-03-20', FILED, ACCEPTED),
      ['decide of 0.1 running 2026-03-10/2026-03-30'],
    ],
    [
      'is extended to the day that was named',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended', { until: '2026-04-05' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-05 extended by 0.2'],
    ],
    [
      'is extended by no more than the policy allows',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended', { until: '2026-05-05' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-09 extended by 0.2'],
    ],
    [
      'is extended by as much as the policy allows',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended', { until: '2026-04-09' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-09 extended by 0.2'],
    ],
    [
      'is not moved by an extension to the day it is due anyway',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended', { until: '2026-03-30' }]),
      ['decide of 0.1 running 2026-03-10/2026-03-30 extended by 0.2'],
    ],
    [
      'is not extended, and no extension spent, by a day that is none',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 extended', { until: 'soon' }],
          ['2026-03-21 extended', { until: '2026-04-02' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-04-02 extended by 0.3'],
    ],
    [
      'is not extended by a number',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended', { until: 20260405 }]),
      ['decide of 0.1 running 2026-03-10/2026-03-30'],
    ],
    [
      'is extended once and not again',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 extended', { until: '2026-04-02' }],
          ['2026-03-21 extended', { until: '2026-04-05' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-04-02 extended by 0.2'],
    ],
    [
      'is not extended once it is late',
      () => owed(DECISIONS, '2026-04-02', FILED, ACCEPTED, ['2026-03-31 extended', { until: '2026-04-05' }]),
      ['decide of 0.1 overdue 2026-03-10/2026-03-30'],
    ],
    [
      'is extended in the last millisecond',
      () => owed(DECISIONS, '2026-03-31', FILED, ACCEPTED, ['2026-03-30T15:59:59.999Z extended', { until: '2026-04-05' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-05 extended by 0.2'],
    ],
    [
      'is not extended by an office above',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended@1', { until: '2026-04-05' }]),
      ['decide of 0.1 running 2026-03-10/2026-03-30'],
    ],
    [
      'is not extended before it has started',
      () => owed(DECISIONS, '2026-03-30', FILED, ['2026-03-05 extended', { until: '2026-04-05' }], ACCEPTED),
      ['decide of 0.2 running 2026-03-10/2026-03-30'],
    ],
    [
      'is not extended once it is met',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 replied'], ['2026-03-21 extended', { until: '2026-04-05' }]),
      ['decide of 0.1 met 2026-03-10/2026-03-30 met by 0.2 on 2026-03-20'],
    ],
    [
      'is not extended by an extension that was struck out',
      () =>
        owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 extended', { until: '2026-04-05' }], ['2026-03-21 voided', { n: 2 }]),
      ['decide of 0.1 running 2026-03-10/2026-03-30'],
    ],
    [
      'does not count the days of a hearing',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 hearing_held', { from: '2026-03-18', to: '2026-03-19' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-01'],
    ],
    [
      'does not count a hearing of one day',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 hearing_held', { from: '2026-03-18', to: '2026-03-18' }]),
      ['decide of 0.1 running 2026-03-10/2026-03-31'],
    ],
    [
      'counts the days after the hearing was recorded, whatever it says',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 hearing_held', { from: '2026-03-19', to: '2026-03-25' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-01'],
    ],
    [
      'leaves out only the days after its start',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 hearing_held', { from: '2026-03-05', to: '2026-03-12' }]),
      ['decide of 0.1 running 2026-03-10/2026-04-01'],
    ],
    [
      'counts everything where a hearing was over at its start',
      () => owed(DECISIONS, '2026-03-30', FILED, ACCEPTED, ['2026-03-20 hearing_held', { from: '2026-03-05', to: '2026-03-10' }]),
      ['decide of 0.1 running 2026-03-10/2026-03-30'],
    ],
    [
      'counts everything where a hearing has no first day, no last day, or the two the wrong way round',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 hearing_held', { from: '2026-03-19' }],
          ['2026-03-20 hearing_held', { to: '2026-03-19' }],
          ['2026-03-20 hearing_held', { from: '2026-03-19', to: '2026-03-18' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-03-30'],
    ],
    [
      'counts a day that two hearings share once',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 hearing_held', { from: '2026-03-18', to: '2026-03-19' }],
          ['2026-03-22 hearing_held', { from: '2026-03-19', to: '2026-03-20' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-04-02'],
    ],
    [
      'is due on the extended day where that is later than the hearing makes it',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 extended', { until: '2026-04-05' }],
          ['2026-03-22 hearing_held', { from: '2026-03-19', to: '2026-03-20' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-04-05 extended by 0.2'],
    ],
    [
      'is due when the hearing makes it, where that is later than the extended day',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 extended', { until: '2026-03-31' }],
          ['2026-03-22 hearing_held', { from: '2026-03-19', to: '2026-03-20' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-04-01 extended by 0.2'],
    ],
    [
      'may be extended from the end that the hearing has made',
      () =>
        owed(
          DECISIONS,
          '2026-03-30',
          FILED,
          ACCEPTED,
          ['2026-03-20 extended', { until: '2026-05-05' }],
          ['2026-03-22 hearing_held', { from: '2026-03-19', to: '2026-03-20' }],
        ),
      ['decide of 0.1 running 2026-03-10/2026-04-11 extended by 0.2'],
    ],
    [
      'counts the days of a hearing where its rule does not say otherwise',
      () => owed(NOTICES, '2026-03-10', FILED, ['2026-03-05 hearing_held', { from: '2026-03-04', to: '2026-03-05' }]),
      ['notice of 0.0 running 2026-03-02/2026-03-17'],
    ],
    [
      'of the office above is moved by its own hearing',
      () =>
        owed(
          REVIEWS,
          '2026-04-10',
          FILED,
          ['2026-03-20 review_asked@1'],
          ['2026-03-25 hearing_held@1', { from: '2026-03-24', to: '2026-03-25' }],
        ),
      ['review of 1.0 running 2026-03-20/2026-04-21 level 1'],
    ],
    [
      'of the office above is not moved by a hearing below',
      () =>
        owed(
          REVIEWS,
          '2026-04-10',
          FILED,
          ['2026-03-20 review_asked@1'],
          ['2026-03-25 hearing_held', { from: '2026-03-24', to: '2026-03-25' }],
        ),
      ['review of 1.0 running 2026-03-20/2026-04-19 level 1'],
    ],
    [
      'is counted in the order things were recorded, not in that in which they are read',
      () => owed(NOTICES, '2026-03-20', ['2026-03-10 accepted'], ['2026-03-02 filed']),
      ['notice of 0.1 met 2026-03-02/2026-03-17 met by 0.0 on 2026-03-10'],
    ],
    [
      'starts once, though a filing came twice',
      () => owed(NOTICES, '2026-03-20', FILED, ['2026-03-05 filed']),
      ['notice of 0.0 overdue 2026-03-02/2026-03-17'],
    ],
    [
      'is provisional where a day lies in a year without a list, and so is what its breach opens',
      () => owed(packOf({ ...NOTICE, within: '5 working days' }, SILENT), '2026-12-29', ['2026-12-28 filed']),
      ['notice of 0.0 running 2026-12-28/2027-01-04?', 'silent<notice of 0.0 pending 2027-01-05/?'],
    ],
  ])('%s', (_what, found, expected) => {
    expect(found()).toEqual(expected);
  });
});
