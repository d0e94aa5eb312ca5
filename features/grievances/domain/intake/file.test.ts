import { describe, expect, it } from 'vitest';
import { file } from './file.ts';

const reception = { lead: 'letters', above: 'county', above2: null };

describe('file', () => {
  it('keeps the words that were said and nothing that was left empty', () => {
    expect(
      file({ subject: '灯', body: '不亮', place: ' ', ask: '修好' }, reception, { receipt: 'ab', lang: 'en', sealed: null, word: null }),
    ).toEqual([
      {
        type: 'filed',
        level: 0,
        actor: { kind: 'filer' },
        visibility: 'open',
        texts: { subject: '灯', body: '不亮', ask: '修好' },
        data: { kind: 'grievance', lang: 'en', receipt: 'ab', lead: 'letters', above: 'county', above2: null },
      },
    ]);
  });

  it.each([
    [
      { subject: '', body: 'x' },
      { refused: 'field_empty', data: { field: 'subject' } },
    ],
    [{ subject: 'x' }, { refused: 'field_empty', data: { field: 'body' } }],
    [
      { subject: '\u200b\u3164', body: 'x' },
      { refused: 'field_empty', data: { field: 'subject' } },
    ],
    [
      { subject: 'x', body: `a${'\u0301'.repeat(31)}` },
      { refused: 'field_marks', data: { field: 'body', position: 32 } },
    ],
    [
      { subject: 'x', body: '字'.repeat(20_001) },
      { refused: 'field_too_long', data: { field: 'body', length: 20_001, max: 20_000 } },
    ],
    [
      { subject: 'x', body: 'y', moon: 'full' },
      { refused: 'field_unknown', data: { field: 'moon' } },
    ],
    [
      { subject: 'x', body: 'y', ask: '\ud800' },
      { refused: 'field_encoding', data: { field: 'ask' } },
    ],
  ])('refuses %j', (input, refusal) => {
    expect(file(input, reception, { receipt: 'ab', lang: 'zh-CN', sealed: null, word: null })).toEqual(refusal);
  });
});
