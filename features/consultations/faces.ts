import type { Faces } from '../../desk/feature.ts';

export const faces: Faces = {};
