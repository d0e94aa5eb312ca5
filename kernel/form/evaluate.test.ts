import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkForm } from './check-form.ts';
import { evaluate, FORM_PHOTOS_MAX, FORM_WORDS_MAX, saysSomething, type Answers } from './evaluate.ts';
import { questionsOf, type Form, type Item } from './form.ts';

const say = (text: string) => ({ 'zh-CN': text, en: text });
const PHOTO = 'ab'.repeat(32);

/** One item of every kind, a route of two points, and questions that hang on others. */
const FORM: Form = {
  id: 'all-kinds',
  version: 1,
  title: say('All kinds'),
  classes: [],
  clauses: { a1: { ...say('Order 61 art. 25'), basis: 'law' } },
  groups: [
    {
      id: 'hall',
      label: say('Hall'),
      items: [
        { id: 'exits', kind: 'check', label: say('Exits are free'), photo: 'when_fail', grade: 'major' },
        { id: 'blocked_by', kind: 'note', label: say('By what'), when: { all: [{ question: 'exits', is: ['fail'] }] }, optional: true },
        { id: 'brakes', kind: 'check', label: say('Brakes work'), always: true },
        {
          id: 'state',
          kind: 'one_of',
          label: say('State'),
          options: [
            { id: 'good', label: say('Good') },
            { id: 'bad', label: say('Bad'), fail: true },
          ],
        },
        {
          id: 'seen',
          kind: 'some_of',
          label: say('Seen'),
          options: [
            { id: 'dust', label: say('Dust') },
            { id: 'water', label: say('Water'), fail: true },
            { id: 'light', label: say('Light') },
          ],
        },
        { id: 'pieces', kind: 'count', label: say('Pieces'), bounds: { min: 2 } },
        { id: 'drilled', kind: 'people', of: 'present_at_drill', label: say('At the drill') },
        { id: 'papers', kind: 'certificates', of: 'driver_permit', label: say('Permits') },
        {
          id: 'temp',
          kind: 'measure',
          unit: '°C',
          label: say('Chiller'),
          bounds: { min: 0, max: 8 },
          range: { min: -40, max: 60 },
          decimals: 1,
        },
        { id: 'until', kind: 'date', label: say('Valid until') },
        { id: 'picture', kind: 'photo', label: say('Whole view') },
      ],
    },
    {
      id: 'stair',
      label: say('Stair'),
      points: [
        { id: 'low', label: say('Low') },
        { id: 'high', label: say('High') },
      ],
      when: {
        any: [
          { question: 'state', is: ['bad'] },
          { question: 'seen', is: ['dust'] },
        ],
      },
      items: [
        { id: 'lamp', kind: 'check', label: say('Lamp works') },
        { id: 'bulb', kind: 'check', label: say('A bulb is there'), when: { all: [{ question: 'lamp', is: ['fail'] }] } },
      ],
    },
  ],
};

const GOOD: Answers = {
  exits: { value: 'pass' },
  brakes: { value: 'pass' },
  state: { value: 'good' },
  seen: { value: [] },
  pieces: { value: 2 },
  drilled: { value: 120 },
  papers: { value: { valid: 12, of: 12 } },
  temp: { value: 4.5 },
  until: { value: '2027-01-31' },
  picture: { photos: [PHOTO] },
};

const wrongOf = (answers: unknown) => evaluate(FORM, answers).wrong.map(({ key, code }) => `${key} ${code}`);
const findingsOf = (answers: unknown) => evaluate(FORM, answers).findings;

describe('a filled form', () => {
  it('is sound to begin with', () => expect(checkForm(FORM)).toEqual([]));

  it('is nil when everything that is asked was looked at and nothing was found', () => {
    const said = evaluate(FORM, GOOD);
    expect(said).toMatchObject({ missing: [], wrong: [], findings: [], unasked: [], nil: true });
    expect(said.open).toEqual(Object.keys(GOOD));
  });

  it('is not nil where nothing was looked at', () => {
    const form: Form = { ...FORM, groups: [{ id: 'g', label: say('G'), items: [{ id: 'a', kind: 'check', label: say('A') }] }] };
    expect(evaluate(form, { a: { value: 'na' } })).toMatchObject({ missing: [], wrong: [], findings: [], nil: false });
    expect(evaluate(form, { a: { value: 'pass' } }).nil).toBe(true);
    expect(evaluate(form, {}).nil).toBe(false);
  });

  it('makes a finding of a fail, of a bad option, of a measure or count outside its bounds, and of a certificate that is not valid', () => {
    const bad = {
      ...GOOD,
      exits: { value: 'fail', words: 'Two cartons before the east exit', photos: [PHOTO] },
      state: { value: 'bad', words: 'Handle torn off' },
      seen: { value: ['water', 'dust'], words: 'Water under the window' },
      pieces: { value: 1, words: 'One was taken away' },
      papers: { value: { valid: 11, of: 12 }, words: 'One ran out in May' },
      temp: { value: 8.1, words: 'The door was open' },
    };
    const found = findingsOf(bad);
    expect(found.map(({ key, why, grade }) => [key, why, grade])).toEqual([
      ['exits', 'fail', 'major'],
      ['state', 'option', 'general'],
      ['seen', 'option', 'general'],
      ['pieces', 'bounds', 'general'],
      ['papers', 'certificates', 'general'],
      ['temp', 'bounds', 'general'],
    ]);
    expect(found[0]).toMatchObject({ words: 'Two cartons before the east exit', photos: [PHOTO], photoWanted: true });
    // Options come back in the order of the form.
    expect(found[2]?.value).toEqual(['dust', 'water']);
    expect(evaluate(FORM, bad).nil).toBe(false);
  });

  it('wants words and a photo of what is not in order, and takes no filler for words', () => {
    const of = (exits: unknown) => evaluate(FORM, { ...GOOD, exits });
    expect(of({ value: 'fail' }).missing).toEqual([
      { key: 'exits', what: 'words' },
      { key: 'exits', what: 'photo' },
    ]);
    for (const words of ['1', '无', '一般', ' - ', 'OK', 'none'])
      expect(of({ value: 'fail', words, photos: [PHOTO] }).missing).toEqual([{ key: 'exits', what: 'words' }]);
    expect(saysSomething('东侧堵')).toBe(true);
    expect(of({ value: 'fail', words: '东侧出口堵着两个纸箱', photos: [PHOTO] }).missing).toEqual([]);
  });

  it('bounds are inside: what stands on them is in order', () => {
    for (const value of [0, 8]) expect(findingsOf({ ...GOOD, temp: { value } })).toEqual([]);
    for (const value of [-0.1, 8.1]) expect(findingsOf({ ...GOOD, temp: { value } }).map((it) => it.why)).toEqual(['bounds']);
  });

  it('asks what hangs on several answers when all of them, or any of them, were given', () => {
    const items = (when: Item['when']): Form => ({
      ...FORM,
      groups: [
        {
          id: 'g',
          label: say('G'),
          items: [
            { id: 'a', kind: 'check', label: say('A') },
            { id: 'b', kind: 'check', label: say('B') },
            { id: 'c', kind: 'check', label: say('C'), ...(when ? { when } : {}) },
          ],
        },
      ],
    });
    const conditions = [
      { question: 'a', is: ['fail', 'na'] },
      { question: 'b', is: ['pass'] },
    ];
    const isAsked = (form: Form, a: string, b: string): boolean => evaluate(form, { a: { value: a }, b: { value: b } }).open.includes('c');
    const [all, any] = [items({ all: conditions }), items({ any: conditions })];
    expect([checkForm(all), checkForm(any)]).toEqual([[], []]);
    expect([isAsked(all, 'na', 'pass'), isAsked(all, 'na', 'fail'), isAsked(all, 'pass', 'pass')]).toEqual([true, false, false]);
    expect([isAsked(any, 'na', 'fail'), isAsked(any, 'pass', 'pass'), isAsked(any, 'pass', 'fail')]).toEqual([true, true, false]);
  });

  it('wants a photo of what is always to be photographed, in order or not', () => {
    const form: Form = {
      ...FORM,
      groups: [{ id: 'g', label: say('G'), items: [{ id: 'a', kind: 'check', label: say('A'), photo: 'always' }] }],
    };
    expect(evaluate(form, { a: { value: 'pass' } })).toMatchObject({ missing: [{ key: 'a', what: 'photo' }], nil: false });
    expect(evaluate(form, { a: { value: 'pass', photos: [PHOTO] } })).toMatchObject({ missing: [], nil: true });
  });

  it('asks at each point of a route, and what hangs on an answer hangs on the answer at the same point', () => {
    const at = evaluate(FORM, {
      ...GOOD,
      seen: { value: ['dust'] },
      'lamp@low': { value: 'fail', words: 'Bulb broken' },
      'lamp@high': { value: 'pass' },
    });
    expect(at.open.slice(-3)).toEqual(['lamp@low', 'bulb@low', 'lamp@high']);
    expect(at.findings.map(({ item, point }) => [item, point])).toEqual([['lamp', 'low']]);
    expect(at.missing).toEqual([{ key: 'bulb@low', what: 'answer' }]);
  });

  it('keeps and names what was answered though not asked, and counts it for nothing', () => {
    const said = evaluate(FORM, { ...GOOD, blocked_by: { value: 'Cartons' }, 'lamp@low': { value: 'fail' } });
    expect(said).toMatchObject({ unasked: ['blocked_by', 'lamp@low'], findings: [], missing: [], wrong: [], nil: true });
  });

  it('names each wrong answer by a code', () => {
    const long = 'x'.repeat(FORM_WORDS_MAX + 1);
    const wrong = {
      exits: { value: 'maybe' },
      brakes: { value: 'na' },
      state: { value: 'worse' },
      seen: { value: ['dust', 'dust'] },
      pieces: { value: 1.5 },
      drilled: { value: -1 },
      papers: { value: { valid: 13, of: 12 } },
      temp: { value: 60.1 },
      until: { value: '2027-02-30' },
      picture: { photos: ['x'] },
    };
    expect(wrongOf(wrong)).toEqual([
      'exits not_an_option',
      'brakes na_not_allowed',
      'state not_an_option',
      'seen not_an_option',
      'pieces not_whole',
      'drilled too_small',
      'papers valid_above_of',
      'temp too_large',
      'until not_a_day',
      'picture photos_shape',
    ]);
    expect(wrongOf({ ...GOOD, temp: { value: 4.55 } })).toEqual(['temp too_many_decimals']);
    expect(wrongOf({ ...GOOD, pieces: { value: 1_000_000 } })).toEqual(['pieces too_large']);
    expect(wrongOf({ ...GOOD, exits: { value: 'fail', words: long, photos: [PHOTO] } })).toEqual(['exits too_long']);
    expect(wrongOf({ ...GOOD, exits: { value: 'pass', words: 'All is well here' } })).toEqual(['exits words_without_finding']);
    expect(wrongOf({ ...GOOD, exits: { value: 'fail', words: 'Blocked', photos: [PHOTO] }, blocked_by: { value: '无' } })).toEqual([
      'blocked_by says_nothing',
    ]);
    expect(
      wrongOf({ ...GOOD, picture: { photos: Array.from({ length: FORM_PHOTOS_MAX + 1 }, (_, i) => `${i}`.padStart(64, '0')) } }),
    ).toEqual(['picture photos_shape']);
    expect(wrongOf({ ...GOOD, picture: { photos: [PHOTO, PHOTO] } })).toEqual(['picture photos_shape']);
    // No member may be smuggled in beside an answer, and nothing that the form does not ask.
    expect(wrongOf({ ...GOOD, exits: { value: 'pass', name: 'Li' } })).toEqual(['exits answer_shape']);
    expect(wrongOf({ ...GOOD, reporter: { value: 'Li' } })).toEqual(['reporter no_such_item']);
  });
});

const questions = questionsOf(FORM);

/** Answers of the right shape, right and wrong ones, to some of the questions. */
const likely = (item: Item): fc.Arbitrary<unknown> => {
  const value = (): fc.Arbitrary<unknown> => {
    switch (item.kind) {
      case 'check':
        return fc.constantFrom('pass', 'fail', 'na', 'x');
      case 'one_of':
        return fc.constantFrom(...item.options.map((it) => it.id), 'x');
      case 'some_of':
        return fc.subarray(item.options.map((it) => it.id));
      case 'count':
      case 'people':
        return fc.integer({ min: -1, max: 5 });
      case 'certificates':
        return fc.record({ valid: fc.integer({ min: 0, max: 3 }), of: fc.integer({ min: 0, max: 3 }) });
      case 'measure':
        return fc.integer({ min: -5, max: 12 });
      case 'date':
        return fc.constantFrom('2026-11-29', 'soon');
      case 'note':
        return fc.constantFrom('Cartons', '无');
      case 'photo':
        return fc.constant(undefined);
    }
  };
  return fc.record({
    value: value(),
    words: fc.constantFrom(undefined, '', 'Two cartons', '1'),
    photos: fc.constantFrom(undefined, [], [PHOTO], ['x']),
  });
};
const someAnswers = fc
  .tuple(...questions.map(({ key, item }) => fc.tuple(fc.constant(key), fc.option(likely(item)))))
  .map((pairs) => Object.fromEntries(pairs.filter(([, answer]) => answer !== null)));

describe('whatever is given for the answers', () => {
  it('there is an evaluation: any JSON, and any member of it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom(...questions.map((it) => it.key), '__proto__', 'constructor'), fc.jsonValue()),
        ),
        (given) => {
          const said = evaluate(FORM, given);
          expect(said.open.length).toBeGreaterThan(0);
          expect(said.nil && (said.missing.length > 0 || said.wrong.length > 0 || said.findings.length > 0)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('their order does not matter', () => {
    fc.assert(
      fc.property(someAnswers, fc.infiniteStream(fc.nat()), (answers, chance) => {
        const shuffled = Object.entries(answers)
          .map((entry) => [chance.next().value, entry] as const)
          .sort(([a], [b]) => a - b)
          .map(([, entry]) => entry);
        expect(evaluate(FORM, Object.fromEntries(shuffled))).toEqual(evaluate(FORM, answers));
      }),
      { numRuns: 300 },
    );
  });

  it('what is not asked makes no finding and is never missing or wrong, and each answer is asked, unasked, or of no item', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const said = evaluate(FORM, answers);
        const open = new Set(said.open);
        for (const { key } of [...said.findings, ...said.missing, ...said.wrong]) expect(open.has(key)).toBe(true);
        for (const key of said.unasked) expect(open.has(key)).toBe(false);
        expect(new Set(said.unasked)).toEqual(new Set(Object.keys(answers).filter((key) => !open.has(key))));
      }),
      { numRuns: 300 },
    );
  });

  it('an answer that comes takes its own question from what is missing, and adds none but of questions that it opens', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...questions.map((it) => it.key)), (answers, key) => {
        const { [key]: given, ...rest } = answers;
        if (given === undefined) return;
        const [before, after] = [evaluate(FORM, rest), evaluate(FORM, answers)];
        const [was, opened] = [new Set(before.missing.map((it) => it.key)), new Set(after.open.filter((it) => !before.open.includes(it)))];
        for (const it of after.missing) {
          if (it.key === key) expect(it.what === 'answer' && !after.wrong.some((one) => one.key === key) && isGiven(given)).toBe(false);
          else expect(was.has(it.key) || opened.has(it.key)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answering what is missing, one after the other, comes to an end', () => {
    const right = (item: Item): Answers[string] =>
      item.kind === 'photo'
        ? { photos: [PHOTO] }
        : { value: item.kind === 'note' ? 'Cartons' : (GOOD[item.id]?.value ?? 'fail'), words: '' };
    let answers: Answers = { state: { value: 'bad', words: 'Handle torn off' } };
    let steps = 0;
    for (let said = evaluate(FORM, answers); said.missing.length > 0; said = evaluate(FORM, answers)) {
      const [first] = said.missing;
      const question = questions.find((it) => it.key === first?.key);
      if (!first || !question) throw new Error('nothing is missing');
      const now = answers[first.key] ?? right(question.item);
      answers = {
        ...answers,
        [first.key]: {
          ...now,
          ...(first.what === 'words' ? { words: 'Broken lamp' } : {}),
          ...(first.what === 'photo' ? { photos: [PHOTO] } : {}),
        },
      };
      steps += 1;
      expect(steps).toBeLessThan(3 * questions.length);
    }
    expect(evaluate(FORM, answers)).toMatchObject({ missing: [], wrong: [], nil: false });
  });
});

const isGiven = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && 'value' in given && given.value !== undefined && given.value !== '';
