import type { Answers } from './evaluate.ts';
import type { Form, Item, ItemKind, Option } from './form.ts';

/** What a lesson or a campaign can be about. Closed (G2): dangers, and the law that protects from them; no faith, no opinion, no conduct of petitioners. */
export const LESSON_TOPICS = [
  'fire',
  'water',
  'traffic',
  'food',
  'electricity',
  'gas',
  'first_aid',
  'weather',
  'earthquake',
  'crowding',
  'bullying',
  'wellbeing',
  'fraud',
  'drugs',
  'law',
  'school_bus',
  'work_safety',
  'equipment',
  'plan',
] as const;
export type LessonTopic = (typeof LESSON_TOPICS)[number];

/** Who teaches, as a post: never a name. Those of the house first, then those who come from outside. */
export const OWN_TEACHERS = ['class_teacher', 'subject_teacher', 'safety_post', 'unit_head', 'manager'] as const;
export const OUTSIDE_TEACHERS = [
  'law_vice_principal',
  'fire_officer',
  'traffic_officer',
  'police_officer',
  'doctor',
  'psychologist',
  'university_teacher',
  'expert',
  'supervisor',
  'community_post',
] as const;
export const LESSON_TEACHERS = [...OWN_TEACHERS, ...OUTSIDE_TEACHERS] as const;
export type LessonTeacher = (typeof LESSON_TEACHERS)[number];

/** What is put up, handed out or sent, as counts of things. */
export const LESSON_THINGS = [
  'tours',
  'talks',
  'consult_days',
  'leaflets',
  'handbooks',
  'letters',
  'banners',
  'posters',
  'screens',
  'broadcasts',
] as const;
export type LessonThing = (typeof LESSON_THINGS)[number];

/** The four that are in place, or a lesson does not count: plan, material, hours, teacher. */
export const LESSON_PARTS = ['plan', 'material', 'hours', 'teacher'] as const;
export type LessonPart = (typeof LESSON_PARTS)[number];

/** Why a record of one does not count: a part was not in place, or nobody was there and nothing was handed out. */
export type LessonLack = LessonPart | 'reach';

/** The option of a plan or a material that stands for the house's own one: it is proved by a photo, since nobody has published it. */
export const OWN = 'own';

/** Every item that such a form may have, by its id, and of which kind it is. Closed: no name, no list of who came, no remark. */
export const LESSON_ITEMS: { readonly [id: string]: ItemKind } = {
  topic: 'one_of',
  plan: 'one_of',
  plan_photo: 'photo',
  material: 'some_of',
  material_photo: 'photo',
  minutes: 'measure',
  teacher: 'one_of',
  trained: 'people',
  expected: 'people',
  ...Object.fromEntries(LESSON_THINGS.map((it) => [it, 'count' as const])),
};

/** The item that says each part. */
export const PART_ITEMS: { readonly [part in LessonPart]: string } = {
  plan: 'plan',
  material: 'material',
  hours: 'minutes',
  teacher: 'teacher',
};

/** What a filled form says of a lesson or a campaign. Numbers and words of closed lists, and ids of what the form names. */
export interface Lesson {
  readonly use: 'lesson' | 'campaign';
  readonly topic: LessonTopic;
  readonly teacher: LessonTeacher | null;
  readonly minutes: number;
  /** People who were there, and who should have been, as counts; null where the form does not ask. */
  readonly trained: number | null;
  readonly expected: number | null;
  readonly things: { readonly [thing in LessonThing]?: number };
  /** Of the parts that its form asks for: those that were not in place; and `reach` where nobody and nothing was counted. */
  readonly lacks: readonly LessonLack[];
  /** What was in place and is about another topic than the lesson: record, plan and material must match. */
  readonly differs: readonly ('plan' | 'material')[];
}

/** Whether it counts: all that its form asks for was in place, and is about one topic. */
export const isWhole = ({ lacks, differs }: Pick<Lesson, 'lacks' | 'differs'>): boolean => lacks.length === 0 && differs.length === 0;

const itemsOf = (form: Form): readonly Item[] => form.groups.flatMap((group) => group.items);
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((it) => it === value);

interface Asked {
  readonly form: Form;
  readonly answers: Answers;
}

const optionsOf = ({ form }: Asked, id: string): readonly Option[] => {
  const item = itemsOf(form).find((it) => it.id === id);
  return item?.kind === 'one_of' || item?.kind === 'some_of' ? item.options : [];
};

const valueOf = ({ answers }: Asked, id: string): unknown => (Object.hasOwn(answers, id) ? answers[id]?.value : undefined);

/** More than anybody counts, and what a column holds: anything else that was sent is no number of a lesson. */
const COUNT_MAX = 999_999;

const numberOf = (asked: Asked, id: string): number | null => {
  const value = valueOf(asked, id);
  return typeof value === 'number' && value >= 0 && value <= COUNT_MAX ? Math.floor(value) : null;
};

/** The options that were chosen of a plan or of materials. */
const chosen = (asked: Asked, id: 'plan' | 'material'): readonly Option[] => {
  const value = valueOf(asked, id);
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  return optionsOf(asked, id).filter((option) => ids.includes(option.id));
};

/** A plan or a material is in place where one was chosen; the house's own one where it is seen. */
const isThere = (asked: Asked, id: 'plan' | 'material'): boolean => {
  const options = chosen(asked, id);
  const photos = asked.answers[`${id}_photo`]?.photos ?? [];
  return options.length > 0 && (photos.length > 0 || options.every((option) => option.id !== OWN));
};

const isInPlace = (asked: Asked, part: LessonPart): boolean => {
  switch (part) {
    case 'plan':
    case 'material':
      return isThere(asked, part);
    case 'hours': {
      const minutes = itemsOf(asked.form).find((it) => it.id === PART_ITEMS.hours);
      const least = minutes?.kind === 'measure' ? (minutes.least ?? 1) : 1;
      return (numberOf(asked, PART_ITEMS.hours) ?? 0) >= least;
    }
    case 'teacher':
      return oneOf(LESSON_TEACHERS, valueOf(asked, 'teacher')) !== undefined;
  }
};

/**
 * What a filled form says of a lesson; null of any other form, and of one that does not say what it was about. Pure and total: the form is one
 * that passed `checkForm`, the answers may be whatever came.
 */
export const lessonOf = (form: Form | null, answers: Answers): Lesson | null => {
  if (form === null || (form.use !== 'lesson' && form.use !== 'campaign')) return null;
  const asked = { form, answers };
  const topic = oneOf(LESSON_TOPICS, valueOf(asked, 'topic'));
  if (topic === undefined) return null;
  const ids = itemsOf(form).map((it) => it.id);
  const trained = numberOf(asked, 'trained');
  const counts = LESSON_THINGS.flatMap((thing) => {
    const count = numberOf(asked, thing);
    return count === null ? [] : [[thing, count] as const];
  });
  const isReached = (trained ?? 0) > 0 || counts.some(([, count]) => count > 0);
  const isOther = (id: 'plan' | 'material'): boolean =>
    chosen(asked, id).some((option) => option.id !== OWN && option.about?.includes(topic) !== true);
  return {
    use: form.use,
    topic,
    teacher: oneOf(LESSON_TEACHERS, valueOf(asked, 'teacher')) ?? null,
    minutes: numberOf(asked, PART_ITEMS.hours) ?? 0,
    trained,
    expected: numberOf(asked, 'expected'),
    things: Object.fromEntries(counts),
    lacks: [
      ...LESSON_PARTS.filter((part) => ids.includes(PART_ITEMS[part]) && !isInPlace(asked, part)),
      ...(isReached ? [] : (['reach'] as const)),
    ],
    differs: (['plan', 'material'] as const).filter(isOther),
  };
};
