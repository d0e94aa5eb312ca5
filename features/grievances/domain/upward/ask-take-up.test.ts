import { describe, expect, it } from 'vitest';
import { accepted, petition, REPLY } from '../../../../test/support/given.ts';

describe('ask_take_up', () => {
  it('opens on the first day after the notice date when nobody accepted', () => {
    // 15 days from 1 September 2026 end on Wednesday the 16th.
    petition()
      .refuses('2026-09-16', 'filer', 'ask_take_up', {}, 'not_yet')
      .yields('2026-09-17', 'filer', 'ask_take_up', {}, [{ type: 'take_up_asked', level: 1, actor: 'filer' }]);
  });
  it('opens on the first day after the due date when nobody answered', () => {
    accepted()
      .refuses('2026-11-02', 'filer', 'ask_take_up', {}, 'not_yet')
      .yields('2026-11-03', 'filer', 'ask_take_up', { words: '没有消息。' }, [{ type: 'take_up_asked' }]);
  });
  it('is asked once, and not after a late answer', () => {
    accepted().step('2026-11-03', 'filer', 'ask_take_up').refuses('2026-11-04', 'filer', 'ask_take_up', {}, 'already_done');
    accepted().step('2026-11-05', 'handler', 'reply', REPLY).refuses('2026-11-06', 'filer', 'ask_take_up', {}, 'right_not_open');
  });
  it('is the filer’s alone: no post of any office has it', () => {
    for (const who of ['desk', 'handler', 'head', 'reviewer', 'city', 'admin'] as const)
      expect(petition().try('2026-09-17', who, 'ask_take_up')).toMatchObject({ refused: 'not_found' });
  });
});
