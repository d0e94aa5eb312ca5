import type { EventKind, MatterEvent } from '../../../../kernel/matter/event.ts';
import { inOrder } from '../state.ts';

/** What both sides see of a mediation. Not what was filed, no photo, no code, no name, and nothing of a step upward (G6). */
const AT_THE_TABLE: readonly EventKind[] = [
  'registered',
  'party_invited',
  'consent_given',
  'consent_withdrawn',
  'accepted',
  'refused',
  'rights_told',
  'session_held',
  'appraisal_made',
  'table_told',
  'term_added',
  'term_dropped',
  'terms_confirmed',
  'mediation_agreed',
  'term_agreed',
  'term_judged',
  'followed_up',
  'referred_out',
  'referral_answered',
  'mediation_failed',
  'ways_told',
  'confirmation_joined',
  'confirmation_asked',
  'confirmation_accepted',
  'confirmation_decided',
  'confirmation_objected',
  'mediation_closed',
  // That words of it were destroyed is told to both: a paper without them would say nothing of why.
  'erased',
];

const targetOf = (event: MatterEvent, all: readonly MatterEvent[]): MatterEvent =>
  event.type === 'corrected' || event.type === 'voided'
    ? (all.find((it) => it.level === event.level && it.n === event.data['n']) ?? event)
    : event;

/** The steps that stand on the page of the two sides, a correction or a line through one of them with it. */
export const isAtTable = (event: MatterEvent, all: readonly MatterEvent[]): boolean =>
  event.level === 0 && event.visibility === 'open' && AT_THE_TABLE.includes(targetOf(event, all).type);

/** The words of such a step are read by both, but for a notice that is written to the opener alone. */
export const isReadAtTable = (event: MatterEvent, all: readonly MatterEvent[]): boolean =>
  isAtTable(event, all) && !['accepted', 'refused', 'registered'].includes(targetOf(event, all).type);

/**
 * The history from which the page of the two sides is computed: the filing, for its clocks, and what stands there. The filing's words are
 * never read for it.
 */
export const sightAtTable = (events: readonly MatterEvent[]): readonly MatterEvent[] =>
  inOrder(events.filter((event) => event.type === 'filed' || isAtTable(event, events)));
