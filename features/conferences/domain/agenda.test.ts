import { describe, expect, it } from 'vitest';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { agendaOf, itemIn, itemJson, itemsIn, redrawn, standing, type Item } from './agenda.ts';
import { AGENDA_MAX } from './vocabulary.ts';

const item = (entity: string, since: string, more: Partial<Item> = {}): Item => ({
  entity,
  kind: 'matter',
  why: 'overdue',
  office: 'housing',
  subject: null,
  place: null,
  since: getPlainDate(since),
  ...more,
});

describe('an agenda', () => {
  it('has each entity once, by the first source that names it', () => {
    const [supervised, late] = [item('A', '2026-11-02', { why: 'supervised' }), item('A', '2026-10-01')];
    expect(agendaOf([[supervised], [late]])).toEqual([supervised]);
  });

  it('is in the order of how long something waits, and of numbers where that is the same; nothing else counts', () => {
    const items = [item('C', '2026-11-02'), item('A', '2026-11-03'), item('B', '2026-11-02', { office: 'water', subject: 'lights' })];
    for (const sources of [[items], [items.toReversed()], items.map((one) => [one])])
      expect(agendaOf(sources).map(({ entity }) => entity)).toEqual(['B', 'C', 'A']);
  });

  it('leaves away the youngest where it would be too long', () => {
    const many = Array.from({ length: AGENDA_MAX + 5 }, (_, i) =>
      item(`N${String(i).padStart(3, '0')}`, i < 5 ? '2026-11-20' : '2026-11-01'),
    );
    const agenda = agendaOf([many]);
    expect(agenda.length).toBe(AGENDA_MAX);
    expect(agenda.every(({ since }) => since === '2026-11-01')).toBe(true);
  });

  it('is read back from an event as it was written', () => {
    const items = [item('A', '2026-11-02', { subject: 'lights', place: 'peace-street' }), item('B', '2026-11-03')];
    expect(itemsIn(items.map(itemJson))).toEqual(items);
  });

  it('has no item of a kind or a reason that nobody knows, and none without a number, an office or a day', () => {
    const whole = itemJson(item('A', '2026-11-02'));
    for (const change of [{ kind: 'person' }, { why: 'repeated' }, { entity: 1 }, { office: null }, { since: 'soon' }])
      expect(itemIn({ ...whole, ...change })).toBeUndefined();
    expect(itemsIn('nothing')).toEqual([]);
  });
});

describe('an agenda that is drawn anew', () => {
  const brought = { ...item('B', '2026-11-02', { why: 'brought' }), by: 'water', removed: null };
  const off = { ...item('C', '2026-10-02'), by: null, removed: 'done_meanwhile' };

  it('keeps what offices brought, and what was taken off stays off', () => {
    const before = [{ ...item('A', '2026-11-01'), by: null, removed: null }, brought, off];
    const again = redrawn(before, [item('C', '2026-10-02'), item('D', '2026-11-03'), item('B', '2026-11-02')]);
    expect(again.map(({ entity, removed }) => [entity, removed])).toEqual([
      ['D', null],
      ['B', null],
      ['C', 'done_meanwhile'],
    ]);
    expect(standing(again).map(({ entity }) => entity)).toEqual(['D', 'B']);
  });
});
