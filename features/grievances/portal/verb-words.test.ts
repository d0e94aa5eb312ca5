import { describe, expect, it } from 'vitest';
import { VERBS } from '../domain/decide.ts';
import { STEP_GROUPS } from './verb-groups.ts';
import { VERB_WORDS } from './verb-words.ts';

describe('the words of a step', () => {
  it('are there for every step of an office, and for no other; each button its own in both languages', () => {
    expect(Object.keys(VERB_WORDS).toSorted()).toEqual(
      VERBS.filter((verb) => verb.by === 'staff')
        .map((verb) => verb.name)
        .toSorted(),
    );
    for (const lang of ['zh-CN', 'en'] as const) {
      const buttons = Object.values(VERB_WORDS).map((it) => it.button[lang]);
      expect(new Set(buttons).size).toBe(buttons.length);
    }
  });

  it('put at least one step into every group of buttons', () => {
    const used = new Set(Object.values(VERB_WORDS).map((it) => it.group));
    expect(STEP_GROUPS.filter(({ name }) => !used.has(name))).toEqual([]);
  });

  it('are looked at once more before they are sent by no step that takes photos: a page between two forms carries words on, and no files', () => {
    const looked = VERBS.filter(({ name }) => VERB_WORDS[name]?.looked === true);
    expect(looked.length).toBeGreaterThan(3);
    expect(looked.filter(({ fields }) => Object.hasOwn(fields, 'files')).map(({ name }) => name)).toEqual([]);
  });
});
