import { describe, expect, it } from 'vitest';
import { getPlainDate } from '../calendar/plain-date.ts';
import { readPaper, readPaperNumber } from './handed-paper.ts';

describe('a paper', () => {
  const today = getPlainDate('2026-11-30');
  const good = { paper: '青应急〔2026〕12号', on: '2026-11-30', pages: '3' };

  it('is its number, its day and its pages, with or without the hash of its file', () => {
    expect(readPaper(good, today)).toEqual({ number: '青应急〔2026〕12号', on: '2026-11-30', pages: 3 });
    expect(readPaper({ ...good, sha256: 'AB'.repeat(32) }, today)).toMatchObject({ sha256: 'ab'.repeat(32) });
  });

  it('is refused with words in the place of its number, a day to come, no page, half a hash', () => {
    for (const [more, refused] of [
      [{ paper: 'see what we did in 2026' }, 'return_paper'],
      [{ paper: '重点人员情况2026' }, 'return_paper'],
      [{ paper: '上访人员12号' }, 'return_paper'],
      [{ paper: '重点人员〔2026〕12号' }, 'return_paper'],
      [{ paper: '' }, 'return_paper'],
      [{ on: '2026-12-01' }, 'return_paper_day'],
      [{ on: 'soon' }, 'return_paper_day'],
      [{ pages: '0' }, 'return_pages'],
      [{ pages: '-3' }, 'return_pages'],
      [{ sha256: 'abcd' }, 'return_hash'],
    ] as const)
      expect([more, readPaper({ ...good, ...more }, today)]).toMatchObject([more, { refused }]);
  });

  it('has a number that can be read alone', () => {
    expect(readPaperNumber(' 青政办〔2026〕7号 ')).toBe('青政办〔2026〕7号');
    expect(readPaperNumber('关于防火的通知')).toMatchObject({ refused: 'return_paper', data: { field: 'paper' } });
  });
});
