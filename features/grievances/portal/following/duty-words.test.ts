import { describe, expect, it } from 'vitest';
import { getPlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { DUTY_KINDS } from '../../../../kernel/matter/vocabulary.ts';
import { dutySentence } from './duty-words.ts';

const day = getPlainDate;

describe('one sentence for a duty', () => {
  it('names the office, what it owes, the day and the days left', () => {
    expect(dutySentence('decide', '县住建局', day('2026-11-09'), day('2026-09-28'), 'zh-CN')).toBe(
      '县住建局要在11月9日前给您书面答复，还有42天。',
    );
    expect(dutySentence('decide', 'Housing Bureau', day('2026-11-09'), day('2026-09-28'), 'en')).toBe(
      'The Housing Bureau must answer you in writing by 9 November: 42 days left.',
    );
  });

  it('says on the last day that it is today', () => {
    expect(dutySentence('decide', '县住建局', day('2026-11-09'), day('2026-11-09'), 'zh-CN')).toBe(
      '县住建局要在今天（11月9日）给您书面答复。',
    );
  });

  it('counts the days late from the day after', () => {
    expect(dutySentence('decide', '县住建局', day('2026-11-09'), day('2026-11-15'), 'zh-CN')).toBe('县住建局逾期6天没有答复。');
    expect(dutySentence('decide', 'Housing Bureau', day('2026-11-09'), day('2026-11-10'), 'en')).toBe(
      'The Housing Bureau is 1 day late: it has not yet answered.',
    );
  });

  it('has words for every kind of duty, running and late', () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      for (const today of ['2026-11-01', '2026-11-20'])
        expect(new Set(DUTY_KINDS.map((kind) => dutySentence(kind, 'A', day('2026-11-09'), day(today), lang))).size).toBeGreaterThan(
          DUTY_KINDS.length - 3,
        );
    }
  });
});
