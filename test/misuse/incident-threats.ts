import type { Threat } from './threats.ts';

/** What is promised about incidents and drills, beside the promises of threats.ts. */
export const INCIDENT_THREATS: readonly Threat[] = [
  {
    promise:
      'A report is told once it has arrived, with proof; being sent meets nothing, and no approval starts, stops or lengthens a clock',
    against: {
      clerk: ['visible', 'may enter a call that was none: it names a number, a post and minutes, and the office above may say otherwise'],
      head: ['impossible', 'a pack that waits for an approval, or is met by sending, is refused'],
      thief: ['impossible', ''],
      root: ['visible', 'each step and its time stand in the log'],
    },
    shownBy: [
      'no clock of a report is met but by an event that says how it is known to have arrived, in the step that proves it',
      'taking away what says that it arrived leaves every report owed',
      'is told when the office above has taken the report, and not when it was sent',
      'no approval, command, grade or level starts, stops or lengthens a clock of an incident',
    ],
  },
  {
    promise: 'What was late stays late: it counts from when somebody knew until it was recorded, whatever is said of it afterwards',
    against: {
      clerk: ['costly', 'may say a later minute of knowing, under the own post, for the office above and the review to read'],
      head: ['costly', 'the same'],
      thief: ['impossible', ''],
      root: ['visible', 'the time of the record stands in the log'],
    },
    shownBy: [
      'starts its clocks when somebody knew, and not when it was typed',
      'is told by a call that was entered with number, post and minutes, and counts from its entry',
      'is not reported for a time that has not come, nor for one long ago',
    ],
  },
  {
    promise: 'There is no incident, drill, plan or level because people come together, ask, strike, worship or think',
    against: {
      clerk: ['impossible', 'what can happen is a closed list'],
      head: ['costly', 'may call it something else: it stands under the name of the office, for the office above to read'],
      thief: ['impossible', ''],
      root: ['visible', 'another list is another build'],
    },
    shownBy: ['what can happen is things, places and nature: no kind for people who come together, here, in the database or in a pack'],
  },
  {
    promise: 'A drill is in no table and no figure of incidents, and no step makes one of the other',
    against: {
      clerk: ['impossible', 'it is said when it begins'],
      head: ['impossible', ''],
      thief: ['impossible', ''],
      root: ['visible', 'its first event says so'],
    },
    shownBy: [
      'a drill stands in tables of drills, and an incident in tables of incidents',
      'uses the same calls, and stands in no table of incidents',
      'a drill has tables, a pack and rules of access of its own, and no figure reads either',
    ],
  },
  {
    promise:
      'People in an incident are counts: no name, no telephone of a person and no position is kept, and words about a person in danger are destroyed after thirty days',
    against: {
      clerk: ['costly', 'may write a name into words, against what the form says: they are sealed, and of a person in danger destroyed'],
      head: ['costly', 'the same'],
      thief: ['impossible', 'words are ciphertext'],
      root: ['costly', 'reads words of what is not yet destroyed'],
    },
    shownBy: [
      'their tables hold kinds, offices, posts, minutes and counts: no person, no position and no telephone',
      'about a person in danger loses its words thirty days after it ended, and nothing else',
    ],
  },
  {
    promise:
      'A report of another installation counts where it is signed for us by a peer that the operator has named, just now and of this body, and is taken once',
    against: {
      clerk: ['impossible', 'the file of peers is the operator’s'],
      head: ['impossible', ''],
      thief: ['impossible', 'what is overheard and repeated tells nothing new'],
      root: ['costly', 'may name a peer; both installations keep what was told'],
    },
    shownBy: [
      'that no named peer has signed, for another, of another body, or an hour ago, is not there',
      'stands beside the first one where more follow, each once however often it is sent',
      'is told once a post there has taken it, and names that post',
    ],
  },
  {
    promise: 'A feed of warnings opens a watch and never an incident, and what it sends breaks nothing',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', ''],
      thief: ['costly', 'who holds the feed may open watches by the number: each is a step under its name'],
      root: ['costly', 'may name another feed'],
    },
    shownBy: [
      'opens a watch for a message, once, and never an incident',
      'that is no message, a bomb of entities, 50 MB or not there changes nothing, and says why',
      'is not read from a file that others can write',
    ],
  },
];
