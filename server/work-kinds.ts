import type { WorkKind } from '../desk/worklist/work-kind.ts';
import { matterKind } from '../features/grievances/public.ts';

/** The kinds of entities that the lists of the desk hold; a new kind is one more line. */
export const WORK_KINDS: readonly WorkKind[] = [matterKind];
