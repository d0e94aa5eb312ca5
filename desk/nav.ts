import { seesPending } from '../engine/people/second-person.ts';
import type { StaffMember } from '../engine/place/read.ts';
import { words } from '../kernel/language/words.ts';
import { href, type Lang } from '../portal/page.ts';
import type { NavLink } from './feature.ts';

export const WORDS = words('desk/nav.WORDS', {
  'zh-CN': { list: '待办', accounts: '账号', account: '我的登录', signOut: '退出' },
  en: { list: 'Worklist', accounts: 'Accounts', account: 'My sign-in', signOut: 'Sign out' },
});

/** The posts that are where people wait, or look after the machine: they hang up the weekly sheet of the log, and say so. */
export const hangsPosters = (role: StaffMember['role']): boolean => role === 'desk' || role === 'admin';

/** The links in the bar of every desk page: the list, what features add, and what everybody looks after. */
export const deskNav = (
  lang: Lang,
  staff: StaffMember,
  added: readonly NavLink[],
  deskOffice: string,
): readonly { readonly href: string; readonly text: string }[] => [
  { href: href(lang, '/desk'), text: WORDS[lang].list },
  ...added
    .filter((it) => it.isFor(staff.role) && (it.ofDeskOffice !== true || staff.office === deskOffice))
    .map((it) => ({ href: href(lang, it.path), text: it.text[lang] })),
  ...(seesPending(staff.role) ? [{ href: href(lang, '/desk/accounts'), text: WORDS[lang].accounts }] : []),
  { href: href(lang, '/desk/account'), text: WORDS[lang].account },
  { href: href(lang, '/desk/sign-out'), text: WORDS[lang].signOut },
];
