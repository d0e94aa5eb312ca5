import { describe, it } from 'vitest';
import { opened, reviewed } from '../../../test/support/given.ts';

const OPINION = { outcome: 'changed', opinion: '改为支持。' };
const asked = () => opened().step('2026-09-25', 'filer', 'ask_review');

describe('decide_review', () => {
  it('is for the office above: an outcome and an opinion', () => {
    asked().yields('2026-10-20', 'reviewer', 'decide_review', OPINION, [
      { type: 'review_decided', level: 1, data: { outcome: 'changed' } },
    ]);
    asked().yields('2026-10-20', 'chief', 'decide_review', OPINION, [{ type: 'review_decided' }]);
    asked().refuses('2026-10-20', 'handler', 'decide_review', OPINION, 'not_your_post');
    asked().refuses('2026-10-20', 'city', 'decide_review', OPINION, 'not_found');
  });
  it('needs to have been asked, and is given once, late or not', () => {
    opened().refuses('2026-09-25', 'reviewer', 'decide_review', OPINION, 'not_found');
    reviewed().refuses('2026-10-25', 'reviewer', 'decide_review', OPINION, 'already_done');
    asked().yields('2026-12-20', 'reviewer', 'decide_review', OPINION, [{ type: 'review_decided' }]);
  });
  it('is refused without an outcome or an opinion', () => {
    asked().refuses('2026-10-20', 'reviewer', 'decide_review', { opinion: '维持。' }, 'field_choice');
    asked().refuses('2026-10-20', 'reviewer', 'decide_review', { outcome: 'upheld' }, 'field_empty');
  });
});
