import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, Level } from '../../../kernel/stream/event.ts';
import { EVENT_KINDS, type EventKind, type MatterEvent } from '../../../kernel/matter/event.ts';
import { grow } from '../../../kernel/stream/grown.ts';
import { at } from '../../../test/support/given.ts';
import { stageOf } from './newest-step.ts';
import { evolve, findEvent, fold, has, initialState, inOrder, upTo } from './state.ts';

const event = (type: EventKind, level: Level, n: number, data: JsonObject = {}, when = '2026-09-01'): MatterEvent => ({
  type,
  v: 1,
  level,
  n,
  recordedAt: at(when),
  actor: { kind: 'system' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data,
});
const filed = event('filed', 0, 0, { lead: 'letters', above: 'county', above2: 'city' });

describe('the state of a matter', () => {
  it('of nothing is empty', () => {
    expect(fold([])).toEqual({
      history: [],
      voided: [],
      reported: null,
      lead: null,
      above: null,
      above2: null,
      grade: null,
      opened: [],
      asked: null,
      helpers: [],
      led: [],
      begun: [],
    });
    expect(fold([])).toBe(initialState);
  });

  it('takes its offices from the filing and again from the registration', () => {
    expect(fold([filed])).toMatchObject({ lead: 'letters', above: 'county', above2: 'city' });
    const routed = event('registered', 0, 1, { lead: 'county', above: 'city', above2: null, grade: 'hard' });
    expect(fold([filed, routed])).toMatchObject({ lead: 'county', above: 'city', above2: null, grade: 'hard' });
  });

  it('keeps the offices it has where an event names none, and takes no office that is not a name', () => {
    expect(fold([filed, event('registered', 0, 1)])).toMatchObject({ lead: 'letters', above: 'county', above2: 'city', grade: null });
    expect(fold([filed, event('registered', 0, 1, { lead: 7, above: 8, above2: true })])).toMatchObject({
      reported: null,
      lead: 'letters',
      above: null,
      above2: null,
    });
  });

  it('takes a grade from a registration and a regrading, no other event, and only one that there is', () => {
    const graded = [filed, event('registered', 0, 1, { grade: 'hard' })];
    expect(fold([...graded, event('regraded', 0, 2, { grade: 'simple' })]).grade).toBe('simple');
    expect(fold([...graded, event('regraded', 0, 2, { grade: 'easy' })]).grade).toBe('hard');
    expect(fold([...graded, event('extended', 0, 2, { grade: 'simple', lead: 'water' })])).toMatchObject({
      grade: 'hard',
      lead: 'letters',
    });
    expect(fold([event('filed', 0, 0, { grade: 'simple' })]).grade).toBeNull();
    expect(fold([...graded, event('regraded', 0, 2, { lead: 'water' })]).lead).toBe('letters');
  });

  it('counts a paper as opened once, however often it is opened, and no paper that there is not', () => {
    const opening = (n: number, notice: string): MatterEvent => event('notice_opened', 0, n, { notice });
    expect(fold([filed, opening(1, 'reply'), opening(2, 'reply'), opening(3, 'review')]).opened).toEqual(['reply', 'review']);
    expect(fold([filed, opening(1, 'bill')]).opened).toEqual([]);
  });

  it('forgets what a step that is struck out had changed, and remembers that it was struck out', () => {
    const routed = event('registered', 0, 1, { lead: 'housing', above: 'county', above2: 'city', grade: 'hard' });
    const voiding = event('voided', 0, 2, { n: 1 });
    expect(fold([filed, routed, voiding])).toEqual({
      history: [filed, voiding],
      voided: [{ level: 0, n: 1 }],
      reported: null,
      lead: 'letters',
      above: 'county',
      above2: 'city',
      grade: null,
      opened: [],
      asked: null,
      helpers: [],
      led: [
        { office: 'letters', since: 0, until: 1 },
        { office: 'housing', since: 1, until: 2 },
        { office: 'letters', since: 2, until: null },
      ],
      begun: [0],
    });
    const second = event('registered', 0, 3, { lead: 'water' });
    const twice = fold([filed, routed, voiding, second, event('voided', 0, 4, { n: 3 })]);
    expect(twice.voided).toEqual([
      { level: 0, n: 1 },
      { level: 0, n: 3 },
    ]);
    expect(twice.lead).toBe('letters');
  });

  it('strikes out only in the stream of the striking, and nothing where no number is named', () => {
    const above = event('supervised', 1, 1);
    const own = event('registered', 0, 1);
    const voiding = event('voided', 0, 2, { n: 1 });
    expect(fold([filed, own, above, voiding]).history).toEqual([filed, above, voiding]);
    const before = fold([filed, own]);
    expect(evolve(before, event('voided', 0, 2, { n: '1' }))).toBe(before);
  });

  it('an event of any other kind changes the history alone', () => {
    const before = fold([filed]);
    const after = evolve(before, event('hearing_held', 0, 1, { lead: 'water', grade: 'hard', notice: 'reply' }));
    expect({ ...after, history: before.history }).toEqual(before);
    expect(after.history.length).toBe(2);
  });
});

describe('looking into a history', () => {
  const state = fold([filed, event('corrected', 0, 1), event('corrected', 1, 0), event('corrected', 0, 2)]);

  it('finds the newest event of a kind, of all streams or of one', () => {
    expect(findEvent(state, 'corrected')).toMatchObject({ level: 0, n: 2 });
    expect(findEvent(state, 'corrected', 1)).toMatchObject({ level: 1, n: 0 });
    expect(findEvent(state, 'corrected', 0)).toMatchObject({ level: 0, n: 2 });
    expect(findEvent(state, 'corrected', 2)).toBeUndefined();
    expect(findEvent(state, 'filed', 1)).toBeUndefined();
    expect(findEvent(state, 'replied')).toBeUndefined();
  });

  it('says whether one of some kinds is in it', () => {
    expect(has(state, 'replied', 'filed')).toBe(true);
    expect(has(state, 'replied', 'accepted')).toBe(false);
    expect(has(state)).toBe(false);
  });

  it('a correction, an opening, an extension and what custodians do leave a matter at the stage it is in', () => {
    const kinds = [
      'corrected',
      'notice_opened',
      'extended',
      'hearing_held',
      'unseal_asked',
      'share_released',
      'files_added',
      'deadline_passed',
    ] as const;
    for (const kind of kinds) expect(stageOf([filed, event('replied', 0, 1), event(kind, 0, 2)])).toBe('replied');
    expect(stageOf([filed, event('replied', 0, 1), event('accepted', 0, 2)])).toBe('accepted');
    expect(stageOf([event('corrected', 0, 1)])).toBeUndefined();
    expect(stageOf([])).toBeUndefined();
  });
});

describe('the one order of all streams', () => {
  it('is by time, then from the bottom up, then by number', () => {
    const named = (of: readonly MatterEvent[]): readonly string[] => of.map((it) => `${it.level}.${it.n}`);
    const mixed = [
      event('corrected', 0, 3, {}, '2026-09-03'),
      event('corrected', 2, 0, {}, '2026-09-02'),
      event('corrected', 0, 2, {}, '2026-09-02'),
      event('corrected', 1, 0, {}, '2026-09-02'),
      event('corrected', 0, 1, {}, '2026-09-02'),
      event('corrected', 2, 1, {}, '2026-09-01'),
    ];
    expect(named(inOrder(mixed))).toEqual(['2.1', '0.1', '0.2', '1.0', '2.0', '0.3']);
    expect(named(inOrder(mixed.toReversed()))).toEqual(['2.1', '0.1', '0.2', '1.0', '2.0', '0.3']);
  });
});

describe('a history that grows', () => {
  it('is folded to the same as the whole, whatever is added in which steps, and none is put out of order', () => {
    const one = fc.record({
      type: fc.constantFrom(...EVENT_KINDS),
      level: fc.constantFrom<Level>(0, 1, 2),
      day: fc.integer({ min: 1, max: 28 }),
      lead: fc.constantFrom('letters', 'housing', 'water'),
      n: fc.nat({ max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(one, { maxLength: 3 }), { maxLength: 6 }), (steps) => {
        let grown: readonly MatterEvent[] = [];
        for (const step of steps) {
          const added = step.map((it, i) =>
            event(
              it.type,
              it.level,
              grown.length + i,
              { lead: it.lead, to: it.lead, office: it.lead, n: it.n, role: 'co' },
              `2026-09-${String(it.day).padStart(2, '0')}`,
            ),
          );
          fold(grown);
          grown = grow(grown, added);
        }
        expect(fold(grown)).toEqual([...grown].reduce(evolve, initialState));
        expect(fold(inOrder(grown))).toEqual([...inOrder(grown)].reduce(evolve, initialState));
        for (const level of [-1, 0, 1, 2] as const)
          expect([...upTo(grown, level)]).toEqual([...inOrder([...grown])].filter((it) => it.level <= level));
      }),
    );
  });
});
