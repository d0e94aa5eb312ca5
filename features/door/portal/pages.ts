import type { Page } from '../../../portal/page.ts';
import { doorPage } from './door.page.tsx';
import { writePage } from './write.page.tsx';

/** The way to the door. */
export const pages: readonly Page[] = [doorPage, writePage];
