import { afterWindows, bucketWindows } from './bucket-windows.ts';
import type { Cadence } from './cadence.ts';
import { beforeWindows, datedWindows, openingWindows, useWindows } from './event-windows.ts';
import { closingWindows, hourWindows, mealWindows, nightWindows } from './hour-windows.ts';
import { clip, earlier, later, meets, toWindow, type Raw } from './raw.ts';
import { sinceWindows, type Chain } from './since.ts';
import type { Cover, Range, Surroundings, Window } from './surroundings.ts';

const covered = (raw: Raw, cover: Cover): Raw | null => {
  if (raw.placeholder === undefined) return clip(raw, cover);
  // It is no window whose half could be owed: it is cut to what is covered.
  const from = later(raw.from, cover.from);
  const to = cover.to === null ? raw.to : earlier(raw.to, cover.to);
  return from < to ? { ...raw, from, to } : null;
};

/** What was known before a thing was covered counts from its cover: a dated thing is owed by whoever has it when its day comes. */
const coveredUntil = (raw: Raw, cover: Cover): Raw | null => {
  const from = later(raw.from, cover.from);
  const isHere = raw.to >= cover.from && (cover.to === null || raw.to <= cover.to);
  return isHere ? { ...raw, from: from < raw.to ? from : raw.from } : null;
};

const rawWindows = (
  cadence: Exclude<Cadence, { kind: 'since' }>,
  given: Surroundings,
  cover: Cover,
  range: Range,
): readonly (Raw | null)[] => {
  const clipped = (raws: readonly Raw[]): readonly (Raw | null)[] => raws.map((raw) => covered(raw, cover));
  switch (cadence.kind) {
    case 'bucket':
      return clipped(bucketWindows(cadence, given, range));
    case 'after':
      return afterWindows(cadence, given, range).map(({ raw, about }) => (clip(about, cover) ? clip(raw, cover) : null));
    case 'hours':
      return clipped(hourWindows(cadence, given, range));
    case 'closing':
      return clipped(closingWindows(given, range));
    case 'night':
      return clipped(nightWindows(cadence.times, given, range));
    case 'meal':
      return clipped(mealWindows(given, range));
    case 'use':
      return useWindows(cadence, given).map((raw) => coveredUntil(raw, cover));
    case 'dated':
      return datedWindows(cadence, given).map((raw) => coveredUntil(raw, cover));
    case 'before':
      return clipped(beforeWindows(cadence, given, range));
    case 'opening':
      return clipped(openingWindows(cadence, given, range));
  }
};

/** No record is known: of what counts from the last time only the window at that instant is certain. */
const nothingDone = (asOf: Range['from']): Chain => ({ met: () => 'open', asOf });

const byStart = (a: Window, b: Window): number => a.from - b.from || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * The windows of a cadence that share an instant with a range, in the order in which they begin. Pure and total: the same arguments give
 * the same windows, whatever clock the machine has. What a missing year, term or entry would decide is marked, never guessed. A window at
 * the edge of cover is owed where at least half of it is covered (docs/adr/0043), and is cut there.
 */
export const windows = (cadence: Cadence, given: Surroundings, cover: Cover, range: Range, chain?: Chain): readonly Window[] => {
  const { zone } = given.calendar;
  const asked = { from: later(range.from, cover.from), to: cover.to === null ? range.to : earlier(range.to, cover.to) };
  if (cadence.kind === 'since') {
    return asked.from < asked.to ? sinceWindows(cadence.days, cover, range, zone, chain ?? nothingDone(asked.from)) : [];
  }
  // What begins before a thing is covered, or ends after it, is looked at whole.
  const looked = cadence.kind === 'use' || cadence.kind === 'dated' ? range : asked;
  if (!(looked.from < looked.to)) return [];
  return rawWindows(cadence, given, cover, looked)
    .flatMap((raw) => (raw !== null && meets(raw, range) ? [toWindow(raw, zone)] : []))
    .toSorted(byStart);
};
