import { readFileSync } from 'node:fs';
import { findPack } from '../../policy/load.ts';
import { openInstallation, systemClock } from '../instance.ts';
import { createJurisdiction } from '../../engine/place/create.ts';
import { VOCABULARIES } from '../features.ts';
import { firstDefinitions } from '../../engine/place/first-definitions.ts';
import { tick } from '../../engine/log/tick.ts';
import { RECORD_ZONE } from '../replay/record.ts';
import { replay, type ReplayReport } from '../replay/replay.ts';
import { openService } from '../../engine/service.ts';
import { dataOf, IMPORTS, type Io } from './io.ts';

const PACKS = ['petition-2022', 'township-centre'];
const TICK_MS = 600_000;

const OFFICES = [
  { office: 'above', zh: '上级单位', en: 'Office above', parent: null },
  { office: 'records', zh: '原办理单位', en: 'Office of the records', parent: 'above' },
];

const days = (value: number | null): string => (value === null ? '–' : String(value));

const print = (report: ReplayReport, io: Io): void => {
  io.out(`${report.filed} filed, ${report.replied} replied, ${report.refused.length} refused`);
  for (const it of report.refused) io.out(`  line ${it.line} (id ${it.id ?? '?'}): ${it.code}`);
  io.out(`${'duty'.padEnd(32)} ${'met'.padStart(6)} ${'late'.padStart(6)} ${'unknown'.padStart(8)}   days late p50/p90/max`);
  for (const it of report.duties)
    io.out(
      `${it.id.padEnd(32)} ${String(it.met).padStart(6)} ${String(it.late).padStart(6)} ${String(it.unknown).padStart(8)}   ${days(it.lateDays.p50)}/${days(it.lateDays.p90)}/${days(it.lateDays.max)}`,
    );
  io.out(report.note);
};

const readLines = (path: string): readonly string[] | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true })
      .decode(readFileSync(path))
      .split(/\r?\n/)
      .map((line, i) => (i === 0 ? line.replace(/^\uFEFF/, '') : line));
  } catch {
    return undefined;
  }
};

/** `huiyin replay FILE`: exit 0 when every record was taken, 1 when some were refused, 2 when it could not start. */
export const replayCommand = async (
  file: string,
  options: { readonly pack: string; readonly data?: string; readonly json?: boolean },
  io: Io,
): Promise<number> => {
  const pack = findPack(options.pack);
  if (!pack?.offered || !PACKS.includes(pack.id)) return (io.err(`replay knows the packs ${PACKS.join(', ')}`), 2);
  const lines = readLines(file);
  if (!lines) return (io.err(`${file} cannot be read as UTF-8 text`), 2);
  const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
  try {
    await createJurisdiction(
      it.pools.app,
      it.keys,
      {
        id: IMPORTS,
        names: { zh: '导入的记录', en: 'Imported records' },
        zone: RECORD_ZONE,
        purpose: 'import',
        offices: OFFICES,
        deskOffice: 'records',
        definitions: firstDefinitions(VOCABULARIES, PACKS),
        pack: 'petition-2022',
        calendar: 'cn',
      },
      systemClock(),
    );
    const service = await openService({
      id: IMPORTS,
      pools: it.pools,
      keys: it.keys,
      dataDirectory: it.dataDirectory,
      clock: systemClock,
      tickMs: TICK_MS,
    });
    const report = await replay(service, pack.id, lines, (done, all) => io.err(`${done} of ${all} records`));
    await tick(service);
    if (options.json) io.out(JSON.stringify(report));
    else print(report, io);
    return report.refused.length === 0 ? 0 : 1;
  } finally {
    await it.close();
  }
};
