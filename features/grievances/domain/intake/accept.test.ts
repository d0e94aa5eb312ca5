import { describe, it } from 'vitest';
import { accepted, centre, petition } from '../../../../test/support/given.ts';

const registered = () => petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });

describe('accept', () => {
  it('is the written word of the office that the matter was routed to', () => {
    registered().yields('2026-09-03', 'handler', 'accept', {}, [{ type: 'accepted', level: 0, actor: 'staff' }]);
    registered().refuses('2026-09-03', 'stranger', 'accept', {}, 'not_found');
    registered().refuses('2026-09-03', 'filer', 'accept', {}, 'not_found');
  });
  it('comes after registering, once, and not after a refusal', () => {
    petition().refuses('2026-09-02', 'desk', 'accept', {}, 'not_your_post');
    accepted().refuses('2026-09-04', 'handler', 'accept', {}, 'already_done');
    registered()
      .step('2026-09-03', 'handler', 'refuse', { door: 'court', reason: '合同。', where: '法院' })
      .refuses('2026-09-04', 'handler', 'accept', {}, 'wrong_stage');
  });
  it('does not exist where the pack knows no acceptance', () => {
    centre()
      .step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'simple' })
      .refuses('2026-09-01', 'handler', 'accept', {}, 'wrong_stage');
  });
  it('may be dated back to a day of the matter, never forward', () => {
    registered().yields('2026-09-10', 'handler', 'accept', { occurredOn: '2026-09-04' }, [{ type: 'accepted' }]);
    registered().refuses('2026-09-10', 'handler', 'accept', { occurredOn: '2026-09-11' }, 'date_in_future');
  });
});
