import type { Page } from '../../../portal/page.ts';

export const pages: readonly Page[] = [];
