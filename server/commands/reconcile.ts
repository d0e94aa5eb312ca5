import { openInstallation } from '../instance.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { dataOf, openServed, type Io } from './io.ts';

/** `huiyin reconcile`: exit 0 when everything agrees, 1 when something does not. Runs beside a server, too. */
export const reconcileCommand = async (options: { readonly data?: string; readonly json?: boolean }, io: Io): Promise<number> => {
  const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
  try {
    const service = await openServed(it);
    const { checked, findings } = await reconcile(service);
    if (options.json) io.out(JSON.stringify({ checked, findings }));
    else {
      for (const finding of findings) io.out(`${finding.code.padEnd(22)} ${finding.where}: ${finding.what}`);
      io.out(
        `${checked.matters} matters, ${checked.events} events, ${checked.blobs} texts, ${checked.leaves} leaves, ${checked.definitions} definitions: ${findings.length === 0 ? 'everything agrees' : `${findings.length} findings`}`,
      );
    }
    return findings.length === 0 ? 0 : 1;
  } finally {
    await it.close();
  }
};
