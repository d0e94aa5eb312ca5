import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { registered, withdrawn, graded, asked, tooLong } from '../../../test/support/answers.ts';
import { accepted, opened, petition, reviewed, Story, type Who } from '../../../test/support/given.ts';

describe('the event that a step makes', () => {
  const actor = { kind: 'staff', post: 'housing.handler', office: 'housing' };
  const head = { kind: 'staff', post: 'housing.head', office: 'housing' };
  const above = { kind: 'staff', post: 'county.reviewer', office: 'county' };
  const filer = { kind: 'filer' };
  const event = (type: string, level: number, by: object, data: object, texts: object = {}): object => ({
    type,
    level,
    actor: by,
    visibility: 'open',
    data,
    texts,
  });

  it.each<readonly [string, () => Story, string, Who, string, JsonObject, readonly object[]]>([
    [
      'registers to an office, with the two above it',
      petition,
      '2026-09-02',
      'desk',
      'register',
      { office: 'housing', grade: 'hard' },
      [
        event(
          'registered',
          0,
          { kind: 'staff', post: 'letters.desk', office: 'letters' },
          { lead: 'housing', above: 'county', above2: 'city', allowedBy: 'desk-receives' },
        ),
      ],
    ],
    [
      'registers to an office with one above it',
      petition,
      '2026-09-02',
      'desk',
      'register',
      { office: 'county' },
      [
        event(
          'registered',
          0,
          { kind: 'staff', post: 'letters.desk', office: 'letters' },
          { lead: 'county', above: 'city', above2: null, allowedBy: 'desk-receives' },
        ),
      ],
    ],
    [
      'registers to the topmost office',
      petition,
      '2026-09-02',
      'desk',
      'register',
      { office: 'city' },
      [
        event(
          'registered',
          0,
          { kind: 'staff', post: 'letters.desk', office: 'letters' },
          { lead: 'city', above: null, above2: null, allowedBy: 'desk-receives' },
        ),
      ],
    ],
    [
      'accepts on an earlier day',
      registered,
      '2026-09-04',
      'handler',
      'accept',
      { occurredOn: '2026-09-03' },
      [{ ...event('accepted', 0, actor, { allowedBy: 'handler-handles' }), occurredOn: '2026-09-03' }],
    ],
    [
      'accepts on the day it is recorded, which is today, or the day of the filing',
      registered,
      '2026-09-04',
      'handler',
      'accept',
      { occurredOn: '2026-09-04' },
      [{ ...event('accepted', 0, actor, { allowedBy: 'handler-handles' }), occurredOn: '2026-09-04' }],
    ],
    ['accepts', registered, '2026-09-04', 'handler', 'accept', {}, [event('accepted', 0, actor, { allowedBy: 'handler-handles' })]],
    [
      'refuses, with a reason and a place to go',
      registered,
      '2026-09-04',
      'handler',
      'refuse',
      { door: 'other_office', reason: '不属于本单位。\n请去水务局。', where: '水务局' },
      [
        event(
          'refused',
          0,
          actor,
          { door: 'other_office', allowedBy: 'handler-handles' },
          { reason: '不属于本单位。\n请去水务局。', where: '水务局' },
        ),
      ],
    ],
    [
      'answers, with facts, an opinion and its basis',
      accepted,
      '2026-09-20',
      'handler',
      'reply',
      { outcome: 'supported', facts: '查过。\n属实。', opinion: '支持。\n已办。', basis: '条例' },
      [
        event(
          'replied',
          0,
          actor,
          { outcome: 'supported', allowedBy: 'handler-handles' },
          { facts: '查过。\n属实。', opinion: '支持。\n已办。', basis: '条例' },
        ),
      ],
    ],
    [
      'extends to the last day that is possible',
      accepted,
      '2026-10-20',
      'head',
      'extend',
      { until: '2026-12-02', reason: '要鉴定。\n等结果。' },
      [event('extended', 0, head, { until: '2026-12-02', allowedBy: 'head-answers-for-the-office' }, { reason: '要鉴定。\n等结果。' })],
    ],
    [
      'extends by a day on the last day',
      accepted,
      '2026-11-02',
      'head',
      'extend',
      { until: '2026-11-03', reason: '要鉴定。' },
      [event('extended', 0, head, { until: '2026-11-03', allowedBy: 'head-answers-for-the-office' }, { reason: '要鉴定。' })],
    ],
    [
      'records a hearing of one day, held today',
      accepted,
      '2026-10-20',
      'handler',
      'hold_hearing',
      { from: '2026-10-20', to: '2026-10-20', note: '听证。' },
      [event('hearing_held', 0, actor, { from: '2026-10-20', to: '2026-10-20', allowedBy: 'handler-handles' }, { note: '听证。' })],
    ],
    [
      'records a hearing of the office above in its own stream',
      asked,
      '2026-10-01',
      'reviewer',
      'hold_hearing',
      { from: '2026-09-28', to: '2026-09-29' },
      [event('hearing_held', 1, above, { from: '2026-09-28', to: '2026-09-29', allowedBy: 'office-above-reviews' })],
    ],
    [
      'puts into a shorter grade',
      () => graded('hard'),
      '2026-09-02',
      'handler',
      'regrade',
      { grade: 'simple', reason: '不难。\n当天可办。' },
      [event('regraded', 0, actor, { grade: 'simple', allowedBy: 'handler-handles' }, { reason: '不难。\n当天可办。' })],
    ],
    [
      'decides a review in the stream of the office above',
      asked,
      '2026-10-01',
      'reviewer',
      'decide_review',
      { outcome: 'upheld', opinion: '维持。\n理由如下。', basis: '条例' },
      [
        event(
          'review_decided',
          1,
          above,
          { outcome: 'upheld', allowedBy: 'office-above-reviews' },
          { opinion: '维持。\n理由如下。', basis: '条例' },
        ),
        event('review_notified', 0, above, { review: 'review_decided', outcome: 'upheld', allowedBy: 'office-above-reviews' }),
      ],
    ],
    [
      'decides a re-review in the stream of the office above that',
      () => reviewed().step('2026-10-25', 'filer', 'ask_rereview', { words: '请复核。' }),
      '2026-10-26',
      'city',
      'decide_rereview',
      { outcome: 'upheld', opinion: '维持。' },
      [
        event(
          'rereview_decided',
          2,
          { kind: 'staff', post: 'city.reviewer', office: 'city' },
          { outcome: 'upheld', allowedBy: 'second-office-above-re-reviews' },
          { opinion: '维持。' },
        ),
        event(
          'review_notified',
          0,
          { kind: 'staff', post: 'city.reviewer', office: 'city' },
          { review: 'rereview_decided', outcome: 'upheld', allowedBy: 'second-office-above-re-reviews' },
        ),
      ],
    ],
    [
      'tells the filer and the office below in two streams that it was taken up',
      () => registered().step('2026-09-17', 'filer', 'ask_take_up'),
      '2026-09-18',
      'reviewer',
      'supervise',
      { words: '请答复。\n限期。' },
      [
        event('supervised', 1, above, { allowedBy: 'office-above-reviews' }, { words: '请答复。\n限期。' }),
        event('supervision_notified', 0, above, { allowedBy: 'office-above-reviews' }, { words: '请答复。\n限期。' }),
      ],
    ],
    [
      'corrects a step',
      accepted,
      '2026-09-10',
      'handler',
      'correct',
      { n: 2, words: '更正：\n九月三日。' },
      [event('corrected', 0, actor, { n: 2, allowedBy: 'handler-handles' }, { words: '更正：\n九月三日。' })],
    ],
    [
      'strikes out a step of another post',
      accepted,
      '2026-09-10',
      'head',
      'void',
      { n: 2, reason: '弄错。\n重来。' },
      [event('voided', 0, head, { n: 2, allowedBy: 'head-answers-for-the-office' }, { reason: '弄错。\n重来。' })],
    ],
    [
      'opens a paper of the office above',
      () => asked().step('2026-10-01', 'reviewer', 'decide_review', { outcome: 'upheld', opinion: '维持。' }),
      '2026-10-02',
      'filer',
      'open_notice',
      { notice: 'review' },
      [event('notice_opened', 1, filer, { notice: 'review' })],
    ],
    [
      'asks for a review, with words',
      opened,
      '2026-10-21',
      'filer',
      'ask_review',
      { words: '不服。\n请查。' },
      [event('review_asked', 1, filer, {}, { words: '不服。\n请查。' })],
    ],
    ['asks for a re-review', reviewed, '2026-10-25', 'filer', 'ask_rereview', { words: ' ' }, [event('rereview_asked', 2, filer, {})]],
    [
      'asks to withdraw while the office owes something, even late',
      accepted,
      '2026-11-10',
      'filer',
      'ask_withdrawal',
      {},
      [event('withdrawal_asked', 0, filer, {})],
    ],
    ['takes the withdrawal back', withdrawn, '2026-09-20', 'filer', 'resume', {}, [event('resumed', 0, filer, {})]],
  ])('%s', (_what, story, when, who, command, input, expected) => {
    expect(story().try(when, who, command, input)).toEqual(expected);
  });
});

describe('records of another system', () => {
  it('may lack the outcome and the facts of an answer, and nothing else', () => {
    const imported = (): Story =>
      new Story('petition', true)
        .filed('2026-09-01')
        .step('2026-09-02', 'desk', 'register', { office: 'housing' })
        .step('2026-09-03', 'handler', 'accept');
    expect(imported().try('2026-09-20', 'handler', 'reply', { opinion: '' })).toEqual({
      refused: 'field_empty',
      data: { field: 'opinion' },
    });
    expect(imported().try('2026-09-20', 'handler', 'reply', { outcome: 'supported', facts: tooLong, opinion: '意。' })).toEqual({
      refused: 'field_too_long',
      data: { field: 'facts', length: 20_001, max: 20_000 },
    });
    expect(imported().try('2026-09-20', 'handler', 'reply', { outcome: 'supported', opinion: '意。' })).toMatchObject([
      { type: 'replied', data: { outcome: 'unstated' }, texts: { opinion: '意。' } },
    ]);
  });
});
