import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { choice, counted, DAY, ID, LINE, optional, PART, SERVER } from '../../../kernel/stream/fields.ts';
import { notPast, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { itemIn, standing } from './agenda.ts';
import { officeField, officesIn, tookPart, type ConferenceState } from './state.ts';
import { CALL_OFFS, MEETINGS, OFFICES_MAX, REMOVALS } from './vocabulary.ts';

type Verb = StaffVerb<ConferenceState>;

/** An office calls others to a conference on a day; the server draws what is stuck (server/complete-conference.ts). `by`: its day. */
export const call: Verb = {
  name: 'call_conference',
  makes: 'conference_called',
  fields: { kind: choice(MEETINGS), by: DAY, ...counted(OFFICES_MAX, officeField, ID), agenda: SERVER },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context, { office }) => {
    const offices = officesIn(input);
    if (offices.length === 0) return refuse('conference_no_office', { field: 'offices' });
    if (!offices.every(context.officeExists)) return refuse('office_unknown', { field: 'offices' });
    return offices.includes(office) ? refuse('conference_own_office', { field: 'offices' }) : notPast(input, 'by', context);
  },
  adds: ({ office }) => ({ lead: office }),
};

const beforeOpening = ({ stage, openedAt, calledOff }: ConferenceState): Refusal | undefined =>
  stage === null || calledOff ? refuse('wrong_stage') : openedAt === null ? undefined : refuse('already_done');

/** What is stuck today stands on the agenda; what offices brought stays. */
const draw: Verb = { name: 'draw_agenda', makes: 'agenda_drawn', fields: { agenda: SERVER }, closed: beforeOpening };

/** An office that takes part brings something by its number: only what it may see itself, and what an office owes that takes part. */
const add: Verb = {
  name: 'add_item',
  makes: 'item_added',
  fields: { number: PART, item: SERVER },
  closed: beforeOpening,
  wrong: (input, state) => {
    const item = itemIn(input['item']);
    if (!item) return refuse('agenda_item_unknown', { field: 'number' });
    if (state.agenda.some(({ entity }) => entity === item.entity)) return refuse('agenda_item_twice', { field: 'number' });
    return tookPart(state, item.office) ? undefined : refuse('agenda_item_office', { field: 'number' });
  },
};

/** Something is taken off: it stays visible, with the reason. */
const remove: Verb = {
  name: 'remove_item',
  makes: 'item_removed',
  fields: { item: ID, reason: choice(REMOVALS), words: optional(LINE) },
  closed: (state) => beforeOpening(state) ?? (standing(state.agenda).length > 0 ? undefined : refuse('not_yet')),
  wrong: (input, { agenda }) =>
    standing(agenda).some(({ entity }) => entity === input['item']) ? undefined : refuse('field_choice', { field: 'item' }),
};

/** It opens on its day or later: what is stuck then is drawn once more, and stays as it is. */
const open: Verb = {
  name: 'open_conference',
  makes: 'conference_opened',
  fields: { agenda: SERVER },
  closed: (state, { today }) => beforeOpening(state) ?? (state.day !== null && today < state.day ? refuse('not_yet') : undefined),
};

const callOff: Verb = {
  name: 'call_off_conference',
  makes: 'conference_called_off',
  fields: { reason: choice(CALL_OFFS) },
  closed: beforeOpening,
};

/** The steps before and with the opening, in the order in which a page offers them. */
export const AGENDA_STEPS: readonly Verb[] = [add, open, draw, remove, callOff];
