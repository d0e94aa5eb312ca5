import type { Feature } from '../../desk/feature.ts';
import { advanceCalls } from './server/advance-calls.ts';
import { sendReports } from './server/peers/send-reports.ts';
import { watchFeeds } from './server/watch-feeds.ts';
import { fillDemo } from './server/demo.ts';
import { destroyWords } from './server/destroy-words.ts';
import { drills, incidents as kind } from './server/incidents.ts';
import { recordDrills } from './server/record-drill.ts';
import { isStepLate, lateSteps } from './server/late-steps.ts';
import { wrongFiles } from './server/operator-files.ts';

/** What happens, and the minutes that count: incidents, and drills of them. */
export const incidents: Feature = {
  name: 'incidents',
  kinds: [kind, drills],
  urgent: [advanceCalls],
  isLate: isStepLate,
  wrongFiles,
  recompute: lateSteps,
  sweeps: [destroyWords, recordDrills],
  deliveries: [watchFeeds, sendReports],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
