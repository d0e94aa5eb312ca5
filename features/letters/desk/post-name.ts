import { ROLES } from '../../../kernel/access/access.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Lang } from '../../../portal/page.ts';
import { POST } from './words.ts';
import { ROLE_WORDS } from '../../../portal/role-words.ts';

/** A post in words: its office and its function, never who holds it (G21). */
export const postName = (it: Jurisdiction, post: string, lang: Lang): string => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((one) => one === name);
  return role ? POST.of(officeName(it, office, lang), ROLE_WORDS[role][lang])[lang] : post;
};
