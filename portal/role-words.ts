import { phrases } from '../kernel/language/words.ts';
import { ROLES, type Role } from '../kernel/access/access.ts';
import type { Label } from '../kernel/policy/pack.ts';
import type { Lang } from './page.ts';

/** The function of a post, by one name on every page: who looked, who may, who is signed in. */
export const ROLE_WORDS = phrases<{ readonly [role in Role]: Label }>('portal/role-words.ROLE_WORDS', {
  head: { 'zh-CN': '负责人', en: 'head' },
  desk: { 'zh-CN': '接收岗', en: 'front desk' },
  handler: { 'zh-CN': '经办岗', en: 'handler' },
  reviewer: { 'zh-CN': '复查岗', en: 'reviewer' },
  mediator: { 'zh-CN': '调解岗', en: 'mediator' },
  inspector: { 'zh-CN': '检查岗', en: 'inspector' },
  duty: { 'zh-CN': '值班岗', en: 'duty officer' },
  custodian: { 'zh-CN': '保管人', en: 'custodian' },
  auditor: { 'zh-CN': '审计岗', en: 'auditor' },
  admin: { 'zh-CN': '系统管理员', en: 'administrator' },
});

/** What a post's function is called. */
export const roleName = (role: Role, lang: Lang): string => ROLE_WORDS[role][lang];

/** The function of a post by its id, `housing.head`, where its office is named beside it; the id where it has no function that is known. */
export const roleOfPost = (post: string, lang: Lang): string => {
  const role = ROLES.find((it) => it === post.slice(post.lastIndexOf('.') + 1));
  return role === undefined ? post : roleName(role, lang);
};
