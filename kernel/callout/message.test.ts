import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INCIDENT_KINDS } from '../incident/kinds.ts';
import { CALL_REASONS } from './call-state.ts';
import {
  TOGETHER_MAX,
  togetherSubject,
  togetherText,
  CALL_LEVELS,
  EXERCISE_MARK,
  LINK_MAX,
  MESSAGE_MAX,
  messageSubject,
  messageText,
  type CallMessage,
} from './message.ts';

const FIRE: CallMessage = {
  number: '7K3M9QPX',
  kind: 'fire',
  place: { 'zh-CN': '城关小学', en: 'Chengguan Primary School' },
  level: 'strengthened',
  because: 'first',
  offices: [{ 'zh-CN': '县消防大队', en: 'Fire Brigade' }],
  link: 'https://huiyin.example/desk/incident/7K3M9QPX',
  exercise: false,
};

describe('the message of a call', () => {
  it('says what, where, at which level, what is asked and where to answer, in the language asked for', () => {
    expect(messageText(FIRE, 'zh-CN')).toBe(
      '火灾，城关小学，二级响应（加强），编号 7K3M9QPX\n呼叫：县消防大队\n请马上确认并到场。\n在此答复：https://huiyin.example/desk/incident/7K3M9QPX',
    );
    expect(messageText({ ...FIRE, level: null, because: 'leader', offices: [] }, 'en')).toBe(
      'Fire, Chengguan Primary School, number 7K3M9QPX\nA step of the call-out was not answered in time. Please see to it.\nAnswer here: https://huiyin.example/desk/incident/7K3M9QPX',
    );
    expect(messageSubject({ ...FIRE, place: null }, 'en')).toBe('Fire, response level 2, strengthened, number 7K3M9QPX');
  });

  it('of an exercise says so in front and behind, in both languages, and the real one never does', () => {
    for (const lang of ['zh-CN', 'en'] as const)
      for (const of of [messageText, messageSubject]) {
        const drill = of({ ...FIRE, exercise: true }, lang);
        expect(drill.startsWith(EXERCISE_MARK)).toBe(true);
        expect(drill.endsWith(EXERCISE_MARK)).toBe(true);
        expect(of(FIRE, lang)).not.toMatch(/演练|exercise/i);
      }
  });

  it('never goes beyond 500 characters, 2,048 bytes and one line a part, whatever a place is called', () => {
    const names = fc.record({ 'zh-CN': fc.string({ unit: 'grapheme', maxLength: 300 }), en: fc.string({ maxLength: 300 }) });
    const messages = fc.record<CallMessage>({
      number: fc.constant('7K3M9QPX'),
      kind: fc.constantFrom(...INCIDENT_KINDS),
      place: fc.option(names),
      offices: fc.array(names, { minLength: 1, maxLength: 5 }),
      level: fc.option(fc.constantFrom(...CALL_LEVELS)),
      because: fc.constantFrom(...CALL_REASONS),
      link: fc.constant(`https://${'x'.repeat(LINK_MAX - 8)}`),
      exercise: fc.boolean(),
    });
    fc.assert(
      fc.property(messages, fc.constantFrom('zh-CN' as const, 'en' as const), (message, lang) => {
        const text = messageText(message, lang);
        expect(Array.from(text).length).toBeLessThanOrEqual(MESSAGE_MAX);
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2048);
        expect(text.split('\n').length).toBe(4);
      }),
    );
  });

  it('carries no number that somebody could be rung at', () => {
    const place = { 'zh-CN': '东街3号 138 1234 5678 0571-88886666', en: 'East Street 3 13812345678' };
    for (const lang of ['zh-CN', 'en'] as const) expect(messageText({ ...FIRE, place }, lang)).not.toMatch(/\d(?:[\s-]?\d){6,}/);
  });

  it('throws on a link that is none of ours', () => {
    expect(() => messageText({ ...FIRE, link: `https://${'x'.repeat(LINK_MAX)}` }, 'en')).toThrow('a link of');
  });
});

describe('several calls in one message', () => {
  const of = (n: number): CallMessage => ({ ...FIRE, number: `7K3M9QP${n}`, link: `https://huiyin.example/call/CODE-${n}` });

  it('stand there each with its number and its own link, and what is asked of all of them once', () => {
    expect(togetherText([of(1), of(2), { ...of(3), kind: 'gas', level: null }], 'zh-CN')).toBe(
      '3起，各自答复：\n1. 火灾，城关小学，二级响应（加强），编号 7K3M9QP1，呼叫：县消防大队\nhttps://huiyin.example/call/CODE-1\n2. 火灾，城关小学，二级响应（加强），编号 7K3M9QP2，呼叫：县消防大队\nhttps://huiyin.example/call/CODE-2\n3. 燃气，城关小学，编号 7K3M9QP3，呼叫：县消防大队\nhttps://huiyin.example/call/CODE-3\n请马上确认并到场。',
    );
    expect(togetherSubject([of(1), of(2), { ...of(3), kind: 'gas' }], 'en')).toBe('3 at once: Fire, Gas');
  });

  it('are never a drill beside the real thing, nor calls that ask different things, nor more than one can read', () => {
    expect(togetherText([of(1), { ...of(2), exercise: true }], 'en')).toBeUndefined();
    expect(togetherText([of(1), { ...of(2), because: 'leader' }], 'en')).toBeUndefined();
    expect(
      togetherText(
        Array.from({ length: TOGETHER_MAX + 1 }, (_, n) => of(n)),
        'en',
      ),
    ).toBeUndefined();
    expect(togetherText([], 'en')).toBeUndefined();
  });

  it('whatever places are called, fit or are not put together; each link is whole, and a drill is marked in front and behind', () => {
    const place = fc.option(fc.record({ 'zh-CN': fc.string({ unit: 'grapheme', maxLength: 90 }), en: fc.string({ maxLength: 90 }) }));
    const link = fc.integer({ min: 1, max: LINK_MAX - 8 }).map((length) => `https://${'x'.repeat(length)}`);
    const many = fc.array(fc.record({ place, link }), { minLength: 1, maxLength: TOGETHER_MAX + 2 });
    fc.assert(
      fc.property(many, fc.boolean(), fc.constantFrom('zh-CN' as const, 'en' as const), (some, exercise, lang) => {
        const messages = some.map((one, n) => ({ ...of(n), ...one, exercise }));
        const text = togetherText(messages, lang);
        if (text === undefined) return;
        expect(text.length).toBeLessThanOrEqual(MESSAGE_MAX);
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2048);
        const lines = text.split('\n');
        for (const one of messages) expect(lines).toContain(one.link);
        expect([text.startsWith(EXERCISE_MARK), text.endsWith(EXERCISE_MARK)]).toEqual([exercise, exercise]);
      }),
    );
  });
});
