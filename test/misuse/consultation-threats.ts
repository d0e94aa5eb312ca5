import type { Threat } from './threats.ts';

/** What is promised about consultations, beside the promises of threats.ts. */
export const CONSULTATION_THREATS: readonly Threat[] = [
  {
    promise: 'Nobody who comments is known, nor whether two comments are of one person; a consultation holds nothing of any comment',
    against: {
      clerk: ['impossible', 'reads words and the day; no field for a name is shown, and the group stands in the comment'],
      head: ['costly', 'words and style may show who wrote them: the form says so'],
      thief: ['costly', 'words lie in ciphertext'],
      root: ['costly', 'may read words with the keys of the machine; who wrote them stands nowhere'],
    },
    shownBy: ['tells no count while others may speak, and holds nothing of any comment in its own stream'],
  },
  {
    promise: 'Words are published only of those who agreed, all at once, without number, day and order',
    against: {
      clerk: ['impossible', 'the server publishes; a clerk agrees for nobody'],
      head: ['visible', 'may leave one out by a reason of a closed list, which its filer reads and the public counts'],
      thief: ['costly', 'until then they lie in ciphertext, and the published ones do as well'],
      root: ['visible', 'could publish others’ words; each filer reads on their own page whether theirs are'],
    },
    shownBy: ['publishes the words of those who agreed and of nobody else, in an order that has nothing to do with who came first'],
  },
  {
    promise: 'A decision that did not wait for the last day, or for the answers, is seen by everybody for ever',
    against: {
      clerk: ['impossible', ''],
      head: ['visible', 'may decide at any time; the breach opens in the same step and explaining takes nothing back'],
      thief: ['impossible', ''],
      root: ['visible', 'the counts stand in the leaf of the decision'],
    },
    shownBy: [
      'a decision that leaves some without an answer says so to everybody, and each of those has its way up',
      'may be decided before its period is over, and everybody sees that',
      'keeps a breach for ever, explained or not',
    ],
  },
];
