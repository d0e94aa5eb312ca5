/** What was counted of one class at the sites of one office in one phase. Sites as a number, never by name (G11). */
export interface Counted {
  readonly office: string;
  readonly class: string;
  /** Sites that were there when the phase began. */
  readonly due: number;
  /** Of these, those that were looked at in it; and those at which nothing was found. */
  readonly done: number;
  readonly nil: number;
  /** What was not in order, and how much of that the records say is dealt with. */
  readonly findings: number;
  readonly dealt: number;
}

/** The counts of a phase in which sites are looked at. */
export interface PhaseReport {
  readonly phase: number;
  readonly from: string;
  readonly to: string;
  readonly deliverable: string;
  readonly rows: readonly Counted[];
}

/** The closing report of a round: computed, never typed. */
export interface Report {
  readonly phases: readonly PhaseReport[];
  readonly tours: { readonly asked: number; readonly made: number };
}

/** The sum of several counts. */
export interface Total {
  readonly due: number;
  readonly done: number;
  readonly nil: number;
  readonly findings: number;
  readonly dealt: number;
}

export const totalOf = (rows: readonly Counted[]): Total =>
  rows.reduce(
    (sum, row) => ({
      due: sum.due + row.due,
      done: sum.done + row.done,
      nil: sum.nil + row.nil,
      findings: sum.findings + row.findings,
      dealt: sum.dealt + row.dealt,
    }),
    { due: 0, done: 0, nil: 0, findings: 0, dealt: 0 },
  );
