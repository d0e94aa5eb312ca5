import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../engine/forms/read-xml.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { checkForm } from '../../kernel/form/check-form.ts';
import { evaluate } from '../../kernel/form/evaluate.ts';
import { questionsOf, type Form } from '../../kernel/form/form.ts';
import { xformOf } from '../../kernel/form/xform.ts';
import { formIds, getForm } from '../../policy/form.ts';
import { formSheet } from './print-form.ts';

type Tree = { [key: string]: unknown } | unknown[];
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** All places of a tree at which something stands. */
const placesIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  isTree(value) ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...placesIn(inner, [...path, key])]) : [];

/** What somebody might write in place of something else: of another shape, or of the right one. */
const written = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    'check',
    'one_of',
    'count',
    'measure',
    'note',
    'photo',
    'fail',
    'pass',
    'exits',
    '°C',
    'law',
    'always',
    'school',
    true,
    1,
    0.5,
    -3,
  ),
  fc.record({ 'zh-CN': fc.constantFrom('灯亮', '', '司机'), en: fc.constantFrom('Lights', '<b>&"\'', ']]>') }),
  fc.record({ min: fc.integer(), max: fc.integer() }),
  fc.record({ all: fc.constant([{ question: 'exits', is: ['fail'] }]) }),
);

const changed = (form: Form, at: number, value: unknown, isGone: boolean): unknown => {
  const copy: unknown = structuredClone(form);
  const places = placesIn(copy);
  const path = places[at % places.length] ?? [];
  let tree = copy;
  for (const key of path.slice(0, -1)) tree = isTree(tree) ? (tree as { [key: string]: unknown })[key] : undefined;
  const last = path.at(-1);
  if (!isTree(tree) || last === undefined) return copy;
  if (isGone && Array.isArray(tree)) tree.splice(Number(last), 1);
  else if (isGone) delete (tree as { [key: string]: unknown })[last];
  else (tree as { [key: string]: unknown })[last] = value;
  return copy;
};

describe('whatever is written into a form', () => {
  it('it is judged, and what passes can be filled, written as an XForm, and printed', () => {
    const forms = formIds().map(getForm);
    let passed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.nat(), written, fc.boolean(), (from, at, value, isGone) => {
        const form = changed(from, at, value, isGone);
        const problems = checkForm(form);
        for (const { code } of problems) expect(code).toMatch(/^form\.[a-z_.]+$/);
        if (problems.length > 0) return;
        passed += 1;
        const sound = form as Form; // as the check says
        expect(evaluate(sound, {}).open.length).toBeLessThanOrEqual(questionsOf(sound).length);
        const read = readXml(new TextEncoder().encode(xformOf(sound, 'v')));
        // The XForm of a long form has more elements than an answer may have.
        expect('fault' in read ? read.fault : 'read').toMatch(/^(read|xml\.too_many_elements)$/);
        for (const lang of ['zh-CN', 'en'] as const)
          expect(JSON.stringify(formSheet(sound, '0'.repeat(64), lang, instant(0)))).not.toContain('undefined');
      }),
      { numRuns: 4000 },
    );
    process.stdout.write(`forms changed at random: 4000, of which ${passed} pass\n`);
    expect(passed).toBeGreaterThan(100);
  });

  it('any JSON at all is judged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(checkForm(value).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
