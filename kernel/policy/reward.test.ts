import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewardFor, type Reward } from './reward.ts';

const RULE: Reward = { thousandths: 150, least: 3000, most: 300_000, days: 60, clause: { 'zh-CN': '甲', en: 'A' }, ownRule: false };

describe('the reward for a report', () => {
  it.each([
    [0, 3000, 'no fine was imposed'],
    [20_000, 3000, 'exactly the least'],
    [20_006, 3000, 'the fraction of a yuan is not paid'],
    [20_007, 3001, 'one yuan above the least'],
    [100_000, 15_000, 'fifteen in a hundred'],
    [2_000_000, 300_000, 'exactly the most'],
    [999_999_999, 300_000, 'never more than the most'],
  ])('of a fine of %i yuan is %i yuan: %s', (fine, reward) => {
    expect(rewardFor(RULE, fine)).toBe(reward);
  });

  it('is a whole number between least and most, and a greater fine never makes it smaller', () => {
    const amounts = fc.integer({ min: 0, max: 999_999_999 });
    const rules = fc
      .record({ thousandths: fc.integer({ min: 1, max: 1000 }), least: fc.integer({ min: 0, max: 1_000_000 }), more: fc.nat(1_000_000) })
      .map(({ thousandths, least, more }) => ({ ...RULE, thousandths, least, most: least + more }));
    fc.assert(
      fc.property(rules, amounts, amounts, (rule, a, b) => {
        const [low, high] = [rewardFor(rule, Math.min(a, b)), rewardFor(rule, Math.max(a, b))];
        expect(Number.isSafeInteger(low) && low >= rule.least && low <= rule.most && low <= high).toBe(true);
      }),
    );
  });
});
