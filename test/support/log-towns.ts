import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { newEpochOf } from '../../server/commands/log/log-epoch.ts';
import { speaking, type Io } from '../../server/commands/io.ts';
import { openService, type Service } from '../../engine/service.ts';
import type { TestTown } from './installation.ts';

/** Files an ordinary matter. */
export const fileIn = async (service: Service): Promise<FilingAnswer> => {
  const filed = await fileMatter(service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed;
};

/** What a command says with `--json`, and its exit code. */
export const factsOf = async (work: (io: Io) => Promise<number>): Promise<{ readonly [fact: string]: unknown }> => {
  let said = '';
  const code = await speaking(true, { out: (line) => void (said += line), err: () => undefined }, work);
  return { ...(JSON.parse(said) as object), code }; // one object, by `speaking`
};

/** The service of a town opened again, as after a restart. */
export const reopen = ({ installation: { pools, keys, dataDirectory }, now }: TestTown): Promise<Service> =>
  openService({ id: 1, pools, keys, dataDirectory, clock: now, tickMs: 1000 });

/** `huiyin log new-epoch` in a town. */
export const newEpochIn = (town: TestTown, reason: string) =>
  factsOf((io) => newEpochOf(town.installation, () => reopen(town), { reason }, io));
