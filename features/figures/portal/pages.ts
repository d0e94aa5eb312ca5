import type { Page } from '../../../portal/page.ts';
import { figuresPage } from './figures.page.tsx';
import { officeFiguresPage } from './office.page.tsx';

/** The pages of the figures; staff read the same ones. */
export const pages: readonly Page[] = [figuresPage, officeFiguresPage];
