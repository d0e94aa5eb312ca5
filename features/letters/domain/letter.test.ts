import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { fromIso } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { decideStaff, type StaffSurroundings } from '../../../kernel/stream/staff-kind.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { letters } from '../server/letters.ts';
import { mapOf, standingOf, type MapDuty, type MapLetter, type MapSite } from './map.ts';
import { bells, project } from './project.ts';
import { fold } from './state.ts';
import { LETTER } from './vocabulary.ts';

const pack = getPackOf([LETTER], 'letters');
const calendar = getPackCalendar(pack.calendar);
const around = (day: string): StaffSurroundings => ({
  now: fromIso(`${day}T02:00:00.000Z`),
  pack,
  calendar,
  access: readAccess().rules,
  officeExists: () => true,
  placeExists: () => false,
});
const asker = (post: string) => {
  const [office = '', role = ''] = post.split('.');
  return { post, office, role: role as Role };
};
type Step = readonly [day: string, post: string, name: string, input?: JsonObject];

const tried = (events: readonly StreamEvent[], [day, post, name, input = {}]: Step) =>
  decideStaff(letters.staff, events, asker(post), { name, input }, around(day));
const said = (result: ReturnType<typeof tried>): string =>
  isRefusal(result) ? `${result.refused} ${String(result.data?.['field'] ?? '')}`.trim() : result.map((it) => it.type).join(' ');
const lived = (...steps: readonly Step[]): readonly StreamEvent[] =>
  steps.reduce((events: readonly StreamEvent[], step) => {
    const result = tried(events, step);
    if (isRefusal(result)) throw new Error(`${step[2]}: ${JSON.stringify(result)}`);
    const added = result.map(({ texts: _texts, ...it }, i): StreamEvent => ({
      ...it,
      v: 1,
      n: events.length + i,
      recordedAt: around(step[0]).now,
      policy: '',
      calendar: '',
    }));
    return [...events, ...added];
  }, []);

const CANTEEN: JsonObject = {
  site: 'AAAAAAAA',
  name: '和平小学食堂',
  siteOffice: 'housing',
  local: 'county',
  holder: 'housing.handler',
  holderOffice: 'housing',
  from: '2026-11-23',
  to: '2027-11-22',
  what: '食堂的消防和食品安全。',
};
const DRAWN: Step = ['2026-11-23', 'county.head', 'draw_up_letter', CANTEEN];
const SIGNED: Step = ['2026-11-24', 'county.head', 'sign_letter'];
const TAKEN: Step = ['2026-11-25', 'housing.handler', 'take_on_letter'];

describe('a letter of duty', () => {
  it('is signed by the office that hands it out, then by the post that takes it on, and by nobody else', () => {
    const drawn = lived(DRAWN);
    expect(said(tried(drawn, TAKEN))).toBe('not_yet');
    expect(said(tried(drawn, ['2026-11-24', 'county.handler', 'sign_letter']))).toBe('not_your_post');
    expect(said(tried(drawn, ['2026-11-24', 'housing.head', 'sign_letter']))).toBe('not_your_post');
    const signed = lived(DRAWN, SIGNED);
    expect(said(tried(signed, SIGNED))).toBe('already_done');
    expect(said(tried(signed, ['2026-11-25', 'housing.head', 'take_on_letter']))).toBe('not_your_post');
    expect(said(tried(signed, ['2026-11-25', 'county.head', 'take_on_letter']))).toBe('not_your_post');
    expect(said(tried(signed, ['2026-11-25', 'letters.head', 'take_on_letter']))).toBe('not_found');
    const both = lived(DRAWN, SIGNED, TAKEN);
    expect(said(tried(both, TAKEN))).toBe('already_done');
    expect(fold(both)).toMatchObject({ signedBy: 'county.head', takenBy: 'housing.handler' });
    expect(project('BBBBBBBB', both, pack, calendar).tables[0]?.rows[0]).toMatchObject({
      holder: 'housing.handler',
      signed: true,
      taken_on: true,
    });
  });

  it('is never signed by one post for both sides', () => {
    const own = lived(['2026-11-23', 'housing.head', 'draw_up_letter', { ...CANTEEN, holder: 'housing.head' }]);
    expect(said(tried(own, ['2026-11-24', 'housing.head', 'sign_letter']))).toBe('letter_two_signatures');
    const within = lived(['2026-11-23', 'housing.head', 'draw_up_letter', CANTEEN], ['2026-11-24', 'housing.head', 'sign_letter']);
    expect(said(tried(within, ['2026-11-24', 'housing.head', 'take_on_letter']))).toBe('not_your_post');
    expect(said(tried(within, TAKEN))).toBe('letter_taken_on');
  });

  it('holds from a day to a later one that is not over, and says what is answered for', () => {
    const draw = (more: JsonObject) => said(tried([], ['2026-11-23', 'county.head', 'draw_up_letter', { ...CANTEEN, ...more }]));
    expect(draw({ from: '2027-12-01' })).toBe('period_order to');
    expect(draw({ from: '2025-11-01', to: '2026-11-22' })).toBe('promise_past to');
    expect(draw({ what: ' ' })).toBe('field_empty what');
    expect(draw({ person: '王主任' })).toBe('field_unknown person');
    expect(draw({ from: '' })).toBe('field_date from');
    const about = Object.fromEntries(Object.entries(CANTEEN).filter(([name]) => name !== 'site'));
    expect(said(tried([], ['2026-11-23', 'county.head', 'draw_up_letter', about]))).toBe('letter_no_subject site');
    expect(said(tried([], ['2026-11-23', 'county.admin', 'draw_up_letter', CANTEEN]))).toBe('not_your_post');
  });

  it('is returned by the post with reasons, changed, and signed by both again', () => {
    const returned = lived(DRAWN, SIGNED, ['2026-11-25', 'housing.handler', 'return_letter', { reason: '配电间不归食堂管。' }]);
    expect(said(tried(returned, SIGNED))).toBe('wrong_stage');
    expect(said(tried(returned, TAKEN))).toBe('wrong_stage');
    const changed = lived(
      DRAWN,
      SIGNED,
      ['2026-11-25', 'housing.handler', 'return_letter', { reason: '配电间不归食堂管。' }],
      ['2026-11-26', 'county.head', 'change_letter', { from: '2026-12-01', to: '2027-11-30', what: '食堂，不含配电间。' }],
    );
    expect(fold(changed)).toMatchObject({ signedBy: null, takenBy: null, returned: false, from: '2026-12-01', to: '2027-11-30' });
    expect(said(tried(changed, ['2026-11-27', 'housing.handler', 'take_on_letter']))).toBe('not_yet');
    expect(said(tried(changed, ['2026-11-27', 'county.head', 'sign_letter']))).toBe('letter_signed');
  });

  it('is ended by the head of the office that hands it out, and keeps everything', () => {
    const ended = lived(DRAWN, SIGNED, TAKEN, ['2026-12-01', 'county.head', 'end_letter', { reason: 'replaced' }]);
    expect(fold(ended)).toMatchObject({ ended: true, takenBy: 'housing.handler' });
    expect(
      said(tried(ended, ['2026-12-02', 'county.head', 'change_letter', { from: '2026-12-01', to: '2027-11-30', what: '再来。' }])),
    ).toBe('wrong_stage');
    expect(said(tried(lived(DRAWN), ['2026-12-01', 'housing.head', 'end_letter', { reason: 'replaced' }]))).toBe('not_your_post');
  });

  it('rings the office whose turn it is', () => {
    const both = lived(DRAWN, SIGNED, TAKEN);
    expect(bells(both, both).map((it) => it.office)).toEqual(['housing', 'county']);
  });
});

const TODAY = getPlainDate('2026-11-23');
const letter = (more: Partial<MapLetter> = {}): MapLetter => ({
  letter: 'L1',
  office: 'county',
  holder: 'housing.handler',
  holder_office: 'housing',
  site: 'S1',
  rule: null,
  from_day: getPlainDate('2026-01-01'),
  to_day: getPlainDate('2027-01-01'),
  signed: true,
  taken_on: true,
  returned: false,
  ...more,
});
const SITE: MapSite = {
  site: 'S1',
  name: '食堂',
  english: null,
  class: 'canteen',
  office: 'housing',
  role: 'handler',
  sector: 'water',
  local: 'county',
};
const OWN: MapDuty = { rule: 'canteen/can.day', bySupervisor: false };
const ABOVE: MapDuty = { rule: 'canteen/can.above', bySupervisor: true };
const map = (
  some: readonly MapLetter[],
  duties: readonly MapDuty[] = [OWN],
  held: readonly string[] = ['housing.handler', 'county.inspector'],
) =>
  mapOf({ sites: [SITE], dutiesOf: () => duties, letters: some, held: new Set(held), today: TODAY, soonDays: 30 }).map(
    ({ duties: rules, post, standing, gaps }) => [rules, post, standing, gaps],
  );

describe('the map of responsibility', () => {
  it('says where a letter stands on a day', () => {
    const at = (more: Partial<MapLetter>) => standingOf(letter(more), TODAY, 30);
    expect(at({})).toBe('in_force');
    expect(at({ to_day: getPlainDate('2026-12-23') })).toBe('ends_soon');
    expect(at({ to_day: getPlainDate('2026-12-24') })).toBe('in_force');
    expect(at({ to_day: TODAY })).toBe('ends_soon');
    expect(at({ to_day: getPlainDate('2026-11-22') })).toBe('expired');
    expect(at({ to_day: getPlainDate('2026-11-22'), signed: false })).toBe('expired');
    expect(at({ signed: false, taken_on: false })).toBe('unsigned');
    expect(at({ taken_on: false })).toBe('not_taken_on');
    expect(at({ taken_on: false, returned: true })).toBe('returned');
    expect(at({ from_day: getPlainDate('2026-12-01') })).toBe('ahead');
    expect(standingOf(letter({ to_day: TODAY }), TODAY, null)).toBe('in_force');
  });

  it('gives each duty its post: by the letter about it, by the one about its site, or by the one about the duty everywhere', () => {
    expect(map([letter()])).toEqual([[['canteen/can.day'], 'housing.handler', 'in_force', []]]);
    const special = letter({ letter: 'L2', rule: 'canteen/can.day', holder: 'housing.head' });
    expect(map([letter(), special], [OWN, { rule: 'canteen/can.week', bySupervisor: false }], ['housing.handler', 'housing.head'])).toEqual(
      [
        [['canteen/can.day'], 'housing.head', 'in_force', []],
        [['canteen/can.week'], 'housing.handler', 'in_force', []],
      ],
    );
    expect(map([letter({ site: null, rule: 'canteen/can.day' })])).toEqual([[['canteen/can.day'], 'housing.handler', 'in_force', []]]);
    // A post of another office holds nothing here.
    expect(map([letter({ holder: 'water.head', holder_office: 'water' })])).toEqual([
      [['canteen/can.day'], 'housing.handler', null, ['no_letter']],
    ]);
  });

  it('shows a gap: no post, nobody in it, no letter, one that is not signed by both, one that has expired', () => {
    expect(map([], [OWN, ABOVE])).toEqual([
      [['canteen/can.day'], 'housing.handler', null, ['no_letter']],
      [['canteen/can.above'], null, null, ['no_post']],
    ]);
    const above = letter({ letter: 'L2', rule: 'canteen/can.above', holder: 'county.inspector', holder_office: 'county' });
    expect(map([letter(), above], [OWN, ABOVE]).map(([, , , gaps]) => gaps)).toEqual([[], []]);
    expect(map([letter()], [OWN], [])).toEqual([[['canteen/can.day'], 'housing.handler', 'in_force', ['no_account']]]);
    expect(map([letter({ signed: false, taken_on: false })])).toEqual([[['canteen/can.day'], 'housing.handler', 'unsigned', ['unsigned']]]);
    expect(map([letter({ to_day: getPlainDate('2026-11-01') })])).toEqual([
      [['canteen/can.day'], 'housing.handler', 'expired', ['expired']],
    ]);
    // An old letter beside one that holds is no gap.
    expect(map([letter({ letter: 'L0', to_day: getPlainDate('2026-11-01') }), letter()])).toEqual([
      [['canteen/can.day'], 'housing.handler', 'in_force', []],
    ]);
    // A site at which nothing comes back has its line, too.
    expect(map([], [])).toEqual([[[], 'housing.handler', null, ['no_letter']]]);
  });
});
