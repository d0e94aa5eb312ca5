import { isJsonObject, isWholeNumber } from '../log/shape.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import type { Report } from './check-form.ts';
import { LESSON_WORDS } from './lesson-words.ts';
import { LESSON_ITEMS, LESSON_TEACHERS, LESSON_THINGS, LESSON_TOPICS, OWN, PART_ITEMS } from './lesson.ts';

/** A lesson is at most a day long. */
const LEAST_MAX = 480;
const LANGS = ['zh-CN', 'en'] as const;

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []); // an array of JSON
const objectsIn = (value: Json | undefined): readonly JsonObject[] => listOf(value).filter(isJsonObject);
const isTopic = (value: Json | undefined): boolean => LESSON_TOPICS.some((it) => it === value);

/** Whether it is the item that says by which post a lesson is taught: its options are of the closed list. */
export const isTeacherItem = (item: JsonObject): boolean =>
  item['id'] === 'teacher' &&
  item['kind'] === 'one_of' &&
  objectsIn(item['options']).every(({ id }) => LESSON_TEACHERS.some((it) => it === id));

const checkTeachers = (item: JsonObject, at: string, report: Report): void =>
  objectsIn(item['options']).forEach((option, i) => {
    const teacher = LESSON_TEACHERS.find((it) => it === option['id']);
    const said = teacher && LESSON_WORDS.teachers[teacher];
    const label = isJsonObject(option['label']) ? option['label'] : {};
    if (!said) report('form.lesson.teacher_unknown', `${at}/options/${i}/id`);
    // A label of its own could be a name.
    else if (LANGS.some((lang) => label[lang] !== said[lang]))
      report('form.lesson.teacher_words', `${at}/options/${i}/label`, { words: said['zh-CN'] });
  });

/** A published plan or material says what it is about; the house's own one is seen on a photo. */
const checkAbout = (item: JsonObject, ids: readonly unknown[], at: string, report: Report): void =>
  objectsIn(item['options']).forEach((option, i) => {
    const about = listOf(option['about']);
    if (option['id'] === OWN) {
      if (option['about'] !== undefined) report('form.lesson.about', `${at}/options/${i}/about`);
      if (!ids.includes(`${String(item['id'])}_photo`)) report('form.lesson.own_unseen', `${at}/options/${i}`);
    } else if (about.length === 0 || !about.every(isTopic)) report('form.lesson.about', `${at}/options/${i}/about`);
  });

const checkOptionsOf = (item: JsonObject, ids: readonly unknown[], at: string, report: Report): void => {
  const id = item['id'];
  if (id === 'topic')
    objectsIn(item['options']).forEach((option, i) => {
      if (!isTopic(option['id'])) report('form.lesson.topic_unknown', `${at}/options/${i}/id`);
    });
  if (id === 'teacher') checkTeachers(item, at, report);
  if (id === 'plan' || id === 'material') checkAbout(item, ids, at, report);
};

const checkItem = (item: JsonObject, ids: readonly unknown[], at: string, report: Report): void => {
  const { id, kind, optional, of } = item;
  const known = typeof id === 'string' && Object.hasOwn(LESSON_ITEMS, id) ? LESSON_ITEMS[id] : undefined;
  if (known === undefined || known !== kind) return report('form.lesson.item_unknown', at, { id: typeof id === 'string' ? id : null });
  for (const name of ['when', 'bounds', 'photo', 'grade', 'from'])
    if (item[name] !== undefined) report('form.lesson.only_these', `${at}/${name}`);
  for (const [i, option] of objectsIn(item['options']).entries())
    if (option['fail'] !== undefined) report('form.lesson.only_these', `${at}/options/${i}/fail`);
  // What was not in place is said by leaving it out; what it was about, and how many came, is always said.
  const mayLack = Object.values(PART_ITEMS).some((it) => it === id) || kind === 'photo';
  if (mayLack !== (optional === true)) report('form.lesson.optional', at);
  if (kind === 'people' && of !== id) report('form.lesson.only_these', `${at}/of`);
  if (id === PART_ITEMS.hours && (item['unit'] !== 'min' || (item['least'] !== undefined && !isWholeNumber(item['least'], 1, LEAST_MAX))))
    report('form.lesson.minutes', at, { max: LEAST_MAX });
  return checkOptionsOf(item, ids, at, report);
};

/** What stands in lessons alone, found in another form. */
const checkElsewhere = (item: JsonObject, at: string, report: Report): void => {
  if (item['least'] !== undefined) report('form.lesson.only_in_lessons', `${at}/least`);
  for (const [i, option] of objectsIn(item['options']).entries())
    if (option['about'] !== undefined) report('form.lesson.only_in_lessons', `${at}/options/${i}/about`);
};

/**
 * A lesson asks what is on the closed list of its items and nothing else (G2, G11): what about, with which plan and material, how long, by which
 * post, and to how many, as counts. A campaign counts things, or people. No list of who came, no name, no remark, no mark.
 */
export const checkLesson = (value: JsonObject, groups: readonly Json[], report: Report): void => {
  const { use } = value;
  const isLesson = use === 'lesson' || use === 'campaign';
  const ids = groups.flatMap((group) => (isJsonObject(group) ? objectsIn(group['items']).map((item) => item['id']) : []));
  groups.forEach((group, g) => {
    if (!isJsonObject(group)) return;
    if (isLesson && (group['points'] !== undefined || group['when'] !== undefined)) report('form.lesson.only_these', `/groups/${g}`);
    listOf(group['items']).forEach((item, i) => {
      if (!isJsonObject(item)) return;
      const at = `/groups/${g}/items/${i}`;
      if (isLesson) checkItem(item, ids, at, report);
      else checkElsewhere(item, at, report);
    });
  });
  if (!isLesson) return;
  const wanted = use === 'lesson' ? ['topic', ...Object.values(PART_ITEMS), 'trained'] : ['topic', PART_ITEMS.material];
  for (const id of wanted) if (!ids.includes(id)) report('form.lesson.item_missing', '/groups', { id });
  if (use === 'campaign' && !ids.includes('trained') && !LESSON_THINGS.some((it) => ids.includes(it)))
    report('form.lesson.item_missing', '/groups', { id: 'trained' });
};
