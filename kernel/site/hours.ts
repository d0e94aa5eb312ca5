/** When a site is open on one day of the week: minutes since midnight there, in order, none overlapping; `to` may be 1440. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** From Monday to Sunday; an empty list is a day on which it is closed. */
export type WeekHours = readonly (readonly OpenSpan[])[];

const DAY_MINUTES = 1440;
const PART = /^([1-7])(?:-([1-7]))? +(.+)$/;
const SPAN = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;
/** Longest text that is looked at, in characters. */
export const HOURS_MAX = 200;

const readSpan = (text: string): OpenSpan | undefined => {
  const [, h1, m1, h2, m2] = (SPAN.exec(text) ?? []).map(Number);
  if (h1 === undefined || m1 === undefined || h2 === undefined || m2 === undefined || m1 > 59 || m2 > 59) return undefined;
  const [from, to] = [h1 * 60 + m1, h2 * 60 + m2];
  return from < to && to <= DAY_MINUTES ? { from, to } : undefined;
};

/** The spans of one part, in order; undefined where one is none or two of them overlap. */
const readSpans = (text: string): readonly OpenSpan[] | undefined => {
  const spans = text.split(',').map((it) => readSpan(it.trim()));
  const sound = spans.filter((it) => it !== undefined).toSorted((a, b) => a.from - b.from);
  return sound.length === spans.length && sound.every((it, i) => i === 0 || (sound[i - 1]?.to ?? 0) <= it.from) ? sound : undefined;
};

/**
 * Reads opening hours: `1-5 07:30-11:30, 13:00-18:00; 6 08:00-12:00`. 1 is Monday. A day that is not named is closed, a day named twice or a
 * span that ends before it begins is undefined.
 */
export const parseHours = (text: string): WeekHours | undefined => {
  if (text.length > HOURS_MAX) return undefined;
  const week: (readonly OpenSpan[])[] = [[], [], [], [], [], [], []];
  for (const part of text.split(';')) {
    const [, first, last = first, spans = ''] = PART.exec(part.trim()) ?? [];
    const read = readSpans(spans);
    if (first === undefined || last === undefined || read === undefined || first > last) return undefined;
    for (let day = Number(first); day <= Number(last); day += 1) {
      if ((week[day - 1]?.length ?? 0) > 0) return undefined;
      week[day - 1] = read;
    }
  }
  return week;
};
