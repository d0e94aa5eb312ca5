import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { composeFigures, recall, type Counted, type Memory, type NamedOffice } from './compose.ts';
import { addCounts, NO_COUNT, ofMatters, withStage, type OfficeCount } from './count.ts';
import { figuresCsv } from './csv.ts';
import { documentBytes, parseDocument, type FiguresDocument } from './document.ts';
import { boundsOf, isHidden, NOTHING_KNOWN, told, WIDTH_MIN, withMonth, type Known } from './known.ts';
import { plusMonths, WINDOW, type Month } from './month.ts';
import { isWork, STAGES } from './stage.ts';
import { totalOf } from './totals.ts';

/** What somebody has learnt of one number: it is at least, and at most. */
type Bounds = { from: number; to: number };
/** Lines of the downloads: a sum of unknown numbers lies in a range. */
interface Equation {
  readonly of: readonly string[];
  readonly from: number;
  readonly to: number;
}

/**
 * The attacker: every published number becomes an equation over the hidden counts of one office in one month, and each equation is
 * tightened by all others until nothing moves. Reads the CSV as anybody would download it; knows nothing of how it was made.
 */
const attack = (equations: readonly Equation[]): ReadonlyMap<string, Bounds> => {
  const known = new Map<string, Bounds>();
  const get = (name: string): Bounds => {
    const it = known.get(name) ?? { from: 0, to: Infinity };
    known.set(name, it);
    return it;
  };
  for (let moved = true, rounds = 0; moved && rounds < 200; rounds += 1) {
    moved = false;
    for (const { of, from, to } of equations) {
      const all = of.map(get);
      const least = all.reduce((sum, it) => sum + it.from, 0);
      const most = all.reduce((sum, it) => sum + it.to, 0);
      for (const it of all) {
        const restMost = it.to === Infinity ? all.reduce((sum, other) => sum + (other === it ? 0 : other.to), 0) : most - it.to;
        const low = Math.max(it.from, from - restMost);
        const high = Math.min(it.to, to - (least - it.from));
        if (low > it.from || high < it.to) moved = true;
        it.from = Math.max(it.from, low);
        it.to = Math.min(it.to, high);
      }
    }
  }
  return known;
};

const csvRows = (csv: string): readonly (readonly string[])[] =>
  csv
    .split('\r\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(','));

const monthsBack = (months: readonly string[], at: number): readonly string[] => months.slice(Math.max(0, at - WINDOW + 1), at + 1);

/** All equations of the downloads, and of the totals on the page. */
const equationsOf = (documents: readonly FiguresDocument[]): readonly Equation[] => {
  const allMonths = documents.map((it) => it.month);
  const lines = csvRows(figuresCsv(documents, () => 'hash'));
  const equations: Equation[] = [];
  const add = (of: readonly string[], from: string | undefined, to: string | undefined): void => {
    if (from !== '' && from !== undefined) equations.push({ of, from: Number(from), to: to === '' ? Infinity : Number(to) });
  };
  for (const line of lines) {
    const [month = '', office, , , stage, mFrom, mTo, , yFrom, yTo, , , , upFrom, upTo, chFrom, chTo] = line;
    // A series of work begins with the first month that tells of it.
    const monthsOf = (what: string): readonly Month[] => (isWork(what) ? allMonths.slice(WORK_SINCE) : allMonths);
    const names = (what: string): readonly string[] =>
      monthsBack(monthsOf(what), monthsOf(what).indexOf(month as Month)).map((it) => `${office} ${what} ${it}`); // a month of the download
    add([`${office} ${stage} ${month}`], mFrom, mTo);
    add(names(stage ?? ''), yFrom, yTo);
    add(names('upheld'), upFrom, upTo);
    add(names('changed'), chFrom, chTo);
  }
  for (const [at, doc] of documents.entries())
    for (const stage of STAGES)
      for (const table of ['month', 'year'] as const) {
        const { kept } = totalOf(doc.offices, stage, table);
        const months = isWork(stage) ? allMonths.slice(WORK_SINCE) : allMonths;
        const window = table === 'month' ? [doc.month] : monthsBack(months, isWork(stage) ? at - WORK_SINCE : at);
        const names = doc.offices.filter((it) => it.stages[stage]).flatMap((it) => window.map((month) => `${it.office} ${stage} ${month}`));
        if (names.length > 0) add(names, String(kept.from), kept.to === null ? '' : String(kept.to));
      }
  return equations;
};

/** The same office and count over its months as running totals: exact, where `attack` is only as good as its equations. */
const exactly = (documents: readonly FiguresDocument[], office: string, stage: (typeof STAGES)[number]): Known =>
  (isWork(stage) ? documents.slice(WORK_SINCE) : documents).reduce<Known>((known, doc, i) => {
    const part = doc.offices.find((it) => it.office === office)?.stages[stage];
    const at = i + 1;
    return told(told(withMonth(known), i, at, part?.month.kept ?? null), Math.max(0, at - WINDOW), at, part?.year.kept ?? null);
  }, NOTHING_KNOWN);

const OFFICES: readonly NamedOffice[] = [
  { office: 'county', names: { 'zh-CN': '县', en: 'County' }, stages: ['notice', 'answer', 'above'] },
  { office: 'housing', names: { 'zh-CN': '住建', en: 'Housing' }, stages: ['notice', 'answer', 'hazards'] },
  { office: 'water', names: { 'zh-CN': '水利', en: 'Water' }, stages: ['notice', 'answer'] },
];

type Truth = (office: string, month: number) => OfficeCount;
const FIRST = '2024-01' as Month; // a month

/** A place that was there before work was counted: of the first months nothing of it is told. */
const WORK_SINCE = 7;

const publish = (truth: Truth, months: number, more: { readonly planted?: boolean } = {}): readonly FiguresDocument[] => {
  const past: FiguresDocument[] = [];
  let memory: Memory = new Map();
  for (let i = 0; i < months; i += 1) {
    const countOf = (office: string): Counted => {
      const window = Array.from({ length: Math.min(WINDOW, i + 1) }, (_, back) =>
        i - back < WORK_SINCE ? ofMatters(truth(office, i - back)) : truth(office, i - back),
      );
      return { month: truth(office, i), year: window.reduce(addCounts, NO_COUNT) };
    };
    const head = { jurisdiction: 1, month: plusMonths(FIRST, i), frozenAt: '2026-01-01T00:00:00.000Z', previous: null };
    const offices = i < WORK_SINCE ? OFFICES.map((it) => ({ ...it, stages: it.stages.filter((stage) => !isWork(stage)) })) : OFFICES;
    const made = composeFigures(head, offices, countOf, { past, memory });
    memory = made.memory;
    // What a careless office would do: the exact sum of twelve months beside the bands.
    const careless = made.document.offices.map((it) => {
      const sum = countOf(it.office).year.stages.answer.kept;
      const answer = it.stages.answer;
      return answer
        ? { ...it, stages: { ...it.stages, answer: { ...answer, year: { ...answer.year, kept: { from: sum, to: sum } } } } }
        : it;
    });
    past.push(more.planted === true ? { ...made.document, offices: careless } : made.document);
  }
  return past;
};

const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

const townOf = (seed: number, most: number): Truth => {
  const next = seeded(seed);
  const made = new Map<string, OfficeCount>();
  return (office, month) => {
    const key = `${office} ${month}`;
    const known = made.get(key);
    if (known) return known;
    // Quiet months, busy ones, and jumps between them: the jumps are what differences live on.
    const kept = Math.floor(next() * (next() < 0.3 ? 4 * most : most));
    const one = {
      ...[
        withStage('answer', { kept, late: Math.floor(next() * 3) }),
        withStage('notice', { kept: Math.floor(next() * most) }),
        ...(office === 'housing'
          ? [withStage('hazards', { kept: Math.floor(next() * most) }), withStage('checks', { kept: 20 + kept })]
          : []),
      ].reduce(addCounts, NO_COUNT),
      upheld: Math.floor(next() * 4),
      changed: Math.floor(next() * 2),
    };
    made.set(key, one);
    return one;
  };
};

const broken = (found: ReadonlyMap<string, Bounds>): readonly string[] =>
  [...found].filter(([, it]) => it.to - it.from + 1 < WIDTH_MIN).map(([name, it]) => `${name}: ${it.from}–${it.to}`);

describe('differencing: all months, offices, totals and downloads together', () => {
  it('give no hidden count back within fewer than five values, while one careless table gives many', () => {
    let attacked = 0;
    let planted = 0;
    const given: string[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const truth = townOf(seed, [4, 9, 15, 30][seed % 4] ?? 9);
      const found = attack(equationsOf(publish(truth, 30)));
      attacked += found.size;
      given.push(...broken(found));
      planted += broken(attack(equationsOf(publish(truth, 30, { planted: true })))).length;
    }
    process.stdout.write(
      `differencing: ${attacked} hidden counts attacked, ${given.length} given back; planted table: ${planted} given back\n`,
    );
    expect(given).toEqual([]);
    expect(attacked).toBeGreaterThan(5000);
    expect(planted).toBeGreaterThan(100);
  });

  it('nor any sum of neighbouring months, by the exact bounds; and what is told is true', () => {
    for (let seed = 100; seed < 120; seed += 1) {
      const truth = townOf(seed, [4, 9, 15, 30][seed % 4] ?? 9);
      const documents = publish(truth, 30);
      for (const { office } of OFFICES) {
        const known = exactly(documents, office, 'answer');
        expect(isHidden(known)).toBe(true);
        for (let i = 0; i < 30; i += 1) {
          const { from, to } = boundsOf(known, i, i + 1);
          const { kept } = truth(office, i).stages.answer;
          expect(from <= kept && kept <= to).toBe(true);
        }
      }
      for (const stage of ['hazards', 'checks'] as const) {
        const known = exactly(documents, 'housing', stage);
        expect(isHidden(known)).toBe(true);
        for (let i = WORK_SINCE; i < 30; i += 1) {
          const { from, to } = boundsOf(known, i - WORK_SINCE, i - WORK_SINCE + 1);
          const { kept } = truth('housing', i).stages[stage];
          expect(from <= kept && kept <= to).toBe(true);
        }
      }
    }
  });

  it('less is told exactly where more would narrow something: a jump that pins the month before it', () => {
    const months = [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 19, 0, 0];
    const truth: Truth = (office, month) => withStage('answer', { kept: office === 'water' ? (months[month] ?? 0) : 0 });
    const documents = publish(truth, months.length);
    const water = documents.map((doc) => doc.offices.find((it) => it.office === 'water')?.stages.answer);
    expect(water.some((it) => it?.year.kept === null || it?.month.kept === null)).toBe(false);
    expect(isHidden(exactly(documents, 'water', 'answer'))).toBe(true);
    // Twelve quiet months of nine each would leave less than five values to each: something is withheld.
    const full = publish((office) => withStage('answer', { kept: office === 'water' ? 9 : 0 }), 14);
    const shown = full.map((doc) => doc.offices.find((it) => it.office === 'water')?.stages.answer);
    expect(shown.some((it) => it?.month.kept === null || it?.year.kept === null)).toBe(true);
    expect(isHidden(exactly(full, 'water', 'answer'))).toBe(true);
  });

  it('the bounds are those that trying every possibility finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        (truth, width) => {
          // A small world: windows of two months, ranges of `width`, counts up to eight.
          const cell = (n: number) => ({ from: Math.floor(n / width) * width, to: Math.floor(n / width) * width + width - 1 });
          const sums = truth.map((n, i) => n + (truth[i - 1] ?? 0));
          const known = sums.reduce<Known>((it, sum, i) => told(withMonth(it), Math.max(0, i - 1), i + 1, cell(sum)), NOTHING_KNOWN);
          const worlds = truth.reduce<readonly (readonly number[])[]>(
            (all) => all.flatMap((world) => Array.from({ length: 12 }, (_, n) => [...world, n])),
            [[]],
          );
          const possible = worlds.filter((world) =>
            sums.every((sum, i) => {
              const tried = (world[i] ?? 0) + (world[i - 1] ?? 0);
              return tried >= cell(sum).from && tried <= cell(sum).to;
            }),
          );
          for (const i of truth.keys()) {
            const values = possible.map((world) => world[i] ?? 0);
            expect(boundsOf(known, i, i + 1)).toEqual({ from: Math.min(...values), to: Math.max(...values) });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a number published for a month is never published again, and what was learnt before is learnt from the documents alone', () => {
    const documents = publish(townOf(7, 9), 20);
    const { memory } = documents.reduce<{ readonly past: readonly FiguresDocument[]; readonly memory: Memory }>(
      ({ past }, it) => ({ past: [...past, it], memory: recall([...past, it]) }),
      { past: [], memory: new Map() },
    );
    expect(memory.get('housing answer')).toEqual(exactly(documents, 'housing', 'answer'));
  });
});

describe('a document', () => {
  it('is read as it was written, and anything else is none', () => {
    const [one] = publish(townOf(3, 20), 1);
    if (!one) throw new Error('a month was published');
    expect(parseDocument(documentBytes(one))).toEqual(one);
    for (const text of ['', '{}', '{"format":"huiyin/figures/v1"}', JSON.stringify({ format: 'huiyin/figures/v1', ...one, more: 1 })])
      expect(parseDocument(utf8Encode(text))).toBeUndefined();
  });

  it('shows every breach exactly, even one, and adds the year up from the months', () => {
    const documents = publish((office, month) => withStage('answer', { late: office === 'water' && month === 2 ? 1 : 0 }), 15);
    const late = documents.map((doc) => doc.offices.find((it) => it.office === 'water')?.stages.answer?.year.late);
    expect(late).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(documents[2]?.offices.find((it) => it.office === 'water')?.stages.answer?.month.late).toBe(1);
  });

  it('keeps the offices in the order it was given, whatever they did', () => {
    const [one] = publish((office) => withStage('answer', { late: office === 'water' ? 9 : 0 }), 1);
    expect(one?.offices.map((it) => it.office)).toEqual(['county', 'housing', 'water']);
  });
});
