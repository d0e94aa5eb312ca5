import type { Hours, Meal } from '../recurrence/surroundings.ts';

/** From Monday to Sunday; an empty list is a day on which it is closed. */
export type WeekHours = readonly (readonly Hours[])[];

const PART = /^([1-7])(?:-([1-7]))? +(.+)$/;
const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const MEAL = /^(breakfast|lunch|dinner|supper) +(.+)$/;
/** Longest text that is looked at, in characters. */
export const HOURS_MAX = 200;

const readSpan = (text: string): Hours | undefined => {
  const [, hour, minute, to] = SPAN.exec(text.trim()) ?? [];
  return hour === undefined || to === undefined ? undefined : { from: `${hour}:${minute}`, to };
};

/** A span within one day. */
const readDaySpan = (text: string): Hours | undefined => {
  const span = readSpan(text);
  return span && span.from < span.to ? span : undefined;
};

/** Spans in order; undefined where one of them is none or two overlap. */
const inOrder = <It extends Hours>(spans: readonly (It | undefined)[]): readonly It[] | undefined => {
  const sound = spans.filter((it) => it !== undefined).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sound.length === spans.length && sound.every((it, i) => i === 0 || (sound[i - 1]?.to ?? '') <= it.from) ? sound : undefined;
};

/**
 * Reads opening hours: `1-5 07:30-11:30, 13:00-18:00; 6 08:00-12:00`. 1 is Monday. A day that is not named is closed; a day named twice, or a
 * span that ends before it begins, is undefined.
 */
export const parseHours = (text: string): WeekHours | undefined => {
  if (text.length > HOURS_MAX) return undefined;
  const week: (readonly Hours[])[] = [[], [], [], [], [], [], []];
  for (const part of text.split(';')) {
    const [, first, last = first, spans = ''] = PART.exec(part.trim()) ?? [];
    const read = inOrder(spans.split(',').map(readDaySpan));
    if (first === undefined || last === undefined || read === undefined || first > last) return undefined;
    for (let day = Number(first); day <= Number(last); day += 1) {
      if ((week[day - 1]?.length ?? 0) > 0) return undefined;
      week[day - 1] = read;
    }
  }
  return week;
};

/** Reads meals: `breakfast 06:30-07:30; lunch 11:00-12:30`. Each at most once; undefined for anything else. */
export const parseMeals = (text: string): readonly Meal[] | undefined => {
  if (text.length > HOURS_MAX) return undefined;
  const meals = text.split(';').map((part): Meal | undefined => {
    const [, id, span = ''] = MEAL.exec(part.trim()) ?? [];
    const hours = readDaySpan(span);
    return id === undefined || !hours ? undefined : { id, ...hours };
  });
  const sound = inOrder(meals);
  return sound && new Set(sound.map((it) => it.id)).size === sound.length ? sound : undefined;
};

/** Reads a night: `21:00-06:00`, which ends on the next day. */
export const parseNight = (text: string): Hours | undefined => {
  const span = readSpan(text);
  return span && span.from > span.to ? span : undefined;
};
