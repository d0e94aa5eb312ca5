import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { actFor, fold, relationOf, toldIn } from './state.ts';
import { EVENTS } from './vocabulary.ts';

const event = (n: number, type: string, data: JsonObject = {}): StreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  v: 1,
  n,
  recordedAt: instant(n * 1000),
  policy: '',
  calendar: '',
});
const OPENED = event(0, 'book_opened', { office: 'a', above: 'b', month: '2026-11' });
const handed = (n: number, slot: string, more: JsonObject = {}) =>
  event(n, 'return_handed_in', { rule: 'p/r', slot, nil: false, after: false, figures: { x: 1 }, ...more });

describe('a book of returns', () => {
  it('given a return, it stands for its window until it is struck out; one that came afterwards never does', () => {
    const state = fold([OPENED, handed(1, 'd1'), handed(2, 'd2', { after: true })]);
    expect([actFor(state, 'p/r', 'd1')?.n, actFor(state, 'p/r', 'd2')?.n]).toEqual([1, undefined]);
    const struck = fold([OPENED, handed(1, 'd1'), event(2, 'return_struck_out', { act: 1, why: 'wrong_figure' }), handed(3, 'd1')]);
    expect(actFor(struck, 'p/r', 'd1')?.n).toBe(3);
    expect(struck.acts.map(({ struckOut }) => struckOut)).toEqual([true, false]);
  });

  it('given closings, it tells what was said of each window; given something missing, until somebody has looked into it', () => {
    const closed = [
      OPENED,
      event(1, 'returns_closed', { day: '2026-11-02', results: { 'p/r': [['d1', 'm']] } }),
      event(2, 'returns_missing', { day: '2026-11-02', missing: 1 }),
    ];
    expect([...toldIn(fold(closed))]).toEqual(['p/r d1']);
    expect(fold(closed).missing).toEqual(['2026-11-02']);
    expect(fold([...closed, event(3, 'missing_looked_into', { found: 'told_to_return' })]).missing).toEqual([]);
  });

  it('is its office’s own and is seen from above, by nobody else', () => {
    const state = fold([OPENED]);
    expect(['a', 'b', 'c'].map((office) => relationOf(state, office))).toEqual(['own', 'above', 'other']);
    expect(relationOf(fold([event(0, 'book_opened', { office: 'a', month: '2026-11' })]), 'b')).toBe('other');
  });

  it('folds whatever it is given', () => {
    const any = fc.record({ type: fc.constantFrom(...EVENTS.filter((it) => it !== 'returns_closed'), 'nothing'), data: fc.constant({}) });
    fc.assert(
      fc.property(fc.array(any), (some) => {
        expect(fold(some.map(({ type, data }, n) => event(n, type, data))).closed).toEqual([]);
      }),
    );
  });
});
