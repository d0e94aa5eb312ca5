import { describe, expect, it } from 'vitest';
import { DOOR_KINDS, isTakenBy, MATTER_KINDS } from './kinds.ts';

describe('the kinds of matter', () => {
  it('are taken either by the offices of a place or by a door, never by both', () => {
    for (const kind of MATTER_KINDS) {
      expect(isTakenBy('service', kind)).toBe(kind === 'grievance');
      expect(isTakenBy('import', kind)).toBe(kind === 'grievance');
      expect(isTakenBy('door', kind)).toBe(kind !== 'grievance');
    }
    expect([...DOOR_KINDS]).toEqual(['accusation', 'retaliation', 'child_danger']);
    expect(isTakenBy('door', 'report')).toBe(false);
  });
});
