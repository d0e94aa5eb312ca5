import { describe, expect, it } from 'vitest';
import { parseSpotCode, spotCode, spotPath } from './spot-code.ts';

describe('the code of a spot', () => {
  it('is the numbers of its site and its own, and is read back as people type it', () => {
    const name = { site: '7K3M9QP0', spot: 12 };
    expect([spotCode(name), spotPath(name)]).toEqual(['7K3M9QP0-12', '/field/s/7K3M9QP0-12']);
    for (const typed of ['7K3M9QP0-12', '7k3m 9qpo 12', ' ７K3M9QP0－12', '编号：7K3M9QP0-l2'])
      expect([typed, parseSpotCode(typed)]).toEqual([typed, name]);
  });

  it('is nothing else', () => {
    for (const typed of ['', '7K3M9QP0', '7K3M9QP0-0', '7K3M9QP0-100', '7K3M9QPU-1', '7K3M9QP0-A', '7K3M9QP-1'])
      expect([typed, parseSpotCode(typed)]).toEqual([typed, undefined]);
  });
});
