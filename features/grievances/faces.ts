import type { Faces } from '../../desk/feature.ts';
import { matterKind } from './desk/matter-kind.ts';
import { nav } from './desk/nav.ts';
import { pages as deskPages } from './desk/pages.ts';
import { pages as portalPages } from './portal/pages.ts';
import { registerGrievanceApi } from './server/api/api.ts';
import { registerCodesApi } from './server/api/codes-api.ts';
import { registerCustodianApi } from './server/api/custodian-api.ts';
import { registerFilesApi } from './server/api/files-api.ts';
import { registerJointApi } from './server/api/joint-api.ts';
import { registerPapersApi } from './server/api/papers-api.ts';
import { registerStaffApi } from './server/api/staff-api.ts';

export const faces: Faces = {
  pages: [...portalPages, ...deskPages],
  routes: [registerGrievanceApi, registerStaffApi, registerCustodianApi, registerCodesApi, registerJointApi],
  uploads: [registerFilesApi, registerPapersApi],
  nav,
  work: [matterKind],
};
