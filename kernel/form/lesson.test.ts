import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getForm } from '../../policy/form.ts';
import type { Answers } from './evaluate.ts';
import { isWhole, lessonOf, LESSON_TOPICS } from './lesson.ts';

const LESSON = getForm('safety-lesson');
const CAMPAIGN = getForm('community-campaign');
const PHOTO = '0f'.repeat(32);
const WHOLE: Answers = {
  topic: { value: 'water' },
  plan: { value: 'std_water' },
  material: { value: ['handbook'] },
  minutes: { value: 60 },
  teacher: { value: 'class_teacher' },
  trained: { value: 40 },
  expected: { value: 45 },
};
const lacks = (answers: Answers) => lessonOf(LESSON, answers)?.lacks;

describe('four in place: plan, material, hours, teacher', () => {
  it('each that is left out is named, in that order; with all of them it is whole', () => {
    expect(lessonOf(LESSON, WHOLE)).toEqual({
      use: 'lesson',
      topic: 'water',
      teacher: 'class_teacher',
      minutes: 60,
      trained: 40,
      expected: 45,
      things: {},
      lacks: [],
      differs: [],
    });
    expect(lacks({ topic: { value: 'water' }, trained: { value: 40 }, expected: { value: 45 } })).toEqual([
      'plan',
      'material',
      'hours',
      'teacher',
    ]);
    for (const [key, part] of Object.entries({ plan: 'plan', material: 'material', minutes: 'hours', teacher: 'teacher' })) {
      const { [key]: _, ...rest } = WHOLE;
      expect([key, lacks(rest)]).toEqual([key, [part]]);
    }
  });

  it('an hour is sixty minutes, and no material chosen is none', () => {
    expect(lacks({ ...WHOLE, minutes: { value: 59.5 } })).toEqual(['hours']);
    expect(lacks({ ...WHOLE, minutes: { value: 90 } })).toEqual([]);
    expect(lacks({ ...WHOLE, material: { value: [] } })).toEqual(['material']);
  });

  it('a plan of the house counts when it is seen, and fits any topic', () => {
    const own = { ...WHOLE, plan: { value: 'own' }, material: { value: ['own'] } };
    expect(lacks(own)).toEqual(['plan', 'material']);
    expect(lacks({ ...own, plan_photo: { photos: [PHOTO] } })).toEqual(['material']);
    expect(lessonOf(LESSON, { ...own, plan_photo: { photos: [PHOTO] }, material_photo: { photos: [PHOTO] } })).toMatchObject({
      lacks: [],
      differs: [],
    });
  });

  it('a lesson at which nobody was is none', () => {
    expect(lacks({ ...WHOLE, trained: { value: 0 } })).toEqual(['reach']);
  });
});

describe('record, plan and material match (functions 15.15)', () => {
  it('a plan or a material about another topic is named', () => {
    expect(lessonOf(LESSON, { ...WHOLE, plan: { value: 'std_fire' } })?.differs).toEqual(['plan']);
    expect(lessonOf(LESSON, { ...WHOLE, material: { value: ['kit_water', 'kit_fire'] } })?.differs).toEqual(['material']);
    expect(lessonOf(LESSON, { ...WHOLE, topic: { value: 'law' }, material: { value: ['kit_fire'] } })?.differs).toEqual([
      'plan',
      'material',
    ]);
  });
});

describe('a campaign', () => {
  const none: Answers = {
    topic: { value: 'gas' },
    material: { value: ['sheet_gas'] },
    teacher: { value: 'community_post' },
    trained: { value: 0 },
  };

  it('asks for what its form asks, and for something that reached somebody', () => {
    expect(lessonOf(CAMPAIGN, { ...none, leaflets: { value: 1 } })).toMatchObject({
      use: 'campaign',
      lacks: [],
      minutes: 0,
      expected: null,
      things: { leaflets: 1 },
    });
    expect(lessonOf(CAMPAIGN, { ...none, leaflets: { value: 0 } })).toMatchObject({ lacks: ['reach'], things: { leaflets: 0 } });
  });
});

describe('whatever comes', () => {
  it('is no lesson where the form is another, or no topic of the list is said', () => {
    expect(lessonOf(null, WHOLE)).toBeNull();
    expect(lessonOf(getForm('canteen-day'), WHOLE)).toBeNull();
    expect(lessonOf(getForm('office-lesson'), WHOLE)).toBeNull();
    expect(lessonOf(LESSON, { ...WHOLE, topic: { value: 'thought' } })).toBeNull();
  });

  it('is read without failing, in any order, and whole only where nothing is lacking', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...LESSON_TOPICS, 'own', 'std_fire'),
      fc.array(fc.constantFrom('kit_fire', 'own', 'handbook')),
    );
    const keys = fc.constantFrom(
      'topic',
      'plan',
      'plan_photo',
      'material',
      'minutes',
      'teacher',
      'trained',
      'expected',
      '__proto__',
      'constructor',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, value)), (some) => {
        const answers = Object.fromEntries(some.map(([key, one]) => [key, { value: one as never }]));
        const read = lessonOf(LESSON, answers);
        expect(lessonOf(LESSON, Object.fromEntries(Object.entries(answers).toReversed()))).toEqual(read);
        if (read !== null && isWhole(read))
          expect([read.minutes >= 60, read.teacher !== null, (read.trained ?? 0) > 0]).toEqual([true, true, true]);
      }),
    );
  });
});
