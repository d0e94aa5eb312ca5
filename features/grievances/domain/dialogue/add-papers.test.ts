import { describe, expect, it } from 'vitest';
import { bells } from '../bells.ts';
import { news } from '../news.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';
import { accepted, opened, petition, reviewed } from '../../../../test/support/given.ts';

const PHOTO = { type: 'image/jpeg', size: 120_000 };
const SHOWN = { words: '路灯已经修好，照片里灯亮着。', files: [PHOTO, PHOTO] };

describe('what an office shows the filer', () => {
  it('is words with or without photos and papers, at any time, after the answer, too', () => {
    const files = [1, 2].map((n) => ({ field: `file${n}`, type: 'image/jpeg', size: 120_000 }));
    accepted().yields('2026-09-10', 'handler', 'add_papers', SHOWN, [{ type: 'files_added', level: 0, actor: 'staff', data: { files } }]);
    opened().yields('2026-10-10', 'handler', 'add_papers', { words: '星期二来换灯头。' }, [{ type: 'files_added', level: 0, data: {} }]);
    petition().yields('2026-09-01', 'desk', 'add_papers', { words: '材料收到了。' }, [{ type: 'files_added', level: 0 }]);
  });

  it('stands in the stream of the office that says it: one above speaks for itself', () => {
    reviewed().yields('2026-10-22', 'reviewer', 'add_papers', { words: '复查材料。' }, [{ type: 'files_added', level: 1 }]);
  });

  it('says in words what a photo shows, and holds no more than a reader can look through', () => {
    accepted().refuses('2026-09-10', 'handler', 'add_papers', { files: [PHOTO] }, 'field_empty');
    const five = { words: '照片。', files: Array.from({ length: 5 }, () => PHOTO) };
    let story = accepted();
    for (let i = 0; i < 6; i += 1) story = story.step('2026-09-10', 'handler', 'add_papers', five);
    story.refuses('2026-09-10', 'handler', 'add_papers', SHOWN, 'files_too_many');
  });

  it('takes no place from the filer, and the filer takes none from the office', () => {
    const five = { words: '照片。', files: Array.from({ length: 5 }, () => PHOTO) };
    let [shown, added] = [accepted(), accepted()];
    for (let i = 0; i < 6; i += 1) {
      shown = shown.step('2026-09-10', 'handler', 'add_papers', five);
      added = added.step('2026-09-10', 'filer', 'add_files', five);
    }
    shown.yields('2026-09-11', 'filer', 'add_files', { files: [PHOTO] }, [{ type: 'files_added', actor: 'filer' }]);
    added.yields('2026-09-11', 'handler', 'add_papers', SHOWN, [{ type: 'files_added', actor: 'staff' }]);
    let [told, said] = [accepted(), accepted()];
    for (let i = 0; i < 50; i += 1) {
      told = told.step('2026-09-10', 'handler', 'add_papers', { words: '说明。' });
      said = said.step('2026-09-10', 'filer', 'add_files', { words: '说明。' });
    }
    told.refuses('2026-09-11', 'handler', 'add_papers', { words: '说明。' }, 'steps_spent');
    told.yields('2026-09-11', 'filer', 'add_files', { words: '说明。' }, [{ type: 'files_added' }]);
    said.yields('2026-09-11', 'handler', 'add_papers', { words: '说明。' }, [{ type: 'files_added' }]);
  });

  it('starts no clock, meets none and moves no date', () => {
    const after = accepted().step('2026-09-10', 'handler', 'add_papers', SHOWN);
    const { pack, calendar, now } = after.around('2026-09-11');
    expect(obligations(MATTER, after.events, pack, calendar, now)).toEqual(obligations(MATTER, accepted().events, pack, calendar, now));
  });

  it('is news to the filer and rings no office; what the filer adds rings the office and is no news', () => {
    const told = accepted().step('2026-09-10', 'handler', 'add_papers', SHOWN);
    const last = told.events.slice(-1);
    expect(news(last)).toMatchObject({ template: 'news' });
    expect(bells(told.events, last)).toEqual([]);
    const said = accepted().step('2026-09-10', 'filer', 'add_files', { words: '还有一盏。' });
    expect(news(said.events.slice(-1))).toBe(null);
    expect(bells(said.events, said.events.slice(-1))).toHaveLength(1);
  });

  it('is for an office that deals with the matter, and for no filer', () => {
    accepted().refuses('2026-09-10', 'filer', 'add_papers', SHOWN, 'not_found');
    accepted().refuses('2026-09-10', 'stranger', 'add_papers', SHOWN, 'not_found');
    accepted().refuses('2026-09-10', 'admin', 'add_papers', SHOWN, 'not_found');
  });
});
