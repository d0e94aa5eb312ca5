import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, SPOTS, project, SITES } from '../domain/project.ts';
import { fold, relationOf, type SiteState } from '../domain/state.ts';
import { open, STEPS } from '../domain/verbs.ts';
import { SITE, SLOT_PARTIES } from '../domain/vocabulary.ts';

/** Sites: places that somebody answers for, and that two offices supervise. */
export const sites: StaffEntityKind<SiteState> = {
  name: 'site',
  vocabulary: SITE,
  staff: { name: 'site', vocabulary: SITE, begins: open, steps: STEPS, fold, relationOf },
  verbs: [open, ...STEPS].map((verb) => verb.name),
  offers: ['site-register'],
  papers: {},
  keeps: SLOT_PARTIES,
  tables: [SITES, SPOTS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
