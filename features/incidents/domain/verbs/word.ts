import { INCIDENT_KINDS } from '../../../../kernel/incident/kinds.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../../../kernel/stream/event.ts';
import { choice, ID, LINE, MOMENT, optional, SERVER, site, TEXT } from '../../../../kernel/stream/fields.ts';
import { textOf, type Staff } from '../../../../kernel/stream/staff-kind.ts';
import { GRADES, SOURCES } from '../vocabulary.ts';
import { beside, isoOf, onceBegun, onlyIn, wrongMoment, type Context, type Verb } from './shared.ts';

/** What the server looks up: which offices stand above, and the site as it is now. */
const SEATS = { abovePeer: SERVER, above: SERVER, top: SERVER, siteName: SERVER, siteClass: SERVER, siteOffice: SERVER } as const;

const knownOf = (input: JsonObject, { calendar }: Context): JsonObject => {
  const knownAt = isoOf(input, 'known', calendar.zone);
  return knownAt === undefined ? {} : { knownAt };
};

const wrongPlace = (input: JsonObject, { placeExists }: Context) =>
  input['place'] === undefined || placeExists(textOf(input, 'place')) ? undefined : refuse('place_unknown', { field: 'place' });

/** Where an office stands above, it is owed a report from the same minute on. */
const owedUp = (actor: Staff, isAbove: boolean, known: JsonObject): readonly NewStreamEvent[] =>
  isAbove ? [beside('report_owed', actor, known)] : [];

/**
 * Somebody of the office has heard of it: since when they know is said, and every clock starts there (AR art. 9). As long as nobody knows whether
 * it is so, it is a watch, and no incident.
 */
export const takeWord: Verb = {
  name: 'take_word',
  makes: 'word_received',
  fields: {
    kind: choice(INCIDENT_KINDS),
    as: choice(['incident', 'watch']),
    known: MOMENT,
    source: choice(SOURCES),
    site: optional(site('public')),
    place: optional(ID),
    spot: optional(LINE),
    words: TEXT,
    warning: SERVER,
    ...SEATS,
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => wrongMoment(input, 'known', context) ?? wrongPlace(input, context),
  adds: ({ office }, _state, input, context) => ({ lead: office, ...knownOf(input, context) }),
  follows: (input, actor, _state, context) =>
    input['as'] === 'incident'
      ? [
          beside('incident_began', actor, knownOf(input, context)),
          ...owedUp(actor, input['above'] !== undefined || input['abovePeer'] !== undefined, knownOf(input, context)),
        ]
      : [],
};

/** It is so: from the minute on at which somebody of the office knew that, its clocks run. */
export const confirm: Verb = {
  name: 'confirm_incident',
  makes: 'incident_began',
  fields: { known: MOMENT, words: optional(TEXT) },
  closed: onlyIn('word_received'),
  wrong: (input, _state, context) => wrongMoment(input, 'known', context),
  adds: (_actor, _state, input, context) => knownOf(input, context),
  follows: (input, actor, { above, abovePeer }, context) => owedUp(actor, above !== null || abovePeer !== null, knownOf(input, context)),
};

/** It was nothing, or it has passed without becoming anything: with the reason. */
export const standDown: Verb = {
  name: 'stand_down',
  makes: 'stood_down',
  fields: { reason: TEXT },
  closed: onlyIn('word_received'),
};

const wrongGrade = (input: JsonObject, { pack }: Context) =>
  pack.grades.some((it) => it === input['grade']) ? undefined : refuse('field_choice', { field: 'grade' });

export const grade: Verb = {
  name: 'grade_incident',
  makes: 'graded',
  fields: { grade: choice(GRADES), words: optional(TEXT) },
  closed: (state, context, actor) => onceBegun(state, context, actor) ?? (state.grade === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => wrongGrade(input, context),
};

/** A grade is only ever raised: the shorter clock counts from then on, and nothing is made lighter in silence. */
export const regrade: Verb = {
  name: 'regrade_incident',
  makes: 'graded',
  fields: { grade: choice(GRADES), words: TEXT },
  closed: (state, context, actor) => onceBegun(state, context, actor) ?? (state.grade === null ? refuse('not_yet') : undefined),
  wrong: (input, { grade: now }, context) =>
    GRADES.findIndex((it) => it === input['grade']) < GRADES.findIndex((it) => it === now)
      ? wrongGrade(input, context)
      : refuse('nothing_changes', { field: 'grade' }),
};
