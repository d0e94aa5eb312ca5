import { leafPage } from './leaf.page.tsx';
import { logPage } from './log.page.tsx';
import { recordPage } from './record.page.tsx';
import type { Page } from './page.ts';

/** Pages that belong to no kind of matter. */
export const pages: readonly Page[] = [leafPage, logPage, recordPage];
