import type { SaidIn } from '../kernel/language/words.ts';

/** The tables of words of joint decisions; part of `Tables`. */
export interface MeetingTables {
  readonly 'conferences/desk/words.STEPS': SaidIn<typeof import('../features/conferences/desk/words.ts').STEPS>;
  readonly 'conferences/desk/words.EVENTS': SaidIn<typeof import('../features/conferences/desk/words.ts').EVENTS>;
  readonly 'conferences/desk/words.OWED': SaidIn<typeof import('../features/conferences/desk/words.ts').OWED>;
  readonly 'conferences/desk/words.MEETING_WORDS': SaidIn<typeof import('../features/conferences/desk/words.ts').MEETING_WORDS>;
  readonly 'conferences/desk/words.WHY_WORDS': SaidIn<typeof import('../features/conferences/desk/words.ts').WHY_WORDS>;
  readonly 'conferences/desk/words.KIND_WORDS': SaidIn<typeof import('../features/conferences/desk/words.ts').KIND_WORDS>;
  readonly 'conferences/desk/words.REASON_WORDS': SaidIn<typeof import('../features/conferences/desk/words.ts').REASON_WORDS>;
  readonly 'conferences/desk/words.FIELDS': SaidIn<typeof import('../features/conferences/desk/words.ts').FIELDS>;
  readonly 'conferences/desk/words.HEAD': SaidIn<typeof import('../features/conferences/desk/words.ts').HEAD>;
  readonly 'conferences/desk/words.SEATS': SaidIn<typeof import('../features/conferences/desk/words.ts').SEATS>;
  readonly 'conferences/desk/words.LINKS': SaidIn<typeof import('../features/conferences/desk/words.ts').LINKS>;
  readonly 'conferences/desk/page-words.CONFERENCES': SaidIn<typeof import('../features/conferences/desk/page-words.ts').CONFERENCES>;
  readonly 'conferences/desk/page-words.PAPER': SaidIn<typeof import('../features/conferences/desk/page-words.ts').PAPER>;
  readonly 'conferences/desk/taken-words.TAKEN_STEPS': SaidIn<typeof import('../features/conferences/desk/taken-words.ts').TAKEN_STEPS>;
  readonly 'conferences/desk/taken-words.TAKEN_EVENTS': SaidIn<typeof import('../features/conferences/desk/taken-words.ts').TAKEN_EVENTS>;
  readonly 'conferences/desk/taken-words.TAKEN_OWED': SaidIn<typeof import('../features/conferences/desk/taken-words.ts').TAKEN_OWED>;
  readonly 'conferences/desk/taken-words.TAKEN_FIELDS': SaidIn<typeof import('../features/conferences/desk/taken-words.ts').TAKEN_FIELDS>;
  readonly 'conferences/desk/taken-words.GIVEN_UP_WORDS': SaidIn<
    typeof import('../features/conferences/desk/taken-words.ts').GIVEN_UP_WORDS
  >;
  readonly 'conferences/desk/taken-words.TAKEN_HEAD': SaidIn<typeof import('../features/conferences/desk/taken-words.ts').TAKEN_HEAD>;
  readonly 'conferences/desk/taken-words.TAKEN_LIST': SaidIn<typeof import('../features/conferences/desk/taken-words.ts').TAKEN_LIST>;
  readonly 'conferences/portal/decisions.WORDS': SaidIn<typeof import('../features/conferences/portal/decisions.page.tsx').WORDS>;
  readonly 'portal/conference-sentences.CONFERENCE_SENTENCES': SaidIn<
    typeof import('../portal/sentences/conference-sentences.ts').CONFERENCE_SENTENCES
  >;
}
