import { describe, expect, it } from 'vitest';
import { field, newEvent, texts } from './verb.ts';

describe('the fields of a command', () => {
  it('that are absent or no text are empty', () => {
    expect(['name', 'number', 'none'].map((name) => field({ name: '张', number: 7 }, name))).toEqual(['张', '', '']);
  });

  it('that say nothing are not kept', () => {
    expect(texts({ a: '话', b: ' \n', c: '', d: 7, e: ' 话 ' }, 'a', 'b', 'c', 'd', 'e', 'f')).toEqual({ a: '话', e: ' 话 ' });
  });
});

it('an event is open and empty unless its step says otherwise', () => {
  const actor = { kind: 'filer' } as const;
  expect(newEvent({ type: 'resumed', level: 0, actor })).toEqual({
    type: 'resumed',
    level: 0,
    actor,
    visibility: 'open',
    data: {},
    texts: {},
  });
  expect(newEvent({ type: 'resumed', level: 0, actor, data: { n: 1 }, texts: { a: 'b' } })).toMatchObject({
    data: { n: 1 },
    texts: { a: 'b' },
  });
});
