import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEpochDay, getPlainDate } from '../kernel/calendar/plain-date.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { getPack } from './load.ts';
import { explain, type ExplainRow } from '../kernel/policy/explain.ts';
import { MATTER } from '../kernel/matter/vocabulary.ts';

const rowsOf = (id: string, filed: string): readonly ExplainRow[] => {
  const pack = getPack(id);
  return explain(MATTER, pack, getPackCalendar(pack.calendar), getPlainDate(filed));
};
const short = (rows: readonly ExplainRow[]): unknown => rows.map((row) => [row.id, row.from, row.due, row.provisional, row.branch]);

describe('the timeline of a petition filed on 28 September 2026', () => {
  it('goes from registration to the re-review, each on its last day', () => {
    expect(short(rowsOf('petition-2022', '2026-09-28').filter((row) => row.branch === null))).toEqual([
      ['petition.bureau.route', '2026-09-28', '2026-10-13', false, null],
      ['petition.direct.notice', '2026-09-28', '2026-10-13', false, null],
      ['petition.decide', '2026-10-13', '2026-12-14', false, null],
      ['petition.review.ask', '2026-12-14', '2027-01-13', true, null],
      ['petition.review.decide', '2027-01-13', '2027-02-12', true, null],
      ['petition.rereview.ask', '2027-02-12', '2027-03-15', true, null],
      ['petition.rereview.decide', '2027-03-15', '2027-04-14', true, null],
    ]);
  });

  it('names forwarding, extension, refusal and breach as branches and does not follow them', () => {
    expect(short(rowsOf('petition-2022', '2026-09-28').filter((row) => row.branch !== null))).toEqual([
      ['petition.forwarded.notice', '2026-10-13', '2026-10-28', false, 'forward'],
      ['petition.forwarded.object', '2026-10-13', '2026-10-20', false, 'forward'],
      ['petition.bureau.assign.due', '2026-10-13', null, false, 'assigned'],
      ['petition.extend', '2026-12-14', '2027-01-13', true, 'extended'],
      ['petition.own.dispute', '2026-12-14', '2027-01-13', true, 'disputed'],
      ['petition.own.explain', '2027-04-14', '2027-04-29', true, 'final'],
      ['petition.own.refusal.takeup', '2026-10-13', '2026-11-12', false, 'refused'],
      ['petition.own.takeup.unaccepted', '2026-10-14', null, false, 'overdue'],
      ['petition.own.takeup.silent', '2026-12-15', null, false, 'overdue'],
    ]);
  });
});

describe('the timeline of other packs', () => {
  it('of a township centre shows every grade and what follows when it is late', () => {
    expect(short(rowsOf('township-centre', '2026-09-28'))).toEqual([
      ['centre.register', '2026-09-28', '2026-09-28', false, null],
      ['centre.reply.simple', '2026-09-28', '2026-09-28', false, 'grade=simple'],
      ['centre.reply.ordinary', '2026-09-28', '2026-10-08', false, 'grade=ordinary'],
      ['centre.reply.hard', '2026-09-28', '2026-10-28', false, 'grade=hard'],
      ['centre.supervise', '2026-09-29', '2026-10-12', false, 'overdue'],
      ['centre.supervise', '2026-09-29', '2026-10-12', false, 'grade=simple, overdue'],
      ['centre.supervise', '2026-10-09', '2026-10-15', false, 'grade=ordinary, overdue'],
      ['centre.supervise', '2026-10-29', '2026-11-05', false, 'grade=hard, overdue'],
    ]);
  });

  it('of a report under the Directive counts the months from the last day of the acknowledgement', () => {
    expect(short(rowsOf('eu-2019-1937', '2026-09-28'))).toEqual([
      ['eu.acknowledge', '2026-09-28', '2026-10-05', true, null],
      ['eu.feedback', '2026-10-05', '2027-01-05', true, null],
    ]);
  });

  it('is never shorter than the law on any day of the loaded years', () => {
    const pack = getPack('petition-2022');
    const calendar = getPackCalendar(pack.calendar);
    fc.assert(
      fc.property(fc.integer({ min: 12_418, max: 20_819 }).map(fromEpochDay), (filed) => {
        for (const row of explain(MATTER, pack, calendar, filed)) if (row.due !== null) expect(row.due > row.from).toBe(true);
      }),
    );
  });
});
