import { Client } from 'pg';
import type { Statement } from '../../engine/store/transaction.ts';
import type { TestTown } from '../support/installation.ts';

/** A statement that was seen to run, with what it was asked. */
export interface Seen {
  readonly sql: Statement;
  readonly values: readonly unknown[];
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** A connection to the database of a town as one of the product's own roles. */
export const asRole = async (town: TestTown, role: string): Promise<Client> => {
  const reach = town.installation.reach;
  if (reach.kind !== 'socket') throw new Error('tests run on the embedded server');
  const client = new Client({ host: reach.host, port: reach.port, database: reach.database, user: `huiyin_${role}` });
  await client.connect();
  return client;
};

/** The columns of a table, in their order; of `public` where no schema is named. */
export const columnsOf = async (town: TestTown, table: string): Promise<readonly string[]> => {
  const [schema, name] = table.includes('.') ? table.split('.') : ['public', table];
  return (
    await town.superuser.query<{ name: string }>(
      'select column_name as name from information_schema.columns where table_schema = $1 and table_name = $2 order by ordinal_position',
      [schema, name],
    )
  ).rows.map((row) => row.name);
};

/** Which of these statements read which of these tables from end to end, each explained as every role that may run it; and how many plans. */
export const scansOf = async (
  town: TestTown,
  seen: Iterable<Seen>,
  growing: readonly string[],
): Promise<{ readonly scans: readonly string[]; readonly explained: number }> => {
  const scans: string[] = [];
  const clients = await Promise.all(['app', 'integrator', 'sweeper', 'relay'].map((role) => asRole(town, role)));
  let explained = 0;
  for (const { sql, values } of seen) {
    for (const client of clients) {
      await client.query("begin; set local app.jurisdiction = '1'");
      try {
        const rows = (
          await client.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(`explain (format json) ${sql.text}`, values as unknown[])
        ).rows; // pg takes a mutable array and leaves it alone
        explained += 1;
        const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
        for (const node of plan ? nodes(plan) : [])
          if (node['Node Type'] === 'Seq Scan' && growing.includes(node['Relation Name'] ?? ''))
            scans.push(`${sql.name}: ${node['Relation Name']}`);
      } catch (error) {
        // Another role's statement: that role explains it.
        if ((error as { code?: string }).code !== '42501') throw error;
      }
      await client.query('rollback');
    }
  }
  await Promise.all(clients.map((client) => client.end()));
  return { scans, explained };
};
