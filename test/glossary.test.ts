import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const [, ...rows] = readFileSync(join(ROOT, 'GLOSSARY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('|--'))
  .map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );

/** `receipt, code` are two words; what stands in brackets says more about one. */
const wordsIn = (cell: string): readonly string[] =>
  cell
    .replaceAll(/[(（][^)）]*[)）]/g, '')
    .replaceAll('`', '')
    .split(/[,;:、；，/]/)
    .map((word) => word.replaceAll('…', '').trim())
    .filter((word) => word !== '' && word !== '–');

const CODE = /^(kernel|ports|verifier|engine|portal|desk|features|server|policy|db|test)\/.*\.(ts|tsx|sql|yaml)$/;
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((path) => CODE.test(path) && path !== 'test/glossary.test.ts');
const textOf = (paths: readonly string[]): string => paths.map((path) => `${path}\n${readFileSync(join(ROOT, path), 'utf8')}`).join('\n');
const code = textOf(files);
/** What people read. */
const said = textOf(files.filter((path) => !path.startsWith('test/') && !/\.(test|e2e)\./.test(path)));
/** `officeAbove`, `office_above`, `office-above` and "office above" are one word. */
const plain = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-\s]+/g, ' ')
    .toLowerCase();
const known = plain(code);
const isUsed = (word: string): boolean => {
  const it = plain(word);
  return [it, it.replace(/s$/, ''), it.replace(/y$/, 'ies')].some((form) => known.includes(form));
};

describe('the glossary', () => {
  it('has a word, its Chinese, its source and its meaning in each row', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((row) => row.length !== 4 || row.some((cell) => cell === ''))).toEqual([]);
  });

  it('explains each word once', () => {
    // `promise` and `promise (of the log)` are two.
    const words = rows.flatMap(([word = '']) => word.split(/[,;]/).map((it) => it.trim()));
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  });

  it('explains only what the code knows', () => {
    expect(rows.flatMap(([word = '']) => wordsIn(word)).filter((word) => !isUsed(word))).toEqual([]);
  });

  it('gives the Chinese that the pages say', () => {
    expect(rows.flatMap(([, chinese = '']) => wordsIn(chinese)).filter((word) => !said.includes(word))).toEqual([]);
  });
});
