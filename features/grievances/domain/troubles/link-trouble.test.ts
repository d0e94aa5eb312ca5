import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isOpen } from '../../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { at, REPLY, Story, TROUBLE } from '../../../../test/support/given.ts';
import { project } from '../project.ts';
import { fold } from '../state.ts';
import { linkedTo } from './trouble.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';

const LINK = { trouble: TROUBLE.number };
const filed = (when = '2026-09-01', service: string | null = 'street.light'): Story =>
  new Story('petition', false).filed(when, null, service);
const accepted = (story = filed()): Story =>
  story.step('2026-09-02', 'desk', 'register', { office: 'housing' }).step('2026-09-03', 'handler', 'accept');
const located = (story = accepted()): Story => story.step('2026-09-04', 'handler', 'locate', { place: 'peace-street' });
const linked = (): Story => located().step('2026-09-05', 'handler', 'link_trouble', LINK);

describe('naming the public place', () => {
  it('takes one of the published list, and says by which', () => {
    accepted().yields('2026-09-04', 'handler', 'locate', { place: 'peace-street' }, [
      { type: 'located', data: { place: 'peace-street', places: 'dd'.repeat(32), allowedBy: 'handler-handles' } },
    ]);
    for (const place of ['', 'flat-302', 'Peace Street']) accepted().refuses('2026-09-04', 'handler', 'locate', { place }, 'place_unknown');
    accepted().refuses('2026-09-04', 'stranger', 'locate', { place: 'peace-street' }, 'not_found');
    accepted().refuses('2026-09-04', 'filer', 'locate', { place: 'peace-street' }, 'not_found');
    accepted()
      .step('2026-09-05', 'handler', 'reply', REPLY)
      .refuses('2026-09-06', 'handler', 'locate', { place: 'old-bridge' }, 'duty_over');
  });

  it('can be said anew, but not under a trouble that it is linked to', () => {
    located().step('2026-09-05', 'head', 'locate', { place: 'old-bridge' });
    linked().refuses('2026-09-06', 'handler', 'locate', { place: 'old-bridge' }, 'trouble_linked');
  });
});

describe('linking a matter to a trouble (G14)', () => {
  it('is a step of an office on a matter of its own, and can be taken back with reasons', () => {
    located().yields('2026-09-05', 'handler', 'link_trouble', LINK, [{ type: 'linked', level: 0, data: LINK }]);
    expect(linkedTo(fold(linked().events))).toBe(TROUBLE.number);
    linked().refuses('2026-09-06', 'handler', 'unlink_trouble', { reason: ' ' }, 'field_empty');
    const apart = linked().step('2026-09-06', 'head', 'unlink_trouble', { reason: '另一盏灯。' });
    expect(linkedTo(fold(apart.events))).toBeNull();
    apart.refuses('2026-09-07', 'handler', 'unlink_trouble', { reason: '再说。' }, 'not_yet');
    apart.step('2026-09-07', 'handler', 'link_trouble', LINK);
    linked().refuses('2026-09-06', 'handler', 'link_trouble', LINK, 'already_done');
    for (const who of ['filer', 'stranger', 'admin'] as const) located().refuses('2026-09-05', who, 'link_trouble', LINK, 'not_found');
  });

  it('is refused for a trouble of another office, one that has ended, one that is not there, and one about something else', () => {
    for (const trouble of ['WATER001', 'ENDED001', 'N0NE0001', ''])
      located().refuses('2026-09-05', 'handler', 'link_trouble', { trouble }, 'trouble_unknown');
    accepted().refuses('2026-09-05', 'handler', 'link_trouble', LINK, 'trouble_none');
    accepted(filed('2026-09-01', 'street.hole'))
      .step('2026-09-04', 'handler', 'locate', { place: 'peace-street' })
      .refuses('2026-09-05', 'handler', 'link_trouble', LINK, 'trouble_not_alike');
    located(accepted(filed('2026-09-01', null))).refuses('2026-09-05', 'handler', 'link_trouble', LINK, 'trouble_not_alike');
    accepted(filed('2026-09-01', null))
      .step('2026-09-04', 'handler', 'locate', { place: 'old-bridge' })
      .refuses('2026-09-05', 'handler', 'link_trouble', { trouble: 'PLACE001' }, 'trouble_none');
    // One about a place alone takes any subject there.
    located(accepted(filed('2026-09-01', null))).step('2026-09-05', 'handler', 'link_trouble', { trouble: 'PLACE001' });
  });

  it.each<readonly [string, string, string]>([
    ['an accusation', 'accusation', 'trouble_kind'],
    ['a report of retaliation', 'retaliation', 'trouble_kind'],
    ['danger to a child', 'child_danger', 'trouble_kind'],
    ['a request for help', 'help', 'trouble_kind'],
    ['a proposal', 'suggestion', 'trouble_kind'],
  ])('is refused for %s', (_what, kind, code) => {
    const story = located();
    story.events = story.events.map((event) => (event.type === 'filed' ? { ...event, data: { ...event.data, kind } } : event));
    story.refuses('2026-09-05', 'handler', 'link_trouble', LINK, code as 'trouble_kind'); // the one code of this table
  });

  it('is refused for a joint matter, mediation, one that is answered, withdrawn, or filed more than 30 days ago', () => {
    const opening: JsonObject = { by: 'ab'.repeat(16), receipt: 'cd'.repeat(16), subject: '灯', words: '修。', representatives: '0' };
    located()
      .step('2026-09-05', 'filer', 'open_to_others', opening)
      .refuses('2026-09-06', 'handler', 'link_trouble', LINK, 'trouble_joint');
    located().step('2026-09-05', 'handler', 'reply', REPLY).refuses('2026-09-06', 'handler', 'link_trouble', LINK, 'duty_over');
    const mediated = located();
    const last = mediated.events.at(-1);
    if (last) mediated.events = [...mediated.events, { ...last, n: last.n + 1, type: 'mediation_agreed', data: {} }];
    mediated.refuses('2026-09-06', 'handler', 'link_trouble', LINK, 'trouble_kind');
    located().step('2026-09-05', 'filer', 'ask_withdrawal').refuses('2026-09-20', 'handler', 'link_trouble', LINK, 'withdrawn');
    located().step('2026-10-01', 'handler', 'link_trouble', LINK);
    located().refuses('2026-10-02', 'handler', 'link_trouble', LINK, 'trouble_old');
  });

  it('moves no date, duty or right: each linked matter keeps its own clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 29 }), fc.integer({ min: 30, max: 150 }), fc.boolean(), (day, later, taken) => {
        const on = (days: number): string => new Date(Date.parse('2026-09-01') + days * 86_400_000).toISOString().slice(0, 10);
        const alone = located();
        const together = located().step(on(day), 'handler', 'link_trouble', LINK);
        if (taken) together.step(on(day), 'handler', 'unlink_trouble', { reason: '分开。' });
        const { pack, calendar } = alone.around(on(later));
        const now = at(on(later));
        const owed = (story: Story) => obligations(MATTER, story.events, pack, calendar, now).map((it) => [it, isOpen(it, now)]);
        expect(owed(together)).toEqual(owed(alone));
        const rows = (story: Story) => project(story.events, pack, calendar).obligations;
        expect(rows(together)).toEqual(rows(alone));
        // A reply to one answers that one.
        const answered = together.step(on(day + 1), 'handler', 'reply', REPLY);
        expect(owed(answered)).not.toEqual(owed(alone));
      }),
      { numRuns: 40 },
    );
  });
});
