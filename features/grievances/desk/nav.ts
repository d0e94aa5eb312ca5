import { phrases } from '../../../kernel/language/words.ts';
import type { NavLink } from '../../../desk/feature.ts';
import type { Role } from '../../../kernel/access/access.ts';

/** The roles whose posts an office that helps reads through. */
const mayTakePart = (role: Role): boolean => role === 'handler' || role === 'head';

export const LINKS = phrases('grievances/desk/nav.LINKS', {
  intake: { 'zh-CN': '记下一件', en: 'Write down' },
  along: { 'zh-CN': '协办', en: 'Helping' },
  troubles: { 'zh-CN': '同一件事', en: 'Troubles' },
});

export const nav: readonly NavLink[] = [
  { path: '/desk/intake', text: LINKS.intake, isFor: (role) => role === 'desk' },
  { path: '/desk/along', text: LINKS.along, isFor: mayTakePart },
  // The roles that link matters of their office about the same trouble.
  { path: '/desk/troubles', text: LINKS.troubles, isFor: (role) => role === 'desk' || mayTakePart(role) },
];
