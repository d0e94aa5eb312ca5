import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../test/support/server-process.ts';
import type { ReplayReport } from './replay.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { testFolder } from '../../test/support/folder.ts';

const SHARED = shared('data/replied.jsonl');
const folder = testFolder('replay');
const data = join(folder, 'data');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const record = (id: unknown, more: object = {}) => ({
  id,
  filed_at: '2019-03-01T09:00:00',
  subject: '路灯',
  body: '不亮',
  replied_at: '2019-04-01 10:00:00',
  reply: '已修好。',
  ...more,
});

const LINES: readonly (readonly [line: string, code: string | null])[] = [
  [JSON.stringify(record(1)), null],
  [JSON.stringify(record('two', { replied_at: '2019-07-01T10:00:00' })), null],
  [JSON.stringify(record(3, { replied_at: null, reply: null })), null],
  ['{"id": 4,', 'not_json'],
  ['[]', 'not_json'],
  [JSON.stringify(record(5, { body: '' })), 'field_empty'],
  [JSON.stringify(record(6, { filed_at: '2019-02-30T09:00:00' })), 'field_date'],
  [JSON.stringify(record(7, { filed_at: '2999-01-01T09:00:00' })), 'date_in_future'],
  [JSON.stringify(record(8, { replied_at: '2019-02-01T09:00:00' })), 'date_before_start'],
  [JSON.stringify(record(9, { author: 'x' })), 'field_unknown'],
  [JSON.stringify(record(10, { body: `a${'\u0300'.repeat(31)}` })), 'field_marks'],
  [JSON.stringify(record(11, { body: '字'.repeat(20_001) })), 'field_too_long'],
  [JSON.stringify(record(1)), 'already_done'],
  [JSON.stringify(record(12, { reply: undefined })), 'field_empty'],
  ['', null],
];

const replay = async (
  file: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly report: ReplayReport }> => {
  const done = await runCommand(['replay', file, '--json', '--data', data, ...args]);
  // The command's documented answer.
  return { code: done.code, report: JSON.parse(done.out) as ReplayReport };
};

describe('replay: real records through the same deciders and store', () => {
  const file = join(folder, 'records.jsonl');

  it('takes the sound records, refuses the others one by one with their line and code, and reports what the records can tell', async () => {
    writeFileSync(file, LINES.map(([line]) => line).join('\n'));
    const { code, report } = await replay(file);
    expect(code).toBe(1);
    expect(report).toMatchObject({ filed: 3, replied: 2 });
    expect(report.refused.map((it) => [it.line, it.code])).toEqual(
      LINES.flatMap(([, refused], i) => (refused === null ? [] : [[i + 1, refused]])),
    );
    // 60 days from 1 March 2019 end on 30 April; the second answer came on 1 July, 62 days later.
    expect(report.duties.find((it) => it.id === 'petition.decide')).toEqual({
      id: 'petition.decide',
      met: 1,
      late: 1,
      unknown: 1,
      lateDays: { p50: 62, p90: 62, max: 62 },
    });
    expect(report.duties.filter((it) => it.id !== 'petition.decide').every((it) => it.met === 0 && it.late === 0 && it.unknown === 3)).toBe(
      true,
    );
    expect(report.note).toMatch(/^As if/);
  });

  it('a second run of the same file adds nothing and says the same', async () => {
    const first = await replay(file);
    const second = await replay(file);
    expect(second).toEqual(first);
  });

  it('needs a file it can read and a pack it knows', async () => {
    expect((await runCommand(['replay', join(folder, 'nothing.jsonl'), '--data', data])).code).toBe(2);
    expect((await runCommand(['replay', file, '--pack', 'eu-2019-1937', '--data', data])).code).toBe(2);
  });

  it.runIf(existsSync(SHARED))(
    'the shared records: every one is taken, and as many are late as the file says',
    wants('shared'),
    async () => {
      const { code, report } = await replay(SHARED);
      expect([code, report.refused]).toEqual([0, []]);
      expect(report).toMatchObject({ filed: 1365, replied: 1365 });
      expect(report.duties.find((it) => it.id === 'petition.decide')).toMatchObject({ met: 1287, late: 78, unknown: 0 });
    },
  );
});
