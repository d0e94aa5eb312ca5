import { describe, it } from 'vitest';
import { opened, REPLY, reviewed } from '../../../../test/support/given.ts';

const OPINION = { outcome: 'changed', opinion: '改为支持。' };
const asked = () => opened().step('2026-09-25', 'filer', 'ask_review');

describe('decide_review', () => {
  it('is for the office above: an outcome and an opinion', () => {
    asked().yields('2026-10-20', 'reviewer', 'decide_review', OPINION, [
      { type: 'review_decided', level: 1, data: { outcome: 'changed' } },
      { type: 'review_notified', level: 0, data: { outcome: 'changed', review: 'review_decided' } },
    ]);
    asked().yields('2026-10-20', 'chief', 'decide_review', OPINION, [{ type: 'review_decided' }, { type: 'review_notified' }]);
    asked().refuses('2026-10-20', 'handler', 'decide_review', OPINION, 'not_your_post');
    asked().refuses('2026-10-20', 'city', 'decide_review', OPINION, 'not_found');
  });
  it('needs to have been asked, and is given once, late or not', () => {
    opened().refuses('2026-09-25', 'reviewer', 'decide_review', OPINION, 'not_found');
    reviewed().refuses('2026-10-25', 'reviewer', 'decide_review', OPINION, 'already_done');
    asked().yields('2026-12-20', 'reviewer', 'decide_review', OPINION, [{ type: 'review_decided' }, { type: 'review_notified' }]);
  });
  it('that sets the answer aside makes the office owe a new one, and that one can be reviewed again', () => {
    const revoked = asked().step('2026-10-20', 'reviewer', 'decide_review', { outcome: 'revoked', opinion: '重新答复。' });
    revoked.owes('2026-10-21', 'petition.own.anew', '2026-11-19');
    revoked.step('2026-11-01', 'handler', 'reply', REPLY).owes('2026-11-02', 'petition.own.anew', null);
    revoked.refuses('2026-11-02', 'filer', 'ask_review', {}, 'already_done'); // the new answer is not opened yet
    revoked.step('2026-11-02', 'filer', 'open_notice', { notice: 'reply' });
    revoked.yields('2026-11-10', 'filer', 'ask_review', {}, [{ type: 'review_asked', level: 1 }]);
    revoked.refuses('2026-11-11', 'filer', 'ask_review', {}, 'already_done');
    revoked.step('2026-11-20', 'reviewer', 'decide_review', OPINION);
  });
  it('is refused without an outcome or an opinion', () => {
    asked().refuses('2026-10-20', 'reviewer', 'decide_review', { opinion: '维持。' }, 'field_choice');
    asked().refuses('2026-10-20', 'reviewer', 'decide_review', { outcome: 'upheld' }, 'field_empty');
  });
});
