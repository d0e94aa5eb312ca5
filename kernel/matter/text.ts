import { refuse, type Refusal } from '../refusal.ts';

/** Longest text of one field, in Unicode code points. */
export const TEXT_MAX_CODE_POINTS = 20_000;
/** Longest one-line field (subject, place), in code points. */
export const LINE_MAX_CODE_POINTS = 200;

// NUL and control characters other than tab and line ends (C0, DEL, C1), and line breaks where one line is asked.
const isControl = (code: number, oneLine: boolean): boolean =>
  code === 0x7f || (code >= 0x80 && code <= 0x9f) || (code < 0x20 && (oneLine ? code !== 9 : code !== 9 && code !== 10 && code !== 13));

/** Checks what a person typed into one field; undefined when it can be taken as it is. */
export const checkText = (field: string, text: string, kind: 'line' | 'text', optional = false): Refusal | undefined => {
  if (!text.isWellFormed()) return refuse('field_encoding', { field });
  if (text.trim() === '') return optional ? undefined : refuse('field_empty', { field });
  let length = 0;
  for (const character of text) {
    length += 1;
    // A character of a string iteration has a code point.
    if (isControl(character.codePointAt(0)!, kind === 'line')) return refuse('field_control_character', { field, position: length });
  }
  const max = kind === 'line' ? LINE_MAX_CODE_POINTS : TEXT_MAX_CODE_POINTS;
  return length > max ? refuse('field_too_long', { field, length, max }) : undefined;
};
