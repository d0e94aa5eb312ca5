import type { Page } from '../portal/page.ts';
import { accountPages } from './account.page.tsx';
import { accountsPages } from './accounts.page.tsx';
import { devicePages } from './devices.page.tsx';
import { oidcPages } from './oidc.page.tsx';
import { setUpPages } from './set-up.page.tsx';
import { signInPages } from './sign-in.page.tsx';
import { signOutPages } from './sign-out.page.tsx';

export const pages: readonly Page[] = [
  ...signInPages,
  ...oidcPages,
  ...setUpPages,
  ...accountPages,
  ...devicePages,
  ...accountsPages,
  ...signOutPages,
];
