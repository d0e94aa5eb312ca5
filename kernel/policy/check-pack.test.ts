import { describe, expect, it } from 'vitest';
import type { EventKind } from '../matter/event.ts';
import { at, LABEL, rule, SOUND, withMore, withRule } from '../../test/support/pack.ts';
import { checkPack, type Problem } from './check-pack.ts';
import { checkDirection } from './check-direction.ts';
import type { Extension, Pack, Rule } from './pack.ts';
import { MATTER } from '../matter/vocabulary.ts';

const extension = (change: Partial<Extension>): Extension => ({
  id: 's.extend',
  label: LABEL,
  clause: LABEL,
  by: 'extended',
  max: '30 days',
  times: 1,
  approvedBy: 'head',
  ...change,
});
const starting = (event: EventKind, notice: 'reply' | 'refusal' | 'review' | 'rereview' | null = null): Pick<Rule, 'start'> => ({
  start: { event, notice },
});
const NEXT = `/rules/${SOUND.rules.length}`;

it('a pack with nothing wrong has no problem', () => {
  expect(checkPack(MATTER, SOUND)).toEqual([]);
});

describe('a pack with one thing wrong is told what, where, and about what', () => {
  it.each<readonly [string, Pack, Problem]>([
    [
      'a clock that a voiding starts',
      withRule('s.decide', starting('voided')),
      { code: 'policy.start.not_allowed', path: `${at('s.decide')}/start`, data: { event: 'voided' } },
    ],
    [
      'a clock that a hearing starts before another ends',
      withRule('s.feedback', { start: { endOf: 's.notice', orEvent: 'hearing_held' } }),
      { code: 'policy.start.not_allowed', path: `${at('s.feedback')}/start`, data: { event: 'hearing_held' } },
    ],
    [
      'a clock that any opened paper starts',
      withRule('s.ask', starting('notice_opened')),
      { code: 'policy.start.notice', path: `${at('s.ask')}/start`, data: { event: 'notice_opened' } },
    ],
    [
      'a paper named where none is opened',
      withRule('s.decide', starting('accepted', 'reply')),
      { code: 'policy.start.notice', path: `${at('s.decide')}/start`, data: { event: 'accepted' } },
    ],
    [
      'a duty met by what starts it',
      withRule('s.decide', starting('replied')),
      { code: 'policy.met_by.start', path: `${at('s.decide')}/metBy`, data: { event: 'replied' } },
    ],
    [
      'a duty without a period',
      withRule('s.decide', { within: null }),
      { code: 'policy.within.missing', path: `${at('s.decide')}/within`, data: { rule: 's.decide' } },
    ],
    [
      'a period that is none',
      withRule('s.decide', { within: 'soon' }),
      { code: 'policy.within.invalid', path: `${at('s.decide')}/within`, data: { within: 'soon' } },
    ],
    [
      'an extension by a period that is none',
      withRule('s.decide', { extend: extension({ max: 'a while' }) }),
      { code: 'policy.within.invalid', path: `${at('s.decide')}/extend/max`, data: { within: 'a while' } },
    ],
    [
      'a decision met by a resumption',
      withRule('s.decide', { metBy: ['replied', 'resumed'] }),
      { code: 'policy.met_by.not_allowed', path: `${at('s.decide')}/metBy`, data: { event: 'resumed', kind: 'decide' } },
    ],
    [
      'a time that corrections stop',
      withRule('s.decide', { excludes: ['hearing_held', 'corrected'] }),
      { code: 'policy.excludes.not_allowed', path: `${at('s.decide')}/excludes`, data: { event: 'corrected' } },
    ],
    [
      'an extension of a right',
      withRule('s.ask', { extend: extension({ id: 's.longer' }) }),
      { code: 'policy.extend.not_allowed', path: `${at('s.ask')}/extend`, data: { rule: 's.ask' } },
    ],
    [
      'an extension by a new grade',
      withRule('s.decide', { extend: extension({ by: 'regraded' }) }),
      { code: 'policy.extend.not_allowed', path: `${at('s.decide')}/extend`, data: { rule: 's.decide' } },
    ],
    [
      'an extension with the name of its rule',
      withRule('s.decide', { extend: extension({ id: 's.decide' }) }),
      { code: 'policy.id.twice', path: at('s.decide'), data: { id: 's.decide' } },
    ],
    [
      'two rules of one name',
      withMore(rule({ id: 's.review', kind: 'decide', ...starting('accepted'), metBy: ['replied'], within: '1 day' })),
      { code: 'policy.id.twice', path: NEXT, data: { id: 's.review' } },
    ],
    [
      'a rule with the name of an extension',
      withMore(rule({ id: 's.extend', kind: 'decide', ...starting('accepted'), metBy: ['replied'], within: '1 day' })),
      { code: 'policy.id.twice', path: NEXT, data: { id: 's.extend' } },
    ],
    [
      'a breach of nothing',
      withRule('s.supervise', { start: { breachOf: ['s.decide', 's.none'] } }),
      { code: 'policy.rule.unknown', path: `${at('s.supervise')}/start`, data: { rule: 's.none' } },
    ],
    [
      'the end of nothing',
      withRule('s.feedback', { start: { endOf: 's.none', orEvent: 'acknowledged' } }),
      { code: 'policy.rule.unknown', path: `${at('s.feedback')}/start`, data: { rule: 's.none' } },
    ],
    [
      'a breach of a right',
      withRule('s.supervise', { start: { breachOf: ['s.ask'] } }),
      { code: 'policy.breach.of_right', path: `${at('s.supervise')}/start`, data: { rule: 's.ask' } },
    ],
    [
      'a rule that waits for itself',
      withRule('s.late', { start: { breachOf: ['s.late'] } }),
      { code: 'policy.cycle', path: `${at('s.late')}/start`, data: { rule: 's.late' } },
    ],
    [
      'a rule for a grade that the pack does not have',
      withMore(
        rule({ id: 's.hard', kind: 'reply', ...starting('registered'), metBy: ['replied'], within: '9 days', when: { grade: 'hard' } }),
      ),
      { code: 'policy.grade.unknown', path: `${NEXT}/when`, data: { grade: 'hard' } },
    ],
    [
      'a grade that counts from the acceptance',
      withMore(
        rule({ id: 's.simple2', kind: 'reply', ...starting('accepted'), metBy: ['replied'], within: '9 days', when: { grade: 'simple' } }),
      ),
      { code: 'policy.grade.start', path: `${NEXT}/when`, data: { rule: 's.simple2' } },
    ],
    [
      'a grade that counts from a breach',
      withMore(
        rule({
          id: 's.simple2',
          kind: 'reply',
          start: { breachOf: ['s.decide'] },
          metBy: ['replied'],
          within: '9 days',
          when: { grade: 'simple' },
        }),
      ),
      { code: 'policy.grade.start', path: `${NEXT}/when`, data: { rule: 's.simple2' } },
    ],
    [
      'a grade without a rule',
      { ...SOUND, grades: ['simple', 'ordinary'] },
      { code: 'policy.grade.uncovered', path: '/grades', data: { grade: 'ordinary' } },
    ],
    [
      'a grade for which only a right is given',
      {
        ...withMore(
          rule({
            id: 's.right',
            kind: 'ask_review',
            nature: 'right',
            owedBy: 'filer',
            owedTo: 'office_above',
            ...starting('registered'),
            metBy: ['review_asked'],
            within: '9 days',
            when: { grade: 'hard' },
          }),
        ),
        grades: ['simple', 'hard'],
      },
      { code: 'policy.grade.uncovered', path: '/grades', data: { grade: 'hard' } },
    ],
    [
      'a zone that is none',
      { ...SOUND, calendar: { id: 'cn', zone: 'Mars/Base' } },
      { code: 'policy.zone.unknown', path: '/calendar/zone', data: { zone: 'Mars/Base' } },
    ],
    ['nothing owed at filing', withRule('s.notice', starting('registered')), { code: 'policy.nothing_owed', path: '/rules', data: {} }],
    [
      'a word of control in the title',
      { ...SOUND, title: { 'zh-CN': '稳控办法', en: 'test' } },
      { code: 'policy.word.control', path: '/title/zh-CN', data: { word: '稳控' } },
    ],
    [
      'a word of control in a label',
      withRule('s.late', { label: { ...LABEL, en: 'For a key person' } }),
      { code: 'policy.word.control', path: `${at('s.late')}/label/en`, data: { word: 'key person' } },
    ],
    [
      'a word of control in a remedy',
      withRule('s.late', { remedies: [LABEL, { ...LABEL, 'zh-CN': '列入黑名单' }] }),
      { code: 'policy.word.control', path: `${at('s.late')}/remedies/1/zh-CN`, data: { word: '黑名单' } },
    ],
    [
      'a clause that punishes',
      withRule('s.decide', { clause: { ...LABEL, 'zh-CN': '予以拘留' } }),
      { code: 'policy.clause.punishes', path: `${at('s.decide')}/clause/zh-CN`, data: { word: '拘留' } },
    ],
    [
      'a clause that rests on an article that punishes',
      withRule('s.decide', { clause: { ...LABEL, 'zh-CN': '信访工作条例 第四十七条' } }),
      { code: 'policy.clause.punishes', path: `${at('s.decide')}/clause/zh-CN`, data: { word: '信访工作条例 第四十七条' } },
    ],
  ])('%s', (_what, pack, problem) => {
    expect(checkPack(MATTER, pack)).toEqual([problem]);
  });

  it('rules that wait for each other are each named, and a rule that waits for them is not', () => {
    const pack: Pack = {
      ...SOUND,
      rules: SOUND.rules.map((it) => {
        if (it.id === 's.feedback') return { ...it, start: { endOf: 's.late', orEvent: 'acknowledged' } };
        return it.id === 's.late' ? { ...it, start: { breachOf: ['s.notice', 's.feedback'] } } : it;
      }),
    };
    const behind = { ...pack, rules: pack.rules.map((it) => (it.id === 's.supervise' ? { ...it, start: { breachOf: ['s.late'] } } : it)) };
    for (const one of [pack, behind])
      expect(checkPack(MATTER, one)).toEqual([
        { code: 'policy.cycle', path: `${at('s.feedback')}/start`, data: { rule: 's.feedback' } },
        { code: 'policy.cycle', path: `${at('s.late')}/start`, data: { rule: 's.late' } },
      ]);
  });

  it('a right, a duty to an office, or a duty from another event are not something owed to the filer at filing', () => {
    const owed = { code: 'policy.nothing_owed', path: '/rules', data: {} };
    const later = withRule('s.notice', starting('registered'));
    const more = (one: Rule): Pack => ({ ...later, rules: [...later.rules, one] });
    const base = { kind: 'notice', ...starting('filed'), metBy: ['accepted'], within: '9 days' } as const;
    expect(checkPack(MATTER, more(rule({ id: 's.more', ...base })))).toEqual([]);
    expect(checkPack(MATTER, more(rule({ id: 's.more', ...base, owedTo: 'office_above' })))).toContainEqual(owed);
    expect(checkPack(MATTER, more(rule({ id: 's.more', ...base, nature: 'right' })))).toContainEqual(owed);
  });

  it('an end of a period and the event before it may be the same that meets the duty', () => {
    expect(checkPack(MATTER, withRule('s.feedback', { start: { endOf: 's.notice', orEvent: 'replied' } }))).toEqual([]);
  });
});

describe('a withdrawal takes effect', () => {
  it.each(['7 days', '8 days', '7 working days', '1 month'])('after %s', (withdrawalAfter) => {
    expect(checkPack(MATTER, { ...SOUND, withdrawalAfter })).toEqual([]);
  });

  it.each(['6 days', '6 working days', '500 hours', '9000 minutes', 'same working day', 'at once'])('not after %s', (withdrawalAfter) => {
    expect(checkPack(MATTER, { ...SOUND, withdrawalAfter })).toEqual([
      { code: 'policy.withdrawal.too_short', path: '/withdrawalAfter', data: { within: withdrawalAfter } },
    ]);
  });
});

describe('the direction of duties', () => {
  const codes = (pack: Pack): readonly string[] => checkDirection(MATTER, pack).map((it) => it.code.replace('policy.', ''));

  it('names the rule and its place', () => {
    expect(checkDirection(MATTER, withRule('s.decide', { nature: 'right' }))).toEqual([
      { code: 'policy.nature.wrong', path: at('s.decide'), data: { rule: 's.decide' } },
    ]);
  });

  it.each<readonly [string, Pack, readonly string[]]>([
    [
      'the filer’s right made a duty',
      withRule('s.ask', { nature: 'duty' }),
      ['nature.wrong', 'duty.of_filer', 'direction.filers_act', 'direction.owed_above'],
    ],
    ['the filer’s right given to the office', withRule('s.ask', { owedBy: 'office' }), ['right.not_filers']],
    ['the office’s objection given to the office above', withRule('s.object', { owedBy: 'office_above' }), ['right.not_offices']],
    ['the office’s objection made a duty to the filer', withRule('s.object', { nature: 'duty', owedTo: 'filer' }), ['nature.wrong']],
    [
      'an answer to the filer’s step owed to an office',
      withRule('s.review', { owedTo: 'office' }),
      ['direction.filers_act', 'direction.owed_above'],
    ],
    [
      'an answer to a filing owed to the office above',
      withRule('s.feedback', { start: { endOf: 's.notice', orEvent: 'filed' }, owedTo: 'office_above' }),
      ['direction.filers_act', 'direction.owed_above'],
    ],
    ['a report upwards without a breach', withRule('s.decide', { owedTo: 'office_above' }), ['direction.owed_above']],
    ['a report upwards at the end of a period', withRule('s.feedback', { owedTo: 'office_above' }), ['direction.owed_above']],
    ['a report upwards after a breach', withRule('s.late', { owedTo: 'office_above' }), []],
    ['a report two offices up after a breach', withRule('s.late', { owedTo: 'office_above_2' }), []],
    ['a report of the office to itself after a breach', withRule('s.late', { owedTo: 'office' }), ['direction.owed_above']],
    [
      'a task from the end of what an office above owes',
      withRule('s.feedback', { start: { endOf: 's.supervise', orEvent: 'acknowledged' } }),
      ['direction.tasked_below'],
    ],
    [
      'a task from the breach of what an office above owes',
      withRule('s.late', { start: { breachOf: ['s.decide', 's.supervise'] } }),
      ['direction.tasked_below'],
    ],
    [
      'a task from what happens above, or the end of something else',
      withRule('s.feedback', { start: { endOf: 's.notice', orEvent: 'supervised' } }),
      ['direction.tasked_below'],
    ],
    ['a task from a refusal that was opened', withRule('s.decide', starting('notice_opened', 'refusal')), []],
    ['a task from a review that was opened', withRule('s.decide', starting('notice_opened', 'review')), ['direction.tasked_below']],
    ['a task from a re-review that was opened', withRule('s.decide', starting('notice_opened', 'rereview')), ['direction.tasked_below']],
    ['a task of the office above from a review that was opened', withRule('s.review', starting('notice_opened', 'review')), []],
    ['a task from the notice that supervision was taken up', withRule('s.decide', starting('supervision_notified')), []],
  ])('%s', (_what, pack, expected) => {
    expect(codes(pack)).toEqual(expected);
  });

  it.each(['take_up_asked', 'supervised', 'review_asked', 'review_decided', 'rereview_asked', 'rereview_decided'] as const)(
    'no office below is tasked because of %s',
    (event) => {
      expect(codes(withRule('s.decide', starting(event)))).toEqual(['direction.tasked_below']);
    },
  );

  it('no office below is tasked by the breach of what the second office above owes', () => {
    const pack = withRule('s.late', { start: { breachOf: ['s.review'] } });
    const higher = { ...pack, rules: pack.rules.map((it) => (it.id === 's.review' ? { ...it, owedBy: 'office_above_2' as const } : it)) };
    expect(codes(higher)).toEqual(['direction.tasked_below']);
  });
});
