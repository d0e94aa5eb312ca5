import type { Feature } from '../../desk/feature.ts';
import { answerComments } from './server/comments/answer-comments.ts';
import { publishWords } from './server/comments/publish-words.ts';
import { countDay } from './server/count-day.ts';
import { fillDemo } from './server/demo-mediation.ts';
import { forgetDrafts } from './server/forget-drafts.ts';
import { settleReports } from './server/line/settle-reports.ts';
import { matters } from './server/matters.ts';

/** Matters: what people raise, and what offices answer. */
export const grievances: Feature = {
  name: 'grievances',
  kinds: [matters],
  faces: async () => (await import('./faces.ts')).faces,
  demo: fillDemo,
  sweeps: [countDay, forgetDrafts, settleReports, answerComments, publishWords],
  urgent: [answerComments],
};
