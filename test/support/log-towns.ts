import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { newEpochOf } from '../../server/commands/log-epoch.ts';
import { speaking, type Io } from '../../server/commands/io.ts';
import { openService, type Service } from '../../server/service.ts';
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

/** Some bytes by path, as a static host would serve them. */
export const serveBytes = async (
  read: (path: string) => Uint8Array | undefined,
): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    const bytes = read((request.url ?? '/').slice(1));
    if (bytes) response.end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }; // listens on TCP
};
