import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenNames, readFields } from '../../kernel/stream/fields.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { fileIn, live } from '../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { INPUTS } from '../../test/support/step-inputs.ts';
import { fieldsFor } from './desk/step-fields.ts';
import { StepForm } from './desk/step-form.tsx';
import { FILER_STEPS, VERBS } from './domain/decide.ts';
import type { Verb } from './domain/verb.ts';
import { takesWords } from './portal/following/option-words.ts';
import { WriteForm } from './portal/following/options.tsx';
import type { Seen } from './portal/filing/seen.ts';
import { readForFiler, readForStaff, type MatterView } from './server/read-matter.ts';

interface Schema {
  readonly properties?: { readonly [name: string]: Schema & { readonly enum?: readonly string[] } };
  readonly required?: readonly string[];
}

let town: TestTown;
let staffView: MatterView;
let filerView: MatterView;
/** What the served description of the API says a step takes: of staff in `input`, of who holds the code beside it. */
const served = new Map<string, Schema>();

const stepsIn = (schema: unknown): readonly Schema[] => {
  const found: Schema[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const it = value as Schema;
    if (it.properties?.['command']?.enum?.length === 1) found.push(it);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(schema);
  return found;
};

const WHO = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;

beforeAll(async () => {
  town = await openTown({ withStaff: true });
  const number = await fileIn(town, '路灯不亮');
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept', { points: '修好\n告诉我们' }]);
  const [seen, own] = [await readForStaff(town.service, number, WHO), await readForFiler(town.service, number)];
  if (seen === undefined || isRefusal(seen) || own === undefined) throw new Error('the matter is there for both');
  [staffView, filerView] = [seen, own];
  const app = await buildApp(town.service);
  const { paths } = (await app.inject('/api/openapi.json')).json<{ paths: { [path: string]: unknown } }>();
  // Other kinds have steps of the same names.
  const ofMatters = Object.entries(paths).filter(([path]) => /^\/api\/v1\/(staff\/matters|receipt)\b/.test(path));
  for (const step of stepsIn(ofMatters)) served.set(String(step.properties?.['command']?.enum?.[0]), step);
  await app.close();
});
afterAll(() => town.close());

const STAFF = VERBS.filter((verb) => verb.by === 'staff');
const named = (verbs: readonly Verb[]) => verbs.map((verb) => ({ name: verb.name, verb }));
/** Fields that a form asks only on some matters. */
const SOMETIMES: { readonly [field: string]: RegExp } = {
  'register.grade': /^grade$/,
  'propose_transfer.grade': /^grade$/,
  'forward.by': /^by$/,
  'reply.answers': /^answer\d+$/,
  'propose_reply.answers': /^answer\d+$/,
};
const isSometimes = (command: string, name: string): boolean =>
  Object.entries(SOMETIMES).some(([key, shape]) => key.startsWith(`${command}.`) && shape.test(name));

describe('what a step of an office takes', () => {
  it.each(named(STAFF))('is one description for form, API and domain: $name', ({ name, verb }) => {
    const given = givenNames(verb.fields);
    const input = served.get(name)?.properties?.['input'];
    // Files come with a form of their own: server/api/papers-api.ts.
    const said = given.filter((field) => verb.fields[field]?.kind !== 'files');
    expect(Object.keys(input?.properties ?? {})).toEqual(said);
    const mustBe = given.filter((field) => verb.fields[field]?.optional !== true && verb.fields[field]?.kind !== 'flag');
    expect([...(input?.required ?? [])]).toEqual(mustBe);
    for (const lang of ['zh-CN', 'en'] as const) {
      const form = fieldsFor(name, { view: staffView, who: WHO, lang });
      const asked = form.map((field) => field.name);
      expect(asked).toEqual(given.filter((field) => asked.includes(field)));
      const html = renderToString(h(StepForm, { steps: { view: staffView, who: WHO, lang, csrf: '', queue: '' }, command: name }));
      const drawn = new Set([...html.matchAll(/ name="([^"]+)"/g)].map(([, field]) => field ?? ''));
      for (const own of ['csrf', 'expected', 'queue', 'command']) drawn.delete(own);
      expect([...drawn].filter((field) => !given.includes(field))).toEqual([]);
      expect(given.filter((field) => !drawn.has(field) && !isSometimes(name, field))).toEqual([]);
      expect(form.filter((field) => field.label.trim() === '')).toEqual([]);
      // What must be said to a program is never called optional to a person.
      expect(form.filter((field) => field.optional === true && mustBe.includes(field.name))).toEqual([]);
    }
    expect(isRefusal(readFields(verb.fields, INPUTS[name] ?? {}))).toBe(false);
  });

  it('reaches a form also where it is asked on some matters only', () => {
    const form = fieldsFor('reply', { view: staffView, who: WHO, lang: 'en' }).map((field) => field.name);
    expect(form.filter((name) => name.startsWith('answer'))).toEqual(['answer1', 'answer2']);
  });
});

describe('what a step of the holder of a code takes', () => {
  it.each(named(FILER_STEPS))('is one description for form, API and domain: $name', ({ name, verb }) => {
    const given = givenNames(verb.fields);
    const { code: _code, command: _command, ...fields } = served.get(name)?.properties ?? {};
    expect(Object.keys(fields)).toEqual(given.filter((field) => verb.fields[field]?.kind !== 'files'));
    if (!takesWords(name)) return;
    const seen: Seen = { view: filerView, lang: 'en', code: 'x', canAct: true, fileLink: () => '' };
    const more = {
      ...(given.includes('of') ? { of: '1' } : {}),
      ...(given.includes('answer') ? { choices: [{ value: 'yes', text: 'Yes' }] } : {}),
    };
    const html = renderToString(h(WriteForm, { seen, command: name, ...more }));
    const asked = new Set([...html.matchAll(/ name="([^"]+)"/g)].map(([, field]) => field));
    for (const own of ['code', 'command', 'token']) asked.delete(own);
    expect(asked).toEqual(new Set(given));
  });

  it('is written about in most of them', () => {
    expect(FILER_STEPS.filter((verb) => takesWords(verb.name)).length).toBeGreaterThan(8);
  });
});
