import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, instant, type Instant } from '../calendar/instant.ts';
import type { JsonObject } from '../stream/event.ts';
import { definitionWindows, EMERGENCY_MS, inForce, isUsable, PUBLISHED_MS } from './definitions.ts';
import type { PublicEvent, PublicEventKind } from './public-event.ts';

const START = instant(Date.parse('2026-09-01T00:00:00Z'));
const hash = (n: number): string => n.toString(16).padStart(64, '0');
const event = (n: number, type: PublicEventKind, data: JsonObject, at: Instant = START): PublicEvent => ({
  jurisdiction: 1,
  n,
  type,
  recordedAt: at,
  actor: { kind: 'machine' },
  previous: n === 0 ? null : hash(n),
  data,
});
const definition = (n: number, over: JsonObject = {}): JsonObject => ({ kind: 'pack', name: 'p', hash: hash(n), replaces: true, ...over });
const SET_UP = event(0, 'set_up', { definitions: [definition(1), { kind: 'unheard_of', name: 'x', hash: hash(9) }, 'nothing', null] });
const published = (n: number, at: Instant, emergency = false): PublicEvent =>
  event(n, 'definition_published', { definition: definition(n + 10), emergency }, at);
const usableAt = (events: readonly PublicEvent[], logged: (n: number) => Instant | null, at: Instant): readonly string[] =>
  definitionWindows(events, logged)
    .filter((window) => isUsable(window, at))
    .map((window) => window.hash);

describe('publish before use (G1)', () => {
  it('what is listed at set-up may be cited at once, and what is no definition is passed over', () => {
    expect(usableAt([SET_UP], () => null, START)).toEqual([hash(1)]);
  });

  it('a definition that is in no checkpoint may never be cited, however long ago it was recorded', () => {
    const events = [SET_UP, published(1, START)];
    expect(usableAt(events, () => null, addMs(START, 400 * 86_400_000))).toEqual([hash(1)]);
  });

  it('seven days in a checkpoint, to the millisecond', () => {
    const logged = addMs(START, 600_000);
    const events = [SET_UP, published(1, START)];
    expect(usableAt(events, () => logged, addMs(logged, PUBLISHED_MS - 1))).toEqual([hash(1)]);
    expect(usableAt(events, () => logged, addMs(logged, PUBLISHED_MS))).toEqual([hash(1), hash(11)]);
  });

  it('a checkpoint dated before its content shortens nothing', () => {
    const events = [SET_UP, published(1, START)];
    expect(usableAt(events, () => addMs(START, -PUBLISHED_MS), addMs(START, PUBLISHED_MS - 1))).toEqual([hash(1)]);
  });

  it('an emergency: at once, over after 72 hours, and for good after seven days like any other', () => {
    const events = [SET_UP, published(1, START, true)];
    const windows = definitionWindows(events, () => START);
    const pack = (ms: number) => inForce(windows, 'pack', addMs(START, ms));
    expect(pack(0)).toMatchObject({ hash: hash(11), way: 'emergency' });
    expect(pack(EMERGENCY_MS - 1)).toMatchObject({ hash: hash(11), way: 'emergency' });
    expect(pack(EMERGENCY_MS)).toMatchObject({ hash: hash(1), way: 'first_setup' });
    expect(pack(PUBLISHED_MS)).toMatchObject({ hash: hash(11), way: 'waited' });
  });

  it('new matters get the newest that replaces; what only stands beside the others replaces nothing', () => {
    const beside = event(1, 'definition_published', { definition: definition(11, { replaces: false }) });
    const windows = definitionWindows([SET_UP, beside], () => START);
    expect(inForce(windows, 'pack', addMs(START, PUBLISHED_MS))?.hash).toBe(hash(1));
    expect(inForce(windows, 'calendar', START)).toBeUndefined();
  });

  it('of programmes each name has a newest of its own; of packs the newest replaces all before it', () => {
    const of = (kind: string, name: string, n: number): JsonObject => definition(n, { kind, name });
    const listed = [
      of('programme', 'canteen', 1),
      of('programme', 'school', 2),
      of('programme', 'canteen', 3),
      of('pack', 'a', 4),
      of('pack', 'b', 5),
    ];
    const windows = definitionWindows([event(0, 'set_up', { definitions: listed })], () => null);
    expect(['canteen', 'school', 'nothing'].map((name) => inForce(windows, 'programme', START, name)?.hash)).toEqual([
      hash(3),
      hash(2),
      undefined,
    ]);
    expect(inForce(windows, 'pack', START, 'a')?.hash).toBe(hash(5));
  });

  it('for any order of publishing and logging: nothing but the set-up is usable without a mark before seven days', () => {
    const step = fc.record({ after: fc.nat(30 * 86_400_000), logged: fc.option(fc.nat(86_400_000)), emergency: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(60 * 86_400_000), (steps, ask) => {
        const events = [SET_UP, ...steps.map((it, i) => published(i + 1, addMs(START, it.after), it.emergency))];
        const logged = (n: number): Instant | null => {
          const it = steps[n - 1];
          return it && it.logged !== null ? addMs(START, it.after + it.logged) : null;
        };
        const at = addMs(START, ask);
        for (const window of definitionWindows(events, logged).filter((it) => isUsable(it, at))) {
          if (window.way === 'first_setup') expect(window.n).toBe(0);
          else {
            const it = steps[window.n - 1];
            const age = ask - (it?.after ?? 0);
            if (window.way === 'emergency') expect(it?.emergency === true && age >= 0 && age < EMERGENCY_MS).toBe(true);
            else expect(it?.logged !== null && age - (it?.logged ?? 0) >= PUBLISHED_MS).toBe(true);
          }
        }
      }),
    );
  });
});
