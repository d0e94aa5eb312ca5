import { parseIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';

/** Total readings of what an event says: what is not of the shape is not there. */
export const textIn = (data: JsonObject, name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);

export const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];

export const atIn = (data: JsonObject, name: string): Instant | null => parseIso(textIn(data, name) ?? '') ?? null;
