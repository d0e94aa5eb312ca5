import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { openInstallation, systemClock } from '../instance.ts';
import { createJurisdiction } from '../../engine/place/create.ts';
import { firstDefinitions } from '../../engine/place/first-definitions.ts';
import { openService } from '../../engine/service.ts';
import { tick } from '../../engine/log/tick.ts';
import { VOCABULARIES } from '../features.ts';
import { BadFile } from '../import/bad-file.ts';
import { openRows } from '../import/rows.ts';
import { readCheckMapping } from '../replay/check-rows.ts';
import { CHECK_OFFICES, replayChecks, type ChecksReport } from '../replay/replay-checks.ts';
import { dataOf, type Io } from './io.ts';

const TICK_MS = 600_000;
/** Where they go, unless it is said: beside what is served, and beside imported matters. */
const INTO = 3;

const print = (it: ChecksReport, io: Io): void => {
  io.out(`${it.inspections} inspections of ${it.sites} sites, ${it.there} there before; ${it.refused.length} rows refused`);
  for (const { line, code } of it.refused) io.out(`  line ${line}: ${code}`);
  const percent = it.inspections === 0 ? 0 : Math.round((it.nil * 100) / it.inspections);
  io.out(`nothing found: ${it.nil} (${percent} %); something found: ${it.withFindings}, ${it.findings} findings`);
  const { within30, within90, within365, all } = it.corrected;
  io.out(
    `corrected: ${all}, within 30 days ${within30}, 90 days ${within90}, 365 days ${within365}; median ${it.medianDays ?? '–'} days; not corrected: ${it.stillOpen}`,
  );
  io.out(`inspections dealt with within a working day: ${it.dealtWith.inTime}, later: ${it.dealtWith.late}, not: ${it.dealtWith.not}`);
};

const mappingOf = (path: string | undefined): unknown => {
  if (path === undefined || !existsSync(path)) throw new BadFile('a mapping is needed: --map FILE');
  return parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
};

/** `huiyin replay-checks FILE --map MAP`: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayChecksCommand = async (
  file: string,
  options: { readonly map?: string; readonly into?: string; readonly data?: string; readonly json?: boolean },
  io: Io,
): Promise<number> => {
  const id = Number(options.into ?? INTO);
  try {
    if (!existsSync(file)) throw new BadFile(`there is no file ${file}`);
    if (!Number.isSafeInteger(id) || id < 2) throw new BadFile('--into: the number of a jurisdiction, from 2 on');
    const mapping = readCheckMapping(mappingOf(options.map));
    if ('problem' in mapping) throw new BadFile(mapping.problem);
    const open = await openRows(file);
    const lacking = Object.values(mapping.columns).filter((column) => !open.header.includes(column));
    if (lacking.length > 0) throw new BadFile(`the file has no column ${lacking.join(', ')}`);
    const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
    try {
      await createJurisdiction(
        it.pools.app,
        it.keys,
        {
          id,
          names: { zh: '导入的检查记录', en: 'Imported inspections' },
          zone: mapping.zone,
          purpose: 'import',
          offices: CHECK_OFFICES,
          deskOffice: 'records',
          definitions: firstDefinitions(VOCABULARIES, ['petition-2022', 'site-register', 'check-records']),
          pack: 'petition-2022',
          calendar: 'cn',
        },
        systemClock(),
      );
      const { pools, keys, dataDirectory } = it;
      const service = await openService({ id, pools, keys, dataDirectory, clock: systemClock, tickMs: TICK_MS });
      const report = await replayChecks(service, mapping, open.rows(), (done, of) => io.err(`${done} of ${of} inspections`));
      await tick(service);
      if (options.json) io.out(JSON.stringify(report));
      else print(report, io);
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
