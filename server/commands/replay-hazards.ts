import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { openInstallation, systemClock } from '../instance.ts';
import { createJurisdiction } from '../../engine/place/create.ts';
import { definitionsOf } from '../../engine/place/first-definitions.ts';
import { openService } from '../../engine/service.ts';
import { tick } from '../../engine/log/tick.ts';
import { VOCABULARIES } from '../features.ts';
import { BadFile } from '../import/bad-file.ts';
import { findPackOf, getPackOf } from '../../policy/load.ts';
import { HAZARD } from '../../features/hazards/domain/vocabulary.ts';
import { openRows } from '../import/rows.ts';
import { readHazardMapping } from '../replay/hazard-rows.ts';
import { HAZARD_OFFICES, replayHazards, type HazardsReport } from '../replay/replay-hazards.ts';
import { dataOf, type Io } from './io.ts';

const TICK_MS = 600_000;
/** Where they go, unless it is said: beside what is served, and beside imported matters and checks. */
const INTO = 6;

const print = (it: HazardsReport, io: Io): void => {
  io.out(`${it.hazards} hazards, ${it.there} there before; ${it.refused.length} rows refused`);
  for (const { line, code } of it.refused) io.out(`  line ${line}: ${code}`);
  const { within30, within90, within365, all } = it.mended;
  io.out(
    `mended: ${all}, within 30 days ${within30}, 90 days ${within90}, 365 days ${within365}; median ${it.medianDays ?? '–'} days; not mended: ${it.stillOpen}, looked at and not accepted: ${it.returned}`,
  );
  io.out(`late: mended after the day ${it.late.mended}, not mended and past it ${it.late.open}`);
  if (it.days.same + it.days.other > 0) io.out(`days of the records: the same ${it.days.same}, another ${it.days.other}`);
};

const mappingOf = (path: string | undefined): unknown => {
  if (path === undefined || !existsSync(path)) throw new BadFile('a mapping is needed: --map FILE');
  return parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
};

/** `huiyin replay-hazards FILE --map MAP`: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayHazardsCommand = async (
  file: string,
  options: { readonly map?: string; readonly into?: string; readonly data?: string; readonly json?: boolean },
  io: Io,
): Promise<number> => {
  const id = Number(options.into ?? INTO);
  try {
    if (!existsSync(file)) throw new BadFile(`there is no file ${file}`);
    if (!Number.isSafeInteger(id) || id < 2) throw new BadFile('--into: the number of a jurisdiction, from 2 on');
    const mapping = readHazardMapping(mappingOf(options.map));
    if ('problem' in mapping) throw new BadFile(mapping.problem);
    if (!findPackOf(HAZARD, mapping.pack)) throw new BadFile(`pack: there is none of hazards that is called ${mapping.pack}`);
    const open = await openRows(file);
    const lacking = [...Object.values(mapping.columns), ...Object.values(mapping.also)].filter((column) => !open.header.includes(column));
    if (lacking.length > 0) throw new BadFile(`the file has no column ${lacking.join(', ')}`);
    const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
    try {
      await createJurisdiction(
        it.pools.app,
        it.keys,
        {
          id,
          names: { zh: '导入的隐患记录', en: 'Imported hazards' },
          zone: mapping.zone,
          purpose: 'import',
          offices: HAZARD_OFFICES,
          deskOffice: 'records',
          definitions: definitionsOf(
            ['petition-2022', mapping.pack].map((pack) => getPackOf(VOCABULARIES, pack)),
            mapping.zone,
          ),
          pack: 'petition-2022',
          calendar: 'cn',
        },
        systemClock(),
      );
      const { pools, keys, dataDirectory } = it;
      const service = await openService({ id, pools, keys, dataDirectory, clock: systemClock, tickMs: TICK_MS });
      const report = await replayHazards(service, mapping, open.rows(), (done, of) => io.err(`${done} of ${of} hazards`));
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
