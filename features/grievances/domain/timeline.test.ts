import { describe, expect, it } from 'vitest';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPack } from '../../../policy/load.ts';
import { explain } from '../../../kernel/policy/explain.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { accepted, at, centre, opened, petition, REPLY } from '../../../test/support/given.ts';
import { daysLeft, timeline } from './timeline.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';

const pack = getPack('petition-2022');
const calendar = getPackCalendar(pack.calendar);
const drawn = (story: ReturnType<typeof petition>, when: string) =>
  timeline(story.events, pack, calendar, at(when)).map((stage) => `${stage.rule.id} ${stage.status} ${stage.due ?? '-'}`);

describe('timeline', () => {
  it('of a matter that has only been filed is what `policy explain` says', () => {
    const told = timeline(petition('2026-09-28').events, pack, calendar, at('2026-09-28')).map((stage) => [stage.rule.id, stage.due]);
    const explained = explain(MATTER, pack, calendar, getPlainDate('2026-09-28'))
      .filter((row) => row.branch === null)
      .map((row) => [row.id, row.due]);
    expect(told).toEqual(explained);
  });

  it('says what is done, what runs and what is to come', () => {
    expect(drawn(accepted(), '2026-09-10')).toEqual(
      [
        'petition.bureau.route met 2026-09-16',
        'petition.direct.notice met 2026-09-16',
        'petition.decide running 2026-11-02',
        'petition.review.ask to_come 2026-12-02',
        'petition.review.decide to_come 2027-01-01',
        'petition.rereview.ask to_come 2027-02-01',
        'petition.rereview.decide to_come 2027-03-03',
      ].map((line) => expect.stringContaining(line.split(' ').slice(0, 2).join(' '))),
    );
  });

  it('shows a late office as late, and the right that this opens', () => {
    const late = drawn(accepted(), '2026-11-03');
    expect(late).toContain('petition.decide overdue 2026-11-02');
    expect(late).toContain('petition.own.takeup.silent running -');
    expect(drawn(accepted(), '2026-11-02')).toContain('petition.decide running 2026-11-02');
  });

  it('supposes an unopened reply to be opened today, and runs from the real opening afterwards', () => {
    const replied = accepted().step('2026-09-20', 'handler', 'reply', REPLY);
    expect(drawn(replied, '2026-09-25')).toContain('petition.review.ask to_come 2026-10-26');
    expect(drawn(opened(), '2026-09-25')).toContain('petition.review.ask running 2026-10-21');
  });

  it('knows the grades of the centre', () => {
    const rules = getPack('township-centre');
    const story = centre('2026-09-01').step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'ordinary' });
    const stages = timeline(story.events, rules, getPackCalendar(rules.calendar), at('2026-09-02'));
    expect(stages.filter((stage) => stage.status === 'running').map((stage) => stage.due)).toEqual(['2026-09-08']);
  });

  it('counts days left and days over', () => {
    expect(daysLeft(getPlainDate('2026-11-09'), getPlainDate('2026-09-28'))).toBe(42);
    expect(daysLeft(getPlainDate('2026-09-22'), getPlainDate('2026-09-28'))).toBe(-6);
    expect(daysLeft(getPlainDate('2026-09-28'), getPlainDate('2026-09-28'))).toBe(0);
  });
});
