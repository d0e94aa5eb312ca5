import type { Instant } from '../calendar/instant.ts';
import { parsePlainDate } from '../calendar/plain-date.ts';
import { atWallTime, wallTime } from '../calendar/zone.ts';
import { isBlank } from '../canonical/bounded-text.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Json, JsonObject } from './event.ts';
import { isJsonObject } from '../log/shape.ts';
import { findPattern } from '../policy/person-columns.ts';
import { hasMobile } from '../policy/mobile.ts';
import { placeNameFault } from '../policy/places.ts';
import { checkText, readText } from './text.ts';

/**
 * What a command takes, described once. The schema of the API, the forms, the check before a decision, and the tests that compare all of
 * them are derived from it: a field that one of them took and another dropped has cost a ring for help.
 */
export type FieldSpec = FieldKind & {
  /** May be left out. */
  readonly optional?: true;
  /** A record of another system may lack it. */
  readonly unstated?: true;
  /** For programs: what it is, beyond its name. */
  readonly note?: string;
};

type FieldKind =
  | { readonly kind: 'line' | 'text' }
  /** What a place or a thing is called in public: kept in the event in the clear, never finer than a building (G11). */
  | { readonly kind: 'name'; readonly max?: number }
  /** One of a closed list. */
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  /** YYYY-MM-DD. `past`: it may lie before today, so that a form does not begin with today. */
  | { readonly kind: 'day'; readonly past?: true }
  /** A minute that has passed, as the clocks of the place show it: YYYY-MM-DDTHH:MM (`momentIn`). */
  | { readonly kind: 'moment' }
  /** The number of a site, as it is typed or chosen from a list of `among`: the server finds it (engine/staff-entity.ts, `completes`). */
  | { readonly kind: 'site'; readonly among: SitesAmong }
  /** One part of the entity, by the name that its page shows and the step checks: typed, and kept as data. */
  | { readonly kind: 'part' }
  /** The number of an earlier step of the matter. */
  | { readonly kind: 'step' }
  /** A whole number from 0, up to nine digits: whole yuan. */
  | { readonly kind: 'whole' }
  /** The id of an office, a place, a subject, a pack or a trouble. */
  | { readonly kind: 'id' }
  /** Said, or left out. */
  | { readonly kind: 'flag' }
  /** Photos and papers, as `{type, size}` each. */
  | { readonly kind: 'files' }
  /** Several that belong together. */
  | { readonly kind: 'group'; readonly fields: Fields }
  /**
   * Filled in by the server and read from no form or request: a receipt's look-up id, the token of a form. `kept`: sealed like words, and
   * shown by no page and in no bundle (kept.ts).
   */
  | { readonly kind: 'server'; readonly kept?: true };

/** Which sites a step may name: any on the public list, those that the office answers for or supervises, or those that it answers for. */
export const SITES_AMONG = ['public', 'seat', 'own'] as const;
export type SitesAmong = (typeof SITES_AMONG)[number];

export type Fields = { readonly [name: string]: FieldSpec };

/** Longest id, in characters. */
export const ID_MAX = 64;
/** Longest name of a place or a thing, in code points. */
export const NAME_MAX = 40;

export const LINE = { kind: 'line' } as const satisfies FieldSpec;
export const NAME = { kind: 'name' } as const satisfies FieldSpec;
export const TEXT = { kind: 'text' } as const satisfies FieldSpec;
export const DAY = { kind: 'day' } as const satisfies FieldSpec;
export const PAST_DAY = { kind: 'day', past: true } as const satisfies FieldSpec;
export const MOMENT = { kind: 'moment' } as const satisfies FieldSpec;
export const PART = { kind: 'part' } as const satisfies FieldSpec;
export const ID = { kind: 'id' } as const satisfies FieldSpec;
export const STEP = { kind: 'step' } as const satisfies FieldSpec;
export const WHOLE = { kind: 'whole' } as const satisfies FieldSpec;
export const FLAG = { kind: 'flag' } as const satisfies FieldSpec;
export const FILES = { kind: 'files' } as const satisfies FieldSpec;
export const SERVER = { kind: 'server' } as const satisfies FieldSpec;
export const KEPT = { kind: 'server', kept: true } as const satisfies FieldSpec;
export const group = <const Of extends Fields>(fields: Of) => ({ kind: 'group', fields }) as const;
export const site = (among: SitesAmong) => ({ kind: 'site', among }) as const satisfies FieldSpec;
export const choice = <const Of extends readonly string[]>(of: Of) => ({ kind: 'choice', of }) as const;

/** The same field, which may be left out. */
export const optional = <Spec extends FieldSpec>(spec: Spec): Spec & { readonly optional: true } => ({ ...spec, optional: true });
/** The same field, with a word to programs. */
export const noted = <Spec extends FieldSpec>(spec: Spec, note: string): Spec & { readonly note: string } => ({ ...spec, note });
/** The same field, which a record of another system may lack. */
export const unstated = <Spec extends FieldSpec>(spec: Spec): Spec & { readonly unstated: true } => ({ ...spec, unstated: true });

/** `name1` to `nameN`: the same optional field several times. */
export const counted = (count: number, name: (nth: number) => string, spec: FieldSpec): Fields =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i + 1), optional(spec)]));

type ValueOf<Spec extends FieldSpec> = Spec extends { readonly kind: 'choice'; readonly of: readonly (infer One)[] }
  ? One
  : Spec extends { readonly kind: 'group'; readonly fields: infer Of extends Fields }
    ? GivenOf<Of>
    : Spec extends { readonly kind: 'step' | 'whole' }
      ? number
      : Spec extends { readonly kind: 'flag' }
        ? true
        : Spec extends { readonly kind: 'files' }
          ? readonly Json[]
          : string;
type Lackable = { readonly optional: true } | { readonly kind: 'flag' | 'files' };

/** What `readFields` gives back for a description, as a type. */
export type GivenOf<Of extends Fields> = {
  readonly [Name in keyof Of as Of[Name] extends Lackable ? never : Name]: ValueOf<Of[Name]>;
} & {
  readonly [Name in keyof Of as Of[Name] extends Lackable ? Name : never]?: ValueOf<Of[Name]>;
};

/** What a page of the desk was sent, as a step takes it: a box that is ticked is said. */
export const withTicks = (fields: Fields, typed: { readonly [name: string]: string }): JsonObject =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, fields[name]?.kind === 'flag' ? text === 'yes' : text]));

/** The names that a form or a request may fill in. */
export const givenNames = (fields: Fields): readonly string[] => Object.keys(fields).filter((name) => fields[name]?.kind !== 'server');

const isAbsent = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

const WHOLE_MAX = 999_999_999;

const readWhole = (name: string, value: Json, refused: 'field_choice' | 'field_whole'): Json | Refusal => {
  const n = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 0 && n <= WHOLE_MAX ? n : refuse(refused, { field: name });
};

const readWords = (
  name: string,
  spec: FieldSpec & { kind: 'line' | 'text' },
  value: Json,
  mayLack: boolean,
): Json | Refusal | undefined => {
  if (typeof value !== 'string') return refuse('field_type', { field: name });
  const { text } = readText(value, spec.kind);
  return checkText(name, text, spec.kind, mayLack) ?? (mayLack && isBlank(text) ? undefined : text);
};

const NAME_FAULTS = { 'value.invalid': 'field_too_long', word: 'name_word', too_fine: 'name_too_fine' } as const;

/** A public name as it is kept; refused where it says more than a place, or too much. */
export const readName = (name: string, max: number, value: Json, mayLack: boolean): Json | Refusal | undefined => {
  const text = readWords(name, { kind: 'line' }, value, mayLack);
  const fault = typeof text === 'string' ? placeNameFault(text, max) : undefined;
  if (fault) return refuse(NAME_FAULTS[fault.code], { field: name, ...fault.data });
  return typeof text === 'string' && (findPattern(text) !== undefined || hasMobile(text)) ? refuse('names_person', { field: name }) : text;
};

/** What a field that is left out is refused as, where it is no choice. */
const LACKING: { readonly [kind: string]: 'field_date' | 'field_moment' | 'field_whole' } = {
  day: 'field_date',
  moment: 'field_moment',
  whole: 'field_whole',
};

const MINUTES = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/** The instant that a minute of a field of the kind `moment` is in a zone; undefined for text that is none. */
export const momentIn = (text: Json | undefined, zone: string): Instant | undefined => {
  const [, day = '', hours, minutes] = (typeof text === 'string' ? MINUTES.exec(text) : null) ?? [];
  const date = parsePlainDate(day);
  return date === undefined ? undefined : atWallTime(date, Number(hours) * 60 + Number(minutes), zone);
};

/** The minute that the clocks of a zone show at an instant, as a field of the kind `moment` has it. */
export const minuteText = (at: Instant, zone: string): string => {
  const { date, hour, minute } = wallTime(at, zone);
  return `${date}T${[hour, minute].map((part) => String(part).padStart(2, '0')).join(':')}`;
};

/** One field as the decider gets it; undefined where it was left out and may be. */
const readOne = (name: string, spec: FieldSpec, value: Json | undefined, imported: boolean): Json | Refusal | undefined => {
  const mayLack = spec.optional === true || (imported && spec.unstated === true);
  if (spec.kind === 'line' || spec.kind === 'text') return readWords(name, { ...spec, kind: spec.kind }, value ?? '', mayLack);
  if (spec.kind === 'name') return readName(name, spec.max ?? NAME_MAX, value ?? '', mayLack);
  if (isAbsent(value) || value === undefined) {
    if (mayLack || spec.kind === 'flag' || spec.kind === 'files' || spec.kind === 'server' || spec.kind === 'id') return undefined;
    return refuse(LACKING[spec.kind] ?? 'field_choice', { field: name });
  }
  switch (spec.kind) {
    case 'choice':
      return spec.of.some((it) => it === value) ? value : refuse('field_choice', { field: name });
    case 'day':
      return typeof value === 'string' && parsePlainDate(value) !== undefined ? value : refuse('field_date', { field: name });
    case 'moment':
      return momentIn(value, 'UTC') === undefined ? refuse('field_moment', { field: name }) : value;
    case 'step':
      return readWhole(name, value, 'field_choice');
    case 'whole':
      return readWhole(name, value, 'field_whole');
    case 'id':
    case 'site':
    case 'part':
      return typeof value === 'string' && value.length <= ID_MAX ? value : refuse('field_choice', { field: name });
    case 'flag':
      return value === true ? true : refuse('field_choice', { field: name });
    case 'group':
      return isJsonObject(value) ? readFields(spec.fields, value, imported) : refuse('field_type', { field: name });
    case 'files':
    case 'server':
      return value;
  }
};

/**
 * Reads what a command was given, by its description: what is not described is refused, what is wrong is refused at its field, in the order
 * of the description, and what is typed comes back as it is kept. `imported` is a record of another system, which may lack some of it.
 */
export const readFields = (fields: Fields, input: JsonObject, imported = false): JsonObject | Refusal => {
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(fields, name) && input[name] !== undefined);
  if (unknown !== undefined) return refuse('field_unknown', { field: unknown });
  const read: { [name: string]: Json } = {};
  for (const [name, spec] of Object.entries(fields)) {
    const value = readOne(name, spec, Object.hasOwn(input, name) ? input[name] : undefined, imported);
    if (isRefusal(value)) return value;
    if (value !== undefined) read[name] = value;
  }
  return read;
};
