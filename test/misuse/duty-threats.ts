import type { Threat } from './threats.ts';

/** What is promised about duty, beside the promises of threats.ts. */
export const DUTY_THREATS: readonly Threat[] = [
  {
    promise: 'A roster shows who is on duty to colleagues alone, and who it was for a year; nothing counts what somebody did',
    against: {
      clerk: ['impossible', 'of other offices: posts alone. Of one’s own office it is shown, since it is kept by it'],
      head: ['costly', 'somebody may copy the sheet from the wall, month after month'],
      thief: ['costly', 'the accounts of the last year; of older months none is there, and nothing links two months'],
      root: ['costly', 'the same, and older copies of the database'],
    },
    shownBy: [
      'a roster keeps posts and no account, and everything still agrees',
      'to everybody is post, hours and number: never an account',
      'to the office above is the post, and not the account',
      'are said by oneself, seen by nobody else, kept from the search, and gone a month after',
    ],
  },
  {
    promise: 'A seat is filled by whoever holds its post, one at a time and rested, and is not left empty',
    against: {
      clerk: ['impossible', 'the database refuses it, at the same moment from two sides, too'],
      head: ['impossible', 'in an emergency, too'],
      thief: ['impossible', ''],
      root: ['costly', 'can lift the rules of the database; reconcile names what is broken'],
    },
    shownBy: [
      'what two commit at the same moment, each of which would be right alone',
      'break no rule, whatever they ask, take and are allowed',
    ],
  },
];
