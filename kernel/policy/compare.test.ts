import { describe, expect, it } from 'vitest';
import { getCalendar, type Calendar } from '../calendar/calendar.ts';
import { fromIso } from '../calendar/instant.ts';
import type { JsonObject, Level } from '../stream/event.ts';
import type { EventKind, MatterEvent } from '../matter/event.ts';
import { LABEL, rule, SOUND, withRule } from '../../test/support/pack.ts';
import { findWorse, type Worse } from './compare.ts';
import type { Extension, Pack, Rule } from './pack.ts';

const holidays = (...days: readonly string[]): Calendar =>
  getCalendar({ id: 'test', zone: 'Asia/Shanghai', source: 'test', years: [2026], holidays: days, makeUpDays: [] });
const calendar = holidays();
const event = (type: EventKind, on: string, n: number, level: Level = 0, data: JsonObject = {}): MatterEvent => ({
  type,
  v: 1,
  level,
  n,
  recordedAt: fromIso(`${on}T02:00:00.000Z`),
  actor: { kind: type === 'filed' || type === 'notice_opened' ? 'filer' : 'system' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data,
});
const filed = [event('filed', '2026-06-01', 0)];
const accepted = [...filed, event('accepted', '2026-06-03', 1)];
const opened = [...accepted, event('replied', '2026-06-20', 2), event('notice_opened', '2026-06-21', 3, 0, { notice: 'reply' })];

const worse = (to: Pack, events: readonly MatterEvent[] = [], asOf = '2026-06-23', from: Pack = SOUND): readonly Worse[] =>
  findWorse({ pack: from, calendar }, { pack: to, calendar }, events, fromIso(`${asOf}T02:00:00.000Z`));
const extension = (change: Partial<Extension>): Extension | null => {
  const found = SOUND.rules.find((it) => it.id === 's.decide')?.extend;
  return found ? { ...found, ...change } : null;
};

describe('for a stage still to come it is worse that', () => {
  it.each<readonly [string, string, Partial<Rule>, Worse['why']]>([
    ['a duty becomes a right', 's.review', { nature: 'right' }, 'gone'],
    ['a right becomes a duty', 's.ask', { nature: 'duty' }, 'gone'],
    ['it starts from another event', 's.review', { start: { event: 'accepted', notice: null } }, 'gone'],
    ['it starts from another paper', 's.ask', { start: { event: 'notice_opened', notice: 'refusal' } }, 'gone'],
    ['it starts from the breach of less', 's.silent', { start: { breachOf: ['s.decide'] } }, 'gone'],
    ['it starts from the breach of something else', 's.supervise', { start: { breachOf: ['s.notice'] } }, 'gone'],
    ['it starts from the end of something else', 's.feedback', { start: { endOf: 's.decide', orEvent: 'acknowledged' } }, 'gone'],
    ['it starts before the end from something else', 's.feedback', { start: { endOf: 's.notice', orEvent: 'accepted' } }, 'gone'],
    ['an event starts it and no breach', 's.late', { start: { event: 'accepted', notice: null } }, 'gone'],
    ['it is for another grade', 's.simple', { when: { grade: 'hard' } }, 'gone'],
    ['it is for one grade where it was for all', 's.decide', { when: { grade: 'simple' } }, 'gone'],
    ['it is for all where it was for one grade', 's.simple', { when: null }, 'gone'],
    ['another office owes it', 's.review', { owedBy: 'office' }, 'owed_by_other'],
    ['it is owed to somebody else', 's.late', { owedTo: 'office_above' }, 'owed_by_other'],
    ['an office has a day more', 's.review', { within: '31 days' }, 'duty_later'],
    ['an office has no end any more', 's.review', { within: null }, 'duty_later'],
    ['an office has no extension but as much time and more', 's.decide', { within: '93 days', extend: null }, 'duty_later'],
    ['an office may extend longer', 's.decide', { extend: extension({ max: '31 days' }) }, 'duty_later'],
    ['an office may extend twice', 's.decide', { extend: extension({ times: 2 }) }, 'duty_later'],
    ['the office’s own right is longer', 's.object', { within: '6 working days' }, 'duty_later'],
    ['the filer has a day less', 's.ask', { within: '29 days' }, 'window_shorter'],
    ['the filer’s right gets an end', 's.silent', { within: '300 days' }, 'window_shorter'],
  ])('%s', (_what, id, change, why) => {
    expect(worse(withRule(id, change))).toEqual([{ rule: id, why }]);
  });

  it.each<readonly [string, string, Partial<Rule>]>([
    ['an office has a day less', 's.review', { within: '29 days' }],
    ['an office may extend less', 's.decide', { extend: extension({ max: '29 days' }) }],
    ['an office may not extend at all', 's.decide', { extend: null }],
    ['the time with its extension is now the time without one', 's.decide', { within: '90 days', extend: null }],
    ['the filer has a day more', 's.ask', { within: '31 days' }],
    ['the filer’s right has no end any more', 's.ask', { within: null }],
    ['the same breaches are listed in another order', 's.silent', { start: { breachOf: ['s.decide', 's.notice'] } }],
    ['it is called by another name', 's.review', { label: { 'zh-CN': '复查', en: 'review' } }],
  ])('but not that %s', (_what, id, change) => {
    expect(worse(withRule(id, change))).toEqual([]);
  });

  it('names every rule that gets worse, each once for each reason', () => {
    const pack = withRule('s.review', { within: '40 days' });
    const two = { ...pack, rules: pack.rules.map((it) => (it.id === 's.ask' ? { ...it, within: '10 days' } : it)) };
    expect(worse(two)).toEqual([
      { rule: 's.ask', why: 'window_shorter' },
      { rule: 's.review', why: 'duty_later' },
    ]);
    expect(worse(withRule('s.decide', { within: '95 days' }), accepted)).toEqual([
      { rule: 's.decide', why: 'duty_later' },
      { rule: 's.silent', why: 'window_shorter' },
      { rule: 's.supervise', why: 'duty_later' },
      { rule: 's.late', why: 'duty_later' },
    ]);
  });

  it('an end counted in hours is not extended', () => {
    const hours = withRule('s.decide', { within: '48 hours' });
    expect(worse(withRule('s.decide', { within: '48 hours', extend: null }), [], '2026-06-25', hours)).toEqual([]);
    expect(worse(hours, [], '2026-06-25', withRule('s.decide', { within: '48 hours', extend: null }))).toEqual([]);
    expect(worse(withRule('s.decide', { within: '49 hours' }), [], '2026-06-25', hours)).toEqual([{ rule: 's.decide', why: 'duty_later' }]);
  });

  it('an extension counts from the last day of what it extends', () => {
    const keep = { firstDay: 'excluded', lastDay: 'keep' } as const;
    const by = (within: string, max: string): Pack => withRule('s.decide', { within, counting: keep, extend: extension({ max }) });
    expect(worse(by('59 days', '31 days'), [], '2026-06-25', by('60 days', '30 days'))).toEqual([]);
    expect(worse(by('60 days', '31 days'), [], '2026-06-25', by('59 days', '31 days'))).toEqual([{ rule: 's.decide', why: 'duty_later' }]);
    const plain = (within: string): Pack => withRule('s.decide', { within, counting: keep, extend: null });
    expect(worse(plain('90 days'), [], '2026-06-25', by('60 days', '30 days'))).toEqual([]);
    expect(worse(by('60 days', '30 days'), [], '2026-06-25', plain('90 days'))).toEqual([]);
  });
});

describe('for what runs already it is worse that', () => {
  const hearing = event('hearing_held', '2026-06-10', 2, 0, { from: '2026-06-09', to: '2026-06-10' });

  it('a day that was held is not counted any more', () => {
    const counted = withRule('s.decide', { excludes: [] });
    const only = (pack: Pack): Pack => ({ ...pack, rules: pack.rules.filter((it) => it.id === 's.decide') });
    const events = [...accepted, hearing];
    expect(worse(only(SOUND), events, '2026-06-25', only(counted))).toEqual([{ rule: 's.decide', why: 'duty_later' }]);
    expect(worse(only(counted), events, '2026-06-25', only(SOUND))).toEqual([]);
  });

  it('the filer’s days that did not count do count now', () => {
    const events = [
      ...opened,
      { ...hearing, n: 4, recordedAt: fromIso('2026-06-24T02:00:00.000Z'), data: { from: '2026-06-23', to: '2026-06-24' } },
    ];
    const uncounted = withRule('s.ask', { excludes: ['hearing_held'] });
    expect(worse(SOUND, events, '2026-06-25', uncounted)).toEqual([{ rule: 's.ask', why: 'window_shorter' }]);
    expect(worse(uncounted, events, '2026-06-25', SOUND)).toEqual([]);
  });

  it('a right opens later, because the duty before it ends later', () => {
    const events = [...accepted, hearing];
    const silent = (pack: Pack): Pack => ({
      ...pack,
      rules: pack.rules.filter((it) => ['s.notice', 's.decide', 's.silent'].includes(it.id)),
    });
    expect(worse(silent(SOUND), events, '2026-06-25', silent(withRule('s.decide', { excludes: [] })))).toEqual([
      { rule: 's.decide', why: 'duty_later' },
      { rule: 's.silent', why: 'window_shorter' },
    ]);
  });

  it('a holiday moves the day on which an office must have answered', () => {
    const to = { pack: SOUND, calendar: holidays('2026-06-16') };
    const at = fromIso('2026-06-05T02:00:00.000Z');
    expect(findWorse({ pack: SOUND, calendar }, to, filed, at)).toContainEqual({ rule: 's.notice', why: 'duty_later' });
    expect(findWorse(to, { pack: SOUND, calendar }, filed, at)).not.toContainEqual({ rule: 's.notice', why: 'duty_later' });
  });

  it('another office owes what runs, and the rule of it is gone', () => {
    const to = withRule('s.late', { start: { breachOf: ['s.decide', 's.notice'] }, owedBy: 'office_above' });
    expect(worse(to, accepted, '2026-09-01')).toEqual([
      { rule: 's.late', why: 'owed_by_other' },
      { rule: 's.late', why: 'gone' },
    ]);
    const owed = withRule('s.late', { start: { breachOf: ['s.decide', 's.notice'] }, owedTo: 'office_above' });
    expect(worse(owed, accepted, '2026-09-01')).toEqual([
      { rule: 's.late', why: 'owed_by_other' },
      { rule: 's.late', why: 'gone' },
    ]);
    const same = withRule('s.late', { start: { breachOf: ['s.decide', 's.notice'] } });
    expect(worse(same, accepted, '2026-09-01')).toEqual([{ rule: 's.late', why: 'gone' }]);
  });

  it('a right that is open would have lapsed already', () => {
    expect(worse(withRule('s.ask', { within: '3 days' }), opened, '2026-06-25')).toEqual([
      { rule: 's.ask', why: 'gone' },
      { rule: 's.ask', why: 'window_shorter' },
    ]);
  });

  it('but what is over cannot get worse', () => {
    const one = rule({
      id: 's.old',
      kind: 'notice',
      start: { event: 'filed', notice: null },
      metBy: ['accepted'],
      within: '15 days',
      label: LABEL,
    });
    const old: Pack = { ...SOUND, rules: [one] };
    expect(worse({ ...old, rules: [{ ...one, excludes: ['hearing_held'] }] }, [...accepted, hearing], '2026-06-25', old)).toEqual([]);
  });
});
