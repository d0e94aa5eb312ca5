import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { openInstallation, systemClock } from '../instance.ts';
import { createJurisdiction } from '../../engine/place/create.ts';
import { definitionsOf } from '../../engine/place/first-definitions.ts';
import { openService } from '../../engine/service.ts';
import { tick } from '../../engine/log/tick.ts';
import { VOCABULARIES } from '../features.ts';
import { BadFile } from '../import/bad-file.ts';
import { getPackOf } from '../../policy/load.ts';
import { openRows } from '../import/rows.ts';
import { readIncidentMapping } from '../replay/incident-rows.ts';
import { CLOCKS, incidentOffices, readIncidents, replayIncidents, type IncidentsReport } from '../replay/replay-incidents.ts';
import { dataOf, type Io } from './io.ts';

const TICK_MS = 600_000;
/** Where they go, unless it is said: beside what is served, and beside imported matters, checks and hazards. */
const INTO = 7;

const spread = ({ p50, p90, p99 }: IncidentsReport['toCall']): string => `${p50 ?? '–'} / ${p90 ?? '–'} / ${p99 ?? '–'} s`;

const print = (it: IncidentsReport, io: Io): void => {
  io.out(`${it.incidents} incidents, ${it.there} there before; ${it.units} units; ${it.refused.length} rows refused`);
  for (const { line, code } of it.refused) io.out(`  line ${line}: ${code}`);
  for (const [rule, minutes] of Object.entries(CLOCKS)) {
    const { met, late, never } = it.clocks[rule] ?? { met: 0, late: 0, never: 0 };
    io.out(`${rule} (${minutes} min): in time ${met}, late ${late}, never ${never}`);
  }
  io.out(`called out later than 5 minutes: ${it.calledAfter5}`);
  io.out(
    `units without an answer: ${it.unitsWithoutAnswer}, answered after 2 minutes: ${it.answeredAfter2}; incidents without any answer: ${it.incidentsWithoutAnswer}`,
  );
  io.out(`the engine went on calling in ${it.wentOn}`);
  io.out(`p50 / p90 / p99: to the call ${spread(it.toCall)}, to an answer ${spread(it.toAnswer)}, to the scene ${spread(it.toScene)}`);
};

const mappingOf = (path: string | undefined): unknown => {
  if (path === undefined || !existsSync(path)) throw new BadFile('a mapping is needed: --map FILE');
  return parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
};

/** `huiyin replay-incidents FILE --map MAP`: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayIncidentsCommand = async (
  file: string,
  options: { readonly map?: string; readonly into?: string; readonly data?: string; readonly json?: boolean },
  io: Io,
): Promise<number> => {
  const id = Number(options.into ?? INTO);
  try {
    if (!existsSync(file)) throw new BadFile(`there is no file ${file}`);
    if (!Number.isSafeInteger(id) || id < 2) throw new BadFile('--into: the number of a jurisdiction, from 2 on');
    const mapping = readIncidentMapping(mappingOf(options.map));
    if ('problem' in mapping) throw new BadFile(mapping.problem);
    const open = await openRows(file);
    const lacking = Object.values(mapping.columns).filter((column) => !open.header.includes(column));
    if (lacking.length > 0) throw new BadFile(`the file has no column ${lacking.join(', ')}`);
    const read = await readIncidents(open.rows(), mapping);
    const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
    try {
      await createJurisdiction(
        it.pools.app,
        it.keys,
        {
          id,
          names: { zh: '导入的接警记录', en: 'Imported calls' },
          zone: mapping.zone,
          purpose: 'import',
          offices: incidentOffices(read.units),
          deskOffice: 'records',
          definitions: definitionsOf(
            ['petition-2022', 'incident-replay'].map((pack) => getPackOf(VOCABULARIES, pack)),
            mapping.zone,
          ),
          pack: 'petition-2022',
          calendar: 'cn',
        },
        systemClock(),
      );
      const { pools, keys, dataDirectory } = it;
      const service = await openService({ id, pools, keys, dataDirectory, clock: systemClock, tickMs: TICK_MS });
      const report = await replayIncidents(service, mapping, read, (done, of) => io.err(`${done} of ${of} incidents`));
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
