import { describe, expect, it } from 'vitest';
import type { AccessRule } from '../access/access.ts';
import { getCalendar } from '../calendar/calendar.ts';
import { fromIso } from '../calendar/instant.ts';
import type { Pack } from '../policy/pack.ts';
import type { Vocabulary, Words } from '../policy/vocabulary.ts';
import { isRefusal, refuse } from '../refusal.ts';
import type { StreamEvent } from './event.ts';
import { DAY, LINE } from './fields.ts';
import { decideStaff, mayRead, notPast, staffOptions, type StaffKind, type StaffSurroundings } from './staff-kind.ts';

/** A lamp that an office finds dark, and lights. */
interface Lamp {
  readonly owner: string | null;
  readonly isLit: boolean;
}
const label = { 'zh-CN': '灯', en: 'lamp' };
const words: Vocabulary = {
  packs: ['lamp'],
  events: ['dark', 'lit'],
  duties: { light: { meets: ['lit'] } },
  parties: { keeper: { level: 0, label } },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['dark'],
  first: 'dark',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
const LAMP: StaffKind<Lamp> = {
  name: 'lamp',
  vocabulary: words,
  begins: {
    name: 'see',
    makes: 'dark',
    fields: { which: LINE },
    closed: () => undefined,
    adds: ({ office }) => ({ owner: office }),
  },
  steps: [
    {
      name: 'light',
      makes: 'lit',
      fields: { how: LINE, by: DAY },
      closed: ({ isLit }) => (isLit ? refuse('already_done') : undefined),
      wrong: (input, _state, context) => notPast(input, 'by', context),
    },
  ],
  fold: (events) => ({
    owner: events[0] ? String(events[0].data['owner']) : null,
    isLit: events.some((event) => event.type === 'lit'),
  }),
  relationOf: ({ owner }, office) => (owner === null || owner === office ? 'own' : 'other'),
};

const rule = (id: string, more: Partial<AccessRule>): AccessRule => ({ id, effect: 'allow', clause: label, of: ['lamp'], ...more });
const ACCESS = [
  rule('keepers', { roles: ['handler'], relations: ['own'], verbs: ['read', 'see', 'light'] }),
  rule('readers', { roles: ['head'], relations: ['own'], verbs: ['read'] }),
  // What a rule says of matters says nothing of lamps.
  { id: 'matters', effect: 'allow', clause: label, verbs: ['light', 'read'] } satisfies AccessRule,
];
const around: StaffSurroundings = {
  now: fromIso('2026-03-02T02:00:00.000Z'),
  pack: { rules: [], grades: [] } as unknown as Pack<Words>, // nothing is owed of a lamp here
  calendar: getCalendar({ id: 'test', zone: 'Asia/Shanghai', source: 'test', years: [2026], holidays: [], makeUpDays: [] }),
  access: ACCESS,
  officeExists: () => true,
  placeExists: () => true,
};
const post = (office: string, role: 'handler' | 'head') => ({ post: `${office}.${role}`, office, role });
const dark: StreamEvent = {
  type: 'dark',
  v: 1,
  level: 0,
  n: 0,
  recordedAt: around.now,
  actor: { kind: 'staff', post: 'lamps.handler', office: 'lamps' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data: { owner: 'lamps' },
};
const LIGHT = { name: 'light', input: { how: '换灯泡', by: '2026-03-03' } };
const code = (decided: ReturnType<typeof decideStaff>): string => (isRefusal(decided) ? decided.refused : 'taken');

describe('a kind that only offices deal with', () => {
  it('is begun by one step and no other, and begun once', () => {
    const see = { name: 'see', input: { which: '三号灯' } };
    expect(decideStaff(LAMP, [], post('lamps', 'handler'), see, around)).toEqual([
      {
        type: 'dark',
        level: 0,
        actor: { kind: 'staff', post: 'lamps.handler', office: 'lamps' },
        visibility: 'open',
        data: { owner: 'lamps', allowedBy: 'keepers' },
        texts: { which: '三号灯' },
      },
    ]);
    expect(code(decideStaff(LAMP, [], post('lamps', 'handler'), LIGHT, around))).toBe('not_found');
    expect(code(decideStaff(LAMP, [dark], post('lamps', 'handler'), see, around))).toBe('not_found');
  });

  it('keeps words from data, and says which rule let the post act', () => {
    const decided = decideStaff(LAMP, [dark], post('lamps', 'handler'), LIGHT, around);
    expect(isRefusal(decided) ? decided : decided.map(({ data, texts }) => [data, texts])).toEqual([
      [{ by: '2026-03-03', allowedBy: 'keepers' }, { how: '换灯泡' }],
    ]);
  });

  it('says what the server cannot put together to a post that may take the step as things are, and to nobody else', () => {
    const step = { ...LIGHT, cannot: refuse('not_yet') };
    const lit: StreamEvent = { ...dark, type: 'lit', n: 1, data: {} };
    const asked = (events: readonly StreamEvent[], office: string, role: 'handler' | 'head'): string =>
      code(decideStaff(LAMP, events, post(office, role), step, around));
    expect(asked([dark], 'water', 'handler')).toBe('not_found');
    expect(asked([dark], 'lamps', 'head')).toBe('not_your_post');
    expect(asked([dark, lit], 'lamps', 'handler')).toBe('already_done');
    expect(asked([dark], 'lamps', 'handler')).toBe('not_yet');
  });

  it('answers who has no part in it like what does not exist, whatever a rule says of matters', () => {
    for (const role of ['handler', 'head'] as const) {
      expect(mayRead(LAMP, LAMP.fold([dark]), post('water', role), around)).toBe(false);
      expect(code(decideStaff(LAMP, [dark], post('water', role), LIGHT, around))).toBe('not_found');
    }
    expect(code(decideStaff(LAMP, [dark], post('lamps', 'head'), LIGHT, around))).toBe('not_your_post');
    expect(staffOptions(LAMP, [dark], post('lamps', 'head'), around)).toEqual([]);
  });

  it('refuses in order: an old page, a step that is closed, a field that is wrong, a day that is past', () => {
    const lit = { ...dark, type: 'lit', n: 1 };
    const handler = post('lamps', 'handler');
    expect(code(decideStaff(LAMP, [dark, lit], handler, { ...LIGHT, expectedLength: 1 }, around))).toBe('version_conflict');
    expect(code(decideStaff(LAMP, [dark, lit], handler, { ...LIGHT, input: {} }, around))).toBe('already_done');
    expect(code(decideStaff(LAMP, [dark], handler, { ...LIGHT, input: { by: '2026-03-03' } }, around))).toBe('field_empty');
    expect(code(decideStaff(LAMP, [dark], handler, { ...LIGHT, input: { ...LIGHT.input, who: '某人' } }, around))).toBe('field_unknown');
    expect(code(decideStaff(LAMP, [dark], handler, { ...LIGHT, input: { ...LIGHT.input, by: '2026-03-01' } }, around))).toBe(
      'promise_past',
    );
    expect(staffOptions(LAMP, [dark, lit], handler, around).map((it) => it.because?.refused)).toEqual(['already_done']);
  });
});
