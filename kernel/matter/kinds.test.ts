import { describe, expect, it } from 'vitest';
import { DOOR_KINDS, isTakenBy, MATTER_KINDS, OPEN_KINDS } from '../matter/kinds.ts';

describe('the kinds of matter', () => {
  it('are taken either by the offices of a place or by a door, never by both', () => {
    for (const kind of MATTER_KINDS) {
      const isDoors = DOOR_KINDS.some((it) => it === kind);
      expect(isTakenBy('service', kind)).toBe(!isDoors);
      expect(isTakenBy('import', kind)).toBe(!isDoors);
      expect(isTakenBy('door', kind)).toBe(isDoors);
    }
    expect([...OPEN_KINDS]).toEqual(['grievance', 'suggestion', 'help', 'hazard_report', 'mediation', 'comment']);
    expect([...DOOR_KINDS]).toEqual(['accusation', 'retaliation', 'child_danger']);
    expect(isTakenBy('door', 'report')).toBe(false);
  });
});
