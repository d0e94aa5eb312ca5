import { parseUtf8 } from '../../kernel/canonical/utf8.ts';

/** What a file that should hold text turned out to be. */
export type TextFile = { readonly text: string } | 'utf16';

/** Whether bytes are UTF-16, which some editors call "Unicode": by its mark, or by the zero beside the first letter of ASCII. */
const isUtf16 = (bytes: Uint8Array): boolean => {
  const [a = 1, b = 1] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (bytes.length > 1 && (a === 0) !== (b === 0));
};

/** The text of a file, without the mark that some editors put before it. Bytes that are no text are an empty one: no bundle, no policy. */
export const textOfFile = (bytes: Uint8Array): TextFile =>
  isUtf16(bytes) ? 'utf16' : { text: (parseUtf8(bytes) ?? '').replace(/^\ufeff/, '') };

/** A policy as an editor may have saved it: the format has line feeds only (c2sp.org/tlog-policy), Notepad writes others. */
export const policyAsSaved = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
