import { describe, expect, it } from 'vitest';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPack } from '../../../policy/load.ts';
import { accepted, at, centre, petition, REPLY, reviewed, type Story } from '../../../test/support/given.ts';
import { timeline } from './timeline.ts';

const PACKS = { petition: getPack('petition-2022'), centre: getPack('township-centre') } as const;
/** Each stage as a page draws it: `rule status from–due`, with `?` where the calendar is not published yet, `+` where it was extended. */
const drawn = (story: Story, when: string): readonly string[] => {
  const pack = PACKS[story.pack];
  return timeline(story.events, pack, getPackCalendar(pack.calendar), at(when)).map(
    (it) =>
      `${it.rule.id} ${it.status} ${it.from}/${it.due ?? ''}${it.provisional ? '?' : ''}${it.extended ? '+' : ''}${it.metOn === null ? '' : ` on ${it.metOn}`}`,
  );
};
const registered = (): Story => petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });

describe('the stages of a petition', () => {
  it('that was accepted: what was done on which day, what runs, and all that can come after it', () => {
    expect(drawn(accepted(), '2026-09-10')).toEqual([
      'petition.bureau.route met 2026-09-01/2026-09-16 on 2026-09-02',
      'petition.direct.notice met 2026-09-01/2026-09-16 on 2026-09-03',
      'petition.decide running 2026-09-03/2026-11-02',
      'petition.review.ask to_come 2026-11-02/2026-12-02',
      'petition.review.decide to_come 2026-12-02/2027-01-01?',
      'petition.rereview.ask to_come 2027-01-01/2027-02-01?',
      'petition.rereview.decide to_come 2027-02-01/2027-03-03?',
    ]);
  });

  it('whose office is late count everything to come from today, and show the right that is open', () => {
    expect(drawn(petition(), '2026-10-10')).toEqual([
      'petition.bureau.route overdue 2026-09-01/2026-09-16',
      'petition.direct.notice overdue 2026-09-01/2026-09-16',
      'petition.decide to_come 2026-10-10/2026-12-09',
      'petition.review.ask to_come 2026-12-09/2027-01-08?',
      'petition.review.decide to_come 2027-01-08/2027-02-08?',
      'petition.rereview.ask to_come 2027-02-08/2027-03-10?',
      'petition.rereview.decide to_come 2027-03-10/2027-04-09?',
      'petition.own.takeup.unaccepted running 2026-09-17/',
    ]);
  });

  it('that was extended run to the extended day, and everything after it is later', () => {
    const story = accepted().step('2026-10-20', 'head', 'extend', { until: '2026-11-20', reason: '还要鉴定。' });
    expect(drawn(story, '2026-10-21').slice(2, 4)).toEqual([
      'petition.decide running 2026-09-03/2026-11-20+',
      'petition.review.ask to_come 2026-11-20/2026-12-21',
    ]);
  });

  it('at the third office are all done but the last', () => {
    expect(drawn(reviewed().step('2026-10-25', 'filer', 'ask_rereview'), '2026-10-26')).toEqual([
      'petition.bureau.route met 2026-09-01/2026-09-16 on 2026-09-02',
      'petition.direct.notice met 2026-09-01/2026-09-16 on 2026-09-03',
      'petition.decide met 2026-09-03/2026-11-02 on 2026-09-20',
      'petition.review.ask met 2026-09-21/2026-10-21 on 2026-09-25',
      'petition.review.decide met 2026-09-25/2026-10-26 on 2026-10-19',
      'petition.rereview.ask met 2026-10-20/2026-11-19 on 2026-10-25',
      'petition.rereview.decide running 2026-10-25/2026-11-24',
    ]);
  });

  it('that was answered but not opened begin the filer’s time with today, not with the day of the answer', () => {
    const story = accepted().step('2026-09-20', 'handler', 'reply', REPLY);
    const ask = (when: string): string | undefined => drawn(story, when).find((line) => line.startsWith('petition.review.ask'));
    expect(ask('2026-09-20')).toBe('petition.review.ask to_come 2026-09-20/2026-10-20');
    expect(ask('2026-09-25')).toBe('petition.review.ask to_come 2026-09-25/2026-10-26');
  });

  it('that was refused end there until the filer opens the refusal', () => {
    const story = registered().step('2026-09-03', 'handler', 'refuse', { door: 'court', reason: '属于法院。', where: '县法院' });
    expect(drawn(story, '2026-09-05')).toEqual([
      'petition.bureau.route met 2026-09-01/2026-09-16 on 2026-09-02',
      'petition.direct.notice met 2026-09-01/2026-09-16 on 2026-09-03',
    ]);
    expect(drawn(story.step('2026-09-06', 'filer', 'open_notice', { notice: 'refusal' }), '2026-09-07').at(-1)).toBe(
      'petition.own.refusal.takeup running 2026-09-06/2026-10-08',
    );
  });

  it('whose filer withdraws run for seven days and stop then, and nothing is to come', () => {
    const story = petition().step('2026-09-02', 'filer', 'ask_withdrawal');
    expect(drawn(story, '2026-09-05')).toEqual([
      'petition.bureau.route running 2026-09-01/2026-09-16',
      'petition.direct.notice running 2026-09-01/2026-09-16',
    ]);
    expect(drawn(story, '2026-09-15')).toEqual([
      'petition.bureau.route stopped 2026-09-01/2026-09-16',
      'petition.direct.notice stopped 2026-09-01/2026-09-16',
    ]);
  });

  it('are none where nothing was filed', () => {
    expect(timeline([], PACKS.petition, getPackCalendar(PACKS.petition.calendar), at('2026-09-01'))).toEqual([]);
  });
});

describe('the stages of a matter at a centre', () => {
  it('suppose an ordinary grade until the desk has set one', () => {
    expect(drawn(centre(), '2026-09-01')).toEqual([
      'centre.register running 2026-09-01/2026-09-01',
      'centre.reply.ordinary to_come 2026-09-01/2026-09-08',
    ]);
    const pack = { ...PACKS.centre, grades: ['hard'] as const };
    const calendar = getPackCalendar(pack.calendar);
    expect(timeline(centre().events, pack, calendar, at('2026-09-01')).map((it) => [it.rule.id, it.due])).toEqual([
      ['centre.register', '2026-09-01'],
      ['centre.reply.hard', '2026-10-08'],
    ]);
  });

  it('that is late show what the office above owes, for as long as what it takes up is not done', () => {
    expect(drawn(centre(), '2026-09-05')).toEqual([
      'centre.register overdue 2026-09-01/2026-09-01',
      'centre.reply.ordinary to_come 2026-09-05/2026-09-14',
      'centre.supervise running 2026-09-02/2026-09-09',
    ]);
    const late = centre().step('2026-09-03', 'desk', 'register', { office: 'housing', grade: 'ordinary' });
    expect(drawn(late, '2026-09-15')).toEqual([
      'centre.register met_late 2026-09-01/2026-09-01 on 2026-09-03',
      'centre.reply.ordinary overdue 2026-09-03/2026-09-10',
      'centre.supervise running 2026-09-11/2026-09-18',
    ]);
  });
});
