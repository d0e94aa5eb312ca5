import { definitionsOf } from '../../engine/place/first-definitions.ts';
import { getPackOf } from '../../policy/load.ts';
import { VOCABULARIES } from '../features.ts';
import { readIncidentMapping, type IncidentMapping } from '../replay/incident-rows.ts';
import { CLOCKS, incidentOffices, readIncidents, replayIncidents, type IncidentsReport } from '../replay/replay-incidents.ts';
import { replayFile, type Replay, type ReplayOptions } from '../replay/replay-command.ts';
import type { Io } from './io.ts';

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

/** Beside what is served, and beside imported matters, checks and hazards. */
const INCIDENTS: Replay<IncidentMapping, Awaited<ReturnType<typeof readIncidents>>, IncidentsReport> = {
  into: 7,
  names: { 'zh-CN': '导入的接警记录', en: 'Imported calls' },
  what: 'incidents',
  readMapping: readIncidentMapping,
  columnsOf: ({ columns }) => Object.values(columns),
  prepare: (mapping, open) => readIncidents(open.rows(), mapping),
  place: ({ zone }, { units }) => ({
    offices: incidentOffices(units),
    definitions: definitionsOf(
      ['petition-2022', 'incident-replay'].map((id) => getPackOf(VOCABULARIES, id)),
      zone,
    ),
  }),
  take: replayIncidents,
  print,
};

/** `huiyin replay-incidents FILE --map MAP`: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayIncidentsCommand = (file: string, options: ReplayOptions, io: Io): Promise<number> =>
  replayFile(INCIDENTS, file, options, io);
