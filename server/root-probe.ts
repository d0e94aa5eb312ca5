// Run as the account that is to serve, before root is left: can it read the program and its packages, and does the database let it in?
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

const ROOT = join(import.meta.dirname, '..');
try {
  const url = readFileSync(0, 'utf8');
  for (const path of ['server/main.ts', 'portal/huiyin.css', 'db/roles.sql', 'node_modules/pg/package.json'])
    accessSync(join(ROOT, path), constants.R_OK);
  if (url !== '') {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 20_000 });
    await client.connect();
    await client.query('select 1');
    await client.end();
  }
} catch (error) {
  process.stdout.write(error instanceof Error ? error.message : 'it cannot');
  process.exitCode = 1;
}
