import { describe, expect, it } from 'vitest';
import { accepted, centre, opened, petition, REPLY, Story } from '../../../../test/support/given.ts';

describe('reply', () => {
  it('states facts, opinion and an outcome', () => {
    accepted().yields('2026-09-20', 'handler', 'reply', { ...REPLY, basis: '条例' }, [{ type: 'replied', data: { outcome: 'explained' } }]);
  });
  it('is refused without an outcome, facts or an opinion; the basis may be left out', () => {
    accepted().refuses('2026-09-20', 'handler', 'reply', { ...REPLY, outcome: 'done' }, 'field_choice');
    accepted().refuses('2026-09-20', 'handler', 'reply', { ...REPLY, facts: ' ' }, 'field_empty');
    accepted().refuses('2026-09-20', 'handler', 'reply', { outcome: 'explained', facts: '查过。' }, 'field_empty');
  });
  it('comes after acceptance where the pack knows one, after registration where it does not, and once', () => {
    petition().step('2026-09-02', 'desk', 'register', { office: 'housing' }).refuses('2026-09-03', 'handler', 'reply', REPLY, 'not_yet');
    centre()
      .step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'simple' })
      .yields('2026-09-01', 'handler', 'reply', REPLY, [{ type: 'replied' }]);
    opened().refuses('2026-09-22', 'handler', 'reply', REPLY, 'already_done');
  });
  it('a late reply is still a reply', () => {
    accepted().yields('2026-12-20', 'handler', 'reply', REPLY, [{ type: 'replied' }]);
  });
  it('an imported record may lack facts and outcome, which are then said to be unstated', () => {
    const story = new Story('petition', true)
      .filed('2019-03-01')
      .step('2019-03-01', 'desk', 'register', { office: 'housing' })
      .step('2019-03-01', 'handler', 'accept');
    expect(story.try('2019-04-01', 'handler', 'reply', { opinion: '已修好。' })).toMatchObject([
      { type: 'replied', data: { outcome: 'unstated' }, texts: { opinion: '已修好。' } },
    ]);
  });
});
