import { refuse } from '../../../../kernel/refusal.ts';
import { INCIDENT_KINDS } from '../../../../kernel/incident/kinds.ts';
import { choice, LINE, SERVER, site, TEXT } from '../../../../kernel/stream/fields.ts';
import { onceBegun, onlyIn, type Verb } from './shared.ts';

/** A drill begins: at a site, announced or not. It is one from here to the last figure, and nothing turns it into the real thing (G22). */
export const beginDrill: Verb = {
  name: 'begin_drill',
  makes: 'drill_began',
  fields: {
    kind: choice(INCIDENT_KINDS),
    site: site('seat'),
    announced: choice(['announced', 'unannounced']),
    words: TEXT,
    above: SERVER,
    top: SERVER,
    siteName: SERVER,
    siteClass: SERVER,
    siteOffice: SERVER,
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  adds: ({ office }) => ({ lead: office }),
};

/** What did not work, about things and ways: a door, a bell, a stairwell. */
export const noteFault: Verb = {
  name: 'note_fault',
  makes: 'fault_noted',
  fields: { what: LINE, words: TEXT },
  closed: onceBegun,
};

/** The assessment (AQ/T 9009-2015): how it was organised, whether each goal was met, how it was carried out, what was wrong. */
export const assess: Verb = {
  name: 'assess_drill',
  makes: 'drill_assessed',
  fields: { organised: TEXT, goals: TEXT, carriedOut: TEXT, problems: TEXT },
  closed: (state, context, actor) => onlyIn('danger_over')(state, context, actor) ?? (state.assessed ? refuse('already_done') : undefined),
};
