import { describe, expect, it } from 'vitest';
import { VERBS } from '../domain/decide.ts';
import { LOOKED_AT_FIRST, STEP_GROUPS } from './step-groups.ts';

const STAFF = VERBS.filter((verb) => verb.by === 'staff').map((verb) => verb.name);

describe('the groups of the steps', () => {
  it('hold every step of staff, and each once', () => {
    expect(STEP_GROUPS.flatMap((group) => group.steps).toSorted()).toEqual(STAFF.toSorted());
  });

  it('let every paper that is served be read once more', () => {
    expect(LOOKED_AT_FIRST.filter((step) => !STAFF.includes(step))).toEqual([]);
  });
});
