import type { EventKind } from '../../../kernel/matter/event.ts';
import type { PaperKind } from '../../../kernel/policy/papers.ts';

/** What a paper of one kind tells. A new kind is one entry here, its words in `policy/papers/papers.yaml`, and its name in `PAPER_KINDS`. */
export interface PaperRule {
  /** The step that gives it. */
  readonly of: EventKind;
  /** Fields of the step, in the order in which they stand on the paper: its closed choices and dates, then its words. */
  readonly shows: readonly string[];
  /** Which stages are listed: all of the matter, those still open, or none. */
  readonly stages: 'all' | 'open' | 'none';
  /** What happens in the same step, right after it, and stands on it, too. */
  readonly with?: EventKind;
  /** Whether it says what the pack gives its reader to do next. */
  readonly remedies: boolean;
  /** Whether it is for both sides of a dispute: each may have it by a code of its own, and it says nothing that is the opener's alone. */
  readonly forBoth?: true;
}

const DECISION = { shows: ['outcome', 'facts', 'opinion', 'basis'], stages: 'open', remedies: true } as const;

export const PAPERS: { readonly [kind in PaperKind]: PaperRule } = {
  receipt: { of: 'filed', shows: ['subject', 'body', 'place', 'ask'], stages: 'all', remedies: false },
  acceptance: { of: 'accepted', shows: [], stages: 'open', remedies: true },
  non_acceptance: { of: 'refused', shows: ['door', 'where', 'reason'], stages: 'open', remedies: true },
  transfer: { of: 'transfer_signed', with: 'registered', shows: ['note'], stages: 'open', remedies: false },
  forwarding: { of: 'forwarded', shows: ['to', 'reason'], stages: 'open', remedies: true },
  objection: { of: 'forward_objected', shows: ['reason'], stages: 'open', remedies: false },
  naming: { of: 'office_named', shows: ['office', 'reason'], stages: 'open', remedies: false },
  extension: { of: 'extended', shows: ['until', 'reason'], stages: 'open', remedies: false },
  interim: { of: 'interim_replied', shows: ['progress'], stages: 'open', remedies: false },
  reply: { of: 'replied', ...DECISION },
  dispute_answer: { of: 'dispute_answered', shows: ['outcome', 'opinion', 'basis'], stages: 'open', remedies: true },
  review: { of: 'review_decided', ...DECISION },
  rereview: { of: 'rereview_decided', ...DECISION },
  final_explanation: { of: 'final_explained', shows: ['explained', 'ways'], stages: 'none', remedies: false },
  supervision: { of: 'supervision_notified', shows: ['words'], stages: 'open', remedies: true },
  mediation_rights: { of: 'rights_told', shows: ['told'], stages: 'none', remedies: false, forBoth: true },
  mediation_record: { of: 'session_held', shows: ['at', 'words'], stages: 'none', remedies: false, forBoth: true },
  mediation_agreement: { of: 'mediation_agreed', shows: ['form'], stages: 'open', remedies: false, forBoth: true },
  mediation_ended: { of: 'mediation_failed', shows: ['because', 'words'], stages: 'none', remedies: false, forBoth: true },
  mediation_followed: { of: 'followed_up', shows: ['found', 'words'], stages: 'none', remedies: true, forBoth: true },
  confirmation_request: { of: 'confirmation_asked', shows: [], stages: 'open', remedies: false, forBoth: true },
  erasure: { of: 'erased', shows: ['basis', 'completeOn'], stages: 'none', remedies: false },
  dossier: { of: 'dossier_made', shows: [], stages: 'none', remedies: false },
};

/** The kind of paper that a step gives; undefined for a step that gives none. */
export const kindOf = (type: EventKind): PaperKind | undefined =>
  // The table's keys are the kinds.
  (Object.keys(PAPERS) as PaperKind[]).find((kind) => PAPERS[kind].of === type);
