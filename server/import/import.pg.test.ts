import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../test/support/server-process.ts';
import { openServed } from '../commands/io.ts';
import { openInstallation } from '../instance.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { testFolder } from '../../test/support/folder.ts';

const SHARED = shared('data');
const MAIN = join(import.meta.dirname, '../main.ts');
const EXAMPLE = join(import.meta.dirname, '../../docs/how-to/import/nyc311.map.yaml');
const folder = testFolder('import');
const data = join(folder, 'data');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ROWS = 400;
const file = join(folder, 'records.csv');
const map = join(folder, 'map.yaml');
const line = (i: number): string =>
  `${i},2024-03-0${1 + (i % 9)} 09:00,"路灯, ""不亮""",不亮 ${i},张三,13912345678,2024-03-2${i % 9} 10:00,已修好。,${i % 3 === 0 ? '水利局' : 'housing'}`;
writeFileSync(
  file,
  [
    '编号,来件时间,标题,内容,来件人,联系电话,答复时间,答复意见,承办单位',
    ...Array.from({ length: ROWS }, (_, i) => line(i)),
    `${ROWS},not a day,a,b,,,,,`,
    '5,2024-03-01,twice,b,,,,,',
    `${ROWS + 1},2024-03-01,${'长'.repeat(201)},b,,,,,`,
    `${ROWS + 2},2024-03-01,请打13912345678,b,,,,,`,
  ].join('\r\n'),
);
writeFileSync(map, 'source: test\n');

const imported = (...more: readonly string[]) => runCommand(['import', file, '--map', map, '--data', data, '--json', ...more]);

/** Rows stored in the jurisdiction of imports, and what reconcile says of it. */
const stored = async (into = 2) => {
  const it = await openInstallation(data);
  try {
    const { checked, findings } = await reconcile(await openServed(it, into));
    return { matters: checked.matters, findings };
  } finally {
    await it.close();
  }
};

describe('importing', () => {
  it('the preview shows the first rows, what is dropped and why, and what would be refused, and writes nothing', async () => {
    const { code, out } = await imported('--preview');
    expect(code).toBe(0);
    const said = JSON.parse(out) as { [name: string]: unknown };
    expect(said).toMatchObject({
      rows: ROWS + 4,
      taken: ROWS + 1,
      unanswered: 1,
      dropped: [
        { column: '来件人', reason: 'name' },
        { column: '联系电话', reason: 'phone' },
      ],
      forbidden: [],
      refused: { field_date: 1, already_done: 1, field_too_long: 1 },
      patterns: { phone: 1 },
    });
    expect(out).not.toContain('张三');
    expect(existsSync(data)).toBe(false);
    const words = await runCommand(['import', file, '--map', map, '--data', data, '--preview']);
    expect(words.out).toContain('来件人: names persons');
    expect(existsSync(data)).toBe(false);
  });

  it('killed in the middle, again and again, it goes on where it was: every row once, none twice', async () => {
    let kills = 0;
    for (let tries = 0; tries < 2; tries += 1) {
      const child = spawn(process.execPath, [MAIN, 'import', file, '--map', map, '--data', data], { stdio: ['ignore', 'ignore', 'pipe'] });
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
      // The first line of progress comes with rows in work.
      child.stderr.on('data', (text: Buffer) => {
        if (/rows,/.test(text.toString())) child.kill('SIGKILL');
      });
      if ((await ended) === 'SIGKILL') kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    const { code, out, err } = await imported();
    expect(code, err).toBe(1);
    const counts = JSON.parse(out) as { taken: number; there: number };
    expect(counts).toMatchObject({ rows: ROWS + 4, leftOut: 0, refused: 3 });
    expect(counts.taken + counts.there).toBe(ROWS + 1);
    expect(counts.there).toBeGreaterThan(0);
    process.stdout.write(`import: ${kills} kills, ${counts.there} rows were there, ${counts.taken} taken or finished after them\n`);
    expect(await stored()).toEqual({ matters: ROWS + 1, findings: [] });
    const refused = readFileSync(join(data, 'imports/test.refused.jsonl'), 'utf8').trim().split('\n');
    expect(refused.map((it) => JSON.parse(it) as object)).toEqual([
      { line: ROWS + 2, code: 'field_date', field: 'filed_at' },
      { line: ROWS + 3, code: 'already_done', field: 'id' },
      { line: ROWS + 4, code: 'field_too_long', field: 'subject' },
    ]);
  });

  it('a second run of the same file adds nothing', async () => {
    const { out } = await imported();
    expect(JSON.parse(out)).toMatchObject({ taken: 0, there: ROWS + 1, refused: 3, months: 0 });
    expect((await stored()).matters).toBe(ROWS + 1);
  });

  it('what is dropped is nowhere: no name and no number of the file is stored', async () => {
    const it = await openInstallation(data);
    const service = await openServed(it, 2);
    const offices = [...(await service.jurisdiction()).offices.keys()];
    await it.close();
    expect(offices.filter((id) => !id.startsWith('o-')).toSorted()).toEqual(['above', 'housing', 'records']);
  });

  it('never goes into the jurisdiction that is served, and never mixes zones or rules', async () => {
    expect((await imported('--into', '1')).code).toBe(2);
    const other = join(folder, 'other.yaml');
    writeFileSync(other, 'source: other\nzone: America/New_York\n');
    const { code, err } = await runCommand(['import', file, '--map', other, '--data', data]);
    expect([code, err]).toEqual([2, expect.stringContaining('--into')]);
    expect((await runCommand(['import', join(folder, 'nothing.csv'), '--data', data])).code).toBe(2);
  });

  it.runIf(existsSync(SHARED))('service requests of another country, under a pack of their own', wants('shared'), async () => {
    const { code, out } = await runCommand([
      'import',
      join(SHARED, 'nyc311.csv'),
      '--map',
      EXAMPLE,
      '--into',
      '3',
      '--data',
      data,
      '--json',
    ]);
    expect([code, JSON.parse(out)]).toEqual([0, { rows: 512, taken: 152, there: 0, leftOut: 360, refused: 0, months: 1 }]);
    expect(await stored(3)).toEqual({ matters: 152, findings: [] });
  });
});
