import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf } from '../../../kernel/stream/staff-kind.ts';
import { bells, HAZARD_PROGRESS, HAZARDS, project } from '../domain/project.ts';
import { HAZARD_DAYS } from '../domain/days.ts';
import { fold, relationOf, type HazardState } from '../domain/state.ts';
import { find, STEPS } from '../domain/verbs/steps.ts';
import { HAZARD } from '../domain/vocabulary.ts';
import { complete } from './complete.ts';

/** What a finding is about, for the choice of its pack: the kind of danger and the class of the site. */
const about = (input: JsonObject) => ({
  field: textOf(input, 'danger'),
  site: textOf(input, 'siteClass'),
});

/** Hazards: what is not in order in a place or a thing, until it is mended and looked at again. */
export const hazards: StaffEntityKind<HazardState> = {
  name: 'hazard',
  vocabulary: HAZARD,
  staff: { name: 'hazard', vocabulary: HAZARD, begins: find, steps: STEPS, fold, relationOf, restsOn: (state) => state.restsOn },
  completes: complete,
  about,
  verbs: [find, ...STEPS].map((verb) => verb.name),
  offers: ['hazard-general', 'hazard-major', 'fire-order', 'school-hazard'],
  papers: {
    hazard_order: 'ordered',
    hazard_plan: 'plan_made',
    hazard_longer: 'extension_granted',
    hazard_not_longer: 'extension_refused',
    hazard_referral: 'referred',
    hazard_accepted: 'mend_accepted',
    hazard_returned: 'mend_returned',
    hazard_listing: 'listing_published',
    hazard_unlisting: 'listing_ended',
  },
  tables: [HAZARDS, HAZARD_PROGRESS, HAZARD_DAYS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
