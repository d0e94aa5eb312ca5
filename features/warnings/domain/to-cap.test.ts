import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readXml } from '../../../engine/forms/read-xml.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { readAlert } from '../../../kernel/cap/read.ts';
import { capRules, referencesIn } from '../../../kernel/cap/rules.ts';
import { writeAlert } from '../../../kernel/cap/write.ts';
import { shared, wants } from '../../../test/support/wants.ts';
import { toCap, type CapFacts, type Said } from './to-cap.ts';
import { HAZARDS, LEVELS } from './vocabulary.ts';

const SCHEMA = `${shared('data/places/cap')}/cap12.xsd`;
const HOUR_MS = 3_600_000;
const line = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }).map((text) => `字${text}&<`);

const said: fc.Arbitrary<Said> = fc.record({
  language: fc.constantFrom('zh-CN', 'en'),
  event: line,
  headline: line,
  senderName: line,
  caution: line,
  measures: line,
  areas: fc.array(line, { minLength: 1, maxLength: 4 }),
});

/** Warnings as they can be: issued, adjusted some times, perhaps lifted, each message some time after the one before. */
const facts: fc.Arbitrary<CapFacts> = fc
  .record({
    hazard: fc.constantFrom(...HAZARDS),
    level: fc.constantFrom(...LEVELS),
    exercise: fc.boolean(),
    seen: fc.boolean(),
    start: fc.integer({ min: 0, max: 3_000_000 }),
    // Before or after the first message.
    ahead: fc.integer({ min: -1, max: 40 }),
    gaps: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 5 }),
    lifted: fc.boolean(),
    toldBy: fc.constantFrom(null, 'a@b.example,x-1,2026-11-30T07:00:00+08:00'),
  })
  .map(({ start, ahead, gaps, lifted, ...rest }): CapFacts => {
    const first = start * 1000;
    const times = gaps.reduce<readonly number[]>((all, gap) => [...all, (all.at(-1) ?? first) + gap * HOUR_MS], [first]);
    const messages = times.map((at, i) => ({
      n: i * 2,
      type: i === 0 ? ('Alert' as const) : lifted && i === times.length - 1 ? ('Cancel' as const) : ('Update' as const),
      at: instant(at),
    }));
    const begins = instant(first + ahead * HOUR_MS);
    const ends = instant(Math.max(times.at(-1) ?? first, begins) + HOUR_MS);
    return {
      ...rest,
      number: 'ABCD2345',
      sender: 'county.example/1',
      zone: 'Asia/Shanghai',
      web: 'https://county.example/warnings/ABCD2345',
      begins,
      ends,
      messages,
      exerciseNote: '演练 exercise',
    };
  });

const cases = fc.tuple(facts, fc.array(said, { minLength: 1, maxLength: 2 }));

describe('a warning as a message of CAP 1.2', () => {
  it('keeps every rule of CAP, is read again as it was written, and names each message before it', () => {
    fc.assert(
      fc.property(cases, ([fact, words]) => {
        const alert = toCap(fact, words);
        expect(capRules(alert)).toEqual([]);
        const root = readXml(new TextEncoder().encode(writeAlert(alert)), true);
        expect('fault' in root ? root : readAlert(root)).toEqual({ alert });
        expect(referencesIn(alert.references ?? '')?.length).toBe(fact.messages.length - 1);
        expect(alert.msgType).toBe(fact.messages.at(-1)?.type);
      }),
    );
  });

  it('is an Exercise with a note exactly where the warning is one', () => {
    fc.assert(
      fc.property(cases, ([fact, words]) => {
        const { status, note } = toCap(fact, words);
        expect([status, note === undefined]).toEqual(fact.exercise ? ['Exercise', false] : ['Actual', true]);
      }),
    );
  });

  it('of an exercise says so in every element that is read by itself', () => {
    fc.assert(
      fc.property(cases, ([fact, words]) => {
        for (const { event, description, instruction } of toCap(fact, words).info ?? [])
          for (const text of [event, description, instruction])
            expect(text?.startsWith('【演练 / EXERCISE】') ?? false).toBe(fact.exercise);
      }),
    );
  });

  it('has an end while it holds, and says all clear once it is lifted', () => {
    fc.assert(
      fc.property(cases, ([fact, words]) => {
        const alert = toCap(fact, words);
        const isLifted = alert.msgType === 'Cancel';
        for (const info of alert.info ?? [])
          expect([info.expires === undefined, info.responseType ?? []]).toEqual([isLifted, isLifted ? ['AllClear'] : []]);
      }),
    );
  });

  it.runIf(existsSync(SCHEMA))('is valid by the published schema', wants('shared'), async () => {
    const documents = fc.sample(cases, { numRuns: 60, seed: 7 }).map(([fact, words]) => writeAlert(toCap(fact, words)));
    const { valid, errors } = await validateXML({
      xml: documents.map((contents, i) => ({ fileName: `${i}.xml`, contents })),
      schema: [readFileSync(SCHEMA, 'utf8')],
    });
    expect(valid ? [] : errors.map(({ message }) => message)).toEqual([]);
  });
});
