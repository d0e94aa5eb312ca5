import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** The ways in which a text may lie in a file: three alignments of base64, both orders of UTF-16, hexadecimal. */
export const formsOf = (text: string): readonly Buffer[] => {
  const utf8 = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, Math.floor((shift + utf8.length) / 3) * 4);
  });
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    ...base64.flatMap((it) => [Buffer.from(it), Buffer.from(it.replaceAll('+', '-').replaceAll('/', '_'))]),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(utf8.toString('hex').toUpperCase()),
  ];
};

/** What a search has looked at, and what it found. */
export interface Search {
  files: number;
  tables: number;
  bytes: number;
  readonly hits: string[];
}

/** Looks for each form in some bytes. */
export const look = (search: Search, where: string, bytes: Buffer, forms: readonly Buffer[]): void => {
  search.bytes += bytes.length;
  for (const form of forms) {
    const found = bytes.indexOf(form);
    if (found >= 0) search.hits.push(`${where} at ${found}`);
  }
};

/** Every file below a folder. */
export const filesBelow = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Each row of each table as text, and each of its byte strings as bytes. */
export const searchTables = async (superuser: Client, search: Search, forms: readonly Buffer[]): Promise<void> => {
  const tables = await superuser.query<{ name: string }>(
    "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm') and n.nspname in ('public', 'keystore')",
  );
  for (const { name } of tables.rows) {
    search.tables += 1;
    const { rows } = await superuser.query<{ line: string }>(`select t::text as line from ${name} t`);
    const lines = rows.map((row) => row.line);
    look(search, `table ${name}`, Buffer.from(lines.join('\n')), forms);
    const bytes = lines.flatMap((line) => [...line.matchAll(/\\x([\da-f]+)/g)].map((match) => Buffer.from(match[1] ?? '', 'hex')));
    look(search, `bytes of table ${name}`, Buffer.concat(bytes.flatMap((it) => [it, Buffer.of(0)])), forms);
  }
};
