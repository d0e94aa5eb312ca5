import { FIRST, type Lang } from '../../../../kernel/language/languages.ts';
import type { Json, JsonObject } from '../../../../kernel/stream/event.ts';
import { readFields, type GivenOf } from '../../../../kernel/stream/fields.ts';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { FILING, FILING_TEXTS } from './file.ts';

type Said = GivenOf<typeof FILING>;
type Word = Exclude<keyof typeof FILING_TEXTS, 'files'>;
type Rest = Omit<Said, Word | 'lang' | 'kind'>;

/** A filing as it is decided: its words, and beside them everything else that it says. */
export type FilingSaid = Rest & { readonly fields: JsonObject; readonly lang: Lang; readonly kind?: Said['kind'] };

const isWord = (name: string): name is Word => Object.hasOwn(FILING_TEXTS, name);

/**
 * Reads what a program or a form says of a filing, by its one description. Nothing that is described can be left behind here: all that is
 * no word goes on as it was read.
 */
export const readFiling = (given: JsonObject): FilingSaid | Refusal => {
  const read = readFields(FILING, given);
  if (isRefusal(read)) return read;
  const fields: { [name: string]: Json } = {};
  const rest: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(read)) (isWord(name) ? fields : rest)[name] = value;
  return { lang: FIRST, ...rest, fields };
};
