import { CALL_THREATS } from './call-threats.ts';
import { CIRCULAR_THREATS } from './circular-threats.ts';
import { CONFERENCE_THREATS } from './conference-threats.ts';
import { CONSULTATION_THREATS } from './consultation-threats.ts';
import { DUTY_THREATS } from './duty-threats.ts';
import { INCIDENT_THREATS } from './incident-threats.ts';
import { WARNING_THREATS } from './warning-threats.ts';
import { PHONE_THREATS } from './phone-threats.ts';

/** How well something holds against somebody. */
export type Grade = 'impossible' | 'visible' | 'costly' | 'only promised';

/** Against whom: who they are stands in the heading of the table. */
export const ADVERSARIES = {
  clerk: 'a clerk',
  head: 'the head, who owns the configuration',
  thief: 'a thief of the data directory or an archive',
  root: 'root of the machine',
} as const;
export type Adversary = keyof typeof ADVERSARIES;

/** A promise, how it holds against each, why in a few words where that is not plain, and the tests that show it. */
export interface Threat {
  readonly promise: string;
  readonly against: { readonly [who in Adversary]: readonly [grade: Grade, why: string] };
  /** Parts of names of tests; each must be found in a test file. None: it is only promised. */
  readonly shownBy: readonly string[];
}

export const THREATS: readonly Threat[] = [
  {
    promise: 'The place where a danger was reported learns neither the words nor the hour of the report, nor that there is one',
    against: {
      clerk: ['impossible', 'of a site of the register: its office is refused as a target and reads nothing'],
      head: [
        'visible',
        'a site entered under another office is a public name; words alone name no office, and the desk decides where they go',
      ],
      thief: ['costly', 'rows name the site and the report, words are ciphertext'],
      root: ['only promised', ''],
    },
    shownBy: [
      'sees the same bytes before a report, after it, once it is registered, and once somebody has found nothing',
      'see the same bytes whichever report it came from, how many there were, and whether there was one',
      'goes to no office that answers for the place, by whichever step',
    ],
  },
  {
    promise: 'A reward is collected without a name, and nothing that is kept joins who collects it, the money and the report',
    against: {
      clerk: ['impossible', 'the counter sees an amount and a day; whoever brings the code is seen by who stands there'],
      head: ['impossible', 'the report says that a code was made, and not what became of it'],
      thief: ['impossible', 'a slip has no column for the report; few of one amount on one day can be guessed'],
      root: ['only promised', 'whoever runs the server can watch a code being made'],
    },
    shownBy: [
      'nothing in the database or in an archive is shared by two matters of one person alone',
      'a value that is planted beside a reward is found: a keyed hash of the phone of who collects it',
      'sees the same bytes before a reward, after it was granted or refused, once its code is made, and once it is paid',
      'is made once and shown as often as it is asked for, and is kept nowhere',
    ],
  },
  {
    promise: 'Nothing that was filed disappears or is changed unseen',
    against: {
      clerk: ['impossible', 'there is no such step'],
      head: ['impossible', 'there is no such step'],
      thief: ['impossible', 'what was acknowledged is in the log'],
      root: ['visible', '`reconcile`, and the filer’s bundle with `verify --against`'],
    },
    shownBy: [
      'a byte changed in every column of event, blob, leaf and projection is named by reconcile',
      'a queue row deleted before its tick, with everything else of the matter, breaks a promise that the filer holds',
      'a log rewritten after the fact contradicts the bundle that a filer took home',
    ],
  },
  {
    promise: 'Nobody is shown another log than everybody else',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', 'naming or ending a witness is a public event of the machine'],
      thief: ['impossible', 'the signing key lies elsewhere'],
      root: ['visible', 'where a witness outside is named: it signs one of the two. Otherwise only by comparing proofs or posters'],
    },
    shownBy: [
      'a split view, one log shown to two people: the witness cosigns one of them',
      'never cosigns two roots of one size, nor goes back, nor a tree that does not extend the one before',
      'kill -9 at any moment: what a witness answered stays answered, and it never cosigns a smaller or other tree',
    ],
  },
  {
    promise: 'What was signed and published is never contradicted, whatever becomes of the machine',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', 'closing a log is a public event of the machine, which commits to the old one'],
      thief: [
        'visible',
        'a key stolen with the disk: nothing before the last witnessed head, and the office sees the rest at its next tick',
      ],
      root: [
        'visible',
        'with a witness, a mirror or a signer elsewhere; a machine set back whole without any of them is only found by comparing',
      ],
    },
    shownBy: [
      'is BEHIND: nothing is taken in or signed, filing goes on, every page says it',
      'that took in leaves of its own before anybody looked is a FORK: the size signed before stays the only one',
      'never two roots for one size, never smaller: whatever is asked in whatever order, with restores of older and other databases',
      'kill -9 at any moment: never two roots for one size, never smaller; what was answered is remembered',
      'old backup restored over a newer log: the database alone, and the whole machine',
      'key stolen after witnessing: nothing before the witnessed size can be told otherwise',
    ],
  },
  {
    promise: 'Nothing is dated back unseen, and a wrong clock stops nobody from filing',
    against: {
      clerk: ['impossible', 'no step takes a time of recording'],
      head: ['impossible', 'the same'],
      thief: ['impossible', ''],
      root: ['visible', 'the two cosigned sizes around a leaf; a clock that jumps by more than an hour, or back, is a public event'],
    },
    shownBy: [
      'backdating: a leaf put in later, said to be of an earlier day',
      'ahead by more than an hour: banner and leaf, filing and proofs go on, an hour later it is over',
      'a year ahead and put right again: later times are not dragged along, in the record and in the log',
    ],
  },
  {
    promise: 'A return that is missing is never counted as nothing, and nobody fills it in afterwards',
    against: {
      clerk: ['impossible', 'what comes after the window stands beside it; sums are computed and name who is missing'],
      head: ['visible', 'may excuse an office beforehand, which is an event of its book; a tier cannot leave out an office below'],
      thief: ['impossible', 'books are events of the log'],
      root: ['visible', 'a row that is changed is found by reconcile, an event by its leaf'],
    },
    shownBy: [
      'never counts a silent office as nil, nor as nought',
      'is missing for ever once its window is closed, and what comes later stands beside with both times',
      'is closed once a day and office: what was missing stands in the book of its month, for ever',
    ],
  },
  {
    promise: 'Nobody chooses which offices are visited, and the program warns none of them',
    against: {
      clerk: ['impossible', 'the server fills the drum and draws; other offices read nothing of a tour before it is told'],
      head: ['visible', 'may announce and not draw, or not go: both are late, and the first stands on /visits'],
      thief: ['costly', 'the seed is ciphertext, but who is drawn stands in a row until it is public'],
      root: ['visible', 'can read the seed and time the checkpoint; witnesses date it, announcement and draw are leaves'],
    },
    shownBy: [
      'is made with the first checkpoint that holds the announcement, however many come after it',
      'sees another seed than the one that was committed to',
      'sees offices that were put in, left out, exchanged or put into another order',
      'is not told to anybody else before the visits: no seed, no offices, no leaf opened',
    ],
  },
  {
    promise: 'What a head signs about hazards is what was recorded, and stays so',
    against: {
      clerk: ['impossible', 'the server counts at the signature; no request brings a number'],
      head: ['visible', 'may not sign: late, and red above; may have hazards not written down, which no count sees'],
      thief: ['impossible', 'a copy changes nothing'],
      root: ['visible', 'what is changed in a row is named by reconcile; the signed numbers are in a leaf'],
    },
    shownBy: [
      'is signed by the head alone, with figures that the server counts and nobody types',
      'are not changed by anything that is recorded after the last day',
      'is counted again by reconcile from the hazards, which names every difference',
    ],
  },
  {
    promise: 'No word of a filer or of an office is read without leave',
    against: {
      clerk: ['visible', 'only the offices that deal with it, each look shown to the filer, 400 matters a post and day'],
      head: ['visible', 'the same'],
      thief: ['impossible', 'ciphertext and wrapped keys; the keys lie elsewhere'],
      root: ['only promised', 'the wrapping key lies on the machine'],
    },
    shownBy: [
      'after a full life of matters, in no table, file, WAL segment, tile, key, log or temporary file',
      'allows what the golden table allows and nothing else; what may not be seen is like what does not exist',
    ],
  },
  {
    promise: 'A look at a matter leaves a trace that stays',
    against: {
      clerk: ['impossible', 'the record is written before a key is unwrapped'],
      head: ['impossible', 'the same'],
      thief: ['only promised', 'a copy that was taken leaves no trace here'],
      root: ['visible', 'a leaf a matter and day; what root reads beside the program leaves none'],
    },
    shownBy: ['a row taken out of the access record afterwards is named: the leaf says otherwise'],
  },
  {
    promise: 'A stored name is opened only by an outside custodian and a quorum, in sight of the filer',
    against: {
      clerk: ['impossible', 'the shares are sealed to paper keys'],
      head: ['impossible', 'no set without an outside share is taken; a new one is public for seven days'],
      thief: ['impossible', 'ciphertext only'],
      root: ['impossible', 'for names stored before; root can watch what is sent, and what custodians have opened'],
    },
    shownBy: [
      'is opened by an outside share with a quorum of inside ones, and by no other of the 32 subsets',
      'takes a request, a day in a published checkpoint, an outside share and a quorum; the filer sees each step',
      'a request as it is holds on all four counts; each lie of the server shows',
    ],
  },
  {
    promise: 'No two matters can be joined by who filed them',
    against: {
      clerk: ['impossible', 'nothing joins them'],
      head: ['impossible', 'no definition, export or figure does'],
      thief: ['impossible', 'no value of six bytes is shared by a pair alone'],
      root: ['costly', 'by watching connections at the moment of filing'],
    },
    shownBy: [
      'nothing in the database or in an archive is shared by two matters of one person alone',
      'no cookie was set, and neither disk nor log holds who they were: no phone, name, address, browser, nor a plain hash of them',
    ],
  },
  {
    promise: 'Nobody is listed, ranked or found because they joined a matter, and none can tell who began it',
    against: {
      clerk: ['impossible', 'a band from ten on, a day later; no row, hour or order'],
      head: ['impossible', 'the same; no rule or figure can use the number'],
      thief: ['impossible', 'rows of one kind, most of them nobody’s, all of one age; two archives tell that a set changed, not whose'],
      root: ['costly', 'can tell taken seats from empty ones and their day, or watch connections; not the hour, the code or who'],
    },
    shownBy: [
      'creator and joiners are rows of one kind that cannot be told apart or put in order, in the database and in an archive',
      'who leaves is gone: the receipt opens nothing, the row and its key are not there, and no step says so',
      'a joiner cannot act for the creator: by page, by program, or about codes',
      'changes no duty, no date and no right: with any count the obligations are the same',
    ],
  },
  {
    promise: 'Matters about the same trouble are not merged: each keeps its date, reply and rights, and no author is set beside another',
    against: {
      clerk: ['impossible', 'counts only; grouped by published place, subject and date, never by words'],
      head: ['impossible', 'a link starts, ends and moves no duty'],
      thief: ['impossible', 'a link names a public trouble and no other matter'],
      root: ['only promised', 'root reads ordinary matters on the machine'],
    },
    shownBy: [
      'group open matters of one office about one public place and subject, and tell counts only',
      'leave out joint matters, help, proposals, answered ones, other offices and those filed more than 30 days ago',
      'moves no date, duty or right: each linked matter keeps its own clock',
    ],
  },
  {
    promise: 'The accused does not get the accusation: it goes to an independent door, or is not taken',
    against: {
      clerk: ['impossible', 'no post here has an account there; there is no row, count or leaf of it'],
      head: ['visible', 'naming a door takes a second person and seven public days; one in the own line is refused'],
      thief: ['impossible', 'at most a sealed box of one size, until the door has signed that it has it'],
      root: [
        'costly',
        'what is written on the door’s own page never passes here; who writes on the sealing page trusts that this server sends it unchanged, and its fingerprint can be compared. Root can withhold a box: then its code is unknown at the door',
      ],
    },
    shownBy: [
      'lies nowhere on the local side: no table, file, WAL segment, tile, key, log or archive',
      'and the memory of the local server does not hold it, where that of an ordinary matter is found',
      'what was typed here before the question was answered is neither kept nor passed on',
      'nothing is published before a second person agrees; a desk or an office’s handler is none',
    ],
  },
  {
    promise: 'A step upward shows the office below nothing until the upper office tells it',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', ''],
      thief: ['visible', 'rows say that a stream above exists; its words are ciphertext'],
      root: ['only promised', 'root reads everything on the machine'],
    },
    shownBy: ['changes no byte of any answer of any route to the posts below'],
  },
  {
    promise: 'Deadlines and rules are not changed in silence',
    against: {
      clerk: ['impossible', 'dates come from the pack'],
      head: ['visible', 'public for seven days, or marked as an emergency; an extension is an event with reasons'],
      thief: ['impossible', 'nothing can be written'],
      root: ['visible', 'one slipped in cannot be cited, and `reconcile` names it'],
    },
    shownBy: ['one slipped in by SQL is unusable: no event can cite it, and reconcile names it'],
  },
  {
    promise: 'Settings do not bring the control functions back',
    against: {
      clerk: ['impossible', 'kinds are closed lists of the kernel'],
      head: ['impossible', 'hostile definitions are refused, each with its code'],
      thief: ['impossible', 'nothing can be written'],
      root: ['costly', 'a changed copy of the software; it may not carry the name'],
    },
    shownBy: ['the kernel’s closed lists hold no word of control'],
  },
  {
    promise: 'Withdrawing, replacing a code and opening a name are the filer’s alone, never at an office’s screen',
    against: {
      clerk: ['impossible', 'refused where staff are signed in; nobody there has a code'],
      head: ['impossible', 'the same'],
      thief: ['impossible', 'codes are stored nowhere'],
      root: ['visible', 'each such step is a leaf that the filer finds'],
    },
    shownBy: [
      'on the page, in both languages, with the reason; the matter stays as it was',
      'nor is a code replaced, contested or claimed there (G7)',
    ],
  },
  {
    promise: 'Whoever gets hold of a receipt does not keep the matter',
    against: {
      clerk: ['visible', 'the first code says “that was not me” for 30 days'],
      head: ['visible', 'the same'],
      thief: ['impossible', 'codes are stored nowhere'],
      root: ['visible', 'the same'],
    },
    shownBy: ['"not me" takes the matter back with a code and a key of its own'],
  },
  {
    promise: 'Nobody signs in as somebody else, and nobody gives alone a post that reads or that confirms',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', 'a second person confirms, and none that the asker made or that made the asker'],
      thief: ['impossible', 'hashes of sessions and links open nothing'],
      root: ['visible', 'a post granted on the machine stands in the public record, and waits for a second person'],
    },
    shownBy: [
      'no code is good twice, at once or one after the other',
      'an answer is good once, for its own challenge, from our own page, with the device’s own check',
      'lets nobody in by another’s state, nonce, verifier, code or issuer',
      'nobody confirms what they asked for, what is about themselves, or what their own post asked for',
      'one person never does both parts of a recovery, and nothing ends before the link is used',
      'an administrator who makes a colleague of their own cannot confirm through it, however long and by however many steps',
    ],
  },
  {
    promise: 'An uploaded file harms nobody and tells nothing of its sender’s device',
    against: {
      clerk: ['impossible', 'pictures are made anew without place, time and camera'],
      head: ['impossible', 'the same'],
      thief: ['impossible', 'ciphertext in chunks of one size'],
      root: ['only promised', 'root can read what is sent'],
    },
    shownBy: [
      'are taken; nothing of the telephone is left in them, and their pixels are',
      'are decided by what they are, whatever they are called; a refusal stores nothing',
    ],
  },
  ...PHONE_THREATS,
  {
    promise: 'A check that was filled in from a chair is not told from one on the spot',
    against: {
      clerk: [
        'only promised',
        'no position is ever read, and a code on a wall proves nothing; a second post’s signature, photos, and looks from above are what there is',
      ],
      head: ['only promised', 'the same'],
      thief: ['only promised', ''],
      root: ['only promised', ''],
    },
    shownBy: [],
  },
  {
    promise: 'An erased text stays gone',
    against: {
      clerk: ['impossible', ''],
      head: ['impossible', ''],
      thief: ['costly', 'only with old keys, for 30 days'],
      root: ['costly', 'only with old keys, for as long as somebody keeps them'],
    },
    shownBy: ['ends for good when the matter is erased: no share is left that would open it'],
  },
  {
    promise: 'An office keeps no list of its own on paper; words do not identify who wrote them; a court asks for nothing',
    against: {
      clerk: ['only promised', 'this system neither helps nor stops it'],
      head: ['only promised', ''],
      thief: ['only promised', ''],
      root: ['only promised', ''],
    },
    shownBy: [],
  },
  ...DUTY_THREATS,
  ...CALL_THREATS,
  ...WARNING_THREATS,
  ...CONFERENCE_THREATS,
  ...CONSULTATION_THREATS,
  ...CIRCULAR_THREATS,
  ...INCIDENT_THREATS,
];
