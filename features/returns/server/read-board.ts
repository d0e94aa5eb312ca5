import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, addMonths, getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { figures, type Figures as FiveFigures } from '../../../kernel/recurrence/figures.ts';
import type { SlotState } from '../../../kernel/recurrence/slots.ts';
import { rulebookOf, type SiteSlot } from '../../checks/public.ts';
import { owersOf } from '../domain/office-duties.ts';
import { sumOf, type Sum } from '../domain/sum.ts';
import { owingOf, readOfficeSlots, type ActRow } from './office-slots.ts';

/** A rule that offices below owe, and which of them. */
export interface BoardRule {
  /** `programme/rule`. */
  readonly key: string;
  readonly rule: ProgrammeRule;
  /** In the order of the offices, never ranked. */
  readonly offices: readonly string[];
}

/** An office in one window. */
export interface BoardRow {
  readonly office: string;
  readonly state: SlotState;
  /** The act that met it; null: none did. */
  readonly act: ActRow | null;
  /** What was handed in once it was closed, which changes nothing of it. */
  readonly later: readonly ActRow[];
}

/** A window of a rule on a board. */
export interface BoardWindow {
  readonly slot: SiteSlot;
  readonly rows: readonly BoardRow[];
  readonly sum: Sum;
}

/** The board of one rule: the window of a day, and the five figures of its month. */
export interface Board {
  readonly window: BoardWindow | null;
  readonly figures: FiveFigures;
  readonly byOffice: ReadonlyMap<string, FiveFigures>;
}

/** The rules that offices directly below one owe to it, in the order of the programmes. */
export const rulesBelow = (it: Jurisdiction, office: string): readonly BoardRule[] => {
  const newest = new Map(rulebookOf(it).programmes.map(({ programme }) => [programme.id, programme] as const));
  return [...newest.values()].flatMap((programme) =>
    programme.rules.flatMap((rule) => {
      const owing = owersOf(programme, rule, it.offices);
      const offices = [...it.offices].flatMap(([id, { parent }]) => (parent === office && owing.has(id) ? [id] : []));
      return offices.length === 0 ? [] : [{ key: `${programme.id}/${rule.id}`, rule, offices }];
    }),
  );
};

/**
 * The board of a rule: its window that a day lies in, or the one of the month before that day, office by office; and what was expected and arrived
 * in the month until now. `items`: the items of its form, in their order.
 */
export const readBoard = async (
  tx: Transaction,
  it: Jurisdiction,
  { key, offices }: BoardRule,
  items: readonly string[],
  day: PlainDate,
  now: Instant,
): Promise<Board> => {
  const month = getPlainDate(`${day.slice(0, 7)}-01`);
  const end = startOfDay(addDays(day, 1), it.zone);
  const range = { from: startOfDay(month, it.zone), to: startOfDay(addMonths(month, 1), it.zone) };
  const read = await readOfficeSlots(tx, it, await owingOf(tx, offices), range, now, (duty) => duty.key === key);
  // Of the margin before the month nothing belongs to it.
  const inMonth = new Map([...read].map(([office, { slots }]) => [office, slots.filter(({ window }) => window.due > range.from)] as const));
  const all = [...inMonth.values()].flat();
  const shown = all
    .filter(({ window, provisional }) => window.from < end && provisional === null)
    .toSorted((a, b) => a.window.from - b.window.from)
    .at(-1);
  const rows = offices.flatMap((office): readonly BoardRow[] => {
    const found = shown && inMonth.get(office)?.find(({ id }) => id === shown.id);
    if (!found) return [];
    const acts = (read.get(office)?.acts ?? []).filter((act) => act.slot === found.id);
    const act = acts.find(({ id }) => id === found.record) ?? null;
    return [{ office, state: found.state, act, later: acts.filter((one) => one !== act) }];
  });
  return {
    window: shown ? { slot: shown, rows, sum: sumOf(items, rows) } : null,
    figures: figures(all),
    byOffice: new Map([...inMonth].map(([office, some]) => [office, figures(some)] as const)),
  };
};
