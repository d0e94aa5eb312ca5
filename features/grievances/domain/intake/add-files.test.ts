import { describe, expect, it } from 'vitest';
import { accepted, opened } from '../../../../test/support/given.ts';

const PHOTO = { type: 'image/jpeg', size: 1234 };
const FILES = { files: [PHOTO, { type: 'application/pdf', size: 99 }] };

describe('add_files', () => {
  it('adds photos and papers to what the office that owes an answer reads, and changes no date', () => {
    const before = accepted();
    const dates = JSON.stringify(before.options('2026-09-10', 'filer'));
    before.yields('2026-09-10', 'filer', 'add_files', { ...FILES, words: '照片。' }, [
      {
        type: 'files_added',
        level: 0,
        data: {
          files: [
            { field: 'file1', ...PHOTO },
            { field: 'file2', type: 'application/pdf', size: 99 },
          ],
        },
      },
    ]);
    expect(JSON.stringify(before.step('2026-09-10', 'filer', 'add_files', FILES).options('2026-09-10', 'filer'))).toBe(dates);
  });
  it('goes to the office above once that one alone owes something: the office below is shown nothing', () => {
    opened()
      .step('2026-09-22', 'filer', 'ask_review')
      .yields('2026-09-23', 'filer', 'add_files', FILES, [{ type: 'files_added', level: 1 }]);
    opened().yields('2026-09-22', 'filer', 'add_files', FILES, [{ type: 'files_added', level: 0 }]);
  });
  it('takes words without a photo, and refuses only what says nothing', () => {
    accepted().yields('2026-09-10', 'filer', 'add_files', { words: '又坏了两盏。' }, [{ type: 'files_added', level: 0, data: {} }]);
    accepted().refuses('2026-09-10', 'filer', 'add_files', {}, 'field_empty');
    accepted().refuses('2026-09-10', 'filer', 'add_files', { words: ' \u200b' }, 'field_empty');
  });
  it('is taken fifty times on one matter and no more', () => {
    let story = accepted();
    for (let i = 0; i < 50; i += 1) story = story.step('2026-09-10', 'filer', 'add_files', { words: `第${i}次。` });
    expect(story.try('2026-09-10', 'filer', 'add_files', { words: '再来。' })).toEqual({ refused: 'steps_spent', data: { max: 50 } });
  });
  it('takes five files at once and thirty in all, and only what can be stored', () => {
    accepted().refuses('2026-09-10', 'filer', 'add_files', { files: Array.from({ length: 6 }, () => PHOTO) }, 'files_too_many');
    accepted().refuses('2026-09-10', 'filer', 'add_files', { files: [{ type: 'image/svg+xml', size: 9 }] }, 'file_kind');
    accepted().refuses('2026-09-10', 'filer', 'add_files', { files: ['photo'] }, 'file_kind');
    let story = accepted();
    for (let i = 0; i < 6; i += 1)
      story = story.step('2026-09-10', 'filer', 'add_files', { files: Array.from({ length: 5 }, () => PHOTO) });
    story.refuses('2026-09-10', 'filer', 'add_files', { files: [PHOTO] }, 'files_too_many');
  });
  it('is the filer’s alone, and ends with a withdrawal in effect; when nothing is owed any more, words still reach the office', () => {
    accepted().refuses('2026-09-10', 'handler', 'add_files', FILES, 'not_found');
    accepted().step('2026-09-10', 'filer', 'ask_withdrawal').refuses('2026-09-18', 'filer', 'add_files', FILES, 'withdrawn');
    opened().yields('2027-09-22', 'filer', 'add_files', { words: '灯又灭了。' }, [{ type: 'files_added', level: 0 }]);
  });
  it('leaves the matter at the stage it is in, and nobody can strike it out', () => {
    const added = accepted().step('2026-09-10', 'filer', 'add_files', FILES);
    const n = added.events.findIndex((event) => event.type === 'files_added');
    added.refuses('2026-09-11', 'head', 'void', { n, reason: '不要。' }, 'not_filers_event');
  });
});
