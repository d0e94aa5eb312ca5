import { describe, expect, it } from 'vitest';
import { fromIso } from '../calendar/instant.ts';
import type { Info } from './alert.ts';
import { isAlertOver } from './over.ts';

const NOW = fromIso('2026-12-04T00:00:00.000Z');
const info = (expires?: string): Info => ({
  category: ['Met'],
  event: '暴雨',
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Likely',
  ...(expires === undefined ? {} : { expires }),
});
const SENT = '2026-12-01T08:00:01+08:00';
const LONG_AGO = '2026-12-01T08:00:00+08:00';

describe('a message of CAP', () => {
  it.each([
    ['ends when it says so', SENT, [info('2026-12-04T08:00:00+08:00')], true],
    ['goes on until then', SENT, [info('2026-12-04T08:00:01+08:00')], false],
    ['goes on while one of its languages does', SENT, [info('2026-12-01T09:00:00+08:00'), info('2026-12-05T08:00:00+08:00')], false],
    ['that says no end is over 72 hours after it was sent', LONG_AGO, [info()], true],
    ['and not a second before', SENT, [info()], false],
    ['that says nothing of its own is as old as it was sent', LONG_AGO, undefined, true],
  ] as const)('%s', (_name, sent, all, over) => {
    expect(isAlertOver({ sent, ...(all === undefined ? {} : { info: all }) }, NOW)).toBe(over);
  });
});
