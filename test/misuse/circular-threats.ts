import type { Threat } from './threats.ts';

/** What is promised about circulars, beside the promises of threats.ts. */
export const CIRCULAR_THREATS: readonly Threat[] = [
  {
    promise: 'An office has received a circular only where one of its posts said so, and late or never stays visible',
    against: {
      clerk: ['impossible', 'each office answers for itself; nothing that anybody else does is a receipt'],
      head: ['visible', 'may take it back or close the board: who was late by then stays late'],
      thief: ['impossible', ''],
      root: ['visible', 'days and posts stand in the leaves of the steps'],
    },
    shownBy: [
      'says of an office only what it said itself: silence never becomes an answer',
      'is late the day after, may still come, and stays late with both days',
      'of a circular that is taken back owes nothing more, and what was late is not erased',
    ],
  },
  {
    promise: 'A circular orders nothing about persons: it has no field for one, no remark, and no office is ranked by it',
    against: {
      clerk: ['costly', 'words of control are refused in title and words; other words may say it and stand in the log'],
      head: ['costly', 'may write it on paper: this system neither helps nor stops that'],
      thief: ['costly', 'words lie in ciphertext; titles in the clear'],
      root: ['costly', 'may read words with the keys of the machine'],
    },
    shownBy: [
      'is refused at the field that is wrong',
      'is said by a post of the office, once, and says the post and the time and nothing else',
    ],
  },
];
