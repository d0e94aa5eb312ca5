import { describe, expect, it } from 'vitest';
import { accessVerbs } from '../../../kernel/access/table.ts';
import { matters } from '../server/matters.ts';
import { MAY_WORDS } from './access-words.ts';

describe('the public page of who may see what', () => {
  it('has words in both languages for everything that a rule can allow, each its own', () => {
    expect(Object.keys(MAY_WORDS).toSorted()).toEqual(accessVerbs(matters).toSorted());
    for (const lang of ['zh-CN', 'en'] as const)
      expect(new Set(Object.values(MAY_WORDS).map((it) => it[lang])).size).toBe(accessVerbs(matters).length);
  });
});
