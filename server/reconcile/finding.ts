/** Something that is not as it should be: a stable code, and where. Never words of a filer. */
export interface Finding {
  readonly code:
    | 'event_unreadable'
    | 'event_column'
    | 'event_gap'
    | 'event_chain'
    | 'event_leaf'
    | 'event_not_in_log'
    | 'event_definition'
    | 'matter_without_filing'
    | 'matter_without_keys'
    | 'key_changed'
    | 'key_missing'
    | 'key_unknown'
    | 'blob_missing'
    | 'blob_changed'
    | 'blob_unknown'
    | 'projection'
    | 'seal'
    | 'access'
    | 'relay'
    | 'call'
    | 'joint'
    | 'client'
    | 'paper'
    | 'figures'
    | 'definition_changed'
    | 'definition_unpublished'
    | 'definition_too_early'
    | 'public_event'
    | 'leaf_hash'
    | 'leaf_gap'
    | 'leaf_unknown'
    | 'queue_unknown'
    | 'queue_overdue'
    | 'log_root'
    | 'log_size'
    | 'log_standing'
    | 'checkpoint'
    | 'cosignature'
    | 'tile'
    | 'head';
  /** Table and key, for example `event K7QM4X2D.0/2`. */
  readonly where: string;
  /** The column, or what was compared. */
  readonly what: string;
}
