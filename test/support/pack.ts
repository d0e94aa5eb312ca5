import type { Pack, Rule } from '../../kernel/policy/pack.ts';

export const LABEL = { 'zh-CN': '测试', en: 'test' } as const;
const COUNTING = { firstDay: 'excluded', lastDay: 'roll' } as const;

/** A duty of the office to the filer, unless it says otherwise. */
export const rule = (given: Pick<Rule, 'id' | 'kind' | 'start' | 'metBy' | 'within'> & Partial<Rule>): Rule => ({
  nature: 'duty',
  label: LABEL,
  clause: LABEL,
  ownRule: false,
  owedBy: 'office',
  owedTo: 'filer',
  counting: COUNTING,
  excludes: [],
  extend: null,
  when: null,
  branch: null,
  remedies: [],
  ...given,
});

/** A small pack with nothing wrong: a rule of every shape. */
export const SOUND: Pack = {
  id: 'sound',
  version: 1,
  title: LABEL,
  kind: 'grievance',
  offered: false,
  calendar: { id: 'weekends-only', zone: 'Asia/Shanghai' },
  counting: COUNTING,
  withdrawalAfter: '7 days',
  grades: ['simple'],
  rules: [
    rule({ id: 's.notice', kind: 'notice', start: { event: 'filed', notice: null }, metBy: ['accepted', 'refused'], within: '15 days' }),
    rule({
      id: 's.decide',
      kind: 'decide',
      start: { event: 'accepted', notice: null },
      metBy: ['replied'],
      within: '60 days',
      excludes: ['hearing_held'],
      extend: {
        id: 's.extend',
        label: LABEL,
        clause: { 'zh-CN': '延长', en: 'extension' },
        by: 'extended',
        max: '30 days',
        times: 1,
        approvedBy: 'head',
      },
    }),
    rule({
      id: 's.silent',
      kind: 'ask_take_up',
      nature: 'right',
      start: { breachOf: ['s.notice', 's.decide'] },
      metBy: ['take_up_asked'],
      within: null,
      owedBy: 'filer',
      owedTo: 'office_above',
    }),
    rule({
      id: 's.ask',
      kind: 'ask_review',
      nature: 'right',
      start: { event: 'notice_opened', notice: 'reply' },
      metBy: ['review_asked'],
      within: '30 days',
      owedBy: 'filer',
      owedTo: 'office_above',
    }),
    rule({
      id: 's.review',
      kind: 'decide_review',
      start: { event: 'review_asked', notice: null },
      metBy: ['review_decided'],
      within: '30 days',
      owedBy: 'office_above',
    }),
    rule({
      id: 's.supervise',
      kind: 'supervise',
      start: { breachOf: ['s.decide'] },
      metBy: ['supervised', 'replied'],
      within: '5 working days',
      owedBy: 'office_above',
    }),
    rule({
      id: 's.object',
      kind: 'object_forward',
      nature: 'right',
      start: { event: 'forwarded', notice: null },
      metBy: ['forward_objected'],
      within: '5 working days',
      owedTo: 'office_above',
    }),
    rule({
      id: 's.feedback',
      kind: 'feedback',
      start: { endOf: 's.notice', orEvent: 'acknowledged' },
      metBy: ['replied'],
      within: '3 months',
    }),
    rule({ id: 's.late', kind: 'reply', start: { breachOf: ['s.decide'] }, metBy: ['replied'], within: '5 days' }),
    rule({
      id: 's.simple',
      kind: 'reply',
      start: { event: 'registered', notice: null },
      metBy: ['replied'],
      within: '3 days',
      when: { grade: 'simple' },
    }),
  ],
};

/** The sound pack with one rule changed. */
export const withRule = (id: string, change: Partial<Rule>): Pack => ({
  ...SOUND,
  rules: SOUND.rules.map((it) => (it.id === id ? { ...it, ...change } : it)),
});

/** The sound pack with one rule more. */
export const withMore = (...more: readonly Rule[]): Pack => ({ ...SOUND, rules: [...SOUND.rules, ...more] });

/** Where a rule of the sound pack stands. */
export const at = (id: string): string => `/rules/${SOUND.rules.findIndex((it) => it.id === id)}`;
