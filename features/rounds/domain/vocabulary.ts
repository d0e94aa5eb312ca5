import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a round can hold. Closed (G2). */
export const EVENTS = [
  'round_opened',
  'deliverable_asked',
  'tours_asked',
  'dates_moved',
  'deliverable_moved',
  'tours_moved',
  'deliverable_handed_in',
  'tour_made',
  'tours_complete',
  'round_ended',
  'round_closed',
  'deadline_passed',
] as const;
export type RoundEventKind = (typeof EVENTS)[number];

/** What a round is about (G22): a hazard, a trade, a season, a term or a holiday; never a political date, a group of people or a belief. */
export const SUBJECTS = [
  'fire',
  'gas',
  'electricity',
  'food',
  'drinking_water',
  'buildings',
  'building_works',
  'drains',
  'road_traffic',
  'school_buses',
  'school_surroundings',
  'special_equipment',
  'dangerous_goods',
  'illegal_production',
  'confined_spaces',
  'flood_season',
  'heating_season',
  'summer_heat',
  'term_begins',
  'holiday',
] as const;

/** What a phase yields (functions.md 11.01). The closing report is the round's own end; the others are handed in by each office. */
export const DELIVERABLES = ['plan', 'checks', 'look_back', 'open_points', 'closing_report'] as const;
export type Deliverable = (typeof DELIVERABLES)[number];

/** Phases in which sites are looked at. */
export const LOOKING: readonly Deliverable[] = ['checks', 'look_back'];

/** How many phases a round may have; the plans have four. */
export const PHASES_MAX = 5;
/** How many offices a round may cover. */
export const OFFICES_MAX = 12;
/** How many tours may be asked for; the plans ask three. */
export const TOURS_MAX = 20;

/** Why dates are moved, always to later ones: said publicly. */
export const MOVES = ['weather', 'emergency_elsewhere', 'more_sites', 'holiday_between', 'by_order'] as const;

/** What a tour looks at in an office (functions.md 11.06): its duties, never who does them. */
export const TOUR_POINTS = [
  'plan_filed',
  'own_checks',
  'records_true',
  'open_hazards',
  'listed_hazards',
  'posts_named',
  'letters_signed',
  'roster_kept',
  'drills_held',
  'equipment_ready',
] as const;

interface RoundWords {
  readonly event: RoundEventKind;
  readonly duty: 'hand_in' | 'make_tours' | 'close_round';
  readonly party: 'leading_office' | 'covered_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'round';
}

/** The words of rounds: who leads one, whom it covers, and what each owes the other. */
export const ROUND: Vocabulary<RoundWords> = {
  packs: ['round'],
  events: EVENTS,
  duties: {
    hand_in: { meets: ['deliverable_handed_in', 'deliverable_moved'] },
    make_tours: { meets: ['tours_complete', 'tours_moved'] },
    close_round: { meets: ['round_closed'] },
  },
  parties: {
    leading_office: { level: 0, label: { 'zh-CN': '牵头单位', en: 'the office that leads it' } },
    covered_office: { level: 0, label: { 'zh-CN': '参加单位', en: 'an office that it covers' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['round_opened', 'deliverable_asked', 'tours_asked', 'round_ended'],
  first: 'round_opened',
  promise: { event: 'deliverable_asked', duty: 'hand_in' },
  task: { events: ['tours_asked'], duty: 'make_tours' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
