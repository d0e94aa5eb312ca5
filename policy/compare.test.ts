import { describe, expect, it } from 'vitest';
import { fromIso } from '../kernel/calendar/instant.ts';
import type { EventKind, MatterEvent } from '../kernel/matter/event.ts';
import { findWorse } from '../kernel/policy/compare.ts';
import type { Pack, Rule } from '../kernel/policy/pack.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { getPack } from './load.ts';

const event = (type: EventKind, on: string, n: number): MatterEvent => ({
  type,
  v: 1,
  level: 0,
  n,
  recordedAt: fromIso(`${on}T02:00:00.000Z`),
  actor: { kind: type === 'filed' ? 'filer' : 'system' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data: type === 'notice_opened' ? { notice: 'reply' } : {},
});
const running = [event('filed', '2026-06-24', 0), event('accepted', '2026-07-01', 1)];
const opened = [...running, event('replied', '2026-07-20', 2), event('notice_opened', '2026-07-21', 3)];
const old = getPack('petition-2022');
const calendar = getPackCalendar(old.calendar);
const asOf = fromIso('2026-07-22T02:00:00.000Z');
const withRule = (id: string, change: Partial<Rule>): Pack => ({
  ...old,
  rules: old.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)),
});
const worse = (pack: Pack, events: readonly MatterEvent[]): unknown => findWorse({ pack: old, calendar }, { pack, calendar }, events, asOf);

describe('taking a matter over to a newer policy', () => {
  it('is free where nothing changes, or an office gets less time, or the filer more', () => {
    expect(worse(old, opened)).toEqual([]);
    expect(worse(withRule('petition.decide', { within: '45 days' }), running)).toEqual([]);
    expect(worse(withRule('petition.review.ask', { within: '60 days' }), opened)).toEqual([]);
  });

  it('is refused where an office would get more time', () => {
    expect(worse(withRule('petition.decide', { within: '90 days' }), running)).toContainEqual({
      rule: 'petition.decide',
      why: 'duty_later',
    });
  });

  it('is refused where the filer would have less', () => {
    expect(worse(withRule('petition.review.ask', { within: '15 days' }), opened)).toEqual([
      { rule: 'petition.review.ask', why: 'window_shorter' },
    ]);
  });

  it('is refused where a right would be gone, also one that would only open by a breach', () => {
    const without: Pack = { ...old, rules: old.rules.filter((rule) => rule.id !== 'petition.own.takeup.silent') };
    expect(worse(without, running)).toEqual([{ rule: 'petition.own.takeup.silent', why: 'gone' }]);
  });

  it('is refused where a stage still to come would be taken away or an extension made longer', () => {
    const without: Pack = { ...old, rules: old.rules.filter((rule) => rule.id !== 'petition.rereview.ask') };
    expect(worse(without, running)).toEqual([{ rule: 'petition.rereview.ask', why: 'gone' }]);
    const decide = old.rules.find((rule) => rule.id === 'petition.decide');
    const extend = decide?.extend ? { ...decide.extend, max: '90 days' } : null;
    expect(worse(withRule('petition.decide', { extend }), opened)).toEqual([{ rule: 'petition.decide', why: 'duty_later' }]);
  });
});
