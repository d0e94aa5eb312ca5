import type { Writing } from '../kernel/language/languages.ts';
import type { Tables } from './tables.ts';

/** What a folder `languages/<tag>/` gives: how the language is written, and its words for every table; one that is missing is a type error. */
export interface AddedLanguage {
  readonly writing: Writing;
  readonly words: Tables;
}

/** The languages beside the two that stand in the code: one line each (docs/how-to/languages.md). */
export const LANGUAGES: readonly AddedLanguage[] = [];
