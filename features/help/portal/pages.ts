import type { Page } from '../../../portal/page.ts';
import { gapsPage } from './gaps.page.tsx';
import { doorPage, helpPage } from './help.page.tsx';

/** The doors, a sheet of each, and what no rule covers; staff read the same ones. */
export const pages: readonly Page[] = [helpPage, gapsPage, doorPage];
