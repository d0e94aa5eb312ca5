import type { NavLink } from '../../../desk/feature.ts';
import type { Role } from '../../../kernel/access/access.ts';

/** The roles whose posts an office that helps reads through. */
const mayTakePart = (role: Role): boolean => role === 'handler' || role === 'head';

export const nav: readonly NavLink[] = [
  { path: '/desk/intake', text: { 'zh-CN': '记下一件', en: 'Write down' }, isFor: (role) => role === 'desk' },
  { path: '/desk/along', text: { 'zh-CN': '协办', en: 'Helping' }, isFor: mayTakePart },
  // The roles that link matters of their office about the same trouble.
  { path: '/desk/troubles', text: { 'zh-CN': '同一件事', en: 'Troubles' }, isFor: (role) => role === 'desk' || mayTakePart(role) },
];
