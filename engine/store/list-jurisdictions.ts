import type { ClientBase } from 'pg';

/**
 * The jurisdictions of a database, as the owner of its tables. The wall is forced for an owner who is no superuser, so that something has
 * to be named before anything is read: none of them. What lets the owner list them is migration 0025.
 */
export const listJurisdictions = async (client: ClientBase): Promise<readonly number[]> => {
  await client.query("select set_config('app.jurisdiction', '0', false)");
  return (await client.query<{ id: number }>('select jurisdiction as id from jurisdiction order by 1')).rows.map((row) => row.id);
};
