import { seesPending } from '../engine/people/second-person.ts';
import type { StaffMember } from '../engine/place/read.ts';
import { href, type Lang } from '../portal/page.ts';
import type { NavLink } from './feature.ts';

/** The posts that are where people wait, or look after the machine: they hang up the weekly sheet of the log, and say so. */
export const hangsPosters = (role: StaffMember['role']): boolean => role === 'desk' || role === 'admin';

/** The links in the bar of every desk page: the list, what features add, and what everybody looks after. */
export const deskNav = (
  lang: Lang,
  staff: StaffMember,
  added: readonly NavLink[],
): readonly { readonly href: string; readonly text: string }[] => [
  { href: href(lang, '/desk'), text: lang === 'en' ? 'Worklist' : '待办' },
  ...added.filter((it) => it.isFor(staff.role)).map((it) => ({ href: href(lang, it.path), text: it.text[lang] })),
  ...(seesPending(staff.role) ? [{ href: href(lang, '/desk/accounts'), text: lang === 'en' ? 'Accounts' : '账号' }] : []),
  { href: href(lang, '/desk/account'), text: lang === 'en' ? 'My sign-in' : '我的登录' },
  { href: href(lang, '/desk/sign-out'), text: lang === 'en' ? 'Sign out' : '退出' },
];
