import type { Threat } from './threats.ts';

/** What is promised about joint decisions, beside the promises of threats.ts. */
export const CONFERENCE_THREATS: readonly Threat[] = [
  {
    promise:
      'An agenda names nothing that the office which calls may not see, and tells nobody below that a filer went to the office above',
    against: {
      clerk: ['impossible', 'the server draws it; what is brought is looked up for the eyes of who brings it'],
      head: ['visible', 'may tell a number in words of a decision: it stands in the log under that post'],
      thief: ['costly', 'numbers of items stand in ciphertext; rows have none'],
      root: ['only promised', ''],
    },
    shownBy: [
      'names nothing that the head who called could not open: each item is opened the usual way',
      'is the same, byte for byte, before and after a filer went to the office above (G6)',
      'is refused alike where it does not exist, where the office may not see it, and where no agenda may name it',
    ],
  },
  {
    promise: 'Nothing comes before a meeting by who filed it, how often, by which way or with how many',
    against: {
      clerk: ['impossible', 'an item has no such field'],
      head: ['costly', 'may bring one by its number, and says so under the name of the office'],
      thief: ['impossible', ''],
      root: ['visible', 'another order is another build; what stood on the agenda stands in the log'],
    },
    shownBy: [
      'is in the order of how long something waits, and of numbers where that is the same; nothing else counts',
      'holds no word and nothing of who filed: number, kind, why, office, subject, place, day',
    ],
  },
  {
    promise: 'What offices have decided does not go to sleep: each decision is late the day after its day, and says so',
    against: {
      clerk: ['impossible', ''],
      head: ['visible', 'may extend it once, before its day, with a reason, or leave it late: both are seen'],
      thief: ['impossible', ''],
      root: ['visible', 'the day stands in the leaf of its step'],
    },
    shownBy: [
      'has what was not done by its day late on the list the day after, and the office that called owes taking it up',
      'is extended once, with a reason, and before its day',
    ],
  },
];
