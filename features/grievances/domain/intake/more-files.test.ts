import { expect, it } from 'vitest';
import { accepted, type Story } from '../../../../test/support/given.ts';

const PHOTO = { type: 'image/jpeg', size: 1234 };
const photos = (count: number): readonly (typeof PHOTO)[] => Array.from({ length: count }, () => PHOTO);
const withPhotos = (count: number): Story => {
  let story = accepted();
  for (let left = count; left > 0; left -= 5) story = story.step('2026-09-10', 'filer', 'add_files', { files: photos(Math.min(5, left)) });
  return story;
};
const tooMany = { refused: 'files_too_many', data: { field: 'files', max: 30 } };

it('a matter takes thirty files and no more', () => {
  expect(withPhotos(28).try('2026-09-11', 'filer', 'add_files', { files: photos(3) })).toEqual(tooMany);
  expect(withPhotos(28).try('2026-09-11', 'filer', 'add_files', { files: photos(2) })).toMatchObject([{ type: 'files_added' }]);
  expect(withPhotos(30).try('2026-09-11', 'filer', 'add_files', { files: photos(1) })).toEqual(tooMany);
});

it('files come with words or without, to an office that is late, too', () => {
  expect(accepted().try('2026-11-10', 'filer', 'add_files', { files: photos(1), words: '照片。' })).toEqual([
    {
      type: 'files_added',
      level: 0,
      actor: { kind: 'filer' },
      visibility: 'open',
      data: { files: [{ field: 'file1', ...PHOTO }] },
      texts: { words: '照片。' },
    },
  ]);
  expect(accepted().try('2026-09-10', 'filer', 'add_files', { files: [] })).toEqual({ refused: 'field_empty', data: { field: 'words' } });
  expect(accepted().try('2026-09-10', 'filer', 'add_files', { files: photos(1), words: 'a\u0000\u000c' })).toMatchObject([
    { texts: { words: 'a\n' } },
  ]);
});
