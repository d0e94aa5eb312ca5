import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a consultation can hold. Closed (G2). None names a comment, its words, or the hour at which one came. */
export const EVENTS = [
  'consultation_opened',
  'period_set',
  'period_prolonged',
  'group_made',
  'group_answered',
  'all_answered',
  'publishing_ordered',
  'words_published',
  'publishing_done',
  'consultation_decided',
  'consultation_dropped',
  'breach_opened',
  'breach_explained',
  'deadline_passed',
] as const;
export type ConsultationEventKind = (typeof EVENTS)[number];

/** What became of the draft. */
export const OUTCOMES = ['as_drafted', 'changed', 'not_made'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a draft is taken back before anything is decided. */
export const DROPS = ['superseded', 'no_longer_needed', 'opened_in_error'] as const;

/** What everybody sees of a decision that did not wait: for the end of the period, or for the answers. */
export const BREACHES = ['early', 'unanswered'] as const;
export type BreachKind = (typeof BREACHES)[number];

/** How many questions may be asked, and how many groups may be made. */
export const QUESTIONS_MAX = 10;
export const GROUPS_MAX = 200;
/** How long the title is at most, in code points. */
export const TITLE_MAX = 60;
/** How many comments one event publishes. */
export const WORDS_A_PAGE = 50;

interface ConsultationWords {
  readonly event: ConsultationEventKind;
  readonly duty: 'answer_comments' | 'decide_draft' | 'publish_words' | 'explain_breach';
  readonly party: 'consulting_office' | 'everybody';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'consultation';
}

/** The words of a consultation: a draft, a period, and what its office owes to all who spoke. */
export const CONSULTATION: Vocabulary<ConsultationWords> = {
  packs: ['consultation'],
  events: EVENTS,
  duties: {
    answer_comments: { meets: ['all_answered', 'period_set'] },
    decide_draft: { meets: ['consultation_decided', 'consultation_dropped', 'period_set'] },
    publish_words: { meets: ['publishing_ordered', 'period_set'] },
    explain_breach: { meets: ['breach_explained'] },
  },
  parties: {
    consulting_office: { level: 0, label: { 'zh-CN': '征求意见的单位', en: 'the office that consults' } },
    everybody: { level: null, label: { 'zh-CN': '所有人', en: 'everybody' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['period_set', 'breach_opened'],
  first: 'consultation_opened',
  beside: ['period_set'],
  each: ['breach_opened'],
  onDay: ['period_set'],
  renews: ['period_set'],
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
  periods: true,
};
