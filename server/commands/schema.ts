// Writes db/schema.golden.sql: what all migrations together make. `npm run schema`
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../engine/store/migrate.ts';
import { schemaText } from '../../engine/store/schema-text.ts';
import { preparePlace } from '../postgres/place.ts';
import { startPostgres } from '../postgres/supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiyin-schema-'));
const server = await startPostgres(preparePlace(folder));
try {
  const client = new Client({ ...server.connection, database: 'postgres' });
  await client.connect();
  await migrate(client);
  writeFileSync(join(import.meta.dirname, '../../db/schema.golden.sql'), await schemaText(client));
  await client.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
