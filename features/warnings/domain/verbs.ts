import { addMs, parseIso, toIso } from '../../../kernel/calendar/instant.ts';
import { isJsonObject } from '../../../kernel/log/shape.ts';
import { findOccasion, findPeopleWord } from '../../../kernel/programme/people.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { choice, counted, DAY, FLAG, ID, LINE, noted, optional, SERVER, TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { textOf, type StaffContext, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { isOn, type WarningState } from './state.ts';
import { HOURS } from './times.ts';
import { AREAS_MAX, HAZARDS, HOURS_MAX, LEVELS, REASONS, SIGNERS, SOURCES, WAYS } from './vocabulary.ts';

type Verb = StaffVerb<WarningState>;

const HOUR_MS = 3_600_000;
/** Words in public: one paragraph, read like the name of a place. */
const PUBLIC_WORDS = { kind: 'name', max: 200 } as const;

/** What holds: said whole by whoever issues a warning, and said whole again by whoever adjusts it. */
const CONTENT: Fields = {
  level: choice(LEVELS),
  until_day: DAY,
  until_time: choice(HOURS),
  ...counted(AREAS_MAX, (n) => `place${n}`, ID),
  ...counted(AREAS_MAX, (n) => `office${n}`, ID),
  caution: PUBLIC_WORDS,
  measures: PUBLIC_WORDS,
  caution_english: optional(PUBLIC_WORDS),
  measures_english: optional(PUBLIC_WORDS),
  source: choice(SOURCES),
  source_office: optional(ID),
  signed_by: optional(choice(SIGNERS)),
  cap: noted(optional(TEXT), 'a message of CAP 1.2, as it came'),
  ends: SERVER,
  told_by: SERVER,
};

/** No occasion of politics, nobody's person (G12, G22). */
const wrongWords = (input: JsonObject): Refusal | undefined => {
  for (const field of ['caution', 'measures', 'caution_english', 'measures_english']) {
    const word = findOccasion(textOf(input, field)) ?? findPeopleWord(textOf(input, field));
    if (word !== null) return refuse('name_word', { field, word });
  }
  // Both in English, or neither: half a warning misleads.
  const [caution, measures] = [input['caution_english'], input['measures_english']];
  if ((caution === undefined) === (measures === undefined)) return undefined;
  return refuse('field_empty', { field: caution === undefined ? 'caution_english' : 'measures_english' });
};

const wrongTimes = (input: JsonObject, begins: string | undefined, { now }: StaffContext): Refusal | undefined => {
  const [from, until] = [parseIso(begins ?? ''), parseIso(textOf(input, 'ends'))];
  if (from === undefined) return refuse('field_date', { field: 'from_day' });
  if (until === undefined) return refuse('field_date', { field: 'until_day' });
  if (until <= now || until <= from) return refuse('warning_ends_early', { field: 'until_day' });
  return until > addMs(now, HOURS_MAX * HOUR_MS) ? refuse('warning_too_long', { field: 'until_day', hours: HOURS_MAX }) : undefined;
};

const wrongArea = (input: JsonObject, { placeExists, officeExists }: StaffContext): Refusal | undefined => {
  for (let i = 1; i <= AREAS_MAX; i += 1) {
    const [place, office] = [textOf(input, `place${i}`), textOf(input, `office${i}`)];
    if (place !== '' && !placeExists(place)) return refuse('field_choice', { field: `place${i}` });
    if (office !== '' && !officeExists(office)) return refuse('field_choice', { field: `office${i}` });
  }
  return undefined;
};

/** Each source with what it needs, and nothing of the others: an observation has no signature of somebody else. */
const wrongSource = (input: JsonObject): Refusal | undefined => {
  const { source, source_office: office, signed_by: signed, cap, told_by: told } = input;
  const field = (name: string): Refusal => refuse('warning_source', { field: name });
  if (source !== 'office_above' && office !== undefined) return field('source_office');
  if (source !== 'office_above' && signed !== undefined) return field('signed_by');
  if (source !== 'cap_message' && cap !== undefined) return field('cap');
  if (source === 'cap_message') return told === undefined ? field('cap') : undefined;
  if (source !== 'office_above') return undefined;
  // That it stands above was looked at by the server.
  if (office === undefined) return field('source_office');
  return signed === undefined ? field('signed_by') : undefined;
};

/** An exercise rests on no message in earnest, and nothing in earnest on one of an exercise (G22). */
const wrongStatus = ({ told_by: told }: JsonObject, exercise: boolean): Refusal | undefined =>
  isJsonObject(told) && (told['status'] === 'Exercise') !== exercise ? refuse('warning_exercise', { field: 'cap' }) : undefined;

const wrongContent = (input: JsonObject, begins: string | undefined, context: StaffContext): Refusal | undefined =>
  wrongWords(input) ?? wrongTimes(input, begins, context) ?? wrongArea(input, context) ?? wrongSource(input);

/** A hazard, its level, from when until when, where, what to be careful of, and who says so. */
export const issue: Verb = {
  name: 'issue_warning',
  makes: 'warning_issued',
  fields: {
    hazard: choice(HAZARDS),
    exercise: FLAG,
    from_day: optional(DAY),
    from_time: optional(choice(HOURS)),
    ...CONTENT,
    begins: SERVER,
    supervisor: SERVER,
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => {
    const begins = typeof input['begins'] === 'string' ? input['begins'] : undefined;
    const from = parseIso(begins ?? '');
    // What was yesterday is no warning; half an hour is what typing takes.
    if (from !== undefined && from < addMs(context.now, -HOUR_MS / 2)) return refuse('warning_past', { field: 'from_day' });
    return wrongContent(input, begins, context) ?? wrongStatus(input, input['exercise'] === true);
  },
  adds: ({ office }) => ({ lead: office }),
};

const over = (state: WarningState, { now }: StaffContext): Refusal | undefined => (isOn(state, now) ? undefined : refuse('warning_over'));

/** All of it anew: another level, another area, a later end. The hazard, and whether it is an exercise, stay. */
const adjust: Verb = {
  name: 'adjust_warning',
  makes: 'warning_adjusted',
  fields: CONTENT,
  closed: over,
  wrong: (input, { begins, exercise }, context) =>
    wrongContent(input, begins === null ? undefined : toIso(begins), context) ?? wrongStatus(input, exercise),
};

/** Looked at again: it still holds as it is. */
const keep: Verb = { name: 'keep_warning', makes: 'warning_kept', fields: { words: optional(LINE) }, closed: over };

/** Places in the area were told of what holds, or that it is lifted. */
const tell: Verb = {
  name: 'tell_places',
  makes: 'places_told',
  fields: { by_way: choice(WAYS), words: optional(LINE) },
  closed: (state, { now }) =>
    state.told ? refuse('already_done') : isOn(state, now) || state.stage === 'warning_lifted' ? undefined : refuse('warning_over'),
};

/** The danger is gone: at once, and everybody who was warned is told. */
const lift: Verb = {
  name: 'lift_warning',
  makes: 'warning_lifted',
  fields: { because: choice(REASONS), words: optional(LINE) },
  closed: over,
};

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [tell, keep, adjust, lift];
