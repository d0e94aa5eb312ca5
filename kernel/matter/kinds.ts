/**
 * What anybody may file with the offices of a place: something to be put right, a proposal, a request for help, a danger in a place or a
 * thing, a dispute that somebody wants to settle, a comment on a draft that is published for that.
 */
export const OPEN_KINDS = ['grievance', 'suggestion', 'help', 'hazard_report', 'mediation', 'comment'] as const;
export type OpenKind = (typeof OPEN_KINDS)[number];
/** Kinds that go to an independent door and to no other server (G5). */
export const DOOR_KINDS = ['accusation', 'retaliation', 'child_danger'] as const;
export type DoorKind = (typeof DOOR_KINDS)[number];
/** Every kind of matter. Closed (G2). */
export const MATTER_KINDS = [...OPEN_KINDS, ...DOOR_KINDS] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** What an installation is run for: the offices of a place, records of another system, or one office outside the accused line. */
export type Purpose = 'service' | 'import' | 'door';

/** Whether matters of a kind may be filed there. A door takes no other kind: its office answers for none. */
export const isTakenBy = (purpose: Purpose, kind: string): kind is MatterKind =>
  purpose === 'door' ? DOOR_KINDS.some((it) => it === kind) : OPEN_KINDS.some((it) => it === kind);
