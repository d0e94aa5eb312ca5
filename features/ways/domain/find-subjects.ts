import { foldForms } from '../../../kernel/canonical/bounded-text.ts';
import type { Subject, Subjects } from '../../../kernel/policy/subjects.ts';

const fold = (text: string): string => foldForms(text).toLowerCase();

/** Up to two letters say too little (`is` stands in `registration`), except in Chinese, where many words are one character. */
const isSaying = (word: string): boolean => word.length > 2 || /\p{Script=Han}/u.test(word);

/**
 * The subjects that what somebody typed may be about, those with more words in common first; all of them where nothing was
 * typed. Whole sentences are welcome: a keyword that stands in them counts, and so does a typed word that stands in a label.
 */
export const findSubjects = (set: Subjects, typed: string): readonly Subject[] => {
  const said = fold(typed);
  if (said.trim() === '') return set.subjects;
  const words = said.split(/[\s,.;:!?，。；：！？、]+/u).filter(isSaying);
  const scored = set.subjects.map((subject) => {
    const known = [...subject.keywords['zh-CN'], ...subject.keywords.en, ...Object.values(subject.label)].map(fold);
    const group = Object.values(set.groups[subject.id.split('.')[0] ?? ''] ?? {}).map(fold);
    const inText = known.filter((word) => said.includes(word)).length;
    const inWords = words.filter((word) => [...known, ...group].some((it) => it.includes(word))).length;
    return { subject, score: 2 * inText + inWords };
  });
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ subject }) => subject);
};
