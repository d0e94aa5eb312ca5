import { isBlank, unsafeMarkAt } from '../canonical/bounded-text.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** Longest text of one field, in Unicode code points. */
export const TEXT_MAX_CODE_POINTS = 20_000;
/** Longest one-line field (subject, place), in code points. */
export const LINE_MAX_CODE_POINTS = 200;

export type TextKind = 'line' | 'text';

// NUL and control characters other than tab and line ends (C0, DEL, C1), and line breaks where one line is asked.
const isControl = (code: number, oneLine: boolean): boolean =>
  code === 0x7f || (code >= 0x80 && code <= 0x9f) || (code < 0x20 && (oneLine ? code !== 9 : code !== 9 && code !== 10 && code !== 13));

/** Line and page breaks of word processors (VT, FF) and of mainframes (NEL). */
const BREAKS = /[\v\f\u0085]/g;
// What no keyboard types and copying brings along: C0 and C1 but for tab and line ends.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Embeddings, overrides and isolates, and tags: in a line of a list they would turn or hide what stands beside it. */
const TURNS = /[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** What a person typed or pasted, as it is kept, and how many signs that nobody types were left out of it. */
export interface ReadText {
  readonly text: string;
  readonly dropped: number;
}

/**
 * Reads what was typed into one field. Breaks of word processors become line ends, in a line they become a space; control characters, and
 * in a line the signs that turn or hide text, are left out and counted. Every letter stays as it was written.
 */
export const readText = (text: string, kind: TextKind): ReadText => {
  const broken = text.replace(BREAKS, '\n');
  const lined = kind === 'line' ? broken.replace(/[\r\n]+/g, ' ') : broken;
  const plain = lined.replace(CONTROLS, '');
  const kept = kind === 'line' ? plain.replace(TURNS, '') : plain;
  return { text: kept, dropped: lined.length - kept.length };
};

/** Checks what a person typed into one field; undefined when it can be taken as it is. */
export const checkText = (field: string, text: string, kind: TextKind, optional = false): Refusal | undefined => {
  if (!text.isWellFormed()) return refuse('field_encoding', { field });
  if (isBlank(text)) return optional ? undefined : refuse('field_empty', { field });
  let length = 0;
  for (const character of text) {
    length += 1;
    // A character of a string iteration has a code point.
    if (isControl(character.codePointAt(0)!, kind === 'line')) return refuse('field_control_character', { field, position: length });
  }
  const max = kind === 'line' ? LINE_MAX_CODE_POINTS : TEXT_MAX_CODE_POINTS;
  if (length > max) return refuse('field_too_long', { field, length, max });
  const position = unsafeMarkAt(text);
  return position === undefined ? undefined : refuse('field_marks', { field, position });
};
