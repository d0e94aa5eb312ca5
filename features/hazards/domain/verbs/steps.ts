import { grade, mendAtOnce, refer, regrade, reportUp, returnReferral, takeReferral } from './finding.ts';
import { declineListing, endListing, list, publishListing } from './listing.ts';
import { askResume, endGuard, guard, refuseResume, resumeUse, stopUse, tellProgress } from './meanwhile.ts';
import { acceptMend, addEvidence, delist, lookBack, reopen, reportMended, returnMend } from './mending.ts';
import {
  askExtension,
  askExtensionAbove,
  giveRepair,
  grantExtension,
  makePlan,
  order,
  press,
  pressAbove,
  refuseExtension,
} from './ordering.ts';
import type { Verb } from './shared.ts';

export { find } from './finding.ts';

/** Every step after the finding, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [
  grade,
  mendAtOnce,
  regrade,
  order,
  giveRepair,
  reportUp,
  makePlan,
  reportMended,
  acceptMend,
  returnMend,
  delist,
  tellProgress,
  askExtension,
  askExtensionAbove,
  grantExtension,
  refuseExtension,
  stopUse,
  askResume,
  resumeUse,
  refuseResume,
  guard,
  endGuard,
  refer,
  takeReferral,
  returnReferral,
  press,
  pressAbove,
  list,
  declineListing,
  publishListing,
  endListing,
  lookBack,
  reopen,
  addEvidence,
];
