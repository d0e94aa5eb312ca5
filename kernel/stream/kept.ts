import type { Fields } from './fields.ts';
import type { JsonObject } from './event.ts';

/** The kept texts of a step: what the server seals for itself, a secret that a later step tells. */
export const keptFields = (fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, spec]) => (spec.kind === 'server' && spec.kept === true ? [name] : []));

/** True for a reference in `texts` that is kept: an event says so itself, so that whoever opens it needs no description of its step. Total. */
export const isKept = ({ kept }: JsonObject, field: string): boolean => Array.isArray(kept) && kept.includes(field);
