import { firstDefinitions } from '../../engine/place/first-definitions.ts';
import { VOCABULARIES } from '../features.ts';
import type { OpenFile } from '../import/rows.ts';
import { readCheckMapping, type CheckMapping } from '../replay/check-rows.ts';
import { CHECK_OFFICES, replayChecks, type ChecksReport } from '../replay/replay-checks.ts';
import { replayFile, type Replay, type ReplayOptions } from '../replay/replay-command.ts';
import type { Io } from './io.ts';

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

/** Beside what is served, and beside imported matters. */
const CHECKS: Replay<CheckMapping, OpenFile, ChecksReport> = {
  into: 3,
  names: { 'zh-CN': '导入的检查记录', en: 'Imported inspections' },
  what: 'inspections',
  readMapping: readCheckMapping,
  columnsOf: ({ columns }) => Object.values(columns),
  prepare: async (_mapping, open) => open,
  place: () => ({
    offices: CHECK_OFFICES,
    definitions: firstDefinitions(VOCABULARIES, ['petition-2022', 'site-register', 'check-records']),
  }),
  take: (service, mapping, open, told) => replayChecks(service, mapping, open.rows(), told),
  print,
};

/** `huiyin replay-checks FILE --map MAP`: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayChecksCommand = (file: string, options: ReplayOptions, io: Io): Promise<number> => replayFile(CHECKS, file, options, io);
