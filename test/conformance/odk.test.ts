import { describe, expect, it } from 'vitest';
import { answersFromXform } from '../../engine/forms/answers-from-xform.ts';
import { evaluate, type Answers } from '../../kernel/form/evaluate.ts';
import { questionsOf, type Form } from '../../kernel/form/form.ts';
import { xformOf } from '../../kernel/form/xform.ts';
import { xformPaths } from '../../kernel/form/xform-paths.ts';
import { getForm } from '../../policy/form.ts';
import { fillByOdk, type OdkTask } from '../support/odk.ts';

const PHOTO = 'ab'.repeat(32);
const VERSION = 'f0'.repeat(32);

/** The same answers as somebody gives them in a client of ODK. */
const fillOf = (form: Form, answers: Answers): OdkTask['fill'] =>
  questionsOf(form).flatMap((question): OdkTask['fill'] => {
    const answer = answers[question.key];
    const { value: path, words, photo } = xformPaths(question);
    if (!answer) return [];
    const { value } = answer;
    const certificates = typeof value === 'object' && value !== null && !Array.isArray(value) && 'of' in value ? value : undefined;
    return [
      ...(certificates
        ? [[`${path}/of`, Number(certificates['of'])] as const, [`${path}/valid`, Number(certificates['valid'])] as const]
        : value === undefined || value === null
          ? []
          : [[path, value as string | number | readonly string[]] as const]), // what answers are, besides certificates
      ...(answer.words === undefined ? [] : [[words, answer.words] as const]),
      ...(answer.photos === undefined ? [] : [[photo, { photo: `${question.key.replace('@', '-')}.jpg` }] as const]),
    ];
  });

const fill = async (form: Form, answers: Answers) => {
  const said = await fillByOdk({ xml: xformOf(form, VERSION), fill: fillOf(form, answers) });
  if (!said.loaded) throw new Error(said.error);
  // A client gives files names of its own; whoever takes them in knows which photo each is.
  const photos = new Map([...said.xml.matchAll(/>([^<>]+\.jpg)</g)].map(([, name = '']) => [name, PHOTO] as const));
  const read = answersFromXform(form, VERSION, new TextEncoder().encode(said.xml), photos);
  if ('fault' in read) throw new Error(read.fault);
  return { said, read };
};

/** Paths of the questions that are asked, of all that the engine says is relevant. */
const openIn = (form: Form, relevant: readonly string[]): readonly string[] =>
  questionsOf(form)
    .filter((it) => relevant.includes(xformPaths(it).value))
    .map((it) => it.key);

const pass = { value: 'pass' };
const bad = (words: string, photo: boolean) => ({ value: 'fail', words, ...(photo ? { photos: [PHOTO] } : {}) });

const CANTEEN: Answers = {
  purchase_papers: pass,
  no_bad_stock: bad('第二层有两袋过期的面粉', true),
  off_the_ground: pass,
  chilled_temp: { value: 11.5, words: '门没关严', photos: [PHOTO] },
  frozen_temp: { value: -18 },
  raw_cooked_apart: pass,
  cooked_through: pass,
  dishes_disinfected: pass,
  leftovers: pass,
  vessels_locked: { value: 'na' },
  water: pass,
  no_pests: pass,
  waste: bad('<b>桶</b> & 没盖', false),
  gas_off: pass,
  hygiene: pass,
};
const WEEK: Answers = {
  days_complete: pass,
  daily_findings_closed: pass,
  samples_complete: pass,
  licence: pass,
  licence_until: { value: '2027-03-31' },
  health_certificates: { value: { valid: 11, of: 12 }, words: '有一份五月到期' },
  cold_store: pass,
  disinfection_works: pass,
  flue: pass,
  pest_control: pass,
};
const KIT: Answers = {
  in_place: pass,
  list: bad('缺两卷绷带', false),
  lacking: { value: '绷带两卷' },
  in_date: pass,
  expires: { value: '2027-01-31' },
  clean: pass,
  aed: { value: 'na' },
  refilled: pass,
};
const SURROUNDINGS: Answers = {
  ...Object.fromEntries(
    ['crossing', 'parking', 'footway', 'lighting', 'food_shops', 'banned_venues', 'rubbish', 'works'].map((id) => [id, pass]),
  ),
  stalls: bad('东门有一个油炸摊', true),
  refer: { value: ['market', 'urban'] },
};
const STAIR: Answers = {
  ...Object.fromEntries(
    ['clear', 'light', 'rail', 'extinguisher', 'logbook'].flatMap((id) => [
      [`${id}@lower`, pass],
      [`${id}@upper`, pass],
    ]),
  ),
  'light@upper': bad('灯泡坏了', false),
  ...Object.fromEntries(['entry_door', 'yard_lights', 'parking', 'manholes', 'exits', 'power'].map((id) => [id, pass])),
};

describe('a client of ODK, by its own engine', () => {
  const cases: readonly (readonly [id: string, answers: Answers, findings: readonly string[]])[] = [
    ['canteen-day', CANTEEN, ['no_bad_stock', 'chilled_temp', 'waste']],
    ['canteen-week', WEEK, ['health_certificates']],
    ['first-aid-kit', KIT, ['list']],
    ['school-surroundings', SURROUNDINGS, ['stalls']],
    ['stairwell', STAIR, ['light@upper']],
  ];

  it.each(cases)('%s: what it fills and sends is what the phone would have said', async (id, answers, findings) => {
    const form = getForm(id);
    const { said, read } = await fill(form, answers);
    expect(said.unknown).toEqual([]);
    expect(said.languages).toEqual(['中文 (zh)', 'English (en)']);
    expect(said.label).toContain(form.groups[0]?.label['zh-CN']);
    expect(said.after).toEqual([]);
    expect(said.status).toBe('ready');
    expect(read).toMatchObject({ answers, lacking: [], strange: [] });
    expect(Object.keys(read.answers).length).toBe(Object.keys(answers).length);
    expect(read.instance).toMatch(/^uuid:/);
    expect(said.xml.match(/instanceID>/g)?.length).toBe(2); // one element
    const evaluated = evaluate(form, read.answers);
    expect(evaluated).toEqual(evaluate(form, answers));
    expect(evaluated).toMatchObject({ missing: [], wrong: [], unasked: [] });
    expect(evaluated.findings.map((it) => it.key)).toEqual(findings);
    // What the engine asks is what the kernel asks.
    expect(openIn(form, said.relevant)).toEqual(evaluated.open);
  });

  it('misses what we miss: each question before it is answered, words and photo once something is not in order', async () => {
    const form = getForm('bus-trip');
    const { said } = await fill(form, { brakes: pass, lights: { value: 'fail' } });
    const required = (list: readonly string[]) => list.map((it) => it.replace('required /data/seven/', ''));
    expect(required(said.before)).toEqual(evaluate(form, {}).missing.map((it) => it.key));
    expect(required(said.after).sort()).toEqual(
      evaluate(form, { brakes: pass, lights: { value: 'fail' } })
        .missing.map(({ key, what }) => (what === 'answer' ? key : `${key}__${what}`))
        .sort(),
    );
    expect(said.status).toBe('pending');
  });

  it('takes a reading outside its bounds, which is a finding, and refuses one that no instrument shows', async () => {
    const form = getForm('canteen-day');
    const path = '/data/stores/chilled_temp';
    const outside = (value: number) => fillByOdk({ xml: xformOf(form, VERSION), fill: [[path, value]] });
    const [warm, hot] = [await outside(30), await outside(300)];
    if (!warm.loaded || !hot.loaded) throw new Error('not loaded');
    expect(warm.after).not.toContain(`constraint ${path}`);
    expect(hot.after).toContain(`constraint ${path}`);
    expect(evaluate(form, { chilled_temp: { value: 300 } }).wrong).toEqual([{ key: 'chilled_temp', code: 'too_large' }]);
  });

  it('loads every form that comes with the program that has another shape than these, and does not load what is none', async () => {
    for (const id of ['lift-month', 'water-body', 'public-venue'])
      expect(await fillByOdk({ xml: xformOf(getForm(id), VERSION), fill: [] })).toMatchObject({ loaded: true, unknown: [] });
    expect(await fillByOdk({ xml: xformOf(getForm('bus-trip'), VERSION).replace('</model>', ''), fill: [] })).toMatchObject({
      loaded: false,
    });
  });
});
