import type { BuiltIn } from '../../../kernel/language/languages.ts';
import type { Block } from '../domain/paper.ts';

/** One paper as a renderer draws it: every word in place, the code square as a picture. */
export interface Sheet {
  readonly issuer: string;
  readonly number: string;
  readonly title: string;
  readonly addressee: string;
  readonly blocks: readonly Block[];
  readonly signature: string;
  /** Said at the place for a seal; empty where nothing is signed. */
  readonly seal: string;
  readonly foot: readonly string[];
  /** An SVG of our own; empty where there is no address. */
  readonly qr: string;
  readonly qrText: string;
  /** Set close, to be one page on a wall. */
  readonly dense: boolean;
}

/** What goes to a renderer: one paper, or the papers of a dossier one after the other. */
export interface SheetDocument {
  readonly title: string;
  /** As which of the two it is set: their typefaces, sizes and quotation marks differ. */
  readonly lang: BuiltIn;
  /** The language of its words, for programs that read it aloud: `en-GB`. */
  readonly locale: string;
  readonly words: { readonly page: string; readonly lost: string; readonly leftOut: string; readonly leftOutNote: string };
  readonly papers: readonly Sheet[];
  /** Cards of A6, four to a sheet: site above, spot, the square and the code below it. */
  readonly cards?: true;
  /** Set across the sheet. */
  readonly wide: boolean;
  /** Seconds since 1970 that stand in the file as its making. */
  readonly madeAt: number;
}
