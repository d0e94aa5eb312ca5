import { describe, expect, it } from 'vitest';
import { opened, petition, reviewed } from '../../../test/support/given.ts';
import { bells } from './bells.ts';

const last = (story: ReturnType<typeof petition>, count = 1) => bells(story.events, story.events.slice(-count)).map((bell) => bell.office);

describe('bells', () => {
  it('ring at the desk for a filing, and at the office that a matter is routed to', () => {
    expect(last(petition())).toEqual(['letters']);
    expect(last(petition().step('2026-09-02', 'desk', 'register', { office: 'housing' }))).toEqual(['housing']);
  });

  it('for a step upward ring above, and nowhere else', () => {
    expect(last(opened().step('2026-09-25', 'filer', 'ask_review'))).toEqual(['county']);
    expect(last(reviewed().step('2026-10-25', 'filer', 'ask_rereview'))).toEqual(['city']);
    expect(last(petition().step('2026-09-17', 'filer', 'ask_take_up'))).toEqual(['county']);
  });

  it('for what an office did itself, and for what the filer opens, ring nowhere', () => {
    expect(last(opened())).toEqual([]);
    expect(last(opened(), 2)).toEqual([]);
  });

  it('ring below when the office above tells it', () => {
    const told = petition()
      .step('2026-09-02', 'desk', 'register', { office: 'housing' })
      .step('2026-09-17', 'filer', 'ask_take_up')
      .step('2026-09-18', 'reviewer', 'supervise', { words: '请答复。' });
    expect(last(told, 2)).toEqual(['housing']);
  });
});
