/** How long somebody has, as a pack writes it. */
export type Period = DayPeriod | { readonly unit: 'hours'; readonly count: number } | { readonly unit: 'minutes'; readonly count: number };

/** A period that ends with a whole day. */
export type DayPeriod =
  | { readonly unit: 'days' | 'working days' | 'months'; readonly count: number }
  | { readonly unit: 'same day' }
  | { readonly unit: 'same working day' };

const SHAPE = /^([1-9]\d{0,3}) (day|working day|month|hour|minute)(s?)$/;

/** Reads `15 days`, `5 working days`, `3 months`, `2 hours`, `30 minutes`, `same day`, `same working day`; anything else is undefined. */
export const parseWithin = (text: string): Period | undefined => {
  if (text === 'same day' || text === 'same working day') return { unit: text };
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const count = Number(found[1]);
  if ((count === 1) !== (found[3] === '')) return undefined;
  // The pattern lets only these five words through.
  return { unit: `${found[2]}s` as 'days' | 'working days' | 'months', count };
};

/** As `parseWithin`, for text a checked pack holds; throws on anything else. */
export const getPeriod = (text: string): Period => {
  const period = parseWithin(text);
  if (!period) throw new Error(`not a period: ${text}`);
  return period;
};
