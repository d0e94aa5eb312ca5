import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { freezeMonths } from '../../features/figures/server/freeze-months.ts';
import { readNewestFigures } from '../../features/figures/server/figures.ts';
import { toIso } from '../../kernel/calendar/instant.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import { findPack, readPack } from '../../policy/load.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { BadFile } from '../import/bad-file.ts';
import { withOrders } from '../import/date-orders.ts';
import { importRows, type ImportCounts } from '../import/import-rows.ts';
import { look, type Look } from '../import/look.ts';
import type { DateOrder, Unread } from '../import/local-time.ts';
import { readMapping, readShape, REASONS, type Mapping, type RawMapping } from '../import/mapping.ts';
import { FIRST_OFFICES, officesOf } from '../import/offices.ts';
import { headingsBelow, openRows, type OpenFile } from '../import/rows.ts';
import { RECORDS_OFFICE } from '../import/take-record.ts';
import { openInstallation, systemClock } from '../instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { addOffices } from '../../engine/place/add-office.ts';
import { createJurisdiction, definitionHash } from '../../engine/place/create.ts';
import { definitionsOf } from '../../engine/place/first-definitions.ts';
import type { Service } from '../../engine/service.ts';
import { dataOf, IMPORTS, openServed, SERVED, type Io } from './io.ts';

export interface ImportOptions {
  readonly map?: string;
  readonly preview?: boolean;
  readonly into?: string;
  readonly refused?: string;
  readonly data?: string;
  readonly json?: boolean;
}

const EVERY_MS = 2000;
const SHIPPED = ['petition-2022', 'township-centre'];

const rawMapping = (path: string | undefined): RawMapping => {
  const raw: unknown = path === undefined ? {} : parse(readFileSync(path, 'utf8'), { maxAliasCount: 20 });
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new BadFile('the mapping is no list of settings');
  return { ...raw };
};

/** A shipped pack by its id, or a file of your own beside the mapping. */
const packOf = (mapping: Mapping, mapPath: string | undefined): Pack => {
  const own = resolve(dirname(mapPath ?? '.'), mapping.pack);
  const loaded = /\.ya?ml$/.test(mapping.pack) ? readPack(readFileSync(own, 'utf8')) : undefined;
  if (loaded && 'problems' in loaded)
    throw new BadFile(`${mapping.pack}: ${loaded.problems.map((it) => `${it.code} ${it.path}`).join(', ')} (./huiyin policy check)`);
  const pack = loaded ? loaded.pack : findPack(mapping.pack);
  if (!pack?.offered || pack.kind !== 'grievance') throw new BadFile(`pack: ${mapping.pack} is no pack that matters are filed under`);
  return pack;
};

const ORDERS: { readonly [order in DateOrder]: string } = { ymd: 'year first', mdy: 'month, day, year', dmy: 'day, month, year' };
const UNREAD: { readonly [why in Unread]: string } = {
  two_digit_year: 'its year has two digits, which may be of any century',
  order_unknown: 'the mapping says that the year stands first',
  no_day: 'a time without a day',
  no_time: 'no form of a day that is known here, or no such day',
};

/** What each column of times was read as, so that a wrong reading is seen before anything is written. */
const printTimes = (it: Look, io: Io): void => {
  for (const { column, order, read, unread } of it.times) {
    io.out(`times in ${column} (${ORDERS[order ?? 'ymd']}):`);
    for (const { raw, at } of read) io.out(`  ${short(raw)}  was read as  ${toIso(at)}`);
    for (const { raw, why } of unread) io.out(`  ${short(raw)}  was not read: ${UNREAD[why]}`);
  }
  if (it.droppedSigns > 0) io.out(`control characters left out of the words: ${it.droppedSigns}`);
};

const printSheet = ({ sheet }: OpenFile, io: Io): void => {
  if (sheet === null) return;
  const others = sheet.others.map(({ name, hidden }) => (hidden ? `${name} (hidden)` : name)).join(', ');
  io.out(`sheet ${sheet.name}${others === '' ? '' : `; not read: ${others}`}`);
};

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text).replaceAll('\n', ' ');

const printLook = (it: Look, io: Io): void => {
  io.out(`${it.rows} rows: ${it.taken} would be taken, ${it.unanswered} of them without an answer; ${it.leftOut} left out`);
  for (const [code, rows] of it.refused) io.out(`  refused, ${code}: ${rows}`);
  printTimes(it, io);
  io.out('the first rows, as they would be taken:');
  for (const row of it.first) {
    io.out(
      `  ${row.id}  filed ${toIso(row.filedAt)}  answered ${row.repliedAt === null ? '–' : toIso(row.repliedAt)}  office ${row.office ?? '–'}`,
    );
    io.out(`    ${short(row.subject)} | ${short(row.body)} | ${short(row.place)} | ${short(row.reply ?? '–')}`);
  }
  io.out('columns that are dropped:');
  for (const { column, reason } of it.dropped) io.out(`  ${column}: ${REASONS[reason]}`);
  const found = [...it.patterns].map(([name, rows]) => `${name} ${rows}`).join(', ');
  io.out(`rows whose words hold numbers or addresses of persons: ${found === '' ? 'none found' : found}`);
  if (it.patterns.size > 0)
    io.out('  words are taken as they are, and sealed; what must not be in them is to be taken out of the file before');
  for (const { column, reason } of it.forbidden) io.out(`${column} is mapped and ${REASONS[reason]}: the file is not imported like this`);
};

const asJson = (it: Look): string =>
  JSON.stringify({
    ...it,
    first: it.first.map((row) => ({
      ...row,
      filedAt: toIso(row.filedAt),
      repliedAt: row.repliedAt === null ? null : toIso(row.repliedAt),
    })),
    refused: Object.fromEntries(it.refused),
    patterns: Object.fromEntries(it.patterns),
    offices: [...it.offices],
    times: it.times.map((one) => ({ ...one, read: one.read.map(({ raw, at }) => ({ raw, at: toIso(at) })) })),
  });

/** The jurisdiction of the import, with the offices that the file names. Never the one that is served. */
const prepare = async (it: Installation, id: number, mapping: Mapping, pack: Pack, names: ReadonlySet<string>): Promise<Service> => {
  const shipped = SHIPPED.includes(mapping.pack) ? SHIPPED.flatMap((name) => findPack(name) ?? []) : [pack];
  const definitions = definitionsOf(shipped, mapping.zone);
  await createJurisdiction(
    it.pools.app,
    it.keys,
    {
      id,
      names: { zh: '导入的记录', en: 'Imported records' },
      zone: mapping.zone,
      purpose: 'import',
      offices: FIRST_OFFICES,
      deskOffice: RECORDS_OFFICE,
      definitions,
      pack: pack.id,
      calendar: pack.calendar.id,
    },
    systemClock(),
  );
  const service = await openServed(it, id);
  const now = await service.jurisdiction('fresh');
  const hash = definitionHash(pack as unknown as Json).toString('hex'); // a pack is plain JSON by its own type
  if (!now.imported || now.zone !== mapping.zone || !now.packs.has(hash))
    throw new BadFile(`jurisdiction ${id} holds records of another zone or other rules: import into another one with --into`);
  const fresh = officesOf(names).filter(({ office }) => !now.offices.has(office));
  if (fresh.length > 0) await inJurisdiction(it.pools.app, id, (tx) => addOffices(tx, fresh, systemClock()));
  await service.jurisdiction('fresh');
  return service;
};

/** One line every two seconds: rows, rate, what is left. */
const progressTo = (io: Io): ((counts: ImportCounts, part: number) => void) => {
  const since = performance.now();
  let last = since;
  return ({ rows, there, refused }, part) => {
    const now = performance.now();
    if (now - last < EVERY_MS) return;
    last = now;
    const seconds = (now - since) / 1000;
    const left = part > 0 ? Math.round((seconds / part) * (1 - part)) : 0;
    io.err(`${rows} rows, ${Math.round(rows / seconds)} a second, ${there} there before, ${refused} refused; about ${left} s left`);
  };
};

const run = async (file: string, id: number, options: ImportOptions, read: Reading, io: Io): Promise<number> => {
  const { mapping, pack, looked } = read;
  const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
  try {
    const service = await prepare(it, id, mapping, pack, looked.offices);
    const refusedPath = options.refused ?? join(it.dataDirectory, 'imports', `${mapping.source}.refused.jsonl`);
    mkdirSync(dirname(refusedPath), { recursive: true });
    writeFileSync(refusedPath, '');
    const before = await service.read((tx) => readNewestFigures(tx, 1));
    const counts = await importRows(service, pack.id, read.open, mapping, {
      row: progressTo(io),
      refused: (row) => appendFileSync(refusedPath, `${JSON.stringify(row)}\n`),
    });
    const months = await freezeMonths(service);
    if (options.json) io.out(JSON.stringify({ ...counts, months: months.length }));
    else {
      io.out(
        `${counts.rows} rows: ${counts.taken} taken, ${counts.there} there before, ${counts.leftOut} left out, ${counts.refused} refused`,
      );
      if (counts.refused > 0) io.out(`why, line by line: ${refusedPath}`);
      io.out(`figures of ${months.length} months published`);
      if (before[0] && counts.taken > 0) io.out(`figures up to ${before[0].month} were published before and do not change`);
    }
    return counts.refused === 0 ? 0 : 1;
  } finally {
    await it.close();
  }
};

interface Reading {
  readonly open: OpenFile;
  readonly mapping: Mapping;
  readonly pack: Pack;
  readonly looked: Look;
}

const readFile = async (file: string, options: ImportOptions): Promise<Reading> => {
  if (!existsSync(file)) throw new BadFile(`there is no file ${file}`);
  const guess = basename(file)
    .toLowerCase()
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-');
  const raw = { source: guess, ...rawMapping(options.map) };
  const shape = readShape(raw);
  if ('problem' in shape) throw new BadFile(shape.problem);
  const open = await openRows(file, shape);
  const mapping = readMapping(raw, open.header);
  if ('problems' in mapping) {
    const below = headingsBelow(open, (header) => !('problems' in readMapping(raw, header)));
    const hint = below === undefined ? [] : [`line ${below} fits: say headings: ${below}, if the headings stand there`];
    throw new BadFile([...mapping.problems, ...hint].join('\n'));
  }
  const ready = await withOrders(open, mapping);
  return { open, mapping: ready, pack: packOf(ready, options.map), looked: await look(open, ready, systemClock()) };
};

/** `huiyin import FILE`: exit 0 when every row was taken or left out, 1 when some were refused, 2 when it could not start. */
export const importCommand = async (file: string, options: ImportOptions, io: Io): Promise<number> => {
  const id = Number(options.into ?? IMPORTS);
  if (!Number.isSafeInteger(id) || id <= SERVED) return (io.err('--into takes a number from 2 on: records never mix with matters'), 2);
  try {
    const read = await readFile(file, options);
    if (options.preview) {
      if (options.json) io.out(asJson(read.looked));
      else {
        printSheet(read.open, io);
        printLook(read.looked, io);
      }
      return read.looked.forbidden.length > 0 ? 2 : 0;
    }
    for (const { column, reason } of read.looked.forbidden)
      io.err(`${column} is mapped and ${REASONS[reason]}: such columns are never taken`);
    if (read.looked.forbidden.length > 0) return 2;
    for (const { column, reason } of read.looked.dropped) if (reason !== 'unasked') io.err(`dropped: ${column} ${REASONS[reason]}`);
    return await run(file, id, options, read, io);
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    io.err(error.message);
    return 2;
  }
};
