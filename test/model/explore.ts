/** What a model checker explores: states reached by named actions, and what must be true of each. */
export interface Model<State> {
  readonly initial: State;
  /** Equal for equal states and for no others. */
  readonly keyOf: (state: State) => string;
  /** Every state that one action leads to, with its name. */
  readonly next: (state: State) => readonly (readonly [action: string, state: State])[];
  readonly invariants: { readonly [name: string]: (state: State) => boolean };
}

/** What came of it: how many states, the longest of the shortest ways to one, and the first invariant that broke with the way there. */
export interface Explored {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly broken: { readonly invariant: string; readonly actions: readonly string[] } | null;
}

/** Breadth first through every state that can be reached: what breaks is found by a shortest way. Throws above `most` states. */
export const explore = <State>({ initial, keyOf, next, invariants }: Model<State>, most: number): Explored => {
  const from = new Map<string, readonly [parent: string, action: string] | null>([[keyOf(initial), null]]);
  let transitions = 0;
  const way = (key: string): readonly string[] => {
    const actions: string[] = [];
    for (let at = from.get(key); at; at = from.get(at[0])) actions.unshift(at[1]);
    return actions;
  };
  let depth = 0;
  for (let level: readonly State[] = [initial]; level.length > 0; depth += 1) {
    const following: State[] = [];
    for (const state of level) {
      const key = keyOf(state);
      for (const [invariant, holds] of Object.entries(invariants))
        if (!holds(state)) return { states: from.size, transitions, depth, broken: { invariant, actions: way(key) } };
      for (const [action, after] of next(state)) {
        transitions += 1;
        const reached = keyOf(after);
        if (from.has(reached)) continue;
        from.set(reached, [key, action]);
        following.push(after);
      }
    }
    if (from.size > most) throw new Error(`more than ${most} states: the bounds are too wide`);
    level = following;
  }
  return { states: from.size, transitions, depth: depth - 1, broken: null };
};
