import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { threatTable } from './threat-table.ts';
import { THREATS } from './threats.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['test', 'kernel', 'engine', 'features', 'server', 'policy', 'verifier'];
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(test|e2e)\.ts$/.test(entry.name) && entry.name !== 'threats.test.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
).join('\n');

describe('the table of what holds against whom', () => {
  it('stands in the manual as it is made', () => {
    expect(readFileSync(join(ROOT, 'docs/explanation/threats.md'), 'utf8')).toBe(threatTable());
  });

  it('names tests that there are', () => {
    const names = THREATS.flatMap((it) => it.shownBy);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !sources.includes(name))).toEqual([]);
  });

  it('claims nothing without a test: where none shows it, it is only promised', () => {
    const bare = THREATS.filter((it) => it.shownBy.length === 0);
    expect(bare.flatMap((it) => Object.values(it.against).map(([grade]) => grade)).every((grade) => grade === 'only promised')).toBe(true);
  });
});
