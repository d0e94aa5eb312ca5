import { definitionsOf } from '../../engine/place/first-definitions.ts';
import { findPackOf, getPackOf } from '../../policy/load.ts';
import { HAZARD } from '../../features/hazards/domain/vocabulary.ts';
import { VOCABULARIES } from '../features.ts';
import { BadFile } from '../import/bad-file.ts';
import type { OpenFile } from '../import/rows.ts';
import { readHazardMapping, type HazardMapping } from '../replay/hazard-rows.ts';
import { HAZARD_OFFICES, replayHazards, type HazardsReport } from '../replay/replay-hazards.ts';
import { replayFile, type Replay, type ReplayOptions } from '../replay/replay-command.ts';
import type { Io } from './io.ts';

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

/** Beside what is served, and beside imported matters and checks. */
const HAZARDS: Replay<HazardMapping, OpenFile, HazardsReport> = {
  into: 6,
  names: { 'zh-CN': '导入的隐患记录', en: 'Imported hazards' },
  what: 'hazards',
  readMapping: readHazardMapping,
  columnsOf: ({ columns, also }) => [...Object.values(columns), ...Object.values(also)],
  prepare: async ({ pack }, open) => {
    if (!findPackOf(HAZARD, pack)) throw new BadFile(`pack: there is none of hazards that is called ${pack}`);
    return open;
  },
  place: ({ pack, zone }) => ({
    offices: HAZARD_OFFICES,
    definitions: definitionsOf(
      ['petition-2022', pack].map((id) => getPackOf(VOCABULARIES, id)),
      zone,
    ),
  }),
  take: (service, mapping, open, told) => replayHazards(service, mapping, open.rows(), told),
  print,
};

/** `huiyin replay-hazards FILE --map MAP`: exit 0 when every row was taken, 1 when some were refused, 2 when it could not start. */
export const replayHazardsCommand = (file: string, options: ReplayOptions, io: Io): Promise<number> =>
  replayFile(HAZARDS, file, options, io);
