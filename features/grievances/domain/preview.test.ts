import { expect, it } from 'vitest';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPack } from '../../../policy/load.ts';
import { at, petition } from '../../../test/support/given.ts';
import { preview } from './preview.ts';
import { timeline } from './timeline.ts';

const pack = getPack('petition-2022');
const calendar = getPackCalendar(pack.calendar);
const reception = { lead: 'letters', above: 'county', above2: 'city' } as const;

it('what stands before the button is the timeline of the matter once it is filed', () => {
  const shown = preview(pack, calendar, reception, at('2026-09-28'));
  expect(shown.stages).toEqual(timeline(petition('2026-09-28').events, pack, calendar, at('2026-09-28')));
  expect(shown.stages.map((stage) => [stage.rule.id, stage.due])).toEqual([
    ['petition.bureau.route', '2026-10-13'],
    ['petition.direct.notice', '2026-10-13'],
    ['petition.decide', '2026-12-14'],
    ['petition.review.ask', '2027-01-13'],
    ['petition.review.decide', '2027-02-12'],
    ['petition.rereview.ask', '2027-03-15'],
    ['petition.rereview.decide', '2027-04-14'],
  ]);
});

it('and the state is that of a matter with one event, made by the filer and open to the filer', () => {
  const { state } = preview(pack, calendar, reception, at('2026-09-28'));
  expect({ ...state, history: undefined }).toEqual({
    history: undefined,
    voided: [],
    reported: null,
    lead: 'letters',
    above: 'county',
    above2: 'city',
    grade: null,
    opened: [],
    asked: null,
    helpers: [],
    led: [{ office: 'letters', since: 0, until: null }],
    begun: [0],
  });
  expect(state.history).toEqual([
    {
      type: 'filed',
      v: 1,
      level: 0,
      n: 0,
      recordedAt: at('2026-09-28'),
      actor: { kind: 'filer' },
      visibility: 'open',
      policy: '',
      calendar: '',
      data: { kind: 'grievance', ...reception },
    },
  ]);
});
