import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import { GRADES, SOURCES, type HazardOnDay } from '../../hazards/public.ts';
import type { Period } from './period.ts';

const foundBy = <const Word extends string>(word: Word) => `found_${word}` as const;

/** What was found in the period, by grade on its last day and by how it was found. */
export const BY_GRADE = [...GRADES.map(foundBy), 'found_ungraded'] as const;
export const BY_SOURCE = [...SOURCES.map(foundBy), 'found_unsaid'] as const;

/** Every figure of a statement, in the order in which it is told. */
export const FIGURES = [
  'found',
  ...BY_GRADE,
  ...BY_SOURCE,
  'mended_in_time',
  'mended_late',
  'open_in_time',
  'open_late',
  'out_of_use',
  'listed',
  'extended',
] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = { readonly [figure in Figure]: number };

/** Whether it was, or is, mended later than the day that was set. On the last day one that nobody says is mended is as late as it is. */
const isLate = ({ due_on, mended_on }: HazardOnDay, to: PlainDate): boolean => due_on !== null && (mended_on ?? to) > due_on;

/** The figures of a period from the hazards of an office as they stood at the end of its last day. */
export const countFigures = (all: readonly HazardOnDay[], { from, to }: Period): Figures => {
  const count = (some: readonly HazardOnDay[], is: (it: HazardOnDay) => boolean): number => some.filter(is).length;
  const found = all.filter((it) => it.found_on >= from && it.found_on <= to);
  const open = all.filter((it) => it.done_on === null);
  const mended = all.filter((it) => it.done_on !== null && it.done_on >= from);
  const late = (it: HazardOnDay): boolean => isLate(it, to);
  const byGrade = GRADES.map((grade) => [foundBy(grade), count(found, (it) => it.grade === grade)] as const);
  const bySource = SOURCES.map((source) => [foundBy(source), count(found, (it) => it.source === source)] as const);
  const sum = (parts: readonly (readonly [string, number])[]): number => parts.reduce((total, [, n]) => total + n, 0);
  return {
    found: found.length,
    ...(Object.fromEntries([...byGrade, ...bySource]) as { readonly [figure in Exclude<Figure, 'found'>]: number }), // one for each grade and source
    found_ungraded: found.length - sum(byGrade),
    found_unsaid: found.length - sum(bySource),
    mended_in_time: count(mended, (it) => !late(it)),
    mended_late: count(mended, late),
    open_in_time: count(open, (it) => !late(it)),
    open_late: count(open, late),
    out_of_use: count(all, (it) => it.stopped),
    listed: count(all, (it) => it.listed),
    extended: count([...open, ...mended], (it) => it.extended),
  };
};

/** The figures that an event holds; undefined where it holds none, or others. */
export const readFigures = (value: Json | undefined): Figures | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const told = value as JsonObject; // neither null nor a list
  const whole = FIGURES.every((figure) => Number.isSafeInteger(told[figure]));
  return whole ? (Object.fromEntries(FIGURES.map((figure) => [figure, Number(told[figure])])) as Figures) : undefined; // one for each of the list
};

/** The figures of a row; undefined where nobody has signed any. */
export const readSigned = (text: string | null): Figures | undefined => (text === null ? undefined : readFigures(JSON.parse(text) as Json)); // written by project.ts
