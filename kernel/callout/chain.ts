/**
 * Whom a step of a chain calls: a post of an office, or whoever has a seat of a duty plan at that moment. Posts and seats, never persons.
 */
export type Called =
  /** `office.function`, as posts are written everywhere. */
  | { readonly post: string }
  /** A seat of the duty plan of an office: who that is, is looked up when the step is called. */
  | { readonly office: string; readonly duty: string; readonly seat: string };

/** One step of a chain of calls. */
export interface ChainStep {
  /** Names it within its chain. */
  readonly id: string;
  /** Called at once and together. Where nobody holds any of them, the next step is called at once. */
  readonly call: readonly Called[];
  /** Whether each of them has to answer, or one is enough. */
  readonly need: 'each' | 'one';
  /** So many minutes (1 to 60) without the answers that are needed, and the next step and the leader are called. */
  readonly minutes: number;
}

/** Who is called in which order: written in a plan, and frozen into the incident when it begins. */
export interface Chain {
  /** From 1 to 12 of them. */
  readonly steps: readonly ChainStep[];
  /** Told whenever a step was not answered in time. */
  readonly leader: Called;
  /** Who has answered and is not there after so many minutes (5 to 120) is called again. */
  readonly silentMinutes: number;
}
