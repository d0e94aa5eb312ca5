import type { StaffMember } from '../server/jurisdiction/read.ts';
import { href, type Lang } from '../portal/page.ts';

/** The links in the bar of every desk page. */
export const deskNav = (lang: Lang, _staff: StaffMember): readonly { readonly href: string; readonly text: string }[] => [
  { href: href(lang, '/desk'), text: lang === 'en' ? 'Worklist' : '待办' },
  { href: href(lang, '/desk/sign-out'), text: lang === 'en' ? 'Sign out' : '退出' },
];
