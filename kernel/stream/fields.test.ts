import { describe, expect, it } from 'vitest';
import type { Json } from './event.ts';
import { fileField, filesOf, isFileField } from './files.ts';
import { checkText } from './text.ts';

const PHOTO = { field: 'file1', type: 'image/jpeg', size: 1 };
const PAPER = { field: 'file99', type: 'application/pdf', size: 12_345 };

describe('the files of an event', () => {
  it('are those it names, photo or paper, each with its exact size', () => {
    expect(filesOf({ files: [PHOTO, PAPER] })).toEqual([PHOTO, PAPER]);
    expect(filesOf({ files: [{ ...PHOTO, name: 'id-card.jpg' }] })).toEqual([PHOTO]);
    expect([filesOf({}), filesOf({ files: 'file1' }), filesOf({ files: [] })]).toEqual([[], [], []]);
  });

  it.each<Json>([
    null,
    'file1',
    [],
    { ...PHOTO, field: 'file0' },
    { ...PHOTO, field: 'file100' },
    { ...PHOTO, field: 'file' },
    { ...PHOTO, field: 'myfile1' },
    { ...PHOTO, field: 'file1x' },
    { ...PHOTO, field: ['file1'] },
    { ...PHOTO, type: 'image/png' },
    { ...PHOTO, type: null },
    { ...PHOTO, size: 0 },
    { ...PHOTO, size: 1.5 },
    { ...PHOTO, size: '1' },
  ])('are not %j, and what stands beside that is read', (wrong) => {
    expect(filesOf({ files: [wrong, PAPER] })).toEqual([PAPER]);
  });

  it('are numbered from one, and told from texts by their name', () => {
    expect([fileField(0), fileField(29)]).toEqual(['file1', 'file30']);
    const data = { files: [PHOTO, PAPER] };
    expect(['file1', 'file99', 'file2', 'words'].map((name) => isFileField(data, name))).toEqual([true, true, false, false]);
    expect(isFileField({}, 'file1')).toBe(false);
  });
});

describe('what a person types', () => {
  const control = (position: number): object => ({ refused: 'field_control_character', data: { field: 'f', position } });

  it.each([' ', '\u007e', '\u00a0a', '\t a', '\u4e95', '\u{1f600}'])('may hold %j in a line and in a text', (sign) => {
    expect([checkText('f', `a${sign}`, 'line'), checkText('f', `a${sign}`, 'text')]).toEqual([undefined, undefined]);
  });

  it.each(['\u0000', '\u0008', '\u000b', '\u000c', '\u000e', '\u001f', '\u007f', '\u0080', '\u0085', '\u009f'])(
    'may hold %j nowhere',
    (sign) => {
      expect(checkText('f', `a\u{1f600}${sign}`, 'line')).toEqual(control(3));
      expect(checkText('f', `a\u{1f600}${sign}`, 'text')).toEqual(control(3));
    },
  );

  it.each(['\n', '\r'])('may hold %j in a text only', (sign) => {
    expect([checkText('f', `a${sign}b`, 'text'), checkText('f', `a${sign}b`, 'line')]).toEqual([undefined, control(2)]);
  });

  it('is counted in characters, not in halves of them, to the last one allowed', () => {
    expect(checkText('f', '\u{1f600}'.repeat(200), 'line')).toBeUndefined();
    expect(checkText('f', '\u{1f600}'.repeat(201), 'line')).toEqual({
      refused: 'field_too_long',
      data: { field: 'f', length: 201, max: 200 },
    });
    expect(checkText('f', '井'.repeat(20_000), 'text')).toBeUndefined();
    expect(checkText('f', '井'.repeat(20_001), 'text')).toEqual({
      refused: 'field_too_long',
      data: { field: 'f', length: 20_001, max: 20_000 },
    });
  });

  it('must say something unless it may be left out, and must be whole', () => {
    expect(checkText('f', ' \n', 'text')).toEqual({ refused: 'field_empty', data: { field: 'f' } });
    expect(checkText('f', ' \n', 'text', true)).toBeUndefined();
    expect(checkText('f', 'a\ud800', 'text', true)).toEqual({ refused: 'field_encoding', data: { field: 'f' } });
  });
});
