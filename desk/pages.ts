import type { Page } from '../portal/page.ts';
import { signInPages } from './sign-in.page.tsx';
import { signOutPages } from './sign-out.page.tsx';

export const pages: readonly Page[] = [...signInPages, ...signOutPages];
