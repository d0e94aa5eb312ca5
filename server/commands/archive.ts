import { existsSync, readFileSync } from 'node:fs';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { eraseAgain, listErased } from '../../features/grievances/server/erased-matters.ts';
import { ArchiveFault } from '../archive/format.ts';
import { readHeadFile, restoreArchive } from '../archive/restore.ts';
import { writeArchive } from '../archive/write.ts';
import { openInstallation, systemClock } from '../instance.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { tick } from '../../engine/log/tick.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { Service } from '../../engine/service.ts';
import { dataOf, openServed, SERVED, type Io } from './io.ts';

const RECIPIENT = /^age1[a-z0-9]{40,}$/;
const SAY_MS = 1000;

/** A line a second on a terminal. */
const progress = (io: Io): ((rows: number) => void) => {
  let said = performance.now();
  return (rows) => {
    if (performance.now() - said < SAY_MS) return;
    said = performance.now();
    (io.note ?? io.err)(`${rows} rows`);
  };
};

/** `huiyin archive --to DIR --recovery age1…`: exit code 0 when both files are whole and on the disk. */
export const archiveCommand = async (
  options: { readonly to: string; readonly recovery: string; readonly data?: string },
  io: Io,
): Promise<number> => {
  if (!RECIPIENT.test(options.recovery)) return (io.err('recovery_invalid: --recovery takes what new-recovery-key prints as age1…'), 2);
  const installation = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
  try {
    const jurisdictions = await installation.jurisdictions();
    if (jurisdictions.length === 0) return (io.err('there is no jurisdiction yet: nothing to archive'), 1);
    const services = await Promise.all(jurisdictions.map((id) => openServed(installation, id)));
    const source = { installation, jurisdictions, listErased: async () => (await Promise.all(services.map(listErased))).flat() };
    const made = await writeArchive(source, { directory: options.to, recovery: options.recovery }, systemClock(), progress(io));
    io.facts?.({
      data: made.data,
      keys: made.keys,
      rows: made.rows,
      removed: made.pruned,
      jurisdictions: made.held.map((one) => ({ ...one })),
    });
    io.out(`data  ${made.data}\nkeys  ${made.keys}   (opens only with the recovery key)\n${made.rows} rows`);
    for (const { jurisdiction, rows, matters, leaves } of made.held)
      io.out(`jurisdiction ${jurisdiction}: ${rows} rows, ${matters} matters, ${leaves} leaves`);
    for (const name of made.pruned) io.out(`removed ${name}: older than 30 days`);
    return 0;
  } finally {
    await installation.close();
  }
};

/** `huiyin archive new-recovery-key`: prints a new one; it is stored nowhere. */
export const recoveryKeyCommand = async (io: Io): Promise<number> => {
  const identity = await generateIdentity();
  io.facts?.({ identity, recipient: await identityToRecipient(identity) });
  io.out('# The recovery key: on paper or a stick, away from this machine. Whoever has it and a keys archive reads everything.');
  io.out(identity);
  io.out(`# Its public part, for --recovery:\n# ${await identityToRecipient(identity)}`);
  return 0;
};

const identityOf = (path: string): string => {
  if (!existsSync(path)) throw new ArchiveFault('archive_missing', `there is no file ${path}`);
  return (
    readFileSync(path, 'utf8')
      .split('\n')
      .find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? ''
  );
};

const checkAfter = async (service: Service, io: Io): Promise<number> => {
  await tick(service);
  const { checked, findings } = await reconcile(service);
  for (const finding of findings) io.err(`${finding.code}: ${finding.where} ${finding.what}`);
  io.facts?.({ checked: { ...checked } });
  io.out(`${checked.matters} matters, ${checked.events} events, ${checked.leaves} leaves; ${findings.length} findings`);
  return findings.length;
};

/** `huiyin restore`: 0 when everything is back and agrees, 1 when something does not agree, 2 when it was refused and nothing was changed. */
export const restoreCommand = async (
  options: { readonly from: string; readonly keys: string; readonly identity: string; readonly data: string; readonly head?: string },
  io: Io,
): Promise<number> => {
  try {
    const source = { data: options.from, keys: options.keys, identity: identityOf(options.identity) };
    const url = process.env['DATABASE_URL'] || undefined;
    const heads = options.head === undefined ? {} : { [String(SERVED)]: readHeadFile(options.head) };
    let found = 0;
    const restoredLogs: JsonObject[] = [];
    (io.note ?? io.err)('checking both files');
    const place = { data: options.data, heads, ...(url === undefined ? {} : { url }) };
    const restored = await restoreArchive(source, place, systemClock(), async ({ installation, logs, keys }) => {
      for (const log of logs) {
        restoredLogs.push({ jurisdiction: log.jurisdiction, before: { ...log.before }, origin: log.origin, missing: log.missing });
        io.facts?.({ logs: restoredLogs });
        io.out(
          `jurisdiction ${log.jurisdiction}: ${log.before.size} leaves of ${log.before.origin} are back; the log goes on as ${log.origin}`,
        );
        if (log.missing > 0)
          io.err(`${log.missing} leaves that were signed before are not in the archive: what they stood for is lost, and /record says so`);
        const service = await openServed(installation, log.jurisdiction);
        const again = await eraseAgain(service, keys.erased);
        if (again > 0) io.out(`${again} matters that were erased after the data archive are erased again`);
        found += await checkAfter(service, io);
      }
    });
    await restored.installation.close();
    return found === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    io.err(`${error.code}: ${error.message}`);
    return 2;
  }
};
