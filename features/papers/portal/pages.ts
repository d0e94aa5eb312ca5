import type { Page } from '../../../portal/page.ts';
import { deskPosterPages } from '../desk/head-poster.page.tsx';
import { deskPaperPages } from '../desk/papers.page.tsx';
import { followPaperPages } from './follow-papers.page.tsx';
import { headPosterPages } from './head-poster.page.tsx';
import { posterPages } from './poster.page.tsx';
import { tablePaperPages } from './table-papers.page.tsx';

export const pages: readonly Page[] = [
  ...posterPages,
  ...headPosterPages,
  ...followPaperPages,
  ...tablePaperPages,
  ...deskPaperPages,
  ...deskPosterPages,
];
