import { describe, expect, it } from 'vitest';
import { Table } from '../../../../test/support/towns/table.ts';
import { receiptsOf, rightOf } from './receipts.ts';

const CARRIER = '88'.repeat(16);

describe('who carries a matter for somebody', () => {
  const carried = (): Table => {
    const matter = new Table('township-centre').post('2026-03-02', 'desk', 'register', { office: 'justice', grade: 'hard' });
    return matter.by('2026-03-02', 'opener', 'give_carrying_code', { receipt: CARRIER });
  };

  it('has a code of its own that can take no step, and there is one of them', () => {
    const matter = carried();
    const carrier = receiptsOf(matter.events).find((it) => it.kind === 'carrier');
    expect(carrier && rightOf(carrier, matter.around('2026-03-03').now)).toBe('carry');
    expect(matter.tryBy('2026-03-03', 'opener', 'give_carrying_code', { receipt: '89'.repeat(16) })).toBe('carrier_there');
    for (const name of ['give_carrying_code', 'end_carrying', 'give_reading_code', 'replace_code', 'open_to_others'])
      expect([
        name,
        matter.tryBy('2026-03-03', 'nobody', name, { receipt: CARRIER, representatives: '0', subject: 'x', words: 'y' })[0] !== 't',
      ]).toEqual([name, true]);
  });

  it('is ended by the filer alone, at any time, and everything stays open to the filer meanwhile', () => {
    const matter = carried();
    expect(matter.tryBy('2026-03-03', 'nobody', 'end_carrying')).toBe('not_found');
    expect(matter.tryPost('2026-03-03', 'head', 'end_carrying')).toBe('not_found');
    const before = new Table('township-centre').post('2026-03-02', 'desk', 'register', { office: 'justice', grade: 'hard' });
    const open = (of: Table) => of.open('2026-04-20', { kind: 'filer' }).filter((name) => !name.includes('carr'));
    expect(open(matter)).toEqual(open(before)); // no clause keeps anybody from going on alone
    matter.by('2026-03-04', 'opener', 'end_carrying');
    const carrier = receiptsOf(matter.events).find((it) => it.kind === 'carrier');
    expect(carrier && rightOf(carrier, matter.around('2026-03-05').now)).toBeNull();
    expect(matter.tryBy('2026-03-05', 'opener', 'end_carrying')).toBe('right_not_open');
  });
});
