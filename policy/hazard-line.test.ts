import { describe, expect, it } from 'vitest';
import { getPack } from './load.ts';
import { countySubjects, dangerSubjects } from './subjects.ts';

const [usual, fast] = [getPack('hazard-line'), getPack('hazard-line-24h')];
/** What may differ: how long, and what is said of that. */
const LONG = ['line.register', 'line.verify', 'line.forwarded', 'line.objected', 'line.recheck'];

describe('the two packs of the public hazard line', () => {
  it('are the same rules but for how long', () => {
    const told = (pack: typeof usual) =>
      pack.rules.map((rule) => (LONG.includes(rule.id) ? { ...rule, within: null, clause: null, ownRule: null } : rule));
    expect(told(fast)).toEqual(told(usual));
    const within = (pack: typeof usual) => LONG.map((id) => pack.rules.find((rule) => rule.id === id)?.within);
    expect(within(usual)).toEqual(['1 working day', '3 working days', '1 working day', '1 working day', '3 working days']);
    expect(within(fast)).toEqual(['12 hours', '24 hours', '6 hours', '6 hours', '24 hours']);
  });

  it('are named by the kinds of danger, the short one by exits and fire equipment alone', () => {
    const dangers = dangerSubjects().subjects;
    expect(dangers.filter(({ pack }) => pack === 'hazard-line-24h').map(({ id }) => id)).toEqual(['hazard.exit', 'hazard.fireoff']);
    expect(dangers.every(({ pack, open311, place }) => pack.startsWith('hazard-line') && open311 && place === 'needed')).toBe(true);
    // The list of the demo county has the same ones.
    expect(countySubjects().subjects.filter(({ id }) => id.startsWith('hazard.'))).toEqual(dangers);
  });
});
