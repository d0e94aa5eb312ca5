import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../test/support/server-process.ts';
import { testFolder } from '../../test/support/folder.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { replayChecksCommand } from '../commands/replay-checks.ts';
import type { ChecksReport } from './replay-checks.ts';

const folder = testFolder('replay-checks');
const data = join(folder, 'data');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const MAPS = join(import.meta.dirname, '../../docs/how-to/import');
const SF = shared('data/places/sf-food-violations.csv');
const TORONTO = shared('data/places/toronto-highrise-fire.csv');

const replay = async (file: string, map: string, ...more: readonly string[]) => {
  const done = await runCommand(['replay-checks', file, '--map', map, '--json', '--data', data, ...more]);
  return { ...done, report: done.code === 2 ? undefined : (JSON.parse(done.out) as ChecksReport) }; // the command's documented answer
};

/** What the command says where it does not begin; nothing is opened for that. */
const refusedWith = async (file: string, map: string): Promise<readonly [number, string]> => {
  const said: string[] = [];
  const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) };
  return [await replayChecksCommand(file, { map, data }, io), said.join('\n')];
};

const LINES: readonly (readonly [line: string, code: string | null])[] = [
  ['place,found,corrected,violation', null],
  ['1,2016-03-01,2016-03-01,"Unclean floors"', null],
  ['1,2016-03-01,2016-03-31,No soap', null],
  ['1,2017-03-01,,', null],
  ['2,2016-03-02,,Open bin', null],
  [',2016-03-02,,Open bin', 'field_empty'],
  ['3,2016-13-02,,Open bin', 'field_date'],
  ['3,2016-03-02,soon,Open bin', 'field_date'],
  ['3,2016-03-02,2016-03-01,Open bin', 'date_before_start'],
  ['3,2999-03-02,,Open bin', 'date_in_future'],
  ['3 flat 12,2016-03-02,,Open bin', 'name_too_fine'],
  [`${'9'.repeat(60)},2016-03-02,,Open bin`, 'field_too_long'],
];

describe('inspections of another system', () => {
  it('live through the same steps, bad rows are refused one by one, and a second run adds nothing', async () => {
    const file = join(folder, 'some.csv');
    writeFileSync(file, `${LINES.map(([line]) => line).join('\n')}\n`);
    const { code, report } = await replay(file, join(MAPS, 'sf-food.yaml'));
    expect(code).toBe(1);
    expect(report).toMatchObject({ sites: 2, inspections: 3, nil: 1, withFindings: 2, findings: 3, stillOpen: 1, there: 0, medianDays: 0 });
    expect(report?.corrected).toEqual({ within30: 2, within90: 2, within365: 2, all: 2 });
    expect(report?.dealtWith).toEqual({ inTime: 0, late: 1, not: 1 });
    expect(report?.refused).toEqual(LINES.flatMap(([, refused], i) => (refused === null ? [] : [{ line: i + 1, code: refused }])));
    const again = await replay(file, join(MAPS, 'sf-food.yaml'));
    expect(again.report).toMatchObject({ inspections: 3, there: 3, dealtWith: { inTime: 0, late: 1, not: 1 } });
  });

  it('are not begun without a file, a mapping that is one, and its columns', async () => {
    const map = join(folder, 'map.yaml');
    const sound = readFileSync(join(MAPS, 'sf-food.yaml'), 'utf8');
    for (const [text, word] of [
      ['{}', 'a mapping has'],
      [sound.replace('restaurant\n', 'temple\n'), 'class: one of'],
      [sound.replace('America/Los_Angeles', 'Mars'), 'zone'],
      [`${sound}persons: name\n`, 'not known: persons'],
      [sound.replace('finding: violation', 'finding: nothing'), 'no column nothing'],
    ] as const) {
      writeFileSync(map, text);
      expect(await refusedWith(join(folder, 'some.csv'), map)).toEqual([2, expect.stringContaining(word)]);
    }
    expect(await refusedWith(join(folder, 'none.csv'), map)).toEqual([2, expect.stringContaining('no file')]);
  });
});

/** The first rows of a public file, and the same as cells: the whole of it takes a minute. */
const ROWS = 400;
const piece = (from: string, name: string): { readonly file: string; readonly rows: readonly (readonly string[])[] } => {
  const lines = readFileSync(from, 'utf8')
    .split('\n')
    .slice(0, ROWS + 1);
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return { file, rows: lines.slice(1).map((line) => line.split(',')) };
};

describe.runIf(existsSync(SF) && existsSync(TORONTO))('the public records of two cities', wants('shared'), () => {
  it('come to the figures that can be counted from their files, and a second run adds nothing', async () => {
    const toronto = piece(TORONTO, 'toronto.csv');
    const first = (await replay(toronto.file, join(MAPS, 'toronto-fire.yaml'), '--into', '4')).report;
    const visits = new Map(toronto.rows.map(([, place, , opened, , code]) => [`${place} ${opened}`, code] as const));
    expect(first).toMatchObject({ inspections: visits.size, nil: [...visits.values()].filter((code) => code === '').length, refused: [] });
    const again = (await replay(toronto.file, join(MAPS, 'toronto-fire.yaml'), '--into', '4')).report;
    expect(again).toEqual({ ...first, there: visits.size });
    const food = piece(SF, 'food.csv');
    const { report } = await replay(food.file, join(MAPS, 'sf-food.yaml'), '--into', '5');
    const early = food.rows.filter(([, found = '', corrected = '']) => corrected !== '' && corrected < found).length;
    expect(report?.refused.map((it) => it.code)).toEqual(Array.from({ length: early }, () => 'date_before_start'));
    expect(report).toMatchObject({
      findings: food.rows.length - early,
      stillOpen: food.rows.filter(([, , corrected]) => corrected === '').length,
      nil: 0,
    });
  });
});
