import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testFolder } from '../../test/support/folder.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { replayHazardsCommand } from '../commands/replay-hazards.ts';
import type { HazardsReport } from './replay-hazards.ts';

const folder = testFolder('replay-hazards');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const data = join(folder, 'data');
const MAPS = join(import.meta.dirname, '../../docs/how-to/import');
const HPD = shared('data/places/nyc-hpd-violations.csv');

const replay = async (file: string, map: string, into: string) => {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await replayHazardsCommand(file, { map, into, data, json: true }, io);
  return { code, err, report: out[0] === undefined ? undefined : (JSON.parse(out[0]) as HazardsReport) };
};

const LINES: readonly (readonly [line: string, code: string | null])[] = [
  ['violation,building,class,inspected,notice_issued,correct_by,status,status_date,text', null],
  ['1,7,B,2013-10-09,2013-10-11,2013-11-15,VIOLATION CLOSED,2013-11-10,no light', null],
  ['2,7,B,2013-10-09,2013-10-11,2013-11-15,VIOLATION CLOSED,2013-12-10,no light in the hall', null],
  ['3,7,A,2013-10-09,2013-10-11,2014-01-14,VIOLATION CLOSED,2014-01-20,peeling paint', null],
  ['4,8,C,2013-10-09,2013-10-11,2013-10-12,INVALID CERTIFICATION,2013-10-30,no heat', null],
  ['5,8,C,2013-10-09,2013-10-11,,NOV SENT OUT,2013-10-11,no heat', null],
  ['6,,C,2013-10-09,2013-10-11,,NOV SENT OUT,2013-10-11,no heat', 'field_empty'],
  ['7,9,C,2013-10-09,soon,,NOV SENT OUT,2013-10-11,no heat', 'field_date'],
  ['8,9,C,2013-10-09,2013-10-11,,VIOLATION CLOSED,2013-10-01,no heat', 'date_before_start'],
  ['9,9,C,2999-10-09,2013-10-11,,NOV SENT OUT,,no heat', 'date_in_future'],
];

describe('findings of another system, from finding to closing', () => {
  it('live through the same steps by their own clocks; bad rows are refused one by one; a second run adds nothing', async () => {
    const file = join(folder, 'some.csv');
    writeFileSync(file, `${LINES.map(([line]) => line).join('\n')}\n`);
    const map = join(MAPS, 'nyc-hpd-hazards.yaml');
    const { code, report } = await replay(file, map, '6');
    expect(code).toBe(1);
    expect(report).toMatchObject({
      hazards: 5,
      mended: { within30: 0, within90: 2, within365: 3, all: 3 },
      medianDays: 62,
      returned: 1,
      stillOpen: 2,
      late: { mended: 2, open: 2 },
      days: { same: 3, other: 1 },
      there: 0,
    });
    expect(report?.refused).toEqual(LINES.flatMap(([, refused], i) => (refused === null ? [] : [{ line: i + 1, code: refused }])));
    expect((await replay(file, map, '6')).report).toEqual({ ...report, there: 5 });
  });

  it('are not begun by a mapping that is none, or under a pack that is of no hazards', async () => {
    const map = join(folder, 'map.yaml');
    const sound = readFileSync(join(MAPS, 'nyc-hpd-hazards.yaml'), 'utf8');
    for (const [text, word] of [
      [sound.replace('pack: hpd-ny', 'pack: petition-2022'), 'none of hazards'],
      [sound.replace('days: 30', 'days: 0'), 'days'],
      [sound.replace('A: none', 'A: worst'), 'grades'],
      [sound.replace('status: status', 'owner: status'), 'also'],
      [sound.replace('due: correct_by', 'due: nothing'), 'no column nothing'],
    ] as const) {
      writeFileSync(map, text);
      const { code, err } = await replay(join(folder, 'some.csv'), map, '6');
      expect([code, err.join()]).toEqual([2, expect.stringContaining(word)]);
    }
  });

  it.runIf(existsSync(HPD))(
    'of New York come to the days of the records for most, and are late as the records say',
    wants('shared'),
    async () => {
      const { report } = await replay(HPD, join(MAPS, 'nyc-hpd-hazards.yaml'), '7');
      const rows = readFileSync(HPD, 'utf8').trim().split('\n').length - 1;
      expect(report).toMatchObject({ hazards: rows, refused: [], days: { same: 44, other: 6 } });
      expect(report?.mended.all).toBe(37);
    },
  );
});
