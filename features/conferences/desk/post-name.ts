import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { ROLE_WORDS } from '../../../portal/role-words.ts';

/** A post in words: its office and its function, never who holds it (G21). */
export const postName = (it: Jurisdiction, post: string, lang: Lang): string => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((one) => one === name);
  return role ? `${officeName(it, office, lang)}${MARKS[lang].inBrackets(ROLE_WORDS[role][lang])}` : post;
};
