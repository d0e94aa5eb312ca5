import type { Page } from '../../../portal/page.ts';
import { alongPages } from './along.page.tsx';
import { intakePages } from './intake.page.tsx';
import { matterPages } from './matter.page.tsx';
import { namePage } from './name.page.tsx';
import { takeBackPages } from './take-back.page.tsx';
import { troublesPages } from './troubles.page.tsx';

export const pages: readonly Page[] = [...alongPages, ...intakePages, ...troublesPages, ...takeBackPages, ...matterPages, namePage];
