import type { Threat } from './threats.ts';

/** What is promised about call-outs, beside the promises of threats.ts. */
export const CALL_THREATS: readonly Threat[] = [
  {
    promise: 'A call is never lost in silence: it goes out, waits, or stands as “ring them”',
    against: {
      clerk: ['impossible', ''],
      head: ['visible', 'may take a channel away; its calls go by the next one, and what no channel reaches stands on the page'],
      thief: ['visible', 'who stops the server stops its calls; the printed telephone list is for that'],
      root: ['costly', 'can delete rows; reconcile names calls without a message'],
    },
    shownBy: [
      'leaves nobody uncalled who holds a step that came up, unless they caused it, have answered, or were called that moment',
      'leaves a message that waits again once its time is over, with one more attempt and the same id, and never as failed',
      'of a post that no channel reaches stands as given up at once: never silence',
      'is a message of which no event says anything, and a call without a message',
    ],
  },
  {
    promise: 'What goes out names no person, carries no word that anybody wrote, and a drill cannot be taken for the real thing',
    against: {
      clerk: ['impossible', 'a message is made of closed words and public names'],
      head: ['impossible', ''],
      thief: ['visible', 'whoever reads a group’s messages learns what happens where, as its members do'],
      root: ['only promised', 'a changed copy of the program can send what it likes'],
    },
    shownBy: [
      'never goes beyond 500 characters, 2,048 bytes and one line a part, whatever a place is called',
      'carries no number that somebody could be rung at',
      'of an exercise say so in front and behind, and lead to the drill',
    ],
  },
  {
    promise: 'Where posts are reached, and the secrets of channels, are in one file beside the keys and nowhere else',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', 'no page shows them'],
      thief: ['impossible', 'of the database or an archive; whoever has the folder of keys has the file'],
      root: ['only promised', 'reads the file'],
    },
    shownBy: [
      'stands nowhere in the database, nor does an address, a secret or a number to ring',
      'that others can read is refused, whoever they are',
      'is not connected to unless the operator has named it by host and port',
    ],
  },
  {
    promise: 'A device that is called is one of staff, known to its account alone, and rings for no one who files',
    against: {
      clerk: ['impossible', 'of others; whoever switches on their own phone shows on it what happened where'],
      head: ['impossible', 'no page and no list shows whose devices there are'],
      thief: [
        'visible',
        'of the phone: reads calls on its lock screen until it is removed, and answers none; of the database or an archive: nothing',
      ],
      root: ['only promised', 'has the keys, and can read and send'],
    },
    shownBy: [
      'are read, tested and removed by nobody else, and lie behind the wall of their jurisdiction',
      'are sealed: no address and no key of theirs stands in the database, and a row moved to another account opens nothing',
      'go with the account when it ends or begins anew, and a browser is one device of whoever switched it on last',
      'one page of the desk asks a browser for a subscription and takes one, and none that is open to everybody',
    ],
  },
  {
    promise: 'A push service learns nothing of a call but that there is one, and none that the operator has not named is asked',
    against: {
      clerk: ['impossible', 'a browser at another service is refused'],
      head: ['impossible', ''],
      thief: ['impossible', 'what is sent opens with the keys of that browser alone'],
      root: ['only promised', 'writes the file'],
    },
    shownBy: [
      'tells its push service nothing: not who, not what, and by no length',
      'is nothing else: no other host, port, account or protocol, and no name that only looks like one',
      'is sent to no service that is not named any more, and to no device of another key',
    ],
  },
];
