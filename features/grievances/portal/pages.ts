import { aboutAnswerPage, aboutPage } from './filing/about.page.tsx';
import { accessPage, otherAccessPage } from './access.page.tsx';
import { codePages } from './codes/code.page.tsx';
import { dangerPage } from './line/danger.page.ts';
import { rewardPage } from './line/reward.page.tsx';
import { custodianPages } from './seal/custodian.page.tsx';
import { keepPage, submitPage, writePage } from './filing/file.page.tsx';
import { followPages } from './following/follow.page.tsx';
import { homePage } from './home.page.tsx';
import { joinPages } from './joint/join.page.tsx';
import { jointPages } from './joint/joint.page.tsx';
import { kioskPages } from './filing/kiosk.page.tsx';
import { tablePages } from './table/table.page.tsx';
import { screenPages } from './filing/screen.page.tsx';
import { sealPage } from './seal/seal.page.tsx';
import { writePages } from './following/write.page.tsx';
import { troublePages } from './troubles/trouble.page.tsx';
import type { Page } from '../../../portal/page.ts';

/** The pages of who files. What is reached by a form only leads back to its beginning when its address is typed. */
const backTo = (path: string, to: string): Page => ({ path, method: 'GET', face: 'open', handle: async () => ({ kind: 'redirect', to }) });

export const pages: readonly Page[] = [
  homePage,
  dangerPage,
  aboutPage,
  aboutAnswerPage,
  writePage,
  keepPage,
  submitPage,
  ...followPages,
  ...writePages,
  rewardPage,
  accessPage,
  otherAccessPage,
  sealPage,
  ...custodianPages,
  ...codePages,
  ...joinPages,
  ...jointPages,
  ...troublePages,
  ...tablePages,
  ...screenPages,
  ...kioskPages,
  backTo('/file/about', '/file'),
  backTo('/file/submit', '/file'),
  backTo('/file/keep', '/file'),
  backTo('/file/calendar', '/file'),
  backTo('/follow/step', '/follow'),
  backTo('/follow/write', '/follow'),
  backTo('/follow/code', '/follow'),
  backTo('/follow/reward', '/follow'),
  backTo('/follow/bundle', '/follow'),
  backTo('/follow/files', '/follow'),
  backTo('/follow/file', '/follow'),
  backTo('/follow/calendar', '/follow'),
  backTo('/follow/others', '/follow'),
  backTo('/join/take', '/join'),
  backTo('/join/leave', '/join'),
  backTo('/mediation/step', '/mediation'),
];
