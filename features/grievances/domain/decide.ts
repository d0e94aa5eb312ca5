import { mayDo, type AccessAnswer, type AccessRule, type Relation, type Role } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Actor, JsonObject, Level } from '../../../kernel/stream/event.ts';
import type { MatterEvent, NewEvent } from '../../../kernel/matter/event.ts';
import { readFields } from '../../../kernel/stream/fields.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { accept } from './intake/accept.ts';
import { addPapers } from './dialogue/add-papers.ts';
import { addOffice } from './routing/add-office.ts';
import { addPoint } from './intake/add-point.ts';
import { answerDispute } from './answer/answer-dispute.ts';
import { answerQuestion } from './dialogue/answer-question.ts';
import { answerInspection } from './dialogue/answer-inspection.ts';
import { askFiler } from './dialogue/ask-filer.ts';
import { askNaming } from './routing/ask-naming.ts';
import { callDuty } from './intake/call-duty.ts';
import { contribute } from './routing/contribute.ts';
import { dispute } from './answer/dispute.ts';
import { explainFinal } from './upward/explain-final.ts';
import { forward } from './routing/forward.ts';
import { holdInspection } from './dialogue/hold-inspection.ts';
import { interimReply } from './dialogue/interim-reply.ts';
import { judgePromise } from './answer/judge-promise.ts';
import { keepPromise } from './answer/keep-promise.ts';
import { nameOffice } from './routing/name-office.ts';
import { objectForward } from './routing/object-forward.ts';
import { offerInspection } from './dialogue/offer-inspection.ts';
import { proposeReply } from './answer/propose-reply.ts';
import { proposeTransfer } from './routing/propose-transfer.ts';
import { returnTransfer } from './routing/return-transfer.ts';
import { signTransfer } from './routing/sign-transfer.ts';
import { takeBack } from './routing/take-back.ts';
import { releaseOffice } from './routing/release-office.ts';
import { returnReply } from './answer/return-reply.ts';
import { serve } from './answer/serve.ts';
import { addFiles } from './intake/add-files.ts';
import { askRereview } from './upward/ask-rereview.ts';
import { askReview } from './upward/ask-review.ts';
import { askTakeUp } from './upward/ask-take-up.ts';
import { askUnseal } from './seal/ask-unseal.ts';
import { askWithdrawal } from './ending/ask-withdrawal.ts';
import { correct } from './answer/correct.ts';
import { decideRereview } from './upward/decide-rereview.ts';
import { decideReview } from './upward/decide-review.ts';
import { extend } from './answer/extend.ts';
import { holdHearing } from './upward/hold-hearing.ts';
import { confirmHazard } from './line/confirm-hazard.ts';
import { findNoHazard } from './line/find-no-hazard.ts';
import { collectReward } from './line/collect-reward.ts';
import { answerComment } from './comments/answer-comment.ts';
import { isStepOf } from './comments/comment.ts';
import { groupComment } from './comments/group-comment.ts';
import { leaveOutComment } from './comments/leave-out-comment.ts';
import { revokePublishing } from './comments/revoke-publishing.ts';
import { grantReward } from './line/grant-reward.ts';
import { refuseReward } from './line/refuse-reward.ts';
import { linkTrouble } from './troubles/link-trouble.ts';
import { locate } from './troubles/locate.ts';
import { makeDossier } from './ending/make-dossier.ts';
import { openMyName } from './seal/open-my-name.ts';
import { openNotice } from './answer/open-notice.ts';
import { refuseMatter } from './intake/refuse-matter.ts';
import { register } from './intake/register.ts';
import { reportDanger } from './intake/report-danger.ts';
import { takeDanger } from './intake/take-danger.ts';
import { regrade } from './intake/regrade.ts';
import { CODE_VERBS } from './receipts/replace-code.ts';
import { JOINT_VERBS } from './joint/joint.ts';
import { CHILD_FILER_VERBS, CHILD_VERBS } from './child/child.ts';
import { HELP_VERBS } from './help/help.ts';
import { MEDIATOR_VERBS, TABLE_VERBS } from './mediation/mediation.ts';
import { askPause, endPause } from './mediation/pause.ts';
import { reply } from './answer/reply.ts';
import { resume } from './ending/resume.ts';
import { fold, inOrder, upTo, type GrievanceState } from './state.ts';
import { supervise } from './upward/supervise.ts';
import { unlinkTrouble } from './troubles/unlink-trouble.ts';
import type { Context, Verb } from './verb.ts';
import { voidEvent, type Replay } from './answer/void-event.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';

/** Everything outside the matter that a decision depends on. */
export type Surroundings = Omit<Context, 'obligations' | 'today' | 'isBelow'> & { readonly access: readonly AccessRule[] };

/** Whether matters under a pack have a step at all. */
const hasStep = (verb: Verb, pack: Pack): boolean => isStepOf(verb.name, pack) && (verb.isOf?.(pack) ?? true);

const replayIn =
  (context: Context): Replay =>
  (before, event) => {
    const verb = VERBS.find((it) => it.makes === event.type && it.by === event.actor.kind && hasStep(it, context.pack));
    if (!verb || event.type === 'voided') return undefined;
    const then: Context = {
      ...context,
      now: event.recordedAt,
      isOpenedThere: false, // who looked later closes no step of before
      twoSign: () => false, // nor does what an office asks for since
      today: dateIn(event.recordedAt, context.calendar.zone),
      obligations: obligations(MATTER, before.history, context.pack, context.calendar, event.recordedAt),
    };
    return verb.closed(before, then, event.actor);
  };

/** All verbs but `file`, in the order a page lists them. */
export const VERBS: readonly Verb[] = [
  signTransfer,
  returnTransfer,
  register,
  proposeTransfer,
  callDuty,
  takeDanger,
  regrade,
  accept,
  forward,
  takeBack,
  objectForward,
  askNaming,
  confirmHazard,
  findNoHazard,
  grantReward,
  refuseReward,
  refuseMatter,
  askFiler,
  offerInspection,
  holdInspection,
  addOffice,
  releaseOffice,
  contribute,
  groupComment,
  answerComment,
  leaveOutComment,
  interimReply,
  proposeReply,
  returnReply,
  reply,
  extend,
  holdHearing,
  serve,
  answerDispute,
  keepPromise,
  addPapers,
  ...HELP_VERBS,
  ...MEDIATOR_VERBS,
  ...CHILD_VERBS,
  supervise,
  nameOffice,
  decideReview,
  decideRereview,
  explainFinal,
  locate,
  linkTrouble,
  unlinkTrouble,
  askUnseal,
  makeDossier,
  correct,
  voidEvent(replayIn),
  openNotice,
  answerQuestion,
  answerInspection,
  reportDanger,
  addPoint,
  addFiles,
  judgePromise,
  ...CHILD_FILER_VERBS,
  dispute,
  askTakeUp,
  askReview,
  askRereview,
  openMyName,
  revokePublishing,
  askPause,
  endPause,
  askWithdrawal,
  resume,
  collectReward,
  ...CODE_VERBS,
  ...JOINT_VERBS,
  ...TABLE_VERBS,
];

/** Steps that the holder of the code sends as such: none whose receipt the server must name first (codes, joint matters). */
export const FILER_STEPS: readonly Verb[] = VERBS.filter(
  (verb) => verb.by === 'filer' && !Object.hasOwn(verb.fields, 'receipt') && !Object.hasOwn(verb.fields, 'by'),
);

/** Whether matters under any of these packs have a step; what opens a matter, and is no step, always is. */
export const isThere = (command: string, packs: readonly Pack[]): boolean => {
  const verb = VERBS.find(({ name }) => name === command);
  return verb === undefined || packs.some((pack) => hasStep(verb, pack));
};

/** True for the steps that no device of staff may send (G7). */
export const needsOwnDevice = (command: string): boolean => VERBS.some((verb) => verb.name === command && verb.onOwnDevice === true);

/** Who asks: the holder of the receipt, or a post with its role. */
export type Asker =
  | { readonly kind: 'filer' }
  | { readonly kind: 'staff'; readonly post: string; readonly office: string; readonly role: Role };

/** How an office stands to the matter, by the offices that were resolved when it was routed. */
export const relationOf = (state: GrievanceState, office: string): Relation =>
  office === state.reported
    ? 'accused'
    : office === state.lead
      ? 'own'
      : office === state.above
        ? 'above'
        : office === state.above2
          ? 'above_2'
          : office === state.asked?.office
            ? 'asked'
            : (state.helpers.find((it) => it.office === office)?.role ?? 'other');

const TOP: { readonly [relation in Relation]: Level | -1 } = {
  own: 0,
  asked: 0,
  co: 0,
  watch: 0,
  above: 1,
  above_2: 2,
  accused: -1,
  other: -1,
};

/** What an asker may know of a matter: the events of the own stream and those below; undefined is "no such matter". */
export const sight = (
  events: readonly MatterEvent[],
  asker: Asker,
  around: Surroundings,
): { readonly relation: Relation | null; readonly events: readonly MatterEvent[] } | undefined => {
  if (asker.kind === 'filer') return { relation: null, events: inOrder(events) };
  const relation = relationOf(fold(upTo(events, 0)), asker.office);
  if (!mayDo(around.access, { role: asker.role, relation, verb: 'read' }).allowed) return undefined;
  const seen = upTo(events, TOP[relation]);
  // An office above opens a matter only once something is owed by it there, or has been done there.
  const level = TOP[relation];
  const owes = level === 0 || seen.some((event) => event.level === level) || openDuties(seen, level, around);
  return owes ? { relation, events: seen } : undefined;
};

const openDuties = (events: readonly MatterEvent[], level: Level | -1, around: Surroundings): boolean =>
  obligations(MATTER, events, around.pack, around.calendar, around.now).some(
    (it) => it.level === level && it.nature === 'duty' && (it.status === 'running' || it.status === 'overdue'),
  );

/** One line of what can be done now; `because` says why not. */
export interface Option {
  readonly command: string;
  readonly open: boolean;
  readonly because?: Refusal;
}

/** The way up goes round the office that answers for the place reported: it is not told by whom it is passed to (G7). */
const roundReported =
  (events: readonly MatterEvent[], above: Context['above']): Context['above'] =>
  (office) => {
    const { reported } = fold(upTo(events, 0));
    const next = above(office);
    return next !== null && next === reported ? above(next) : next;
  };

const isBelow =
  (above: Context['above']): Context['isBelow'] =>
  (office, other) => {
    const next = above(office);
    return next !== null && (next === other || isBelow(above)(next, other));
  };

export const contextOf = (events: readonly MatterEvent[], around: Surroundings): Context => ({
  ...around,
  above: roundReported(events, around.above),
  isBelow: isBelow(around.above),
  today: dateIn(around.now, around.calendar.zone),
  obligations: obligations(MATTER, events, around.pack, around.calendar, around.now),
});

const actorOf = (asker: Asker): Actor =>
  asker.kind === 'filer' ? { kind: 'filer' } : { kind: 'staff', post: asker.post, office: asker.office };

const NO: AccessAnswer = { allowed: false, rule: null };

/** The filer's steps need the receipt and no rule. */
const accessTo = (verb: Verb, asker: Asker, relation: Relation | null, around: Surroundings): AccessAnswer => {
  if (verb.by !== asker.kind) return NO;
  if (asker.kind === 'filer') return { allowed: true, rule: null };
  return relation === null ? NO : mayDo(around.access, { role: asker.role, relation, verb: verb.name });
};

const isSpent = ({ by, makes, most }: Verb, state: GrievanceState): boolean =>
  most !== undefined && state.history.filter((event) => event.type === makes && event.actor.kind === by).length >= most;

/** Why a step is closed to who asks: no step of such a matter, not now, or taken as often as it can be. */
const closedTo = (verb: Verb, state: GrievanceState, context: Context, actor: Actor): Refusal | undefined =>
  hasStep(verb, context.pack)
    ? (verb.closed(state, context, actor) ?? (isSpent(verb, state) ? refuse('steps_spent', { max: verb.most ?? 0 }) : undefined))
    : refuse('wrong_stage');

/** Every command of the asker's kind with why it is open or closed; empty for a matter that does not exist for the asker. */
export const allowed = (events: readonly MatterEvent[], asker: Asker, around: Surroundings): readonly Option[] => {
  const seen = sight(events, asker, around);
  if (!seen || seen.events.length === 0) return [];
  const context = contextOf(seen.events, around);
  const state = fold(seen.events);
  const listed = VERBS.filter((verb) => verb.by === asker.kind && hasStep(verb, around.pack) && isOfRelation(verb, seen.relation, around));
  return listed.map((verb) => {
    const because = accessTo(verb, asker, seen.relation, around).allowed
      ? closedTo(verb, state, context, actorOf(asker))
      : refuse('not_your_post');
    return because ? { command: verb.name, open: false, because } : { command: verb.name, open: true };
  });
};

/** Steps that no role of this relation ever has are not listed at all. */
const isOfRelation = (verb: Verb, relation: Relation | null, around: Surroundings): boolean =>
  relation === null ||
  around.access.some(
    (rule) =>
      rule.effect === 'allow' &&
      (rule.of?.includes('matter') ?? true) &&
      (rule.relations?.includes(relation) ?? true) &&
      (rule.verbs?.includes(verb.name) ?? true),
  );

/** A command, the asker, and the length of the asker's stream as it was on the page; absent when not checked. */
export interface Command {
  readonly name: string;
  readonly input: JsonObject;
  readonly expectedLength?: number;
}

/** What an office is shown of a matter that it has just passed on, to undo that and for nothing else. */
const sightToUndo = ({ undoesOwn }: Verb, events: readonly MatterEvent[], asker: Asker, around: Surroundings): ReturnType<typeof sight> => {
  if (asker.kind === 'filer' || undoesOwn === undefined) return undefined;
  const below = upTo(events, 0);
  if (!undoesOwn(fold(below), asker.office)) return undefined;
  return mayDo(around.access, { role: asker.role, relation: 'own', verb: 'read' }).allowed ? { relation: 'own', events: below } : undefined;
};

/** Decides a command on a history. What the asker may not see answers exactly like what does not exist. */
export const decide = (
  events: readonly MatterEvent[],
  asker: Asker,
  command: Command,
  around: Surroundings,
): readonly NewEvent[] | Refusal => {
  const verb = VERBS.find((it) => it.name === command.name && it.by === asker.kind);
  const seen = sight(events, asker, around) ?? (verb && sightToUndo(verb, events, asker, around));
  if (!seen || seen.events.length === 0 || !verb) return refuse('not_found');
  const access = accessTo(verb, asker, seen.relation, around);
  if (!access.allowed) return refuse('not_your_post');
  if (command.expectedLength !== undefined && command.expectedLength !== seen.events.length) return refuse('version_conflict');
  const context = contextOf(seen.events, around);
  const state = fold(seen.events);
  const actor = actorOf(asker);
  const given = closedTo(verb, state, context, actor) ?? readFields(verb.fields, command.input, around.imported);
  const decided = isRefusal(given) ? given : verb.decide(given, state, context, actor);
  return isRefusal(decided) ? decided : decided.map((event) => allowedBy(event, access));
};

/** A step of a post names the rule that let it (design 7); a filer's needs none. */
const allowedBy = (event: NewEvent, { rule }: AccessAnswer): NewEvent =>
  rule === null ? event : { ...event, data: { ...event.data, allowedBy: rule } };
