import { describe, it } from 'vitest';
import { accepted, petition } from '../../../../test/support/given.ts';

const registered = () => petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });
const PAPER = { door: 'administrative_review', reason: '由人社局办理。', where: '县人社局' };

describe('refuse', () => {
  it('names the right door, the reason and whom to go to', () => {
    registered().yields('2026-09-03', 'handler', 'refuse', PAPER, [{ type: 'refused', data: { door: 'administrative_review' } }]);
  });
  it('is refused without a door, a reason or a place to go', () => {
    registered().refuses('2026-09-03', 'handler', 'refuse', { ...PAPER, door: 'elsewhere' }, 'field_choice');
    registered().refuses('2026-09-03', 'handler', 'refuse', { ...PAPER, reason: '' }, 'field_empty');
    registered().refuses('2026-09-03', 'handler', 'refuse', { ...PAPER, where: '' }, 'field_empty');
  });
  it('comes after registering, once, and not after accepting', () => {
    petition().refuses('2026-09-02', 'desk', 'refuse', PAPER, 'not_your_post');
    accepted().refuses('2026-09-04', 'handler', 'refuse', PAPER, 'wrong_stage');
    registered().step('2026-09-03', 'handler', 'refuse', PAPER).refuses('2026-09-04', 'handler', 'refuse', PAPER, 'already_done');
  });
  it('once opened, gives the filer the right to ask the office above', () => {
    registered()
      .step('2026-09-03', 'handler', 'refuse', PAPER)
      .step('2026-09-04', 'filer', 'open_notice', { notice: 'refusal' })
      .yields('2026-09-05', 'filer', 'ask_take_up', {}, [{ type: 'take_up_asked', level: 1, actor: 'filer' }]);
  });
});
