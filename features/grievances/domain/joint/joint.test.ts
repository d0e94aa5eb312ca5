import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isOpen } from '../../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { accepted, at, opened, petition, type Story } from '../../../../test/support/given.ts';
import { bandOf, countJoiners, toldBand } from './count-joiners.ts';
import { isReadByJoiner, sightOfJoiner } from './joiner-sight.ts';
import { representativesOf } from './open-to-others.ts';
import { receiptsOf, rightOf } from '../receipts/receipts.ts';
import { fold } from '../state.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';

const FIRST = 'ab'.repeat(16);
const JOINING = 'cd'.repeat(16);
const OPEN: JsonObject = { by: FIRST, receipt: JOINING, subject: '路灯', words: '请修好和平街的路灯。', representatives: '3' };
const joint = (): Story => accepted().step('2026-09-05', 'filer', 'open_to_others', OPEN);

describe('opening a matter to others', () => {
  it('is the act of who holds the code, in words of its own, with a number of representatives and nothing about who they are', () => {
    accepted().yields('2026-09-05', 'filer', 'open_to_others', OPEN, [
      { type: 'opened_to_others', level: 0, actor: 'filer', data: { receipt: JOINING, representatives: 3 } },
    ]);
    expect(representativesOf(fold(joint().events))).toBe(3);
    expect(representativesOf(fold(accepted().events))).toBeNull();
    for (const by of ['', JOINING, 'ef'.repeat(16)])
      accepted().refuses('2026-09-05', 'filer', 'open_to_others', { ...OPEN, by }, 'not_found');
    for (const representatives of ['6', '-1', '', 'x', '10'])
      accepted().refuses('2026-09-05', 'filer', 'open_to_others', { ...OPEN, representatives }, 'representatives_too_many');
    accepted().refuses('2026-09-05', 'filer', 'open_to_others', { ...OPEN, words: ' ' }, 'field_empty');
    accepted().refuses('2026-09-05', 'handler', 'open_to_others', OPEN, 'not_found');
    joint().refuses('2026-09-06', 'filer', 'open_to_others', OPEN, 'already_done');
  });

  it('is closed for what goes to a door, and once a withdrawal is asked', () => {
    for (const kind of ['accusation', 'retaliation', 'child_danger']) {
      const story = petition();
      story.events = story.events.map((event) => ({ ...event, data: { ...event.data, kind } }));
      story.refuses('2026-09-02', 'filer', 'open_to_others', OPEN, 'joint_not_this_kind');
    }
    accepted().step('2026-09-05', 'filer', 'ask_withdrawal').refuses('2026-09-06', 'filer', 'open_to_others', OPEN, 'duty_over');
  });

  it('gives a code that joins and opens nothing, until it is closed or the code is replaced', () => {
    const right = (story: Story) =>
      receiptsOf(story.events).flatMap((it) => (it.kind === 'joining' ? [rightOf(it, at('2026-09-20'))] : []));
    expect(right(joint())).toEqual(['join']);
    const closed = joint().step('2026-09-06', 'filer', 'close_to_others', { by: FIRST });
    expect(right(closed)).toEqual([null]);
    closed.refuses('2026-09-07', 'filer', 'close_to_others', { by: FIRST }, 'right_not_open');
    expect(right(joint().step('2026-09-06', 'filer', 'replace_code', { by: FIRST, receipt: '11'.repeat(16) }))).toEqual([null]);
    joint().refuses('2026-09-06', 'filer', 'close_to_others', { by: JOINING }, 'not_found');
    for (const name of ['replace_code', 'give_reading_code', 'end_reading_codes'])
      joint().refuses(
        '2026-09-06',
        'filer',
        name,
        { by: JOINING, receipt: '22'.repeat(16) },
        name === 'end_reading_codes' ? 'right_not_open' : 'not_found',
      );
  });

  it('takes away that one of them alone withdraws what belongs to all, also after it was closed', () => {
    joint().refuses('2026-09-06', 'filer', 'ask_withdrawal', {}, 'joint_stays');
    joint()
      .step('2026-09-06', 'filer', 'close_to_others', { by: FIRST })
      .refuses('2026-09-07', 'filer', 'ask_withdrawal', {}, 'joint_stays');
  });
});

describe('the number of those who join', () => {
  it('is told in bands, below ten not at all, and only when the band has changed', () => {
    expect([0, 1, 9, 10, 49, 50, 199, 200, 1024].map(bandOf)).toEqual([0, 0, 0, 10, 10, 50, 50, 200, 200]);
    const story = joint();
    expect(countJoiners(story.events, 9)).toEqual([]);
    const told = countJoiners(story.events, 12);
    expect(told).toMatchObject([{ type: 'joiners_counted', actor: { kind: 'system' }, data: { least: 10 }, texts: {} }]);
  });

  it('changes no duty, no date and no right: with any count the obligations are the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 6, max: 120 }), (count, days) => {
        const story = joint();
        const { pack, calendar } = story.around('2026-09-06');
        const told = countJoiners(story.events, count).map(({ texts: _texts, ...draft }, i) => ({
          ...draft,
          v: 1,
          n: story.events.length + i,
          recordedAt: at('2026-09-06'),
          policy: '',
          calendar: '',
        }));
        const now = at(new Date(Date.parse('2026-09-05') + days * 86_400_000).toISOString().slice(0, 10));
        const owed = (events: typeof story.events) => obligations(MATTER, events, pack, calendar, now).map((it) => [it, isOpen(it, now)]);
        expect(owed([...story.events, ...told])).toEqual(owed(story.events));
        if (told.length > 0) expect(toldBand([...story.events, ...told])).toBe(bandOf(count));
      }),
    );
  });
});

describe('what somebody who joined sees', () => {
  const disputed = (): Story =>
    opened()
      .step('2026-09-22', 'filer', 'open_to_others', OPEN)
      .step('2026-09-23', 'filer', 'dispute', { words: '第二盏没有修。' })
      .step('2026-09-25', 'filer', 'ask_review', { words: '不服。' });
  const kinds = (story: Story) => sightOfJoiner(story.events).map((event) => event.type);

  it('is nothing of a step upward before the office above has told the one below (G6)', () => {
    const before = disputed();
    expect(kinds(before)).not.toContain('review_asked');
    const after = before.step('2026-10-01', 'reviewer', 'decide_review', { outcome: 'upheld', opinion: '维持。' });
    expect(kinds(after)).toEqual(expect.arrayContaining(['review_asked', 'review_decided', 'review_notified']));
    const again = after.step('2026-10-02', 'filer', 'open_notice', { notice: 'review' }).step('2026-10-03', 'filer', 'ask_rereview');
    expect(kinds(again)).not.toContain('rereview_asked');
  });

  it('is what offices wrote to everybody, and of the filer only what was written for them', () => {
    const read = disputed().events.filter(isReadByJoiner);
    expect(read.filter((event) => event.actor.kind === 'filer').map((event) => event.type)).toEqual(['opened_to_others']);
    expect(read.map((event) => event.type)).toEqual(expect.arrayContaining(['registered', 'accepted', 'replied']));
    const asked = accepted().step('2026-09-10', 'handler', 'ask_filer', { words: '您住几楼？' });
    expect(asked.events.filter(isReadByJoiner).map((event) => event.type)).not.toContain('question_asked');
  });
});
