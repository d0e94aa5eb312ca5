import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a letter of duty can hold. Closed (G2). */
export const EVENTS = [
  'letter_drawn',
  'letter_changed',
  'letter_signed',
  'letter_taken_on',
  'letter_returned',
  'renewal_opened',
  'letter_ended',
  'deadline_passed',
] as const;
export type LetterEventKind = (typeof EVENTS)[number];

/** Why a letter ends before its day. */
export const ENDINGS = ['post_abolished', 'site_ended', 'replaced', 'drawn_in_error'] as const;

interface LetterWords {
  readonly event: LetterEventKind;
  readonly duty: 'sign_letter' | 'take_on_letter' | 'put_letter_right' | 'renew_letter';
  readonly party: 'handing_office' | 'holding_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'letter';
}

/** The words of letters of duty: an office hands one out, a post takes it on. Duty and place, never a person (G21). */
export const LETTER: Vocabulary<LetterWords> = {
  packs: ['letter'],
  events: EVENTS,
  duties: {
    sign_letter: { meets: ['letter_signed', 'letter_changed', 'letter_ended'] },
    take_on_letter: { meets: ['letter_taken_on', 'letter_returned', 'letter_changed', 'letter_ended'] },
    put_letter_right: { meets: ['letter_changed', 'letter_ended'] },
    renew_letter: { meets: ['letter_changed', 'letter_ended'] },
  },
  parties: {
    handing_office: { level: 0, label: { 'zh-CN': '发出单位', en: 'the office that hands it out' } },
    holding_office: { level: 0, label: { 'zh-CN': '承担岗位所在单位', en: 'the office of the post that takes it on' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['letter_drawn', 'letter_changed', 'letter_signed', 'letter_returned', 'renewal_opened'],
  first: 'letter_drawn',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
