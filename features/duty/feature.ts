import type { Feature } from '../../desk/feature.ts';
import { beginShifts } from './server/begin-shifts.ts';
import { checkDuty } from './server/check-duty.ts';
import { fillDemo } from './server/demo.ts';
import { findGaps } from './server/find-gaps.ts';
import { forgetAccounts } from './server/forget-accounts.ts';
import { openMonths } from './server/open-months.ts';
import { rosters } from './server/rosters.ts';
import { shifts } from './server/shifts.ts';

/** Who is on duty: rosters by month, shifts with their logs and handovers. */
export const duty: Feature = {
  name: 'duty',
  kinds: [rosters, shifts],
  sweeps: [openMonths, findGaps, beginShifts, forgetAccounts],
  recompute: checkDuty,
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
