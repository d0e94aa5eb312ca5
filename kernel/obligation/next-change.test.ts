import { expect, it } from 'vitest';
import { toIso } from '../calendar/instant.ts';
import { CALENDAR, DECIDE, history, moment, NOTICE, packOf, SILENT, SUPERVISE, type Told } from '../../test/support/obligations.ts';
import { nextChangeAt } from './next-change.ts';
import { isOpen } from './obligation.ts';
import { obligations } from './obligations.ts';
import { MATTER } from '../matter/vocabulary.ts';

const PACK = packOf(NOTICE, DECIDE, SILENT, SUPERVISE);
const FILED: Told = ['2026-03-02 filed'];
const ACCEPTED: Told = ['2026-03-10 accepted'];
const WITHDRAWN: Told = ['2026-03-05 withdrawal_asked'];
const of = (asOf: string, told: readonly Told[]) => obligations(MATTER, history(...told), PACK, CALENDAR, moment(asOf));

it.each<readonly [string, string, readonly Told[], string | null]>([
  ['is the end of what runs', '2026-03-02', [FILED], '2026-03-17T16:00:00.000Z'],
  ['is the nearest of several ends', '2026-03-31', [FILED, ACCEPTED], '2026-04-05T16:00:00.000Z'],
  ['is the day on which a withdrawal stops what runs', '2026-03-06', [FILED, WITHDRAWN], '2026-03-12T16:00:00.000Z'],
  [
    'is the day on which a withdrawal stops what is late',
    '2026-03-18',
    [FILED, ['2026-03-17 withdrawal_asked']],
    '2026-03-24T16:00:00.000Z',
  ],
  ['is none once everything is late', '2026-04-06', [FILED, ACCEPTED], null],
  ['is none where everything has stopped', '2026-03-13', [FILED, WITHDRAWN], null],
  ['is none where everything was met', '2026-03-20', [FILED, ACCEPTED, ['2026-03-11 replied']], null],
  ['is none of the instant itself', '2026-03-17T16:00:00.000Z', [FILED], null],
  ['is none where there is nothing', '2026-03-02', [], null],
])('the next change by time alone %s', (_what, asOf, told, expected) => {
  const found = nextChangeAt(of(asOf, told), moment(asOf));
  expect(found === null ? null : toIso(found)).toBe(expected);
});

it.each<readonly [string, string, readonly Told[], readonly boolean[]]>([
  ['what runs', '2026-03-05', [FILED], [true, false]],
  ['what is late, and the right that this opens', '2026-03-18', [FILED], [true, true]],
  ['what is late, until a withdrawal is in effect', '2026-03-24T15:59:59.999Z', [FILED, ['2026-03-17 withdrawal_asked']], [true, true]],
  ['what is late, but not from then on', '2026-03-24T16:00:00.000Z', [FILED, ['2026-03-17 withdrawal_asked']], [false, true]],
  ['not what was met', '2026-03-16', [FILED, ['2026-03-10 refused']], [false, false]],
])('somebody is waited for: %s', (_what, asOf, told, expected) => {
  expect(of(asOf, told).map((one) => isOpen(one, moment(asOf)))).toEqual(expected);
});
