import { describe, it } from 'vitest';
import { reviewed } from '../../../../test/support/given.ts';

const OPINION = { outcome: 'revoked', opinion: '撤销。' };
// The review was opened on 20 October 2026: 30 days end on Thursday 19 November.
const asked = () => reviewed().step('2026-11-19', 'filer', 'ask_rereview', { words: '还是不同意。' });

describe('ask_rereview and decide_rereview', () => {
  it('go to the office above the one that reviewed, within thirty days of opening the review', () => {
    reviewed().yields('2026-11-19', 'filer', 'ask_rereview', {}, [{ type: 'rereview_asked', level: 2 }]);
    reviewed().refuses('2026-11-20', 'filer', 'ask_rereview', {}, 'right_lapsed');
    asked().yields('2026-12-10', 'city', 'decide_rereview', OPINION, [
      { type: 'rereview_decided', level: 2, data: { outcome: 'revoked' } },
      { type: 'review_notified', level: 0 },
      { type: 'answer_revoked', level: 0 },
    ]);
    asked().refuses('2026-12-10', 'reviewer', 'decide_rereview', OPINION, 'not_your_post');
    asked().refuses('2026-12-10', 'handler', 'decide_rereview', OPINION, 'not_your_post');
  });
  it('days of a hearing are not counted', () => {
    // 30 days from 19 November end on Saturday 19 December and move to Monday the 21st; two days of hearing make it the same Monday.
    asked()
      .step('2026-12-03', 'city', 'hold_hearing', { from: '2026-12-01', to: '2026-12-02' })
      .yields('2026-12-21', 'city', 'decide_rereview', OPINION, [
        { type: 'rereview_decided' },
        { type: 'review_notified' },
        { type: 'answer_revoked' },
      ]);
  });
  it('is given once, and ends the chain', () => {
    const done = asked().step('2026-12-10', 'city', 'decide_rereview', OPINION);
    done.refuses('2026-12-11', 'city', 'decide_rereview', OPINION, 'already_done');
    done
      .step('2026-12-12', 'filer', 'open_notice', { notice: 'rereview' })
      .refuses('2026-12-13', 'filer', 'ask_review', {}, 'already_done');
  });
});
