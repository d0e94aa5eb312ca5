import type { ClientBase } from 'pg';

// Each statement gives one column `line`, in the order in which it is written.
const SCHEMAS = `n.nspname in ('public', 'keystore')`;
const PARTS: readonly (readonly [title: string, sql: string])[] = [
  [
    'tables',
    `select format('%s.%s: %s %s%s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when d.adbin is null then '' when a.attgenerated <> '' then ' generated as ' || pg_get_expr(d.adbin, d.adrelid) else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
        case a.attidentity when 'a' then ' identity always' when 'd' then ' identity' else '' end) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relkind = 'r' and ${SCHEMAS} order by n.nspname, c.relname, a.attname`,
  ],
  [
    'constraints',
    `select format('%s.%s: %s', n.nspname, c.relname, pg_get_constraintdef(k.oid)) as line
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where ${SCHEMAS} and k.contype <> 'n' order by 1`,
  ],
  [
    'indexes',
    `select format('%s', pg_get_indexdef(i.indexrelid)) as line
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where ${SCHEMAS} and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`,
  ],
  [
    'walls',
    `select format('%s.%s:%s%s', n.nspname, c.relname, case when c.relrowsecurity then ' walled' else '' end, case when c.relforcerowsecurity then ' for its owner, too' else '' end)
        || coalesce((select string_agg(format('; %s for %s using (%s) with check (%s)', p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), '' order by p.polname) from pg_policy p where p.polrelid = c.oid), '') as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${SCHEMAS} order by 1`,
  ],
  [
    'rights',
    `select format('%s.%s: %s may %s', n.nspname, c.relname, r.rolname, string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
      where ${SCHEMAS} and g.grantee <> c.relowner and c.relkind in ('r', 'S', 'v') group by n.nspname, c.relname, r.rolname order by 1`,
  ],
  [
    'rights to columns',
    `select format('%s.%s.%s: %s may %s', n.nspname, c.relname, a.attname, r.rolname, string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
      where ${SCHEMAS} group by n.nspname, c.relname, a.attname, r.rolname order by 1`,
  ],
  [
    'functions and triggers',
    `select pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${SCHEMAS}
      union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where ${SCHEMAS} and not t.tgisinternal order by 1`,
  ],
];

/** What a migrated database is, as text that is the same on every machine: tables, constraints, indexes, walls, rights, functions. */
export const schemaText = async (client: ClientBase): Promise<string> => {
  const parts: string[] = [];
  for (const [title, sql] of PARTS) {
    const { rows } = await client.query<{ line: string }>(sql);
    parts.push(`-- ${title}\n${rows.map((row) => row.line.trimEnd()).join('\n')}\n`);
  }
  return parts.join('\n');
};
