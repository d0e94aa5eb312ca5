import { describe, expect, it } from 'vitest';
import { accepted, at, centre, opened, petition } from '../../../test/support/given.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { newlyLate } from '../../../kernel/obligation/rows.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { Surroundings } from './decide.ts';

const late = (events: readonly MatterEvent[], { pack, calendar, now }: Surroundings) =>
  newlyLate(obligations(MATTER, events, pack, calendar, now), events);

describe('the record that a date has passed', () => {
  it('names the rule, what started it and the last day, in the stream of the office that is late', () => {
    const story = accepted();
    expect(late(story.events, story.around('2026-11-03'))).toEqual([
      {
        type: 'deadline_passed',
        level: 0,
        actor: { kind: 'system' },
        visibility: 'open',
        data: { rule: 'petition.decide', start: '0.2', due: '2026-11-02' },
        texts: {},
      },
    ]);
  });

  it('is not made on the last day itself', () => {
    expect(late(accepted().events, accepted().around('2026-11-02T15:59:59Z'))).toEqual([]);
    expect(late(accepted().events, accepted().around('2026-11-02T16:00:00Z')).length).toBe(1);
  });

  it('of a breach names the rule that was broken, and stands with the office above that is late in its turn', () => {
    const story = centre();
    expect(late(story.events, story.around('2026-09-20')).map((event) => [event.level, event.data])).toEqual([
      [0, { rule: 'centre.register', start: '0.0', due: '2026-09-01' }],
      [1, { rule: 'centre.supervise', start: '0.0<centre.register', due: '2026-09-09' }],
    ]);
  });

  it('is made once: what an event says already is not said again', () => {
    const story = petition();
    const [first, second, ...more] = late(story.events, story.around('2026-10-10'));
    expect([first?.data['rule'], second?.data['rule'], more]).toEqual(['petition.bureau.route', 'petition.direct.notice', []]);
    if (!first) throw new Error('nothing is late');
    const said = { ...first, v: 1, n: 1, recordedAt: at('2026-09-17'), policy: '', calendar: '' };
    expect(late([...story.events, said], story.around('2026-10-10'))).toEqual([second]);
  });

  it('is not made of a right that its holder let pass', () => {
    expect(late(opened().events, opened().around('2026-12-31'))).toEqual([]);
  });
});
