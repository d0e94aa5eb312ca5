import type { Faces, NavLink, Reminds, Routes } from '../desk/feature.ts';
import type { WorkKind } from '../desk/worklist/work-kind.ts';
import type { Page } from '../portal/page.ts';
import { FEATURES } from './features.ts';

const FACES: readonly Faces[] = await Promise.all(FEATURES.flatMap((it) => it.faces?.() ?? []));

export const FEATURE_PAGES: readonly Page[] = FACES.flatMap((it) => it.pages ?? []);
export const FEATURE_ROUTES: readonly Routes[] = FACES.flatMap((it) => it.routes ?? []);
export const UPLOAD_ROUTES: readonly Routes[] = FACES.flatMap((it) => it.uploads ?? []);
export const FEATURE_NAV: readonly NavLink[] = FACES.flatMap((it) => it.nav ?? []);
/** The kinds of entities that the lists of the desk hold. */
export const WORK_KINDS: readonly WorkKind[] = FACES.flatMap((it) => it.work ?? []);
export const REMINDS: readonly Reminds[] = FACES.flatMap((it) => it.reminds ?? []);
