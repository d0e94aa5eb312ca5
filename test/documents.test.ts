import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
/** What tells how the project is now. Decision records and the list of changes tell how it was. */
const NOW = files.filter((path) => /^(README|ARCHITECTURE|SECURITY)\.md$|^(bench|features\/[^/]+)\/README\.md$/.test(path));
/** `domain/decide.ts`: a file of the sources, by as much of its path as tells it. */
const SOURCE = /`([\w@.-]+(?:\/[\w@.-]+)+\.(?:ts|tsx|sql|yaml|json|typ|css))`/g;

describe('what the documents say of the project', () => {
  it('names files that there are', () => {
    const named = NOW.flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(SOURCE)].map(([, file = '']) => [path, file] as const),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(([, file]) => !files.some((path) => path === file || path.endsWith(`/${file}`)))).toEqual([]);
  });
});
