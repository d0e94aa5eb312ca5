import type { Obligation } from '../../../../kernel/obligation/obligation.ts';
import type { Words } from '../../../../kernel/policy/vocabulary.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { FILES, LINE, optional, type Fields } from '../../../../kernel/stream/fields.ts';
import type { JsonObject, NewStreamEvent } from '../../../../kernel/stream/event.ts';
import { filesOf } from '../../../../kernel/stream/files.ts';
import type { Staff, StaffContext, StaffVerb } from '../../../../kernel/stream/staff-kind.ts';
import type { HazardState, Stage } from '../state.ts';

export type Verb = StaffVerb<HazardState>;
export type Context = StaffContext;

/** Closed but in these stages. */
export const onlyIn =
  (...stages: readonly Stage[]): Verb['closed'] =>
  ({ stage }) =>
    stage !== null && stages.includes(stage) ? undefined : refuse('wrong_stage');

/** Stages in which something is still wrong with the place or the thing. */
export const UNMENDED: readonly Stage[] = ['found', 'graded', 'ordered', 'reported_mended', 'mend_returned', 'reopened'];

/** The duty to mend that waits for somebody now. */
export const mending = ({ obligations }: Context): Obligation<Words> | undefined =>
  obligations.find((it) => it.kind === 'mend' && (it.status === 'running' || it.status === 'overdue'));

/** Photos of what was mended or looked at, and why there is none where there is none (rules-safety 5, haz.fire.later). */
export const SHOWN = { files: FILES, no_photo: optional(LINE) } as const satisfies Fields;

/** A photo, or why there is none. */
export const wrongShown = (input: JsonObject): Refusal | undefined =>
  filesOf(input).length > 0 || input['no_photo'] !== undefined ? undefined : refuse('photo_needed', { field: 'no_photo' });

/** What is said in the same breath as a step, by whoever takes it. */
export const beside = (type: string, actor: Staff): NewStreamEvent => ({
  type,
  level: 0,
  actor,
  visibility: 'open',
  data: {},
  texts: {},
});
