import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAlert } from '../../kernel/cap/write.ts';
import type { Alert } from '../../kernel/cap/alert.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { testFolder } from '../../test/support/folder.ts';
import { capCheck } from './cap.ts';

const ALERT: Alert = {
  identifier: 'huiyin-1',
  sender: 'duty@county.example',
  sent: '2026-11-30T08:00:00+08:00',
  status: 'Exercise',
  msgType: 'Alert',
  scope: 'Public',
  note: '演练',
  info: [{ category: ['Fire'], event: '火灾', urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' }],
};

const checked = (text: string) => {
  const file = join(testFolder('cap'), 'message.xml');
  writeFileSync(file, text);
  const said: string[] = [];
  const facts: JsonObject[] = [];
  const code = capCheck(file, { out: (line) => said.push(line), err: (line) => said.push(line), facts: (more) => facts.push(more) });
  return { code, said, facts };
};

describe('huiyin cap check', () => {
  it('says what a message is', () => {
    const { code, said, facts } = checked(writeAlert(ALERT));
    expect([code, said[0]?.includes('Exercise: 火灾; no problem found')]).toEqual([0, true]);
    expect(facts).toEqual([
      { identifier: 'huiyin-1', sender: 'duty@county.example', sent: ALERT.sent, status: 'Exercise', msgType: 'Alert', events: ['火灾'] },
    ]);
  });

  it('says every fault with its code and its place, and that there is no such file', () => {
    const { code, said } = checked(writeAlert(ALERT).replace('<status>Exercise</status>', '<status>Drill</status>').replace('+08:00', 'Z'));
    expect([code, said.map((line) => line.split(': ').slice(0, 2))]).toEqual([
      1,
      [
        ['cap.time', 'alert/sent'],
        ['cap.value', 'alert/status'],
      ],
    ]);
    expect(checked('<!DOCTYPE a><a/>').said[0]).toMatch(/^xml\.doctype: .*messages have none$/);
    const err: string[] = [];
    expect(capCheck('/nowhere/at/all.xml', { out: () => undefined, err: (line) => err.push(line) })).toBe(2);
    expect(err[0]).toMatch(/^file_unreadable/);
  });
});
