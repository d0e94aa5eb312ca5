import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../server/features.ts';
import { mapText } from './map-text.ts';
import { NARROWED, ROWS } from './map.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the map of the systems', () => {
  it('has each row of the mission once, in order, and says what is not there', () => {
    expect(ROWS.map((it) => it.id)).toEqual(Array.from({ length: 21 }, (_, i) => `S${i}`));
    for (const row of ROWS) if (row.tests.length === 0) expect([row.id, row.missing.length > 0]).toEqual([row.id, true]);
  });

  it('names pages, commands and tests that there are', async () => {
    const pages = new Set(
      (await Promise.all(FEATURES.map(async ({ faces }) => ((await faces?.())?.pages ?? []).map((it) => it.path)))).flat(),
    );
    const elsewhere = ['/desk'];
    expect(ROWS.flatMap((row) => row.pages.filter((page) => !pages.has(page) && !elsewhere.includes(page)))).toEqual([]);
    const said = readdirSync(join(ROOT, 'server/commands'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!test)\.ts$/.test(file),
    );
    const main = [join(ROOT, 'README.md'), join(ROOT, 'server/main.ts'), ...said.map((file) => join(ROOT, 'server/commands', file))]
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const help = ROWS.flatMap((row) => row.commands.filter((command) => !command.split(' ').every((word) => main.includes(word))));
    expect(help).toEqual([]);
    const files = [...ROWS.flatMap((row) => row.tests), ...NARROWED.map((it) => it.shownBy)];
    expect(files.filter((file) => !/\.(test|e2e)\.ts$/.test(file) || !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('stands in docs/reference/map.md as it is (npm run map writes it)', () => {
    expect(readFileSync(join(ROOT, 'docs/reference/map.md'), 'utf8')).toBe(mapText());
  });
});
