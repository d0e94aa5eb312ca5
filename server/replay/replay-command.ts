import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createJurisdiction, type NewDefinition, type NewJurisdiction } from '../../engine/place/create.ts';
import { openService, type Service } from '../../engine/service.ts';
import { tick } from '../../engine/log/tick.ts';
import type { Both } from '../../kernel/language/languages.ts';
import { dataOf, type Io } from '../commands/io.ts';
import { BadFile } from '../import/bad-file.ts';
import { openRows, type OpenFile } from '../import/rows.ts';
import { openInstallation, systemClock } from '../instance.ts';

export interface ReplayOptions {
  readonly map?: string;
  readonly into?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** One kind of records that are taken through the same deciders and store, in a jurisdiction of their own. */
export interface Replay<Mapping extends { readonly zone: string }, Ready, Report extends { readonly refused: readonly unknown[] }> {
  /** Where they go, unless it is said. */
  readonly into: number;
  readonly names: Both<string>;
  /** What is counted while it goes on: `hazards`. */
  readonly what: string;
  readonly readMapping: (raw: unknown) => Mapping | { readonly problem: string };
  /** The headings that the mapping names. */
  readonly columnsOf: (mapping: Mapping) => readonly string[];
  /** What has to be known before there is a jurisdiction; what it throws as `BadFile` is said. */
  readonly prepare: (mapping: Mapping, open: OpenFile) => Promise<Ready>;
  readonly place: (
    mapping: Mapping,
    ready: Ready,
  ) => { readonly offices: NewJurisdiction['offices']; readonly definitions: readonly NewDefinition[] };
  readonly take: (service: Service, mapping: Mapping, ready: Ready, told: (done: number, of: number) => void) => Promise<Report>;
  readonly print: (report: Report, io: Io) => void;
}

const TICK_MS = 600_000;

const mappingOf = (path: string | undefined): unknown => {
  if (path === undefined || !existsSync(path)) throw new BadFile('a mapping is needed: --map FILE');
  return parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
};

/** Takes a file of records: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayFile = async <Mapping extends { readonly zone: string }, Ready, Report extends { readonly refused: readonly unknown[] }>(
  replay: Replay<Mapping, Ready, Report>,
  file: string,
  options: ReplayOptions,
  io: Io,
): Promise<number> => {
  const id = Number(options.into ?? replay.into);
  try {
    if (!existsSync(file)) throw new BadFile(`there is no file ${file}`);
    if (!Number.isSafeInteger(id) || id < 2) throw new BadFile('--into: the number of a jurisdiction, from 2 on');
    const mapping = replay.readMapping(mappingOf(options.map));
    if ('problem' in mapping) throw new BadFile(mapping.problem);
    const open = await openRows(file);
    const lacking = replay.columnsOf(mapping).filter((column) => !open.header.includes(column));
    if (lacking.length > 0) throw new BadFile(`the file has no column ${lacking.join(', ')}`);
    const ready = await replay.prepare(mapping, open);
    const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
    try {
      const { pools, keys, dataDirectory } = it;
      const names = { zh: replay.names['zh-CN'], en: replay.names.en };
      const common = {
        id,
        names,
        zone: mapping.zone,
        purpose: 'import',
        deskOffice: 'records',
        pack: 'petition-2022',
        calendar: 'cn',
      } as const;
      await createJurisdiction(pools.app, keys, { ...common, ...replay.place(mapping, ready) }, systemClock());
      const service = await openService({ id, pools, keys, dataDirectory, clock: systemClock, tickMs: TICK_MS });
      const report = await replay.take(service, mapping, ready, (done, of) => io.err(`${done} of ${of} ${replay.what}`));
      await tick(service);
      if (options.json) io.out(JSON.stringify(report));
      else replay.print(report, io);
      return report.refused.length === 0 ? 0 : 1;
    } finally {
      await it.close();
    }
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    io.err(error.message);
    return 2;
  }
};
