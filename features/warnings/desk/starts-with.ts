import { AREAS_MAX } from '../domain/vocabulary.ts';
import type { WarningState } from '../domain/state.ts';

/** What the form of an adjustment begins with: what holds, but for its end and its source, which have to be said anew. */
export const startsWith = (verb: string, { content }: WarningState): { readonly [name: string]: string } => {
  if (verb !== 'adjust_warning' || content === null) return {};
  const numbered = (field: string, ids: readonly string[]) => ids.slice(0, AREAS_MAX).map((id, i) => [`${field}${i + 1}`, id] as const);
  return {
    level: content.level,
    ...Object.fromEntries([...numbered('place', content.places), ...numbered('office', content.offices)]),
    caution: content.words.caution,
    measures: content.words.measures,
    ...(content.english === null ? {} : { caution_english: content.english.caution, measures_english: content.english.measures }),
  };
};
