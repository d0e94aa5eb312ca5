import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';
import { INCIDENT_KINDS } from '../../../kernel/incident/kinds.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';

/** Every kind of fact an incident, or a drill of one, can hold. Closed (G2, G12). */
export const EVENTS = [
  'word_received',
  'incident_began',
  'report_owed',
  'stood_down',
  'drill_began',
  'graded',
  'called_out',
  'step_called',
  'call_acknowledged',
  'call_declined',
  'call_arrived',
  'on_the_scene',
  'call_out_ended',
  'call_entered',
  'call_countersigned',
  'rescue_called',
  'head_told',
  'others_told',
  'report_sent',
  'report_taken',
  'report_returned',
  'paper_entered',
  'peer_report_received',
  'peer_report_taken',
  'told_first',
  'told_written',
  'told_again',
  'told_toll',
  'told_final',
  'onward_owed',
  'further_sent',
  'told_further',
  'toll_stated',
  'toll_changed',
  'command_taken',
  'command_handed',
  'task_set',
  'task_done',
  'situation_written',
  'level_set',
  'level_ended',
  'alarm_given',
  'all_out',
  'counted',
  'fault_noted',
  'danger_over',
  'final_owed',
  'fault_found',
  'investigation_extended',
  'appraisal_held',
  'investigation_reported',
  'investigation_decided',
  'measures_looked_at',
  'drill_assessed',
  'review_written',
  'lesson_set',
  'lesson_done',
  'closed',
  'erased',
  'deadline_passed',
] as const;
export type IncidentEventKind = (typeof EVENTS)[number];

/** By how bad it is, from the shortest clock to the longest (AR art. 3); `none`: nobody hurt and little damaged. */
export const GRADES = ['extreme', 'major', 'larger', 'general', 'none'] as const;
export type IncidentGrade = (typeof GRADES)[number];

/** Who said so first, as a post chooses it; `peer` is said by the machine, where another installation has told it. Never who in person. */
export const SOURCES = ['own_post', 'duty_call', 'site', 'public_word', 'office_above', 'warning', 'alarm_system'] as const;

/** Whom a post rang. */
export const RUNG = [
  'fire_brigade',
  'ambulance',
  'police',
  'traffic_police',
  'head',
  'office_above',
  'authority',
  'guardians',
  'other_office',
] as const;
export type Rung = (typeof RUNG)[number];

/** What is told upstairs (AR art. 12, 13; 总局令21). */
export const REPORTS = ['first', 'written', 'again', 'toll', 'final'] as const;
export type Report = (typeof REPORTS)[number];

/** How it is known that a report reached somebody. Sent is none of them. */
export const PROOFS = ['taken_here', 'call', 'peer', 'paper'] as const;

/** What was wrong with a report, each by its own definition and never one for the other (应急部令14 (2024)). */
export const FAULTS = ['late', 'omitted', 'false', 'concealed'] as const;

/** People only as counts (G11). */
export const TOLL = ['dead', 'missing', 'injured', 'evacuated'] as const;

/** Levels of an office's own response (functions.md 8.15): routine needs no order. */
export const LEVELS = ['strengthened', 'extraordinary'] as const;
/** A level ends within so many hours (G12). */
export const LEVEL_HOURS_MAX = 72;

/** Who is in command once it is handed over. */
export const COMMANDS = ['fire_brigade', 'ambulance', 'police', 'office_above', 'authority'] as const;

/** Groups of a plan (functions.md 9.02). */
export const GROUPS = ['command', 'fighting', 'communication', 'evacuation', 'protection', 'logistics', 'scene', 'liaison'] as const;

interface IncidentWords {
  readonly event: IncidentEventKind;
  readonly duty:
    | 'verify_word'
    | 'grade_incident'
    | 'call_rescue'
    | 'tell_head'
    | 'tell_others'
    | 'call_out'
    | 'arrive'
    | 'end_danger'
    | 'report_first'
    | 'report_written'
    | 'report_again'
    | 'report_toll'
    | 'report_final'
    | 'toll_window'
    | 'take_report'
    | 'report_further'
    | 'take_further'
    | 'investigate'
    | 'decide_investigation'
    | 'look_at_measures'
    | 'assess_drill'
    | 'write_review'
    | 'keep_lesson';
  readonly party: 'incident_office' | 'incident_above' | 'incident_top' | 'learning_office';
  readonly notice: never;
  readonly grade: IncidentGrade;
  readonly pack: 'incident';
}

/** The words of incidents: who knew, whom to call, who has to be told within which minutes, and what is learnt from it. */
export const INCIDENT: Vocabulary<IncidentWords> = {
  packs: ['incident'],
  events: EVENTS,
  duties: {
    verify_word: { meets: ['incident_began', 'stood_down'] },
    grade_incident: { meets: ['graded'] },
    call_rescue: { meets: ['rescue_called'] },
    tell_head: { meets: ['head_told'] },
    tell_others: { meets: ['others_told'] },
    call_out: { meets: ['called_out'] },
    arrive: { meets: ['on_the_scene'] },
    end_danger: { meets: ['danger_over'] },
    report_first: { meets: ['told_first', 'told_written', 'told_final'] },
    report_written: { meets: ['told_written', 'told_final'] },
    report_again: { meets: ['told_again', 'told_final'] },
    report_toll: { meets: ['told_toll', 'told_final'] },
    report_final: { meets: ['told_final'] },
    toll_window: { meets: ['closed'], rightOf: ['incident_office'] },
    take_report: { meets: ['report_taken', 'report_returned', 'peer_report_taken'] },
    report_further: { meets: ['told_further'] },
    take_further: { meets: ['told_further'] },
    investigate: { meets: ['investigation_reported'] },
    decide_investigation: { meets: ['investigation_decided'] },
    look_at_measures: { meets: ['measures_looked_at'] },
    assess_drill: { meets: ['drill_assessed'] },
    write_review: { meets: ['review_written'] },
    keep_lesson: { meets: ['lesson_done'] },
  },
  parties: {
    incident_office: { level: 0, label: { 'zh-CN': '处置单位', en: 'the office that deals with it' } },
    incident_above: { level: 0, label: { 'zh-CN': '上级单位', en: 'the office above' } },
    incident_top: { level: 0, label: { 'zh-CN': '再上一级单位', en: 'the office above that one' } },
    learning_office: { level: 0, label: { 'zh-CN': '落实整改的单位', en: 'the office that puts a lesson into practice' } },
  },
  grades: GRADES,
  grading: {
    by: 'incident_began',
    changedBy: 'graded',
    usual: 'none',
    later: ['report_owed', 'told_first', 'told_again', 'investigation_reported'],
    tellsOnly: true,
  },
  notices: {},
  opened: null,
  starts: [
    'word_received',
    'incident_began',
    'report_owed',
    'told_first',
    'onward_owed',
    'told_again',
    'toll_changed',
    'report_sent',
    'peer_report_received',
    'further_sent',
    'danger_over',
    'final_owed',
    'investigation_reported',
    'investigation_decided',
    'lesson_set',
  ],
  first: 'word_received',
  beside: ['incident_began', 'report_owed'],
  known: ['word_received', 'incident_began', 'report_owed'],
  each: ['report_sent', 'peer_report_received'],
  promise: { event: 'lesson_set', duty: 'keep_lesson' },
  task: null,
  renews: ['told_again'],
  facts: { fields: INCIDENT_KINDS, sites: SITE_CLASSES },
  excludes: ['appraisal_held'],
  extends: 'investigation_extended',
  withdrawal: null,
  direction: null,
};

/** The same words, of a drill: packs, clocks, duties and figures of its own kind, so that none of it is ever counted as the real thing (G22). */
export const DRILL: Vocabulary = {
  ...INCIDENT,
  packs: ['drill'],
  duties: { ...INCIDENT.duties, toll_window: { meets: ['closed'], rightOf: ['drill_office'] } },
  parties: {
    drill_office: { level: 0, label: { 'zh-CN': '演练单位', en: 'the office that holds the drill' } },
    drill_above: { level: 0, label: { 'zh-CN': '演练单位的上级', en: 'the office above the one that holds the drill' } },
    drill_learning: { level: 0, label: { 'zh-CN': '落实演练所得的单位', en: 'the office that puts a lesson of a drill into practice' } },
  },
  starts: ['drill_began', 'report_sent', 'told_first', 'told_again', 'danger_over', 'lesson_set'],
  first: 'drill_began',
  beside: [],
  known: [],
};
