import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { utils, write, type WorkSheet } from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { BadFile } from './bad-file.ts';
import { CsvReader, type Line } from './csv.ts';
import { openRows, type Row } from './rows.ts';
import { testFolder } from '../../test/support/folder.ts';

const folder = testFolder('rows');
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
const rowsOf = async (path: string): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of (await openRows(path)).rows()) rows.push(row);
  return rows;
};
const csv = (text: string, pieces = 1): readonly Line[] => {
  const reader = new CsvReader(',');
  const size = Math.max(1, Math.ceil(text.length / pieces));
  const done: Line[] = [];
  for (let at = 0; at < text.length; at += size) done.push(...reader.read(text.slice(at, at + size)));
  return [...done, ...reader.end()];
};
const cells = (text: string): readonly (readonly string[])[] => csv(text).map((it) => ('cells' in it ? it.cells : [it.fault]));

describe('CSV', () => {
  it('reads quotes, commas, doubled quotes and line ends inside them, and all three kinds of line ends', () => {
    expect(cells('a,b\r\n"x,1","say ""hi""\nthere"\nlast,\r,end')).toEqual([
      ['a', 'b'],
      ['x,1', 'say "hi"\nthere'],
      ['last', ''],
      ['', 'end'],
    ]);
  });
  it('knows each record by the line it begins on', () => {
    expect(csv('h\n"two\nlines"\n\nfour').map((it) => it.line)).toEqual([1, 2, 5]);
  });
  it('names a record whose quotes are wrong, and goes on after it', () => {
    expect(cells('a,b\n"x"y,1\nz,2')).toEqual([['a', 'b'], ['quote'], ['z', '2']]);
    expect(cells('a\n"never closed\nb\nc')).toEqual([['a'], ['quote']]);
  });
  it('a quote inside an unquoted cell is a quote', () => {
    expect(cells('5" pipe,b')).toEqual([['5" pipe', 'b']]);
  });
  it('says the same however the text is cut into pieces, and gives back what a careful writer wrote', () => {
    const cell = fc.stringMatching(/^[a,"\n\r \u706f]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, pieces) => {
          const text = rows.map((row) => row.map((it) => `"${it.replaceAll('"', '""')}"`).join(',')).join('\r\n');
          expect(csv(text, pieces)).toEqual(csv(text));
          expect(cells(text)).toEqual(rows);
        },
      ),
    );
  });
  it('a file whose first line has a million columns, or that has no end, stops with a word', async () => {
    await expect(openRows(fileOf('.csv', `${'a,'.repeat(1_000_000)}a\n1`))).rejects.toThrow(BadFile);
    const [row] = await rowsOf(fileOf('.csv', `id,body\n1,${'x'.repeat(1_100_000)}\n2,short`));
    expect(row).toEqual({ line: 2, code: 'too_large' });
  });
  it('takes a byte order mark, semicolons and tabs; refuses two columns of one name, other encodings, and cells that are too many', async () => {
    expect(await rowsOf(fileOf('.csv', '\uFEFFid;body\n1;a,b'))).toEqual([{ line: 2, fields: { id: '1', body: 'a,b' } }]);
    expect(await rowsOf(fileOf('.tsv', 'id\tbody\n1\tx\n'))).toEqual([{ line: 2, fields: { id: '1', body: 'x' } }]);
    await expect(openRows(fileOf('.csv', 'id,id\n1,2'))).rejects.toThrow(/two columns/);
    await expect(openRows(fileOf('.csv', ''))).rejects.toThrow(/empty/);
    await expect(openRows(fileOf('.txt', 'id\n1'))).rejects.toThrow(/must end/);
    await expect(rowsOf(fileOf('.csv', Buffer.concat([Buffer.from('id,body\n1,'), Buffer.from([0xb5, 0xc6])])))).rejects.toThrow(/UTF-8/);
    expect(await rowsOf(fileOf('.csv', 'id,body\n1,a,b\n2'))).toEqual([
      { line: 2, code: 'form_damaged' },
      { line: 3, fields: { id: '2', body: '' } },
    ]);
  });
});

describe('JSONL', () => {
  it('reads objects line by line, and names lines that are none', async () => {
    expect(await rowsOf(fileOf('.jsonl', '{"id":1,"body":"灯"}\n\n[]\n{"id":\n{"id":true,"body":null}'))).toEqual([
      { line: 1, fields: { id: '1', body: '灯' } },
      { line: 3, code: 'not_json' },
      { line: 4, code: 'not_json' },
      { line: 5, fields: { id: 'true', body: '' } },
    ]);
  });
  it('a line without end is refused, and the next one read', async () => {
    const found = await rowsOf(fileOf('.jsonl', `{"id":"${'x'.repeat(2_100_000)}"}\n{"id":"2"}`));
    expect(found).toEqual([
      { line: 1, code: 'too_large' },
      { line: 2, fields: { id: '2' } },
    ]);
  });
});

const book = (sheet: WorkSheet): Uint8Array =>
  new Uint8Array(write({ SheetNames: ['a'], Sheets: { a: sheet } }, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);

/** A ZIP file of one entry that says what it likes about its size. */
const zip = (name: string, content: Buffer, says: number): Buffer => {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(says, 22);
  local.writeUInt16LE(title.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(says, 24);
  entry.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + title.length, 12);
  end.writeUInt32LE(30 + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, entry, title, end]);
};

describe('XLSX', () => {
  it('reads text, numbers and days as they are, and of a formula only the value that is stored', async () => {
    const sheet = utils.aoa_to_sheet([
      ['id', 'filed_at', 'body', 'formula'],
      [7, '2026-01-02 10:00', '灯', ''],
    ]);
    sheet['B2'] = { t: 'n', v: 46_024.5, z: 'yyyy/mm/dd hh:mm' };
    sheet['D2'] = { t: 'n', v: 42, f: 'WEBSERVICE("http://127.0.0.1/")&A2' };
    expect(await rowsOf(fileOf('.xlsx', book(sheet)))).toEqual([
      { line: 2, fields: { id: '7', filed_at: '2026-01-02 12:00:00', body: '灯', formula: '42' } },
    ]);
  });
  it('what unpacks to more than memory, by its own word or against it, is refused and nothing else is harmed', async () => {
    await expect(openRows(fileOf('.xlsx', zip('xl/workbook.xml', Buffer.alloc(1000), 900_000_000)))).rejects.toThrow(/unpacks/);
    await expect(openRows(fileOf('.xlsx', zip('xl/workbook.xml', Buffer.alloc(300_000_000), 1000)))).rejects.toThrow(BadFile);
    await expect(openRows(fileOf('.xlsx', 'no sheet at all'))).rejects.toThrow(/not an XLSX/);
    await expect(openRows(fileOf('.xlsx', book(utils.aoa_to_sheet([[]]))))).rejects.toThrow(BadFile);
  });
  it('a sheet with more columns than anybody needs is refused', async () => {
    await expect(openRows(fileOf('.xlsx', book(utils.aoa_to_sheet([Array.from({ length: 1001 }, (_, i) => `c${i}`)]))))).rejects.toThrow(
      /columns/,
    );
  });
});
