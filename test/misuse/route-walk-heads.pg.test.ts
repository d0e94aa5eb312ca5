import { describe, expect, it } from 'vitest';
import { PARTS, walkAs } from '../support/walk.ts';

describe('every route', () => {
  it(
    'allows what the golden table allows and nothing else; what may not be seen is like what does not exist',
    { timeout: 1_800_000 },
    async () => {
      const { cells, faults, met, allowed } = await walkAs(PARTS.heads);
      process.stdout.write(`route walk as ${PARTS.heads.join(', ')}: ${cells} cells, ${faults.length} differ\n`);
      expect(faults.slice(0, 20)).toEqual([]);
      // No cell that the table allows has been left out for want of a matter in the right state.
      expect(met).toEqual(allowed);
    },
  );
});
