import { callNow } from '../../../engine/calls/deliver-calls.ts';
import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf } from '../../../kernel/stream/staff-kind.ts';
import { bells, DRILL_CALLS, DRILLS, INCIDENT_CALLS, INCIDENTS, project } from '../domain/project.ts';
import { callsIn, fold, relationOf, type IncidentEvent, type IncidentState } from '../domain/state.ts';
import { beginDrill } from '../domain/verbs/drill.ts';
import { DRILL_STEPS, STEPS } from '../domain/verbs/steps.ts';
import { takeWord } from '../domain/verbs/word.ts';
import { DRILL, INCIDENT } from '../domain/vocabulary.ts';
import { complete } from './complete.ts';
import { recordDrill } from './record-drill.ts';
import { tellPeers } from './peers/send-reports.ts';
import { sendCalls } from './send-calls.ts';

/** What one is about, for the choice of its pack: what happened and the class of the site. */
const about = (input: JsonObject) => ({ field: textOf(input, 'kind'), site: textOf(input, 'siteClass') });

const effects: StaffEntityKind<IncidentState>['effects'] = (it, { events }, added) => ({
  ...NOBODY_TOLD,
  bells: wantedBells(it, bells(fold(events), added)),
});

const calls: NonNullable<StaffEntityKind<IncidentState>['calls']> = (events) => (events as readonly IncidentEvent[]).flatMap(callsIn); // an event of another kind calls nobody

/** Incidents: what happened, who was called, what was told upstairs within which minutes, and what was learnt. */
export const incidents: StaffEntityKind<IncidentState> = {
  name: 'incident',
  vocabulary: INCIDENT,
  staff: { name: 'incident', vocabulary: INCIDENT, begins: takeWord, steps: STEPS, fold, relationOf },
  completes: complete,
  beside: async (tx, step) => {
    await sendCalls('incident')(tx, step);
    await tellPeers(tx, step);
  },
  calls,
  after: async (service) => callNow(service),
  about,
  verbs: [takeWord, ...STEPS].map((verb) => verb.name),
  offers: [
    'incident-safety',
    'incident-school',
    'incident-hospital',
    'incident-food',
    'incident-fire',
    'incident-traffic',
    'incident-disaster',
  ],
  papers: {},
  tables: [INCIDENTS, INCIDENT_CALLS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project('incident', number, events, pack, calendar),
  effects,
};

/** Drills: the same steps on the scene, in a kind of their own. */
export const drills: StaffEntityKind<IncidentState> = {
  name: 'drill',
  vocabulary: DRILL,
  staff: { name: 'drill', vocabulary: DRILL, begins: beginDrill, steps: DRILL_STEPS, fold, relationOf },
  completes: complete,
  beside: sendCalls('drill'),
  calls,
  after: async (service, number) => {
    callNow(service);
    // The step is taken whatever becomes of the record; the sweep comes back to it, and says why it cannot.
    await recordDrill(service, number).catch(() => undefined);
  },
  verbs: [beginDrill, ...DRILL_STEPS].map((verb) => verb.name),
  offers: ['drill'],
  papers: {},
  tables: [DRILLS, DRILL_CALLS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project('drill', number, events, pack, calendar),
  effects,
};
