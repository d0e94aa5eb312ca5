import type { Lesson } from '../../../kernel/form/lesson.ts';
import { isWhole } from '../../../kernel/form/lesson.ts';
import { LESSON_WORDS } from '../../../kernel/form/lesson-words.ts';
import { words } from '../../../kernel/language/words.ts';
import type { Lang } from '../../../portal/page.ts';

/** What a record says of a lesson that does not count. */
export const LESSON_SAYS = words('checks/desk/lesson-words.LESSON_SAYS', {
  'zh-CN': {
    lacks: (parts: readonly string[]) => `没到位：${parts.join('、')}。`,
    differs: (parts: readonly string[]) => `这一次的主题和所选的${parts.join('、')}对不上。`,
    so: '如实记下了，但不算完成；补齐以后重新上、重新记一次。',
  },
  en: {
    lacks: (parts: readonly string[]) => `Not in place: ${parts.join(', ')}. `,
    differs: (parts: readonly string[]) => `Its topic is another than that of its ${parts.join(' and ')}. `,
    so: 'It is recorded as it was and does not count as kept: hold it again whole, and record it anew.',
  },
});

/** Why a lesson does not count, in words; undefined where it does. */
export const notWholeText = (lesson: Lesson, lang: Lang): string | undefined => {
  if (isWhole(lesson)) return undefined;
  const said = LESSON_SAYS[lang];
  const named = (parts: readonly (keyof typeof LESSON_WORDS.parts)[]): readonly string[] =>
    parts.map((part) => LESSON_WORDS.parts[part][lang]);
  const lacks = lesson.lacks.length > 0 ? said.lacks(named(lesson.lacks)) : '';
  const differs = lesson.differs.length > 0 ? said.differs(named(lesson.differs)) : '';
  return `${lacks}${differs}${said.so}`;
};
