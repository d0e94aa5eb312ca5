import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../kernel/access/access.ts';
import { ROLE_WORDS, roleName } from './role-words.ts';

/** Every file of the tree that holds words for people. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile() && /\.(tsx?|md)$/.test(it.name) && !it.name.includes('.test.'))
    .map((it) => `${it.parentPath}/${it.name}`);

const ONE_TABLE = 'portal/role-words.ts';

describe('the name of a post', () => {
  it('is there for each role, in both languages, and no two roles share one', () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const names = ROLES.map((role) => roleName(role, lang));
      expect(new Set(names).size).toBe(ROLES.length);
      expect(names).not.toContain('');
    }
  });

  it('is one everywhere: no page, manual or glossary calls a post by a name of its own', () => {
    const known = new Set(Object.values(ROLE_WORDS).map((it) => it['zh-CN']));
    const wrong = ['portal', 'desk', 'features', 'docs/manual', 'GLOSSARY.md']
      .flatMap((place) => (place.endsWith('.md') ? [place] : filesIn(place)))
      .flatMap((file) =>
        // A word of two characters before 岗 is how a post is named in Chinese.
        [...readFileSync(file, 'utf8').matchAll(/(?:^|[^\p{Script=Han}])(\p{Script=Han}{2}岗)(?!\p{Script=Han})/gu)]
          .map((it) => it[1] ?? '')
          .filter((name) => !known.has(name))
          .map((name) => `${file}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('stands in one table: no other file lists the roles with names', () => {
    const tables = ['portal', 'desk', 'features']
      .flatMap(filesIn)
      .filter((file) => file !== ONE_TABLE && /mediator:\s*\{\s*'zh-CN'/.test(readFileSync(file, 'utf8')));
    expect(tables).toEqual([]);
  });
});
