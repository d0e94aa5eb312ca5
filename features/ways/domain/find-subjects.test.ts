import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countySubjects } from '../../../policy/subjects.ts';
import { findSubjects } from './find-subjects.ts';

const set = countySubjects();
const first = (typed: string): string | undefined => findSubjects(set, typed)[0]?.id;

describe('what somebody types', () => {
  it('finds a subject by its keywords, in words or in a whole sentence, in either language', () => {
    expect(first('路灯')).toBe('street.light');
    expect(first('我家门口的路灯三个星期不亮了，晚上很黑。')).toBe('street.light');
    expect(first('The LAMP in our street is out')).toBe('street.light');
    expect(first('ｌａｍｐ')).toBe('street.light');
  });
  it('lists everything when it is empty, and nothing when nothing fits', () => {
    expect(findSubjects(set, '  ')).toEqual(set.subjects);
    expect(findSubjects(set, '量子')).toEqual([]);
  });
  it('never throws and never invents a subject, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        for (const subject of findSubjects(set, typed)) expect(set.subjects).toContain(subject);
      }),
    );
  });
});
