import { seesPending } from '../engine/people/second-person.ts';
import type { StaffMember } from '../engine/place/read.ts';
import { href, type Lang } from '../portal/page.ts';

/** The posts that are where people wait, or look after the machine: they hang up the weekly sheet of the log, and say so. */
export const hangsPosters = (role: StaffMember['role']): boolean => role === 'desk' || role === 'admin';

/** The roles whose posts an office that helps reads through. */
const mayTakePart = (role: StaffMember['role']): boolean => role === 'handler' || role === 'head';

/** The roles that link matters of their office about the same trouble. */
const mayGroup = (role: StaffMember['role']): boolean => role === 'desk' || mayTakePart(role);

/** The links in the bar of every desk page. */
export const deskNav = (lang: Lang, staff: StaffMember): readonly { readonly href: string; readonly text: string }[] => [
  { href: href(lang, '/desk'), text: lang === 'en' ? 'Worklist' : '待办' },
  ...(staff.role === 'desk' ? [{ href: href(lang, '/desk/intake'), text: lang === 'en' ? 'Write down' : '记下一件' }] : []),
  ...(mayTakePart(staff.role) ? [{ href: href(lang, '/desk/along'), text: lang === 'en' ? 'Helping' : '协办' }] : []),
  ...(mayGroup(staff.role) ? [{ href: href(lang, '/desk/troubles'), text: lang === 'en' ? 'Troubles' : '同一件事' }] : []),
  ...(seesPending(staff.role) ? [{ href: href(lang, '/desk/accounts'), text: lang === 'en' ? 'Accounts' : '账号' }] : []),
  ...(seesPending(staff.role) ? [{ href: href(lang, '/desk/door'), text: lang === 'en' ? 'Door' : '受理处' }] : []),
  ...(hangsPosters(staff.role) ? [{ href: href(lang, '/desk/poster'), text: lang === 'en' ? 'Log sheet' : '日志公示' }] : []),
  // The page that everybody sees: there is no other (G16).
  { href: href(lang, '/figures'), text: lang === 'en' ? 'Figures' : '统计' },
  { href: href(lang, '/desk/account'), text: lang === 'en' ? 'My sign-in' : '我的登录' },
  { href: href(lang, '/desk/sign-out'), text: lang === 'en' ? 'Sign out' : '退出' },
];
