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
];
