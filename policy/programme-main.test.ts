import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programmeIds } from './programme.ts';
import { programmeCommand } from './programme-main.ts';
import type { ProgrammeRow } from './programme-explain.ts';
import { widthOf } from './terminal.ts';

const read = (...path: readonly string[]): string => readFileSync(join(import.meta.dirname, ...path), 'utf8');
const FILES: { readonly [name: string]: string } = {
  'good.yaml': read('programmes/canteen/programme.yaml'),
  'bad.yaml': read('hostile-programmes/an-interval-of-nothing.yaml'),
  'terms.yaml': read('terms/example-county.yaml'),
  'empty.yaml': read('hostile-programmes/terms-of-an-empty-year.yaml'),
};
const run = (...args: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } => {
  const out: string[] = [];
  const err: string[] = [];
  const code = programmeCommand(args, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    read: (path) => FILES[path],
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};
const days = ['--from', '2026-11-02', '--to', '2026-11-03'];
const rows = (...args: readonly string[]): readonly ProgrammeRow[] => JSON.parse(run('explain', ...args, '--json').out);

describe('programme check', () => {
  it('says that a sound programme or sound terms are sound, with their hash', () => {
    expect(run('check', 'good.yaml').out).toMatch(/^good\.yaml: canteen version 1, 11 rules, no problem found; [0-9a-f]{64}$/);
    expect(run('check', 'terms.yaml').out).toMatch(
      /^terms\.yaml: example-county version 1, 5 terms, 9 holidays, 3 seasons, no problem found; [0-9a-f]{64}$/,
    );
    expect(JSON.parse(run('check', 'good.yaml', '--json').out)).toMatchObject({ ok: true, id: 'canteen', problems: [] });
  });

  it('names every problem by its code, its place and a sentence, in both languages', () => {
    expect(run('check', 'bad.yaml')).toMatchObject({
      code: 1,
      out: 'bad.yaml: programme.every.nothing /rules/0/every every="0 hours while open": an interval, a number or a lead time of nothing asks for nothing.',
    });
    expect(run('check', 'bad.yaml', '--lang', 'zh-CN').out).toContain('等于没有规定');
    expect(run('check', 'empty.yaml').out).toContain('terms.loaded.empty');
    expect(JSON.parse(run('check', 'bad.yaml', '--json').out)).toMatchObject({ ok: false, hash: null });
  });

  it('tells a file that is not there from one that is wrong', () => {
    expect(run('check', 'none.yaml')).toMatchObject({ code: 2, out: '' });
    for (const args of [[], ['check'], ['check', 'good.yaml', '--quiet'], ['check', 'good.yaml', '--lang', 'fr'], ['lint', 'good.yaml']])
      expect(run(...args)).toMatchObject({ code: 2, err: expect.stringContaining('usage_wrong') });
  });
});

describe('programme explain', () => {
  it('gives the windows as JSON, with these fields and no other', () => {
    const all = rows('canteen', '--site', 'canteen', ...days);
    for (const row of all)
      expect(Object.keys(row)).toEqual([
        'rule',
        'window',
        'from',
        'to',
        'first',
        'last',
        'times',
        'every',
        'owedBy',
        'owedTo',
        'clause',
        'ownRule',
        'provisional',
      ]);
    expect(all.find((row) => row.rule === 'can.sample')).toMatchObject({
      window: '2026-11-02T07-breakfast',
      from: '2026-11-01T23:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
      ownRule: false,
    });
    expect(all.filter((row) => row.rule === 'can.day').map((row) => row.window)).toEqual(['2026-11-02', '2026-11-03']);
    expect(all.filter((row) => row.rule === 'can.week').map((row) => [row.window, row.first, row.last])).toEqual([
      ['2026-W45', '2026-11-02', '2026-11-08'],
    ]);
    expect(all.some((row) => row.rule === 'can.meal')).toBe(false);
    expect(rows('canteen', '--site', 'canteen', '--facts', 'school_site', ...days).filter((row) => row.rule === 'can.meal')).toHaveLength(
      4,
    );
  });

  it('marks what is provisional, and why', () => {
    expect(rows('canteen', '--site', 'canteen', '--terms', 'none', ...days).find((row) => row.rule === 'can.day')?.provisional).toBe(
      'term_not_loaded',
    );
    const { out } = run('explain', 'canteen', '--site', 'canteen', '--terms', 'none', ...days);
    expect(out).toContain('2026-11-02                  2026-11-02  * the terms of that year are not loaded');
    expect(out).toContain('* provisional');
    expect(run('explain', 'canteen', '--site', 'canteen', '--terms', 'none', ...days, '--lang', 'zh-CN').out).toContain('* 该年学期未载入');
    expect(
      rows('special-equipment', '--site', 'lift', '--from', '2026-11-01', '--to', '2026-11-20')
        .filter((row) => row.rule === 'se.care')
        .map((row) => row.provisional),
    ).toEqual([null, 'hangs_on_record']);
    expect(
      rows('school-safety', '--site', 'school', '--terms', 'terms.yaml', ...days)
        .filter((row) => row.rule === 'school.drill.term')
        .map((row) => row.window),
    ).toEqual(['2026-2027-1']);
  });

  it('names the clause of each, what comes on an occasion, and what the site lacks', () => {
    const { out } = run('explain', 'school-bus', '--site', 'school_bus', ...days);
    expect(out).toContain('On an occasion: bus.trip (before each trip), bus.count (after each trip), bus.permit');
    expect(out).toContain('School Bus Regulation art. 20');
    expect(run('explain', 'canteen', '--site', 'canteen', ...days).out).toContain('Not here (the site has no such fact): can.meal (meal)');
    expect(run('explain', 'school-safety', '--site', 'school', '--from', '2026-11-10', '--to', '2026-11-10').out).toContain(
      'None in these days.',
    );
  });

  it.each(['zh-CN', 'en'])('is no wider than a hundred columns, for every programme and class, in %s', (lang) => {
    for (const id of programmeIds()) {
      const classes = new Set(
        [...read('programmes', id, 'programme.yaml').matchAll(/classes: \[([a-z_, ]+)\]/g)].flatMap((it) => it[1]?.split(', ') ?? []),
      );
      for (const site of classes) {
        const { code, out } = run(
          'explain',
          id,
          '--site',
          site,
          '--facts',
          'fire_key_unit,night_care,boarding,control_room',
          '--from',
          '2026-09-28',
          '--to',
          '2026-10-12',
          '--lang',
          lang,
        );
        expect([id, site, code]).toEqual([id, site, 0]);
        expect(out.split('\n').filter((line) => widthOf(line) > 100)).toEqual([]);
      }
    }
  });

  it('explains a programme of somebody’s own, from its file', () => {
    expect(rows('good.yaml', '--site', 'canteen', ...days)).toEqual(rows('canteen', '--site', 'canteen', ...days));
    expect(run('explain', 'bad.yaml', '--site', 'school', ...days)).toMatchObject({
      code: 2,
      err: expect.stringContaining('programme.every.nothing'),
    });
    expect(run('explain', 'none.yaml', '--site', 'school', ...days)).toMatchObject({
      code: 2,
      err: expect.stringContaining('file_unreadable'),
    });
  });

  it.each([
    [['nowhere', '--site', 'canteen', ...days], 'programme_unknown'],
    [['canteen', '--site', 'kitchen', ...days], 'class_unknown'],
    [['canteen', '--site', 'flat', ...days], 'nothing finer than a building'],
    [['canteen', '--site', 'canteen', '--from', '2026-02-30', '--to', '2026-03-01'], 'date_invalid'],
    [['canteen', '--site', 'canteen', '--from', '2026-03-02', '--to', '2026-03-01'], 'range_backwards'],
    [['canteen', '--site', 'canteen', '--from', '2026-01-01', '--to', '2029-01-01'], 'range_too_long'],
    [['canteen', '--site', 'canteen', '--from', '1890-01-01', '--to', '1890-01-02'], 'date_out_of_range'],
    [['canteen', '--site', 'canteen', '--facts', 'believers', ...days], 'fact_unknown'],
    [['canteen', '--site', 'canteen', '--terms', 'none.yaml', ...days], 'file_unreadable'],
    [['canteen', '--site', 'canteen', '--terms', 'empty.yaml', ...days], 'terms.loaded.empty'],
    [['canteen', '--site', 'canteen', '--lang', 'fr', ...days], 'lang_unknown'],
    [['canteen', ...days], 'usage_wrong'],
    [['canteen', 'more', '--site', 'canteen', ...days], 'usage_wrong'],
    [['canteen', '--site', 'canteen', '--person', 'x', ...days], 'usage_wrong'],
  ])('%j is answered with %s', (args, code) => {
    const answer = run('explain', ...args);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toContain(code);
  });
});
