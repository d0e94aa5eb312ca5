import { describe, expect, it } from 'vitest';
import { fileField, filesOf, isFileField } from './files.ts';

const FILE = { field: 'file1', type: 'image/jpeg', size: 7 };

describe('the files an event tells of', () => {
  it('are its list, in order; what has another shape is none', () => {
    expect(filesOf({ files: [FILE, { ...FILE, field: 'file2', type: 'application/pdf' }] }).map((it) => it.field)).toEqual([
      'file1',
      'file2',
    ]);
    for (const data of [{}, { files: null }, { files: 'file1' }, { files: { 0: FILE } }]) expect(filesOf(data)).toEqual([]);
    for (const change of [{ field: 'body' }, { field: 'file0' }, { field: 'file100' }, { type: 'text/html' }, { size: 0 }, { size: 1.5 }])
      expect(filesOf({ files: [{ ...FILE, ...change }, null, 'x'] })).toEqual([]);
  });

  it('are told from its texts by their fields', () => {
    expect([fileField(0), fileField(29)]).toEqual(['file1', 'file30']);
    expect([isFileField({ files: [FILE] }, 'file1'), isFileField({ files: [FILE] }, 'body'), isFileField({}, 'file1')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
