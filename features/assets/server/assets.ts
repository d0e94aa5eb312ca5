import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { ASSETS, project } from '../domain/project.ts';
import { fold, relationOf, type AssetState } from '../domain/state.ts';
import { enter, STEPS } from '../domain/verbs.ts';
import { ASSET, SLOT_PARTIES } from '../domain/vocabulary.ts';
import { whereItHangs } from './where-it-hangs.ts';

/** Assets: things that hang on a site and have duties of their own. */
export const assets: StaffEntityKind<AssetState> = {
  name: 'asset',
  vocabulary: ASSET,
  staff: { name: 'asset', vocabulary: ASSET, begins: enter, steps: STEPS, fold, relationOf },
  completes: whereItHangs,
  verbs: [enter, ...STEPS].map((verb) => verb.name),
  offers: ['asset-register'],
  papers: {},
  keeps: SLOT_PARTIES,
  tables: [ASSETS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: () => NOBODY_TOLD,
};
