import type { ReplayOptions } from '../replay/replay-command.ts';
import type { Io } from './io.ts';

/** `huiyin replay-checks`, `replay-hazards` and `replay-incidents`: each is read in only when it is asked for. */
export const replayRecords = async (
  what: 'checks' | 'hazards' | 'incidents',
  file: string,
  options: ReplayOptions,
  io: Io,
): Promise<number> => {
  switch (what) {
    case 'checks':
      return (await import('./replay-checks.ts')).replayChecksCommand(file, options, io);
    case 'hazards':
      return (await import('./replay-hazards.ts')).replayHazardsCommand(file, options, io);
    case 'incidents':
      return (await import('./replay-incidents.ts')).replayIncidentsCommand(file, options, io);
  }
};
