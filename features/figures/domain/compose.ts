import type { OfficeCount } from './count.ts';
import type { FiguresDocument, OfficeFigures, StageFigures } from './document.ts';
import { isHidden, NOTHING_KNOWN, told, withMonth, type Known } from './known.ts';
import { WINDOW } from './month.ts';
import { inBands, inFives, medianBand, type Range } from './range.ts';
import { isWork, STAGES, WORK_STAGES, type Stage } from './stage.ts';

/** An office as the figures name it. */
export interface NamedOffice {
  readonly office: string;
  readonly names: OfficeFigures['names'];
  /** The parts that it can owe, by its place in the tree; other work is told where any was counted in the twelve months. */
  readonly stages: readonly Stage[];
}

/** What is counted of one office: in the month, and in the twelve months that it ends. */
export interface Counted {
  readonly month: OfficeCount;
  readonly year: OfficeCount;
}

/** What one count was said to be in one month's figures. */
interface Told {
  readonly month: Range | null;
  readonly year: Range | null;
}

/** What readers know of every count that was ever published, by office and count. */
export type Memory = ReadonlyMap<string, Known>;

const SERIES = [...STAGES, 'upheld', 'changed'] as const;
type Series = (typeof SERIES)[number];

const keyOf = (office: string, series: Series): string => `${office} ${series}`;

/** Whether a month tells of work; months from before that was counted are no months of its series. */
export const hasWork = (it: FiguresDocument): boolean => it.offices.some(({ stages }) => WORK_STAGES.some((stage) => stages[stage]));

/** The months that a series has. */
const monthsOf = (series: Series, documents: readonly FiguresDocument[]): readonly FiguresDocument[] =>
  isWork(series) ? documents.filter(hasWork) : documents;

const toldOf = (it: OfficeFigures | undefined, series: Series): Told => {
  if (series === 'upheld' || series === 'changed') return { month: null, year: it?.reviews[series] ?? null };
  const part = it?.stages[series];
  return { month: part?.month.kept ?? null, year: part?.year.kept ?? null };
};

/** Adds what a month's figures say; `known` has that month already. */
const remember = (known: Known, it: Told): Known => {
  const at = known.length - 1;
  return told(told(known, at - 1, at, it.month), Math.max(0, at - WINDOW), at, it.year);
};

const unheardOf = (months: number): Known => Array.from({ length: months }).reduce<Known>((known) => withMonth(known), NOTHING_KNOWN);

const officesOf = (documents: readonly FiguresDocument[]): ReadonlySet<string> =>
  new Set(documents.flatMap((it) => it.offices.map((one) => one.office)));

/** Reads all published months as somebody would who wants to know more than they say. */
export const recall = (past: readonly FiguresDocument[]): Memory =>
  new Map(
    [...officesOf(past)].flatMap((office) =>
      SERIES.map((series) => [
        keyOf(office, series),
        monthsOf(series, past).reduce<Known>(
          (known, it) =>
            remember(
              withMonth(known),
              toldOf(
                it.offices.find((one) => one.office === office),
                series,
              ),
            ),
          NOTHING_KNOWN,
        ),
      ]),
    ),
  );

/** The most that can be told of a month without giving back a count that is hidden: all, else less, else nothing. */
const tellable = (known: Known, wanted: Told): Told => {
  const ways: readonly Told[] = [wanted, { month: null, year: wanted.year }, { month: wanted.month, year: null }];
  return ways.find((it) => isHidden(remember(known, it))) ?? { month: null, year: null };
};

const stageFigures = (
  known: Known,
  stage: Stage,
  { month, year }: Counted,
  before: readonly (OfficeFigures | undefined)[],
): StageFigures => {
  const counted = { month: month.stages[stage], year: year.stages[stage] };
  const kept = tellable(known, { month: inBands(counted.month.kept), year: inFives(counted.year.kept) });
  // Added up from what was published, so that it tells nothing that was not.
  const late = before.reduce((sum, it) => sum + (it?.stages[stage]?.month.late ?? 0), counted.month.late);
  const isEnough = kept.year !== null && kept.year.from > 0;
  return {
    month: { kept: kept.month, late: counted.month.late },
    year: { kept: kept.year, late, medianDays: isEnough ? medianBand(counted.year.days) : null },
  };
};

const officeFigures = (it: NamedOffice, counted: Counted, past: readonly FiguresDocument[], memory: Memory): OfficeFigures => {
  const known = (series: Series): Known => withMonth(memory.get(keyOf(it.office, series)) ?? unheardOf(monthsOf(series, past).length));
  const review = (name: 'upheld' | 'changed'): Range | null =>
    tellable(known(name), { month: null, year: inFives(counted.year[name]) }).year;
  const before = past.slice(1 - WINDOW).map((doc) => doc.offices.find((one) => one.office === it.office));
  const isTold = (stage: Stage): boolean => {
    const { kept, late } = counted.year.stages[stage];
    // What was told of an office once is told on, with nought: a part that vanishes would say nothing, and be read as nothing to say.
    const wasTold = past.some((doc) => doc.offices.some((one) => one.office === it.office && one.stages[stage] !== undefined));
    return it.stages.includes(stage) || (isWork(stage) && (kept > 0 || late > 0 || wasTold));
  };
  return {
    office: it.office,
    names: it.names,
    stages: Object.fromEntries(STAGES.filter(isTold).map((stage) => [stage, stageFigures(known(stage), stage, counted, before)])),
    reviews: { upheld: review('upheld'), changed: review('changed') },
  };
};

/** What readers know once a month's figures are out. */
const recallMore = (memory: Memory, past: readonly FiguresDocument[], made: FiguresDocument): Memory =>
  new Map(
    [...new Set([...memory.keys(), ...made.offices.flatMap((it) => SERIES.map((series) => keyOf(it.office, series)))])].map((key) => {
      const [office = '', series = ''] = key.split(' ');
      const named = SERIES.find((it) => it === series) ?? 'notice';
      const before = memory.get(key) ?? unheardOf(monthsOf(named, past).length);
      if (isWork(named) && !hasWork(made)) return [key, before] as const;
      const known = withMonth(before);
      return [
        key,
        remember(
          known,
          toldOf(
            made.offices.find((one) => one.office === office),
            named,
          ),
        ),
      ] as const;
    }),
  );

/**
 * The figures of a month, given all that was published before. Each count is told once a month and once a year, in bands; the rest is
 * added up from that. Where the two, or a month of before, would leave fewer than five values, less is told (G16).
 */
export const composeFigures = (
  head: Omit<FiguresDocument, 'offices'>,
  offices: readonly NamedOffice[],
  countOf: (office: string) => Counted,
  { past, memory }: { readonly past: readonly FiguresDocument[]; readonly memory: Memory },
): { readonly document: FiguresDocument; readonly memory: Memory } => {
  const document = { ...head, offices: offices.map((it) => officeFigures(it, countOf(it.office), past, memory)) };
  return { document, memory: recallMore(memory, past, document) };
};
