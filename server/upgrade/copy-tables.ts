import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { listTables } from '../archive/tables.ts';

/** A table that has gone over, the same to the byte. */
export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

/** The two databases do not hold the same: nothing was switched over. */
export class CopyDiffers extends Error {}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** Everything of a table in the order of its key, as PostgreSQL's own binary format; written by the server itself. */
const unload = async (client: Client, name: string, key: readonly string[], path: string): Promise<number> => {
  const order = key.map((column) => `"${column}"`).join(', ');
  const done = await client.query(`copy (select * from ${name} order by ${order}) to '${path}' with (format binary)`);
  return done.rowCount ?? 0;
};

/**
 * Copies every table from one database to another of the same schema, and reads each back to compare it byte for byte. `folder` is where
 * both servers may write; what lies there meanwhile is what lies in the tables: ciphertext, and keys that are wrapped. Throws `CopyDiffers`.
 */
export const copyTables = async (
  from: Client,
  to: Client,
  folder: string,
  said: (name: string) => void = () => undefined,
): Promise<readonly CopiedTable[]> => {
  const tables = [...(await listTables(from, 'public', 'all')), ...(await listTables(from, 'keystore', 'all'))];
  // Rules that triggers hold were held when the rows were written.
  await to.query("set app.restoring = 'on'");
  const copied: CopiedTable[] = [];
  for (const { name, key } of tables) {
    const [sent, read] = [join(folder, 'sent'), join(folder, 'read')];
    const rows = await unload(from, name, key, sent);
    await to.query(`copy ${name} from '${sent}' with (format binary)`);
    const back = await unload(to, name, key, read);
    const [sha256, again] = [await hashOf(sent), await hashOf(read)];
    for (const path of [sent, read]) rmSync(path);
    if (rows !== back || sha256 !== again) throw new CopyDiffers(`copy_differs: ${name} does not read back as it was written`);
    copied.push({ name, rows, sha256 });
    said(name);
  }
  await to.query('reset app.restoring');
  return copied;
};
