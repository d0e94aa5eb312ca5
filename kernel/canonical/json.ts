import type { Json } from '../stream/event.ts';

/** Deeper nesting than any document of ours; keeps the recursion below every runtime's stack. */
const DEPTH_MAX = 64;

const quoted = (text: string): string => {
  // RFC 8785 3.2.2.2: a lone surrogate is an error, though ECMAScript would write it as an escape. By code points a pair is one of another kind;
  // the method for it came to browsers in 2023.
  if (/[\uD800-\uDFFF]/u.test(text)) throw new Error('canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
};

/** RFC 8785 3.2.3: names are ordered by their UTF-16 code units, which is what `<` compares. */
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const written = (value: Json, depth: number): string => {
  if (depth > DEPTH_MAX) throw new Error(`canonical JSON is nested deeper than ${DEPTH_MAX}`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`canonical JSON cannot hold ${value}`);
    // RFC 8785 3.2.2.3 takes over ECMAScript's own number writing, -0 included.
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map((item) => written(item, depth + 1)).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => byCodeUnits(a, b));
  return `{${members.map(([name, item]) => `${quoted(name)}:${written(item, depth + 1)}`).join(',')}}`;
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Writes a value as RFC 8785 (JCS) does; throws on a lone surrogate, a number JSON has not, or depth above 64. */
export const canonicalJson = (value: Json): string => written(value, 0);
