import type { SlotState } from '../../../kernel/recurrence/slots.ts';
import type { Figures } from './vocabulary.ts';

/** What an act says to a sum above it. */
export interface Summand {
  /** Names the act. */
  readonly id: string;
  readonly figures: Figures;
  readonly lacks: readonly string[];
  readonly deeper: number;
}

/** What an office below has come to in a window, and the act that met its slot; null where none did. */
export interface Below {
  readonly office: string;
  readonly state: SlotState;
  readonly act: Summand | null;
}

/** What those below returned, added up. */
export interface Sum {
  /** An item is left out where nobody has said anything of it: never a nought in the place of what is missing. */
  readonly figures: Figures;
  /** Offices that it holds, and those that are missing from it. Excused ones are neither. */
  readonly holds: readonly string[];
  readonly lacks: readonly string[];
  /** Offices that are missing from what those below have summed up themselves. */
  readonly deeper: number;
  /** The acts that it holds, in the order of their offices. */
  readonly acts: readonly string[];
}

/** The figures of a window by what the offices below returned. What is missing is named and adds nothing, least of all a nought. Pure. */
export const sumOf = (items: readonly string[], below: readonly Below[]): Sum => {
  const arrived = below.flatMap(({ office, act }) => (act === null ? [] : [{ office, act }]));
  const figures = items.flatMap((item) => {
    const said = arrived.flatMap(({ act }) => act.figures[item] ?? []);
    return said.length === 0 ? [] : [[item, said.reduce((sum, figure) => sum + figure, 0)] as const];
  });
  return {
    figures: Object.fromEntries(figures),
    holds: arrived.map(({ office }) => office),
    lacks: below.flatMap(({ office, state, act }) => (act === null && state !== 'excused' ? [office] : [])),
    deeper: arrived.reduce((count, { act }) => count + act.lacks.length + act.deeper, 0),
    acts: arrived.map(({ act }) => act.id),
  };
};

/** Whether figures say "nothing": each item that is asked for is there and is nought, and nobody is missing from them. */
export const isNothing = (items: readonly string[], figures: Figures, missing: number): boolean =>
  missing === 0 && items.length > 0 && items.every((item) => figures[item] === 0);
