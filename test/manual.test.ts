import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allPages } from '../server/pages.ts';

const ROOT = join(import.meta.dirname, '..');
const MANUAL = 'docs/manual';
const READERS = ['filer', 'desk', 'handler', 'head', 'site', 'inspector', 'supervisor', 'custodian', 'operator'] as const;
const FILES = [...readdirSync(join(ROOT, MANUAL)).map((name) => `${MANUAL}/${name}`), 'README.md'];
const PICTURE_BYTES_MAX = 150_000;

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const found = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((it) => it[1] ?? '');
const linksOf = (text: string): readonly string[] => found(text, /\]\(([^)]+)\)/g).filter((it) => !/^(https?:|#)/.test(it));
const headings = (text: string): readonly string[] => found(text, /^(#+) /gm);
const pictures = (text: string): readonly string[] => linksOf(text).filter((it) => it.endsWith('.png'));

/** Addresses that are no pages of a feature. */
const OTHERS = ['/healthz', '/figures.csv', '/figures.json', '/log/policy', '/verify.html'];
const isAddress = (address: string): boolean => {
  const path = address.replace(/^\/en(?=\/|$)/, '') || '/';
  return OTHERS.includes(path) || allPages.some((page) => page.method === 'GET' && page.path === path);
};

describe('the manuals', () => {
  it.each(FILES)('%s: every link and picture is a file that is there', (file) => {
    expect(linksOf(read(file)).filter((link) => !existsSync(join(ROOT, dirname(file), link.replace(/#.*/, ''))))).toEqual([]);
  });

  it.each(FILES)('%s: every address it names is a page', (file) => {
    expect(found(read(file), /`(\/[a-z/.-]*)`/g).filter((address) => !isAddress(address))).toEqual([]);
  });

  it.each(READERS)('the %s’s says the same in both languages: as many headings, the same pictures', (reader) => {
    const [zh, en] = [read(`${MANUAL}/${reader}.zh-CN.md`), read(`${MANUAL}/${reader}.en.md`)];
    expect(headings(zh)).toEqual(headings(en));
    expect(pictures(zh)).toEqual(pictures(en));
  });

  it.each(READERS)('the %s’s is short', (reader) => {
    for (const lang of ['zh-CN', 'en']) {
      const lines = read(`${MANUAL}/${reader}.${lang}.md`).trimEnd().split('\n').length;
      expect(lines, lang).toBeGreaterThanOrEqual(60);
      expect(lines, lang).toBeLessThanOrEqual(120);
    }
  });

  it('shows no picture that is heavy', () => {
    const shown = new Set(FILES.filter((file) => file.startsWith(MANUAL)).flatMap((file) => pictures(read(file))));
    for (const picture of shown) expect(statSync(join(ROOT, MANUAL, picture)).size, picture).toBeLessThanOrEqual(PICTURE_BYTES_MAX);
  });
});
