import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder for one test, below that of the run, which removes what is left in it. The account of the database may cross it: else root
 * would keep the cluster elsewhere, where it outlives the folder (docs/adr/0007).
 */
export const testFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `huiyin-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
};
