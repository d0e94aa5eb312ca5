import { describe, expect, it } from 'vitest';
import { chainOf, nameOf } from '../../test/support/calls/callout.ts';
import { telephoneList } from './telephone-list.ts';

const HELD: { readonly [called: string]: readonly string[] } = { 'fire/night/lead': ['fire.duty'], 'water.duty': [] };

describe('the telephone list', () => {
  it('stands in the order of the chain, with the duty numbers of offices, each post once a step', () => {
    const chain = chainOf(['each:fire/night/lead,fire.duty,school.head in 5', 'one:water.duty,school.desk in 10'], { leader: 'town.head' });
    const list = telephoneList(
      chain,
      (called) => HELD[nameOf(called)] ?? [nameOf(called)],
      (office) => (office === 'school' ? null : `0571-${office}`),
    );
    expect(list).toEqual([
      { step: null, need: 'one', minutes: null, lines: [{ post: 'town.head', office: 'town', number: '0571-town' }], nobody: [] },
      {
        step: '1',
        need: 'each',
        minutes: 5,
        lines: [
          { post: 'fire.duty', office: 'fire', number: '0571-fire' },
          { post: 'school.head', office: 'school', number: null },
        ],
        nobody: [],
      },
      {
        step: '2',
        need: 'one',
        minutes: 10,
        lines: [{ post: 'school.desk', office: 'school', number: null }],
        nobody: [{ post: 'water.duty' }],
      },
    ]);
  });
});
