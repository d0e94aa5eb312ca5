import { refuse } from '../../../../kernel/refusal.ts';
import { choice, FILES, optional, STEP, TEXT, WHOLE } from '../../../../kernel/stream/fields.ts';
import { filesOf } from '../../../../kernel/stream/files.ts';
import type { JsonObject, NewStreamEvent } from '../../../../kernel/stream/event.ts';
import type { Staff } from '../../../../kernel/stream/staff-kind.ts';
import type { IncidentState } from '../state.ts';
import { FAULTS, REPORTS, TOLL, type PROOFS } from '../vocabulary.ts';
import { beside, onceBegun, TOLLS, type Context, type Verb } from './shared.ts';

/** Which report is due when: the last one only once the danger is over. */
const wrongReport = (input: JsonObject, { stage, above, abovePeer }: IncidentState) => {
  if (above === null && abovePeer === null) return refuse('nobody_above');
  // Closed early, the numbers may still change: they are told as long as the window is open, and nothing else is.
  if (stage === 'closed') return input['which'] === 'toll' ? undefined : refuse('wrong_stage', { field: 'which' });
  if (input['which'] === 'final' && stage !== 'danger_over') return refuse('final_too_early', { field: 'which' });
  return input['which'] !== 'final' && stage === 'danger_over' && input['which'] !== 'toll'
    ? refuse('final_now', { field: 'which' })
    : undefined;
};

/** The window in which a change of the numbers has to be told (AR art. 13): the pack says how long it is, and closing does not shorten it. */
const isWindowOpen = ({ obligations, now, today }: Context): boolean =>
  obligations.some(({ kind, due }) => kind === 'toll_window' && due !== null && (typeof due === 'string' ? today <= due : now <= due));

/** From when it began until it is closed, and after that while a change of the numbers is still owed upstairs. */
const whileReported: Verb['closed'] = (state, context, actor) =>
  state.stage === 'closed' && isWindowOpen(context) ? undefined : onceBegun(state, context, actor);

/**
 * What is known is written to the office above: conditions, actions, needs, and people as counts. Nobody has to approve it first, and it is sent
 * and not told until that office has taken it (G12).
 */
export const sendReport: Verb = {
  name: 'send_report',
  makes: 'report_sent',
  fields: { which: choice(REPORTS), conditions: TEXT, actions: TEXT, needs: optional(TEXT), ...TOLLS },
  closed: whileReported,
  wrong: (input, state) => wrongReport(input, state),
  // Where the office above is at another installation, the report goes there as a signed message (server/peers).
  adds: (_actor, { above, abovePeer }) => (above === null ? { peer: abovePeer } : { to: above }),
};

/**
 * A report has reached the office above, and how that is known: the first one starts the clock of that office, where somebody stands above it in
 * turn.
 */
export const told = (
  which: string,
  actor: Staff,
  of: number,
  proof: (typeof PROOFS)[number],
  { firstToldAt, top, isDrill }: IncidentState,
): readonly NewStreamEvent[] => [
  beside(`told_${which}`, actor, { of, proof }),
  ...(firstToldAt === null && top !== null && !isDrill ? [beside('onward_owed', actor)] : []),
];

const waiting = ({ reports }: IncidentState) => reports.filter(({ proof, returned }) => proof === null && !returned);
const noneWaits: Verb['closed'] = (state) => (waiting(state).length === 0 ? refuse('not_yet') : undefined);
const wrongOne = (input: JsonObject, state: IncidentState) =>
  waiting(state).some(({ n }) => n === input['of']) ? undefined : refuse('field_choice', { field: 'of' });

/** The office above has it: from this second on it is told. */
export const takeReport: Verb = {
  name: 'take_report',
  makes: 'report_taken',
  fields: { of: STEP, words: optional(TEXT) },
  closed: noneWaits,
  wrong: wrongOne,
  follows: (input, actor, state) => {
    const of = Number(input['of']);
    const which = state.reports.find(({ n }) => n === of)?.which ?? 'first';
    return told(which, actor, of, 'taken_here', state);
  },
};

/** What another installation has reported is taken here: that one is told so, with the post, by a signed message. */
export const takePeerReport: Verb = {
  name: 'take_peer_report',
  makes: 'peer_report_taken',
  fields: { of: STEP, words: optional(TEXT) },
  closed: ({ peerReports }) => (peerReports.some(({ taken }) => !taken) ? undefined : refuse('not_yet')),
  wrong: (input, { peerReports }) =>
    peerReports.some(({ n, taken }) => n === input['of'] && !taken) ? undefined : refuse('field_choice', { field: 'of' }),
  adds: (_actor, { peerReports }, input): JsonObject => {
    const report = peerReports.find(({ n }) => n === input['of']);
    return report ? { peer: report.peer, report: report.report } : {};
  },
};

/** Something is missing in it: it is not told, and the clock goes on. */
export const returnReport: Verb = {
  name: 'return_report',
  makes: 'report_returned',
  fields: { of: STEP, reason: TEXT },
  closed: noneWaits,
  wrong: wrongOne,
};

/** The paper with the stamp of whoever received it. */
export const enterPaper: Verb = {
  name: 'enter_paper',
  makes: 'paper_entered',
  fields: { which: choice(['written', 'again', 'toll', 'final']), words: TEXT, files: FILES },
  closed: whileReported,
  wrong: (input, state) =>
    wrongReport(input, state) ?? (filesOf(input).length > 0 ? undefined : refuse('photo_needed', { field: 'words' })),
  follows: (input, actor, state) => told(String(input['which']), actor, state.history.length, 'paper', state),
};

/** The office above sends it on, each level by its own clock (AR art. 11). */
export const reportFurther: Verb = {
  name: 'report_further',
  makes: 'further_sent',
  fields: { words: TEXT },
  closed: ({ top, firstToldAt, furtherWaits, furtherTold }) => {
    if (top === null) return refuse('nobody_above');
    if (firstToldAt === null) return refuse('not_yet');
    return furtherWaits || furtherTold ? refuse('already_done') : undefined;
  },
};

export const takeFurther: Verb = {
  name: 'take_further',
  makes: 'told_further',
  fields: { words: optional(TEXT) },
  closed: ({ furtherWaits }) => (furtherWaits ? undefined : refuse('not_yet')),
};

const inWindow: NonNullable<Verb['follows']> = (input, actor, { toll, above, abovePeer }, context) => {
  const changed = TOLL.some((count) => (toll[count] ?? 0) !== Number(input[count]));
  return changed && isWindowOpen(context) && (above !== null || abovePeer !== null) ? [beside('toll_changed', actor)] : [];
};

/** How many, as it is known now. */
export const stateToll: Verb = {
  name: 'state_toll',
  makes: 'toll_stated',
  fields: { dead: WHOLE, missing: WHOLE, injured: WHOLE, evacuated: WHOLE, words: optional(TEXT) },
  closed: ({ stage }) => (stage === null || stage === 'word_received' || stage === 'stood_down' ? refuse('wrong_stage') : undefined),
  follows: inWindow,
};

/** Late, omitted, false, concealed: one of four, each by its own definition, said by the office above. */
export const findFault: Verb = {
  name: 'find_fault',
  makes: 'fault_found',
  fields: { fault: choice(FAULTS), words: TEXT },
  closed: ({ stage }) => (stage === null || stage === 'word_received' ? refuse('wrong_stage') : undefined),
};
