import type { Threat } from './threats.ts';

/** What is promised about emergency plans and warnings, beside the promises of threats.ts. */
export const WARNING_THREATS: readonly Threat[] = [
  {
    promise: 'A plan and a warning are about hazards of nature and of things, never about people who come together or a political date',
    against: {
      clerk: ['impossible', 'what can happen is a closed list, and there is no field for another reason'],
      head: [
        'costly',
        'may call something a hazard that is none: it stands in public under the name of the office, and is over after 72 hours',
      ],
      thief: ['impossible', ''],
      root: ['visible', 'another list is another build; what was warned of stands in the log'],
    },
    shownBy: [
      'of something that people do, or because of a political date, or about persons (G11, G12, G22)',
      'lets every plan that comes with the program through, and each has its sources',
    ],
  },
  {
    promise: 'A warning ends: after 72 hours at most, whether or not anybody remembers it',
    against: {
      clerk: ['impossible', ''],
      head: ['visible', 'may issue it anew, each time in public, with its source'],
      thief: ['impossible', ''],
      root: ['visible', 'the end stands in the leaf of its step'],
    },
    shownBy: [
      'longer than 72 hours, over already, begun long ago, or with half a time',
      'ends by itself at its end, on the page at that minute and in its history with the next sweep',
    ],
  },
  {
    promise: 'An exercise is never taken for the real thing',
    against: {
      clerk: ['impossible', 'it is said when it begins, and no step changes it'],
      head: ['impossible', ''],
      thief: ['impossible', ''],
      root: ['visible', 'its first event says so'],
    },
    shownBy: [
      'is marked on its page, at the desk, in its title and in CAP',
      'stands on no list of real ones and in no feed, whatever becomes of it',
      'is an Exercise with a note exactly where the warning is one',
    ],
  },
];
