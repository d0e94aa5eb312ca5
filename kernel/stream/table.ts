import type { Level } from './event.ts';

/** How a value stands in a row that is computed: as it is, bytes as hex, an instant as ISO text. */
export type ColumnKind = 'plain' | 'hex' | 'instant';

/** One table of a kind, described once: the store writes it and `reconcile` compares it by this. The jurisdiction comes before all of it. */
export interface TableSpec {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: { readonly [column: string]: ColumnKind };
  /** Columns that stay as they were first written. */
  readonly fixed: readonly string[];
  /** After which events rows may differ; absent: after any. */
  readonly changedBy?: readonly string[];
}

export interface TableRows {
  readonly spec: TableSpec;
  readonly rows: readonly { readonly [column: string]: unknown }[];
}

/** What lists ask of an entity, whatever its kind. Ids and a day, no words (G9). */
export interface ListedRow {
  /** What its kind tells its entities apart by. */
  readonly sort: string;
  readonly came_on: string;
  readonly subject: string | null;
  readonly place_code: string | null;
}

/** How far a stream is, and which office has it. */
export interface StreamRow {
  readonly level: Level;
  readonly office: string | null;
  readonly state: string;
  readonly length: number;
}

/** Which office has which part, since and until which event. */
export interface AssignmentRow {
  readonly level: Level;
  readonly office: string;
  readonly role: string;
  readonly since: number;
  readonly until: number | null;
}

/** What is owed; instants as ISO text. What time alone changes is not stored. */
export interface ObligationRow {
  readonly rule: string;
  readonly started_by: string;
  readonly level: Level;
  readonly nature: 'duty' | 'right';
  readonly owed_by: string;
  readonly owed_to: string;
  readonly office: string | null;
  readonly status: 'pending' | 'open' | 'late' | 'met' | 'met_late' | 'not_needed';
  readonly starts_at: string;
  readonly due_on: string | null;
  readonly due_at: string | null;
  readonly stops_at: string | null;
  readonly provisional: boolean;
  readonly met_by: string | null;
}

/** Every row that follows from a history: the store writes them, `reconcile` computes them again. No words, and instants as ISO text. */
export interface Rows {
  readonly listed: ListedRow;
  readonly streams: readonly StreamRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly obligations: readonly ObligationRow[];
  /** Those of the kind's own tables, in the order in which they are written. */
  readonly tables: readonly TableRows[];
}
