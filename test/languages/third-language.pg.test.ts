import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AddedLanguage } from '../../languages/list.ts';
import { DEFINITION_KINDS } from '../../kernel/jurisdiction/definitions.ts';
import { MATTER } from '../../kernel/matter/vocabulary.ts';
import { findPackOf, packIds } from '../../policy/load.ts';
import { builtInPapers, paperText } from '../../policy/papers.ts';
import { waysOf } from '../../policy/ways.ts';
import type { DrawnTown } from '../support/drawn-pages.ts';
import { CLOSE, OPEN, pseudoLanguage } from './pseudo.ts';

let town: DrawnTown;
let drawn: ReadonlyMap<string, string>;

const take = async ({ writing, words }: AddedLanguage): Promise<void> => {
  const { addLanguage } = await import('../../kernel/language/words.ts');
  addLanguage({ writing, words: { ...words } });
};

beforeAll(async () => {
  // The English of every table is read once; then the language is there before anything else, as the server takes one up.
  await import('../support/drawn-pages.ts');
  const pseudo = pseudoLanguage();
  await take(pseudo);
  vi.resetModules();
  await take(pseudo);
  const { openDrawnTown } = await import('../support/drawn-pages.ts');
  town = await openDrawnTown();
  drawn = await town.draw('/en-XA');
});
afterAll(() => town.close());

/** What is no word of the program: what definitions, offices and custodians say of themselves, what was filed, and names of languages. */
const dataOf = async (): Promise<ReadonlySet<string>> => {
  const found = new Set<string>(['中文', 'English', ...WRITTEN, ...DEFINITION_KINDS]);
  const seen = new Set<object>();
  const collect = (it: unknown): void => {
    if (typeof it === 'string') for (const part of partsOf(it)) found.add(part);
    if (typeof it !== 'object' || it === null || seen.has(it)) return;
    seen.add(it);
    for (const part of it instanceof Map ? [...it.keys(), ...it.values()] : Object.values(it)) collect(part);
  };
  for (const definition of [
    await town.town.service.jurisdiction(),
    builtInPapers(),
    waysOf('cn'),
    packIds().map((id) => findPackOf(MATTER, id)),
  ])
    collect(definition);
  return found;
};

const foreignIn = (texts: readonly string[], data: ReadonlySet<string>): readonly string[] =>
  texts
    .flatMap(partsOf)
    .filter((part) => !data.has(part) && !SIGNS.some((sign) => sign.test(part)))
    // A long sentence of a definition may be cut by the link of a telephone number in it.
    .filter((part) => part.length < LONG || ![...data].some((it) => it.includes(part)));
const LONG = 20;

describe('a third language', () => {
  it('is on every page, of whoever reads: what stands there is its words, or what the place says of itself', async () => {
    const data = await dataOf();
    const left = [...drawn].flatMap(([page, html]) => foreignIn(leftOf(html), data).map((part) => `${part} (${page.slice(0, 60)})`));
    expect([...new Set(left)].slice(0, 100)).toEqual([]);
    expect(drawn.size).toBeGreaterThan(1000);
    expect([...drawn.values()].filter((html) => !html.includes(`<html lang="en-XA" dir="rtl">`))).toEqual([]);
  });

  it('is on papers, whose titles an office words', async () => {
    const { readForFiler } = await import('../../features/grievances/server/read-matter.ts');
    const { makePaper } = await import('../../features/papers/server/make-paper.ts');
    const view = await readForFiler(town.town.service, town.answered);
    if (!view) throw new Error('no matter');
    const { papersOf } = await import('../../features/papers/server/read-papers.ts');
    const id = papersOf(view, 'staff').find((it) => it.kind === 'reply')?.id ?? '';
    const [paper] = (await makePaper(town.town.service, view, { id, lang: 'en-XA', reader: 'staff' })) ?? [];
    if (!paper) throw new Error('no paper');
    const { blocks, title, number, issuer, addressee, signature, foot } = paper;
    const said: string[] = [];
    const collect = (it: unknown, name = ''): void => {
      if (typeof it === 'string' && name !== 'kind') said.push(it);
      if (typeof it === 'object' && it !== null) for (const [own, part] of Object.entries(it)) collect(part, own);
    };
    collect([blocks, title, number, issuer, addressee, signature, foot]);
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => text.includes(OPEN)).length).toBeGreaterThan(10);
    // What an office words on its papers, with what is filled in, is a definition.
    const { opening, closing } = paperText(null, 'reply');
    const worded = [opening.en, closing.en].map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '.+')}$`));
    const ours = said.filter((text) => !worded.some((pattern) => pattern.test(text)));
    expect(foreignIn(ours.map(outside), await dataOf())).toEqual([]);
  });

  it('is one more link on the pages of the other two, and one more value of the API', async () => {
    const { body } = await town.app.inject({ url: '/en/follow' });
    expect(body).toContain('<a href="/follow" lang="zh-CN" hreflang="zh-CN">中文</a>');
    expect(body).toMatch(/<a href="\/en-XA\/follow" lang="en-XA" hreflang="en-XA">⟦[^<]*⟧<\/a>/);
    const payload = { kind: 'grievance', subject: '7', body: '7', lang: 'en-XA' };
    const filed = await town.app.inject({
      method: 'POST',
      url: '/api/v1/matters',
      payload,
      headers: { 'idempotency-key': 'third-language-1-abcdefgh' },
    });
    expect([filed.statusCode, filed.body.slice(0, 200)]).toEqual([201, expect.any(String)]);
    const other = { ...payload, lang: 'fr' };
    const refused = await town.app.inject({
      method: 'POST',
      url: '/api/v1/matters',
      payload: other,
      headers: { 'idempotency-key': 'third-language-2-abcdefgh', 'accept-language': 'en-XA' },
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.json<{ error: { message: string } }>().error.message).toContain(OPEN);
  });

  it('does not compile where a table is left out', () => {
    const { words, writing } = pseudoLanguage();
    const { 'portal/frame.WORDS': _, ...others } = words;
    // @ts-expect-error the words of the frame are missing
    const lacking: AddedLanguage = { writing, words: others };
    expect(Object.keys(lacking.words).length).toBe(Object.keys(words).length - 1);
  });
});

/** What the matters of the town say. */
const WRITTEN = ['7号路灯', '3周了。', '查过。', '说明。'];
/** Days as the writing's own habits have them, numbers of matters, hashes, posts, addresses of files, kinds of files, keys of the keyboard. */
const SIGNS = [
  /^(\d{1,2} )?(January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?(, \d\d:\d\d)?$/,
  /^[0-9A-HJKMNP-TV-Z]{8}$/,
  /^([\w+/=]{4} ?)+$/,
  /^(city|county|letters|housing|water)\.[a-z]+$/,
  /^(PDF|DOCX|CSV|JSON)$/,
  /^[SFLNX]$/,
  /^verify\.html$/,
];

const partsOf = (text: string): readonly string[] =>
  text
    .split(/\s*[·\n]\s*|\s{2,}|, (?=PDF|DOCX|中文|English|$)/)
    .map((it) => it.replaceAll(/^[\s().,:;]+|[\s(,:;]+$/g, ''))
    .filter((it) => /\p{L}/u.test(it));

/** All that a reader or a screen reader gets of a page: text between tags, labels and titles, without what stands in a table's brackets. */
const leftOf = (html: string): readonly string[] => {
  const shown = html.replaceAll(/<(script|style|code|pre)\b[\s\S]*?<\/\1>/g, '');
  const labels = [...shown.matchAll(/\s(?:aria-label|title|alt|placeholder)="([^"]*)"/g)].map((found) => found[1] ?? '');
  // A telephone number within a sentence is a link, so a bracket may close in a later text than it opened in.
  return [...labels.map((it) => outside(it)), outside(shown.replaceAll(/<[^>]*>/g, '\n'))];
};

/** What stands outside of all brackets, which stand in each other; each is closed. */
const outside = (text: string): string => {
  let depth = 0;
  let out = '';
  for (const sign of text) {
    if (sign === OPEN) depth += 1;
    else if (sign === CLOSE) depth -= 1;
    else if (depth === 0) out += sign;
  }
  if (depth !== 0) throw new Error(`a bracket is not closed: ${text.slice(0, 400)}`);
  return out;
};
