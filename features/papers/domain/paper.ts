import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Lang } from '../../../kernel/language/languages.ts';
import type { PaperKind } from '../../../kernel/policy/papers.ts';

/** One part of a paper. Words are plain text: a renderer may lay them out and never reads them as anything else. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A label in small, what it is about below it. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, text: string])[] }
  | {
      readonly kind: 'table';
      /** Parts of the width that the columns take. */
      readonly widths: readonly number[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** A paper as plain data: what both renderers draw. It has no field for a name (G13). */
export interface Paper {
  /** A kind of paper of matters, a sheet for a wall, a card of A6, of which four are cut from a sheet, or what another kind of entity gives. */
  readonly kind: PaperKind | 'poster' | 'log_poster' | 'card' | 'other';
  readonly lang: Lang;
  readonly title: string;
  /** Its number; empty where it has none. */
  readonly number: string;
  /** The office that gives it. */
  readonly issuer: string;
  /** "The holder of receipt …"; empty for a paper to nobody in particular. */
  readonly addressee: string;
  /** The day it was given; null for one that is not given to anybody. */
  readonly day: PlainDate | null;
  readonly signature: string;
  readonly blocks: readonly Block[];
  readonly foot: readonly string[];
  /** Below the site's address: where the leaf of its step is looked up, or the site itself; empty where there is none. */
  readonly path: string;
  /** The moment that stands in the file as its making, so that the same paper is the same bytes. */
  readonly madeAt: Instant;
  /** Set across the sheet, for tables that hang on a wall. */
  readonly isWide?: true;
}

/** What a paper says in the reader's language; offices, days and choices come in as words. */
export interface Say {
  readonly lang: Lang;
  readonly day: (date: PlainDate) => string;
  readonly within: (within: string) => string;
  readonly office: (id: string | null) => string;
  /** A closed choice of a step (`outcome`, `door`) in words. */
  readonly choice: (field: string, value: string) => string;
}
