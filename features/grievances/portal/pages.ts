import { aboutAnswerPage, aboutPage } from './about.page.tsx';
import { accessPage } from './access.page.tsx';
import { codePages } from './code.page.tsx';
import { custodianPages } from './custodian.page.tsx';
import { keepPage, submitPage, writePage } from './file.page.tsx';
import { followPages } from './follow.page.tsx';
import { homePage } from './home.page.tsx';
import { joinPages } from './join.page.tsx';
import { jointPages } from './joint.page.tsx';
import { kioskPages } from './kiosk.page.tsx';
import { screenPages } from './screen.page.tsx';
import { sealPage } from './seal.page.tsx';
import { writePages } from './write.page.tsx';
import { troublePages } from './trouble.page.tsx';
import type { Page } from '../../../portal/page.ts';

/** The pages of who files. What is reached by a form only leads back to its beginning when its address is typed. */
const backTo = (path: string, to: string): Page => ({ path, method: 'GET', face: 'open', handle: async () => ({ kind: 'redirect', to }) });

export const pages: readonly Page[] = [
  homePage,
  aboutPage,
  aboutAnswerPage,
  writePage,
  keepPage,
  submitPage,
  ...followPages,
  ...writePages,
  accessPage,
  sealPage,
  ...custodianPages,
  ...codePages,
  ...joinPages,
  ...jointPages,
  ...troublePages,
  ...screenPages,
  ...kioskPages,
  backTo('/file/about', '/file'),
  backTo('/file/submit', '/file'),
  backTo('/file/keep', '/file'),
  backTo('/file/calendar', '/file'),
  backTo('/follow/step', '/follow'),
  backTo('/follow/write', '/follow'),
  backTo('/follow/code', '/follow'),
  backTo('/follow/bundle', '/follow'),
  backTo('/follow/files', '/follow'),
  backTo('/follow/file', '/follow'),
  backTo('/follow/calendar', '/follow'),
  backTo('/follow/others', '/follow'),
  backTo('/join/take', '/join'),
  backTo('/join/leave', '/join'),
];
