import { describe, expect, it } from 'vitest';
import { checkFields, field, newEvent, texts } from './verb.ts';

describe('the fields of a command', () => {
  it('that are absent or no text are empty', () => {
    expect(['name', 'number', 'none'].map((name) => field({ name: '张', number: 7 }, name))).toEqual(['张', '', '']);
  });

  it('are checked in their order, each as its kind asks', () => {
    const kinds = { subject: 'line', body: 'text', place: 'optional' } as const;
    expect(checkFields({ subject: '灯', body: '不亮\n三天' }, kinds)).toBeUndefined();
    expect(checkFields({}, kinds)).toEqual({ refused: 'field_empty', data: { field: 'subject' } });
    expect(checkFields({ subject: '灯' }, kinds)).toEqual({ refused: 'field_empty', data: { field: 'body' } });
    expect(checkFields({ subject: '灯\n', body: '不亮' }, kinds)).toEqual({
      refused: 'field_control_character',
      data: { field: 'subject', position: 2 },
    });
    expect(checkFields({ subject: '灯', body: '不亮', place: 'a\nb' }, kinds)).toBeUndefined();
    expect(checkFields({ subject: '灯', body: '不亮', place: 'a\u0000' }, kinds)).toEqual({
      refused: 'field_control_character',
      data: { field: 'place', position: 2 },
    });
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
