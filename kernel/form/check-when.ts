import { isJsonObject } from '../log/shape.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import type { Report } from './check-form.ts';
import { CHECK_ANSWERS } from './form.ts';

const CONDITIONS_MAX = 8;

/** An item as a condition may refer to it. */
interface Earlier {
  /** Its group, where that has points: then only the same group can ask about it. */
  readonly pointed: string | null;
  /** What can be answered to it; empty where no condition can be on it. */
  readonly answers: readonly string[];
  /** Answers that are findings. */
  readonly fails: readonly string[];
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []); // an array of JSON
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const earlierOf = (item: JsonObject, pointed: string | null): Earlier => {
  if (item['kind'] === 'check') return { pointed, answers: CHECK_ANSWERS, fails: ['fail'] };
  const options = item['kind'] === 'one_of' || item['kind'] === 'some_of' ? listOf(item['options']).filter(isJsonObject) : [];
  return {
    pointed,
    answers: options.map((it) => textOf(it['id'])),
    fails: options.filter((it) => it['fail'] === true).map((it) => textOf(it['id'])),
  };
};

interface Known {
  readonly before: ReadonlyMap<string, Earlier>;
  readonly all: ReadonlySet<string>;
  readonly group: string;
}

/** Whether it can hold only where something is not in order. */
const checkCondition = (value: Json, { before, all, group }: Known, path: string, report: Report): boolean => {
  if (!isJsonObject(value)) return (report('form.when.invalid', path), false);
  for (const key of Object.keys(value))
    if (key !== 'question' && key !== 'is') report('form.field.unknown', `${path}/${key}`, { field: key });
  const question = textOf(value['question']);
  const found = before.get(question);
  const is = listOf(value['is']).map((it) => textOf(it));
  if (!found) return (report(all.has(question) ? 'form.when.later' : 'form.when.unknown', path, { question }), false);
  if (found.answers.length === 0) return (report('form.when.kind', path, { question }), false);
  if (found.pointed !== null && found.pointed !== group) report('form.when.point', path, { question });
  if (is.length === 0) report('form.when.invalid', `${path}/is`);
  for (const one of is) if (!found.answers.includes(one)) report('form.when.answer', `${path}/is`, { answer: one });
  return is.length > 0 && is.every((one) => found.fails.includes(one));
};

/** Whether a `when` holds only where something is not in order. */
const checkWhen = (value: Json | undefined, known: Known, path: string, report: Report): boolean => {
  if (value === undefined) return false;
  const [joined, ...more] = isJsonObject(value) ? Object.keys(value) : [];
  const conditions = isJsonObject(value) && joined !== undefined ? listOf(value[joined]) : [];
  const isOne = (joined === 'all' || joined === 'any') && more.length === 0;
  if (!isOne || conditions.length === 0 || conditions.length > CONDITIONS_MAX)
    return (report('form.when.invalid', path, { max: CONDITIONS_MAX }), false);
  const onFail = conditions.map((it, i) => checkCondition(it, known, `${path}/${joined}/${i}`, report));
  return joined === 'all' ? onFail.includes(true) : !onFail.includes(false);
};

/** Conditions look back, at answers that can be given; words of one's own stand only under something that is not in order (G11). */
export const checkWhens = (groups: readonly Json[], report: Report): void => {
  const itemsIn = (group: JsonObject): readonly Json[] => listOf(group['items']);
  const sound = groups.filter(isJsonObject);
  const all = new Set(sound.flatMap((group) => itemsIn(group).map((item) => (isJsonObject(item) ? textOf(item['id']) : ''))));
  const before = new Map<string, Earlier>();
  groups.forEach((group, g) => {
    if (!isJsonObject(group)) return;
    const name = textOf(group['id']);
    const known: Known = { before, all, group: name };
    // A group is asked or not as a whole: what it hangs on stands before it.
    const groupOnFail = checkWhen(group['when'], known, `/groups/${g}/when`, report);
    itemsIn(group).forEach((item, i) => {
      if (!isJsonObject(item)) return;
      const path = `/groups/${g}/items/${i}`;
      const onFail = checkWhen(item['when'], known, `${path}/when`, report);
      if (item['kind'] === 'note' && !onFail && !groupOnFail) report('form.note.without_fail', path);
      before.set(textOf(item['id']), earlierOf(item, group['points'] === undefined ? null : name));
    });
  });
};
