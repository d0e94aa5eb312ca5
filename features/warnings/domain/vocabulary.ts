import type { IncidentKind } from '../../../kernel/incident/kinds.ts';
import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a warning can hold. Closed (G2). */
export const EVENTS = [
  'warning_issued',
  'warning_adjusted',
  'warning_kept',
  'places_told',
  'warning_lifted',
  'warning_ended',
  'deadline_passed',
] as const;
export type WarningEventKind = (typeof EVENTS)[number];

/** What can be warned of: what nature does, and what fails. Never something that people do together (G12). */
export const HAZARDS = [
  'flood',
  'typhoon',
  'landslide',
  'earthquake',
  'heat_cold',
  'fire',
  'drowning',
  'infectious',
  'food',
  'water',
  'gas',
  'power',
  'dangerous_goods',
  'building',
  'traffic',
  'special_equipment',
  'it_outage',
  'animal',
] as const satisfies readonly IncidentKind[];
export type WarningHazard = (typeof HAZARDS)[number];

/** I to IV. */
export const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
export type WarningLevel = (typeof LEVELS)[number];

export const SOURCES = ['own_observation', 'office_above', 'cap_message'] as const;
export type WarningSource = (typeof SOURCES)[number];

/** Who signed at the office above. */
export const SIGNERS = ['head', 'duty'] as const;

/** How places were told. */
export const WAYS = ['telephone', 'message', 'loudspeaker', 'notice', 'in_person'] as const;

/** Why it was lifted. */
export const REASONS = ['danger_gone', 'moved_on', 'issued_by_mistake'] as const;

/** So many hours from the step that says so a warning holds at most; whoever still sees the danger says it again, with its source (G12). */
export const HOURS_MAX = 72;

/** So many places and so many offices it may name. */
export const AREAS_MAX = 3;

interface WarningWords {
  readonly event: WarningEventKind;
  readonly duty: 'tell_places' | 'look_again';
  readonly party: 'warning_office' | 'warned_places';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'warning';
}

/** The words of warnings: an office warns places of a hazard, tells them, looks again, lifts. Places, never people. */
export const WARNING: Vocabulary<WarningWords> = {
  packs: ['warning'],
  events: EVENTS,
  duties: {
    // Once nothing is warned of any more, there is nobody left to tell of it.
    tell_places: { meets: ['places_told', 'warning_lifted', 'warning_ended'] },
    look_again: { meets: ['warning_kept', 'warning_adjusted', 'warning_lifted', 'warning_ended'] },
  },
  parties: {
    warning_office: { level: 0, label: { 'zh-CN': '发布单位', en: 'the office that warns' } },
    warned_places: { level: 0, label: { 'zh-CN': '预警范围内的单位和场所', en: 'places in the area' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['warning_issued', 'warning_adjusted', 'warning_kept', 'warning_lifted'],
  first: 'warning_issued',
  promise: null,
  task: null,
  renews: ['warning_kept', 'warning_adjusted'],
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
