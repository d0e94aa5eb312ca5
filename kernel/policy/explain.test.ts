import { describe, expect, it } from 'vitest';
import { getCalendar } from '../calendar/calendar.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { rule, SOUND, withRule } from '../../test/support/pack.ts';
import { explain, type ExplainRow } from './explain.ts';
import type { Pack, Rule } from './pack.ts';
import { MATTER } from '../matter/vocabulary.ts';

const calendar = getCalendar({ id: 'test', zone: 'Asia/Shanghai', source: 'test', years: [2026], holidays: [], makeUpDays: [] });
/** `id: what starts it, from, last day, branch`, with `?` where the calendar is not published yet. */
const line = (row: ExplainRow): string =>
  `${row.id}: ${row.startsOn}, ${row.from}, ${row.due ?? 'no end'}${row.provisional ? '?' : ''}${row.branch === null ? '' : `, ${row.branch}`}`;
const told = (pack: Pack, filed = '2026-03-02'): readonly string[] => explain(MATTER, pack, calendar, getPlainDate(filed)).map(line);
const of = (...rules: readonly Rule[]): Pack => ({ ...SOUND, rules });

describe('what a pack promises for a filing of 2 March 2026', () => {
  it('is told rule by rule: what starts it, from which day, to which day', () => {
    expect(told(SOUND)).toEqual([
      's.notice: filed, 2026-03-02, 2026-03-17',
      's.decide: accepted, 2026-03-17, 2026-05-18',
      's.extend: extended, 2026-05-18, 2026-06-17, extended',
      's.silent: breach of s.notice, 2026-03-18, no end, overdue',
      's.silent: breach of s.decide, 2026-05-19, no end, overdue',
      's.ask: notice_opened, 2026-05-18, 2026-06-17',
      's.review: review_asked, 2026-06-17, 2026-07-17',
      's.supervise: breach of s.decide, 2026-05-19, 2026-05-26, overdue',
      's.feedback: acknowledged, 2026-03-17, 2026-06-17',
      's.late: breach of s.decide, 2026-05-19, 2026-05-25, overdue',
    ]);
  });

  it('is told in full, with clause, parties and period', () => {
    const rows = explain(MATTER, SOUND, calendar, getPlainDate('2026-03-02'));
    expect(rows[1]).toEqual({
      id: 's.decide',
      clause: '测试',
      owedBy: 'office',
      owedTo: 'filer',
      startsOn: 'accepted',
      from: '2026-03-17',
      within: '60 days',
      due: '2026-05-18',
      provisional: false,
      branch: null,
    });
    expect(rows[2]).toEqual({
      id: 's.extend',
      clause: '延长',
      owedBy: 'office',
      owedTo: 'filer',
      startsOn: 'extended',
      from: '2026-05-18',
      within: '30 days',
      due: '2026-06-17',
      provisional: false,
      branch: 'extended',
    });
  });

  it('is provisional from the first day that lies in a year without a list, and stays so', () => {
    expect(told(of(...SOUND.rules.filter((it) => ['s.notice', 's.decide', 's.ask'].includes(it.id))), '2026-10-05')).toEqual([
      's.notice: filed, 2026-10-05, 2026-10-20',
      's.decide: accepted, 2026-10-20, 2026-12-21',
      's.extend: extended, 2026-12-21, 2027-01-20?, extended',
      's.ask: notice_opened, 2026-12-21, 2027-01-20?',
    ]);
    const keep = { firstDay: 'excluded', lastDay: 'keep' } as const;
    const after = of(
      rule({ id: 'a', kind: 'notice', start: { event: 'filed', notice: null }, metBy: ['accepted'], within: '15 days' }),
      rule({ id: 'b', kind: 'decide', start: { event: 'accepted', notice: null }, metBy: ['replied'], within: '5 days', counting: keep }),
      rule({ id: 'c', kind: 'decide', start: { event: 'replied', notice: null }, metBy: [], within: '5 hours' }),
      rule({ id: 'd', kind: 'supervise', start: { breachOf: ['c'] }, metBy: [], within: '5 days', counting: keep }),
    );
    expect(told(after, '2026-12-20').map((it) => it.endsWith('?') || it.includes('?,'))).toEqual([true, true, true, true]);
    expect(told(after, '2026-12-01').map((it) => it.includes('?'))).toEqual([false, false, false, false]);
  });

  it('counted in hours is told to the minute, and what follows counts from that instant', () => {
    const pack = of(
      rule({ id: 'call', kind: 'acknowledge', start: { event: 'filed', notice: null }, metBy: ['acknowledged'], within: '30 hours' }),
      rule({ id: 'visit', kind: 'decide', start: { event: 'acknowledged', notice: null }, metBy: ['replied'], within: '2 hours' }),
      rule({ id: 'write', kind: 'feedback', start: { endOf: 'call', orEvent: 'acknowledged' }, metBy: ['replied'], within: '2 days' }),
      rule({
        id: 'above',
        kind: 'supervise',
        start: { breachOf: ['call'] },
        metBy: ['supervised'],
        within: '5 days',
        owedBy: 'office_above',
      }),
    );
    expect(told(pack)).toEqual([
      'call: filed, 2026-03-02, 2026-03-02T22:00:00.000Z',
      'visit: acknowledged, 2026-03-03, 2026-03-03T00:00:00.000Z',
      'write: acknowledged, 2026-03-03, 2026-03-05',
      'above: breach of call, 2026-03-03, 2026-03-09, overdue',
    ]);
  });

  it('follows the usual way only: the other ways out of a stage are branches', () => {
    const pack = of(
      rule({ id: 'notice', kind: 'notice', start: { event: 'filed', notice: null }, metBy: ['accepted', 'refused'], within: '15 days' }),
      rule({
        id: 'other',
        kind: 'ask_take_up',
        nature: 'right',
        start: { event: 'notice_opened', notice: 'refusal' },
        metBy: ['take_up_asked'],
        within: '30 days',
        branch: 'refused',
        owedBy: 'filer',
      }),
      rule({
        id: 'more',
        kind: 'answer_take_up',
        start: { event: 'take_up_asked', notice: null },
        metBy: ['supervised'],
        within: '9 days',
      }),
      rule({
        id: 'aside',
        kind: 'decide',
        start: { event: 'forwarded', notice: null },
        metBy: ['replied'],
        within: '9 days',
        branch: 'forward',
      }),
    );
    expect(told(pack)).toEqual(['notice: filed, 2026-03-02, 2026-03-17', 'other: notice_opened, 2026-03-17, 2026-04-16, refused']);
  });

  it('an event is supposed on the first day on which a stage brings it', () => {
    const pack = of(
      rule({ id: 'slow', kind: 'notice', start: { event: 'filed', notice: null }, metBy: ['accepted'], within: '20 days' }),
      rule({ id: 'fast', kind: 'acknowledge', start: { event: 'filed', notice: null }, metBy: ['accepted'], within: '3 days' }),
      rule({ id: 'decide', kind: 'decide', start: { event: 'accepted', notice: null }, metBy: ['replied'], within: '10 days' }),
    );
    expect(told(pack).at(-1)).toBe('decide: accepted, 2026-03-23, 2026-04-02');
  });

  it('what has no end leads to nothing: no event, no extension, no breach', () => {
    const { extend } = SOUND.rules.find((it) => it.id === 's.decide') ?? { extend: null };
    const pack = of(
      rule({ id: 'notice', kind: 'notice', start: { event: 'filed', notice: null }, metBy: ['accepted'], within: null, extend }),
      rule({ id: 'decide', kind: 'decide', start: { event: 'accepted', notice: null }, metBy: ['replied'], within: '10 days' }),
      rule({ id: 'late', kind: 'supervise', start: { breachOf: ['notice', 'nowhere'] }, metBy: ['supervised'], within: '10 days' }),
      rule({ id: 'after', kind: 'feedback', start: { endOf: 'notice', orEvent: 'acknowledged' }, metBy: ['replied'], within: '10 days' }),
      rule({ id: 'never', kind: 'feedback', start: { endOf: 'nowhere', orEvent: 'acknowledged' }, metBy: ['replied'], within: '10 days' }),
    );
    expect(told(pack)).toEqual(['notice: filed, 2026-03-02, no end']);
  });

  it('a breach is a branch of its own name where it has one, and hangs on the branch it follows', () => {
    const pack: Pack = {
      ...SOUND,
      rules: [
        rule({ id: 'register', kind: 'register', start: { event: 'filed', notice: null }, metBy: ['registered'], within: '1 day' }),
        rule({
          id: 'simple',
          kind: 'reply',
          start: { event: 'registered', notice: null },
          metBy: ['replied'],
          within: '3 days',
          when: { grade: 'simple' },
          extend: SOUND.rules.find((it) => it.id === 's.decide')?.extend ?? null,
        }),
        rule({ id: 'late', kind: 'supervise', start: { breachOf: ['register', 'simple'] }, metBy: ['supervised'], within: '5 days' }),
        rule({
          id: 'named',
          kind: 'supervise',
          start: { breachOf: ['register', 'simple'] },
          metBy: ['supervised'],
          within: '5 days',
          branch: 'silent',
        }),
        rule({ id: 'last', kind: 'reply', start: { event: 'replied', notice: null }, metBy: [], within: '5 days' }),
      ],
    };
    expect(told(pack)).toEqual([
      'register: filed, 2026-03-02, 2026-03-03',
      'simple: registered, 2026-03-03, 2026-03-06, grade=simple',
      's.extend: extended, 2026-03-06, 2026-04-06, grade=simple, extended',
      'late: breach of register, 2026-03-04, 2026-03-09, overdue',
      'late: breach of simple, 2026-03-07, 2026-03-12, grade=simple, overdue',
      'named: breach of register, 2026-03-04, 2026-03-09, silent',
      'named: breach of simple, 2026-03-07, 2026-03-12, grade=simple, silent',
    ]);
  });

  it('a rule of the main line with a branch name is told as a branch and not followed', () => {
    const pack = withRule('s.decide', { branch: 'long', extend: null });
    expect(told(pack).filter((it) => /^s\.(decide|ask|silent|late)/.test(it))).toEqual([
      's.decide: accepted, 2026-03-17, 2026-05-18, long',
      's.silent: breach of s.notice, 2026-03-18, no end, overdue',
      // The answer is opened when the feedback, which is on the main line, is given.
      's.ask: notice_opened, 2026-06-17, 2026-07-17',
    ]);
  });
});
