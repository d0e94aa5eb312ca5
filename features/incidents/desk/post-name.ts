import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { spaceIn } from '../../../kernel/language/languages.ts';
import type { Lang } from '../../../portal/page.ts';
import { roleName } from '../../../portal/role-words.ts';

/** A post by the name of its office and its function; as it is written where it is none of this place. */
export const postName = (it: Jurisdiction, post: string, lang: Lang): string => {
  const dot = post.lastIndexOf('.');
  const role = ROLES.find((one) => one === post.slice(dot + 1));
  return role === undefined || dot < 0 ? post : `${officeName(it, post.slice(0, dot), lang)}${spaceIn(lang)}${roleName(role, lang)}`;
};
