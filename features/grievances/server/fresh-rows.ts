import type { TableRows, TableSpec } from '../../../kernel/stream/table.ts';
import type { FreshBox } from './seal/seal-filing.ts';

const once = (name: string, columns: TableSpec['columns']): TableSpec => ({
  name,
  key: ['matter'],
  columns: { matter: 'plain', ...columns },
  fixed: Object.keys(columns),
});

const IMPORT_KEY = once('import_key', { key: 'plain' });
const SEALED_BOX = once('sealed_box', { custodians: 'hex', box: 'plain', checks: 'plain' });
const BOX_SHARE = once('keystore.box_share', { shares: 'plain' });
const RELAY_BOX = once('keystore.relay_box', { sealed: 'plain' });

/** What only a new matter has: the key of the record it was imported from, the sealed box of its name, and where its filer is told. */
export const freshRows = (
  matter: string,
  it: { readonly importKey: Uint8Array | null; readonly sealed: FreshBox | null; readonly relay: Uint8Array | null },
): readonly TableRows[] => [
  { spec: IMPORT_KEY, rows: it.importKey === null ? [] : [{ matter, key: it.importKey }] },
  { spec: SEALED_BOX, rows: it.sealed === null ? [] : [{ ...it.sealed, matter }] },
  { spec: BOX_SHARE, rows: it.sealed === null ? [] : [{ ...it.sealed, matter }] },
  { spec: RELAY_BOX, rows: it.relay === null ? [] : [{ matter, sealed: it.relay }] },
];
