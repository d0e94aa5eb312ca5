import { describe, expect, it } from 'vitest';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPack } from '../../../policy/load.ts';
import { accepted, at, centre, petition, reviewed, type Story } from '../../../test/support/given.ts';
import type { ObligationRow } from '../../../kernel/stream/table.ts';
import { project } from './project.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { newlyLate } from '../../../kernel/obligation/rows.ts';

const PACKS = { petition: getPack('petition-2022'), centre: getPack('township-centre') } as const;
const projected = (story: Story) => project(story.events, PACKS[story.pack], getPackCalendar(PACKS[story.pack].calendar));

/** A row without what every row of its rule has: what it is about, where it stands, and its times of day. */
const short = (row: ObligationRow): string =>
  [row.rule, row.started_by, `level ${row.level}`, row.office ?? 'filer', row.status, row.due_on ?? '-', row.met_by ?? '-'].join(' | ');
const rowOf = (story: Story, rule: string): ObligationRow | undefined => projected(story).obligations.find((row) => row.rule === rule);

/** Filed, answered, reviewed, and taken to the third office. */
const wholeLife = (): Story => reviewed().step('2026-10-25', 'filer', 'ask_rereview');

describe('the projection of a matter', () => {
  it('that has only been filed has one stream, at the desk, and names the receipt', () => {
    const found = projected(petition());
    expect(found.matter).toEqual({
      kind: 'grievance',
      filed_on: '2026-09-01',
      lang: 'zh-CN',
      category: null,
      place_code: null,
      trouble: null,
      gap_on: null,
    });
    expect(found.request).toBeNull();
    expect(found.streams).toEqual([{ level: 0, office: 'letters', state: 'filed', length: 1 }]);
    expect(found.assignments).toEqual([{ level: 0, office: 'letters', role: 'lead', since: 0, until: null }]);
    expect(found.receipts).toEqual([
      { receipt: 'ab'.repeat(16), nth: 0, kind: 'code', since: '2026-09-01T02:00:00.000Z', ended_at: null, ended_how: null },
    ]);
  });

  it('counts the day of the filing in the zone of the jurisdiction', () => {
    expect(projected(petition('2026-09-01T16:00:00Z')).matter.filed_on).toBe('2026-09-02');
    expect(projected(petition('2026-09-01T15:59:59Z')).matter.filed_on).toBe('2026-09-01');
  });

  it('speaks the language that the filer used', () => {
    const [filed] = petition().events;
    const inLanguage = (lang: string): string =>
      project(filed ? [{ ...filed, data: { ...filed.data, lang } }] : [], PACKS.petition, getPackCalendar(PACKS.petition.calendar)).matter
        .lang;
    expect(['en', 'zh-CN', 'fr'].map(inLanguage)).toEqual(['en', 'zh-CN', 'zh-CN']);
  });

  it('has a stream for each office that something has come to, each with its own stage and length', () => {
    expect(projected(accepted()).streams).toEqual([{ level: 0, office: 'housing', state: 'accepted', length: 3 }]);
    expect(projected(wholeLife()).streams).toEqual([
      { level: 0, office: 'housing', state: 'replied', length: 6 },
      { level: 1, office: 'county', state: 'review_decided', length: 3 },
      { level: 2, office: 'city', state: 'rereview_asked', length: 1 },
    ]);
  });

  it('says who led since which event, and who deals with it above', () => {
    expect(projected(wholeLife()).assignments).toEqual([
      { level: 0, office: 'letters', role: 'lead', since: 0, until: 1 },
      { level: 0, office: 'housing', role: 'lead', since: 1, until: null },
      { level: 1, office: 'county', role: 'lead', since: 0, until: null },
      { level: 2, office: 'city', role: 'lead', since: 0, until: null },
    ]);
  });

  it('has no row for an office above where there is none', () => {
    const top = petition().step('2026-09-02', 'desk', 'register', { office: 'county' }).step('2026-09-18', 'filer', 'ask_take_up');
    expect(projected(top).assignments).toEqual([
      { level: 0, office: 'letters', role: 'lead', since: 0, until: 1 },
      { level: 0, office: 'county', role: 'lead', since: 1, until: null },
      { level: 1, office: 'city', role: 'lead', since: 0, until: null },
    ]);
  });

  it('a stream whose only step is struck out has been opened and no more', () => {
    const [filed] = petition().events;
    if (!filed) throw new Error('no filing');
    const aside = { ...filed, level: 1, n: 0, recordedAt: at('2026-09-02'), type: 'unseal_asked', data: {} } as const;
    expect(project([filed, aside], PACKS.petition, getPackCalendar(PACKS.petition.calendar)).streams[1]).toEqual({
      level: 1,
      office: 'county',
      state: 'opened',
      length: 1,
    });
  });

  it('lists every obligation with who owes it, to which day, and what met it', () => {
    expect(projected(wholeLife()).obligations.map(short)).toEqual([
      'petition.bureau.route | 0.0 | level 0 | letters | met | 2026-09-16 | 0.1',
      'petition.direct.notice | 0.0 | level 0 | housing | met | 2026-09-16 | 0.2',
      'petition.decide | 0.2 | level 0 | housing | met | 2026-11-02 | 0.3',
      'petition.own.dispute | 0.4 | level 0 | filer | open | 2026-10-21 | -',
      'petition.review.ask | 0.4 | level 0 | filer | met | 2026-10-21 | 1.0',
      'petition.review.decide | 1.0 | level 1 | county | met | 2026-10-26 | 1.1',
      'petition.rereview.ask | 1.2 | level 1 | filer | met | 2026-11-19 | 2.0',
      'petition.rereview.decide | 2.0 | level 2 | city | open | 2026-11-24 | -',
      'petition.own.takeup.unaccepted | 0.0<petition.direct.notice | level 0 | filer | not_needed | - | -',
      'petition.own.takeup.silent | 0.2<petition.decide | level 0 | filer | not_needed | - | -',
    ]);
  });

  it('writes a row in full, its instants as text', () => {
    expect(rowOf(wholeLife(), 'petition.rereview.decide')).toEqual({
      rule: 'petition.rereview.decide',
      started_by: '2.0',
      level: 2,
      nature: 'duty',
      owed_by: 'office_above_2',
      owed_to: 'filer',
      office: 'city',
      status: 'open',
      starts_at: '2026-10-25T02:00:00.000Z',
      due_on: '2026-11-24',
      due_at: '2026-11-24T16:00:00.000Z',
      stops_at: null,
      provisional: false,
      met_by: null,
    });
    expect(rowOf(wholeLife(), 'petition.own.takeup.silent')).toMatchObject({ due_on: null, due_at: null, stops_at: null });
  });

  it('does not store what time alone changes: a late duty is late once an event says so', () => {
    const story = accepted();
    const { pack, calendar, now } = story.around('2026-11-03');
    const [passed] = newlyLate(obligations(MATTER, story.events, pack, calendar, now), story.events);
    const asked = accepted().step('2026-11-05', 'filer', 'ask_take_up');
    expect(rowOf(asked, 'petition.decide')?.status).toBe('open');
    if (!passed) throw new Error('nothing is late');
    const said = { ...passed, v: 1, n: 3, recordedAt: at('2026-11-03'), policy: '', calendar: '' };
    const withSaid = (events: Story['events']): ObligationRow | undefined =>
      project(events, PACKS.petition, getPackCalendar(PACKS.petition.calendar)).obligations.find((row) => row.rule === 'petition.decide');
    expect(withSaid([...story.events, said])?.status).toBe('late');
    // What an event says of another rule, or of another start of this one, makes nothing late.
    expect(withSaid([...story.events, { ...said, data: { ...said.data, start: '0.1' } }])?.status).toBe('open');
    expect(withSaid([...story.events, { ...said, data: { ...said.data, rule: 'petition.review.decide' } }])?.status).toBe('open');
    // Once it is answered it is no longer late but met late.
    const replied = story.step('2026-11-10', 'handler', 'reply', { outcome: 'explained', facts: '查过。', opinion: '说明。' });
    expect(withSaid([...replied.events.slice(0, 3), said, ...replied.events.slice(3).map((it) => ({ ...it, n: 4 }))])?.status).toBe(
      'met_late',
    );
  });

  it('keeps a lapsed right and a stopped duty open in store: they end by themselves', () => {
    const lapsed = accepted()
      .step('2026-09-20', 'handler', 'reply', { outcome: 'explained', facts: '查过。', opinion: '说明。' })
      .step('2026-09-21', 'filer', 'open_notice', { notice: 'reply' })
      .step('2026-11-21', 'handler', 'correct', { n: 3, words: '更正。' });
    expect(rowOf(lapsed, 'petition.review.ask')?.status).toBe('open');
    const stopped = accepted()
      .step('2026-09-04', 'filer', 'ask_withdrawal')
      .step('2026-09-20', 'handler', 'correct', { n: 2, words: '更正。' });
    expect(rowOf(stopped, 'petition.decide')).toMatchObject({ status: 'open', stops_at: '2026-09-11T16:00:00.000Z' });
  });

  it('a row that waits for a breach stops when the withdrawal stops what it waits for', () => {
    const story = centre()
      .step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'hard' })
      .step('2026-09-02', 'filer', 'ask_withdrawal');
    const rows = projected(story).obligations.map((row) => [row.rule, row.started_by, row.status, row.stops_at]);
    expect(rows).toEqual([
      ['centre.register', '0.0', 'met', null],
      ['centre.reply.hard', '0.1', 'open', '2026-09-09T16:00:00.000Z'],
      ['centre.supervise', '0.0<centre.register', 'not_needed', null],
      ['centre.supervise', '0.1<centre.reply.hard', 'pending', '2026-09-09T16:00:00.000Z'],
    ]);
    const waiting = centre().step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'hard' });
    expect(projected(waiting).obligations.map((row) => row.stops_at)).toEqual([null, null, null, null]);
  });

  it('does not depend on the order in which the events are read', () => {
    const story = wholeLife();
    const backwards = project(story.events.toReversed(), PACKS.petition, getPackCalendar(PACKS.petition.calendar));
    expect(backwards).toEqual(projected(story));
  });

  it('of events without a filing does not exist', () => {
    const calendar = getPackCalendar(PACKS.petition.calendar);
    expect(() => project([], PACKS.petition, calendar)).toThrow('a matter starts with its filing');
    expect(() => project(accepted().events.slice(1), PACKS.petition, calendar)).toThrow('a matter starts with its filing');
  });
});
