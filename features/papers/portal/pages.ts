import type { Page } from '../../../portal/page.ts';
import { deskPaperPages } from '../desk/papers.page.tsx';
import { followPaperPages } from './follow-papers.page.tsx';
import { posterPages } from './poster.page.tsx';

export const pages: readonly Page[] = [...posterPages, ...followPaperPages, ...deskPaperPages];
