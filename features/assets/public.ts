// What other features may take from the assets.
export { assets } from './server/assets.ts';
export { assetRows, type AssetRow } from './server/read-assets.ts';
export { joinSubject, SUBJECT_NAMES } from './server/subject-sql.ts';
export { SLOT_PARTIES } from './domain/vocabulary.ts';
export type { Proof, Stay } from './domain/state.ts';
