import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import type { JsonObject } from '../stream/event.ts';
import type { PublicEventKind } from './public-event.ts';
import { twoSignersOf } from './transfers.ts';

const stream = (...events: readonly (readonly [PublicEventKind, JsonObject])[]) =>
  events.map(([type, data], n) => ({
    jurisdiction: 1,
    n,
    type,
    recordedAt: instant(n),
    actor: { kind: 'machine' } as const,
    previous: null,
    data,
  }));
const set = (office: string, signing: string) => ['transfers_set', { office, signing }] as const;

describe('who signs transfers', () => {
  it('is one post until an office is said to want two, and what is said last counts', () => {
    expect([...twoSignersOf(stream())]).toEqual([]);
    expect([...twoSignersOf(stream(set('letters', 'two'), set('street', 'two'), set('street', 'one')))]).toEqual(['letters']);
    expect([...twoSignersOf(stream(set('letters', 'two'), ['office_added', { office: 'letters', signing: 'one' }]))]).toEqual(['letters']);
    expect([...twoSignersOf(stream(set('letters', 'three')))]).toEqual([]);
  });
});
