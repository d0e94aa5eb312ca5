import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile } from './frame.ts';
import { WORDS } from './words.ts';

describe('the words of the page', () => {
  it('are each said by it: what nobody reads weighs nothing', () => {
    const frame = pageFile({ script: '', scriptHash: '', style: '', styleHash: '' });
    const script = readFileSync(join(import.meta.dirname, 'page.ts'), 'utf8');
    const said = (name: string): boolean =>
      frame.includes(`data-say="${name}"`) || script.includes(`words.${name}`) || script.includes(`WORDS[language].${name}`);
    expect(Object.keys(WORDS.en).filter((name) => !said(name))).toEqual([]);
  });
});
