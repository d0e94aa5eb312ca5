import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write, type CellObject, type WorkBook } from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { toIso } from '../../kernel/calendar/instant.ts';
import { importCommand } from '../commands/import.ts';
import { readLocalTime, whyUnread, type DateOrder } from './local-time.ts';
import { PATTERNS, reasonByName } from '../../kernel/policy/person-columns.ts';
import { openRows } from './rows.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { testFolder } from '../../test/support/folder.ts';

const INPUTS = shared('faults/inputs');
const folder = testFolder('shapes');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let files = 0;
const fileOf = (ending: string, content: string | Uint8Array): string => {
  files += 1;
  const path = join(folder, `${files}${ending}`);
  writeFileSync(path, content);
  return path;
};

/** What a preview says, and how it ends. */
const preview = async (path: string, settings = '') => {
  const said: string[] = [];
  const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) };
  const map = fileOf('.yaml', `source: test\n${settings}`);
  const code = await importCommand(path, { map, preview: true }, io);
  return { code, said: said.join('\n') };
};

const read = (text: string, order: DateOrder | null = null): string | undefined => {
  const at = readLocalTime(text, { zone: 'Asia/Shanghai', order });
  return at === undefined ? undefined : toIso(at);
};

describe('forms in which exports write a time', () => {
  it.each([
    ['2020-12-31 21:25:58+08', '2020-12-31T13:25:58.000Z'],
    ['2020-12-31 21:25:58 +0800', '2020-12-31T13:25:58.000Z'],
    ['2020-12-31T21:25:58.123456+08:00', '2020-12-31T13:25:58.000Z'],
    ['2020-12-31 13:25:58 UTC', '2020-12-31T13:25:58.000Z'],
    ['2020/10/9 下午 02:26:26', '2020-10-09T06:26:26.000Z'],
    ['2020/10/9 上午 12:05', '2020-10-08T16:05:00.000Z'],
    ['2020/10/9 2:26 PM', '2020-10-09T06:26:00.000Z'],
    ['2020年10月9日14:26', '2020-10-09T06:26:00.000Z'],
    ['2020年10月9日14时26分', '2020-10-09T06:26:00.000Z'],
    ['2020年10月9日 14时26分08秒', '2020-10-09T06:26:08.000Z'],
    ['2020年10月9日 14时', '2020-10-09T06:00:00.000Z'],
    ['2020/10/9 星期五 14:26', '2020-10-09T06:26:00.000Z'],
    ['2020-10-09 24:00:00', '2020-10-09T16:00:00.000Z'],
    ['２０２０－１０－０９ １４：２６', '2020-10-09T06:26:00.000Z'],
    ['2020-10-09\u00a014:26', '2020-10-09T06:26:00.000Z'],
    ['\u200e2020-10-09', '2020-10-08T16:00:00.000Z'],
    ['20201009', '2020-10-08T16:00:00.000Z'],
    ['20201009 14:26', '2020-10-09T06:26:00.000Z'],
    ['9-Oct-2020 14:26', '2020-10-09T06:26:00.000Z'],
    ['October 9, 2020', '2020-10-08T16:00:00.000Z'],
  ])('%s', (text, at) => {
    expect(read(text)).toBe(at);
  });

  it('are not read where they say no day that can be told, and it is said why', () => {
    expect(['9/10/20', '20-10-09', '20年10月9日', '9-Oct-20'].map((it) => [read(it, 'dmy'), whyUnread(it)])).toEqual(
      Array.from({ length: 4 }, () => [undefined, 'two_digit_year']),
    );
    expect([read('03/04/2026'), whyUnread('03/04/2026')]).toEqual([undefined, 'order_unknown']);
    expect([read('03/04/2026', 'ymd'), read('03/04/2026', 'mdy'), read('03/04/2026', 'dmy')]).toEqual([
      undefined,
      '2026-03-03T16:00:00.000Z',
      '2026-04-02T16:00:00.000Z',
    ]);
    expect([read('14:26'), whyUnread('14:26')]).toEqual([undefined, 'no_day']);
    for (const text of ['2020-10-09 24:00:01', '2020-10-09 14:60', '2020-10-09 上午 2:00 PM', '2020-10-091', '45761.5', '1', '202010090'])
      expect(read(text, 'mdy'), text).toBeUndefined();
  });
});

const DAYS = (cells: readonly string[]): string =>
  ['编号,标题,内容,来件时间', ...cells.map((cell, i) => `A${i},路灯,坏了,${cell}`)].join('\n');

describe('day and month', () => {
  it('are decided by the whole column, and the preview says what was read as what', async () => {
    const { code, said } = await preview(fileOf('.csv', DAYS(['03/04/2026 09:00', '03/13/2026 09:00'])));
    expect(code).toBe(0);
    expect(said).toContain('times in 来件时间 (month, day, year)');
    expect(said).toContain('03/04/2026 09:00  was read as  2026-03-04T01:00:00.000Z');
    expect((await preview(fileOf('.csv', DAYS(['03/04/2026', '13/03/2026'])))).said).toContain('(day, month, year)');
  });

  it('are asked for where no row tells, or rows tell differently; set, they are taken as set', async () => {
    const unclear = fileOf('.csv', DAYS(['03/04/2026', '04/05/2026']));
    expect(await preview(unclear)).toMatchObject({ code: 2, said: expect.stringMatching(/03\/04\/2026.*dates: dmy/) as string });
    expect((await preview(unclear, 'dates: dmy\n')).said).toContain('2026-04-02T16:00:00.000Z');
    const both = await preview(fileOf('.csv', DAYS(['03/13/2026', '13/03/2026'])));
    expect([both.code, both.said]).toEqual([2, expect.stringContaining('no one order')]);
    // The year is said to stand first: such a row is refused, not guessed.
    const first = await preview(unclear, 'dates: ymd\n');
    expect(first.said).toContain('refused, field_date: 2');
    expect(first.said).toContain('was not read: the mapping says that the year stands first');
  });

  it.runIf(existsSync(INPUTS))('of the file in which a letter of 1 April was answered nine months late', wants('shared'), async () => {
    const { code, said } = await preview(join(INPUTS, 'amb.csv'));
    expect(code).toBe(0);
    expect(said).toContain('A3  filed 2026-04-01T01:00:00.000Z  answered 2026-04-10T02:00:00.000Z');
  });
});

const bookOf = (cells: readonly CellObject[], more: Partial<WorkBook> = {}): Uint8Array => {
  const sheet = utils.aoa_to_sheet([['编号', '标题', '内容', '来件时间'], ...cells.map((_, i) => [`A${i}`, '路灯', '坏了'])]);
  sheet['!ref'] = `A1:D${cells.length + 1}`;
  for (const [i, cell] of cells.entries()) sheet[`D${i + 2}`] = cell;
  return new Uint8Array(write({ SheetNames: ['a'], Sheets: { a: sheet }, ...more }, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
};
const cellsOf = async (content: Uint8Array): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const row of (await openRows(fileOf('.xlsx', content))).rows())
    found.push('fields' in row ? (row.fields['来件时间'] ?? '') : row.code);
  return found;
};
const serial = (v: number, z = 'yyyy-mm-dd hh:mm'): CellObject => ({ t: 'n', v, z });

describe('days in cells of a sheet', () => {
  const CELLS: readonly (readonly [name: string, cell: CellObject, at1900: string, at1904: string])[] = [
    ['a day', serial(44_299), '2021-04-13 00:00:00', '2025-04-14 00:00:00'],
    ['a day and time', serial(44_299.5), '2021-04-13 12:00:00', '2025-04-14 12:00:00'],
    ['just before midnight', serial(44_299.999_999_9), '2021-04-13 23:59:59', '2025-04-14 23:59:59'],
    ['as words of a format', serial(44_299.5, 'yyyy"年"m"月"d"日"'), '2021-04-13 12:00:00', '2025-04-14 12:00:00'],
    ['as a time of a day', serial(44_299.5, 'h:mm'), '2021-04-13 12:00:00', '2025-04-14 12:00:00'],
    ['a time alone', serial(0.5, 'h:mm'), '12:00:00', '12:00:00'],
    ['a span', serial(25.5, '[h]:mm'), '12:00:00', '12:00:00'],
    ['the day that never was', serial(60), '1900-02-29 00:00:00', '1904-03-01 00:00:00'],
    ['before all days', serial(-5), '-5', '-5'],
    ['after all days', serial(3_000_000), '3000000', '3000000'],
    ['a number', { t: 'n', v: 44_299.5 }, '44299.5', '44299.5'],
    ['a number like a day', { t: 'n', v: 20_210_413 }, '20210413', '20210413'],
    ['text', { t: 's', v: '2021/4/13' }, '2021/4/13', '2021/4/13'],
    ['a fault', { t: 'e', v: 42 }, '', ''],
  ];

  it('are read by the calendar of the workbook; what is no day of it is no day', async () => {
    const cells = CELLS.map(([, cell]) => cell);
    expect(await cellsOf(bookOf(cells))).toEqual(CELLS.map(([, , at]) => at));
    expect(await cellsOf(bookOf(cells, { Workbook: { WBProps: { date1904: true } } }))).toEqual(CELLS.map(([, , , at]) => at));
    for (const text of ['1900-02-29 00:00:00', '12:00:00', '-5', '3000000', '44299.5']) expect(read(text), text).toBeUndefined();
  });

  it.runIf(existsSync(INPUTS))('of a workbook of the 1904 system are not four years off', wants('shared'), async () => {
    expect((await preview(join(INPUTS, 'd1904.xlsx'))).said).toContain('2025-04-14');
  });
});

describe('the shape of a table', () => {
  it('may have lines above its headings: the line is a setting, and the fault names it', async () => {
    const path = fileOf('.csv', `某县台账,,,\n单位：件,,,\n${DAYS(['2026-03-04'])}`);
    expect(await preview(path)).toMatchObject({ code: 2, said: expect.stringContaining('line 3 fits: say headings: 3') as string });
    expect((await preview(path, 'headings: 3\n')).said).toContain('1 rows: 1 would be taken');
    expect(await preview(path, 'headings: 90\n')).toMatchObject({ code: 2, said: expect.stringContaining('no line 90') as string });
    expect((await preview(path, 'headings: first\n')).said).toContain('headings: the number');
  });

  it('may say its separator, end its rows with commas, and have signs that nobody sees in its headings', async () => {
    expect((await preview(fileOf('.csv', 'sep=;\n编号;标题;内容;来件时间\nC1;路灯,坏;坏了;2026-03-04'))).said).toContain(
      '1 would be taken',
    );
    expect((await preview(fileOf('.csv', `\u200b编号\u2060,标题,\ufeff内容 ,\u00a0来件时间\nC1,路灯,坏了,2026-03-04,,,`))).said).toContain(
      '1 would be taken',
    );
    expect((await preview(fileOf('.csv', `编号,标题,内容,来件时间\nC1,路灯,坏了,2026-03-04,,x`))).said).toContain('form_damaged: 1');
    expect((await preview(fileOf('.jsonl', '{"\u200b编号":"1","标题":"a","内容":"b","来件时间":"2026-03-04"}'))).said).toContain(
      '1 would be taken',
    );
  });

  it('is on the first sheet that is not hidden, or on the one that is named, and the preview says which', async () => {
    const [a, b] = [
      utils.aoa_to_sheet([['x'], ['1']]),
      utils.aoa_to_sheet([
        ['编号', '标题', '内容', '来件时间'],
        ['1', 'a', 'b', '2026-03-04'],
      ]),
    ];
    const book = {
      SheetNames: ['_cfg', '数据'],
      Sheets: { _cfg: a, 数据: b },
      Workbook: {
        Sheets: [
          { name: '_cfg', Hidden: 1 as const },
          { name: '数据', Hidden: 0 as const },
        ],
      },
    };
    const path = fileOf('.xlsx', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
    const { said } = await preview(path);
    expect(said).toContain('sheet 数据; not read: _cfg (hidden)');
    expect(said).toContain('1 would be taken');
    expect((await preview(path, 'sheet: _cfg\n')).said).toContain('columns.id');
    expect((await preview(path, 'sheet: 没有\n')).said).toContain('has no sheet 没有');
    expect((await preview(fileOf('.csv', DAYS(['2026-03-04'])), 'sheet: a\n')).said).toContain('only an .xlsx file');
  });

  it.runIf(existsSync(INPUTS))('of the files that were refused with a misleading reason', wants('shared'), async () => {
    for (const name of ['hidden.xlsx', 'sep.csv', 'trail.csv', 'ctl.csv'])
      expect((await preview(join(INPUTS, name))).said, name).toMatch(/[1-9]\d* would be taken/);
    expect((await preview(join(INPUTS, 'title.xlsx'))).said).toContain('say headings: 3');
  });
});

describe('signs that nobody types', () => {
  it('are line ends where they break, left out where they do not, and said once', async () => {
    const { said } = await preview(
      fileOf('.csv', DAYS(['2026-03-04']).replace('坏了', '"一\u000b二\u000c三\u0085四\u0003五\u0000六\u001f"')),
    );
    expect(said).toContain('一 二 三 四五六');
    expect(said).toContain('control characters left out of the words: 3');
  });
});

describe('what import looks for in words', () => {
  // Before it was bounded, 40,000 letters took four seconds and 100,000 half a minute: the runner's own limit is the measure.
  it('grows with the words and not with their square', () => {
    const SIGNS = ['a', '1', '.', '@', 'a@', 'a.', '-', ' ', '年', '1/', '13', '\u0301', 'first ', '+', '上午', '(周'];
    for (const sign of SIGNS) {
      const cell = sign.repeat(100_000 / sign.length);
      for (const pattern of Object.values(PATTERNS)) expect(typeof pattern.test(cell)).toBe('boolean');
      expect(readLocalTime(cell, { zone: 'Asia/Shanghai', order: 'dmy' })).toBeUndefined();
      expect(typeof whyUnread(cell)).toBe('string');
      expect(['string', 'undefined']).toContain(typeof reasonByName(cell));
    }
    expect(PATTERNS.mail.test(`${'a'.repeat(100)}@example.org`)).toBe(true);
  });
});
