import type { JsonObject } from '../stream/event.ts';

/** Whether a value read from JSON is an object: not null and not a list. */
export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an object has exactly these members, apart from those it may leave out. */
export const hasOnly = (value: JsonObject, needed: readonly string[], optional: readonly string[] = []): boolean => {
  const names = Object.keys(value);
  return needed.every((name) => Object.hasOwn(value, name)) && names.every((name) => needed.includes(name) || optional.includes(name));
};

/** Whether a value is a whole number from `least` to `most`. */
export const isWholeNumber = (value: unknown, least = 0, most = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

/** A list with `least` to `most` parts, each of them read; undefined when it is none, or one of them is not what is read. */
export const readList = <Part>(
  value: unknown,
  read: (part: unknown) => Part | undefined,
  most: number,
  least = 0,
): readonly Part[] | undefined => {
  if (!Array.isArray(value) || value.length < least || value.length > most) return undefined;
  const parts = value.map((part: unknown) => read(part)).filter((part) => part !== undefined);
  return parts.length === value.length ? parts : undefined;
};

/** Parses JSON; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    // A parsed text is unknown until its shape is checked.
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // JSON has no undefined, so it stands for "not JSON"
  }
};
