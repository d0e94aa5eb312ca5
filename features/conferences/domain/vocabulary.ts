import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a conference can hold. Closed (G2). */
export const EVENTS = [
  'conference_called',
  'agenda_drawn',
  'item_added',
  'item_removed',
  'conference_opened',
  'conference_called_off',
  'item_decided',
  'item_put_off',
  'day_set',
  'day_moved',
  'minutes_signed',
  'minutes_sent',
  'minutes_countersigned',
  'dissent_stated',
  'decision_kept',
  'decision_confirmed',
  'decision_not_confirmed',
  'decision_extended',
  'late_pressed',
  'conference_closed',
  'deadline_passed',
] as const;
export type ConferenceEventKind = (typeof EVENTS)[number];

/** What a conference is called: its rhythm and who meets (functions.md S13). None is about who may travel, or what somebody has written. */
export const MEETINGS = [
  'weekly',
  'monthly_members',
  'monthly_improvement',
  'on_call',
  'school_safety',
  'town_twice_monthly',
  'town_quarterly',
  'community_monthly',
  'places_half_monthly',
  'safety_committee',
  'service_units',
  'village_committee',
  'old_matters',
] as const;
export type Meeting = (typeof MEETINGS)[number];

/** Why something stands on an agenda. Never who filed it, how often, or by which way. */
export const WHYS = ['supervised', 'naming', 'referral', 'listed', 'overdue', 'brought'] as const;
export type Why = (typeof WHYS)[number];

/** Kinds of entities that an agenda may name: none of a person, none that an independent door takes, no help, no mediation. */
export const ITEM_KINDS = ['matter', 'hazard', 'round', 'conference'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Kinds of matters that an agenda may name. A report of a danger may be about the office that reads it, and stays away. */
export const ITEM_MATTERS = ['grievance', 'suggestion'] as const;

/** Why something is taken off before the conference opens: it stays visible with this. */
export const REMOVALS = ['done_meanwhile', 'dealt_with_elsewhere', 'other_offices_needed', 'put_on_in_error'] as const;
/** Why nothing was decided on an item. */
export const PUT_OFFS = ['next_meeting', 'done_meanwhile', 'facts_missing', 'other_offices_needed'] as const;
/** Why a conference does not take place. */
export const CALL_OFFS = ['nothing_to_decide', 'emergency_elsewhere', 'moved_to_another_day', 'called_in_error'] as const;

/** How many offices may be called beside the one that calls. */
export const OFFICES_MAX = 12;
/** How many items an agenda holds: those that wait longest. */
export const AGENDA_MAX = 60;
/** How long a public line of a decision is, in code points. */
export const PUBLIC_LINE_MAX = 60;

interface ConferenceWords {
  readonly event: ConferenceEventKind;
  readonly duty:
    | 'hold_conference'
    | 'sign_minutes'
    | 'countersign_minutes'
    | 'close_conference'
    | 'keep_decision'
    | 'confirm_decision'
    | 'press_decision';
  readonly party: 'calling_office' | 'called_office' | 'deciding_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'conference';
}

/** The words of joint decisions: who calls a conference, who takes part, and which office owes what was decided. */
export const CONFERENCE: Vocabulary<ConferenceWords> = {
  packs: ['conference'],
  events: EVENTS,
  duties: {
    hold_conference: { meets: ['conference_opened', 'conference_called_off'] },
    sign_minutes: { meets: ['minutes_signed'] },
    countersign_minutes: { meets: ['minutes_countersigned', 'dissent_stated'] },
    close_conference: { meets: ['conference_closed'] },
    keep_decision: { meets: ['decision_kept', 'day_moved'] },
    confirm_decision: { meets: ['decision_confirmed', 'decision_not_confirmed'] },
    press_decision: { meets: ['late_pressed'] },
  },
  parties: {
    calling_office: { level: 0, label: { 'zh-CN': '召集单位', en: 'the office that calls it' } },
    called_office: { level: 0, label: { 'zh-CN': '参加单位', en: 'an office that takes part' } },
    deciding_office: { level: 0, label: { 'zh-CN': '承办单位', en: 'the office that owes what was decided' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['conference_called', 'conference_opened', 'minutes_signed', 'minutes_sent', 'day_set', 'decision_kept'],
  first: 'conference_called',
  each: ['minutes_sent', 'decision_kept'],
  promise: { event: 'day_set', duty: 'keep_decision' },
  task: { events: ['conference_called'], duty: 'hold_conference' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
  meetings: MEETINGS,
};

/** Every kind of fact that a matter taken by a head can hold. Closed (G2). */
export const TAKEN_EVENTS = ['matter_taken', 'plan_changed', 'taken_concluded', 'taken_given_up', 'deadline_passed'] as const;
export type TakenEventKind = (typeof TAKEN_EVENTS)[number];

/** Why a head gives a matter up before it is decided. */
export const GIVEN_UP = ['matter_over', 'post_changes', 'taken_in_error'] as const;

interface TakenWords {
  readonly event: TakenEventKind;
  readonly duty: 'conclude_taken';
  readonly party: 'taking_office' | 'matter_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'taken_matter';
}

/** The words of matters that a head takes (functions.md 13.11): one matter by its number, one post, one plan. Nothing of who filed it. */
export const TAKEN: Vocabulary<TakenWords> = {
  packs: ['taken_matter'],
  events: TAKEN_EVENTS,
  duties: { conclude_taken: { meets: ['taken_concluded', 'taken_given_up'] } },
  parties: {
    taking_office: { level: 0, label: { 'zh-CN': '牵头负责人所在单位', en: 'the office of the head who takes it' } },
    matter_office: { level: 0, label: { 'zh-CN': '承办这件事的单位', en: 'the office that has the matter' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['matter_taken'],
  first: 'matter_taken',
  promise: null,
  task: { events: ['matter_taken'], duty: 'conclude_taken' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
