import type { Threat } from './threats.ts';

/** What phones in the field are trusted with. */
export const PHONE_THREATS: readonly Threat[] = [
  {
    promise: 'What was noted in the field is not lost, doubled or changed on its way',
    against: {
      clerk: ['impossible', 'a record is never changed; what comes twice under one name is kept twice and said'],
      head: ['impossible', 'the same'],
      thief: [
        'only promised',
        'a phone carries three days of its post’s sites, the hazards that its office has to look at again or to mend, and what is unsent, unencrypted: a key beside it would protect nothing. What is stolen before it is sent is gone, unless it was saved to a file',
      ],
      root: ['visible', 'the leaf of each record and photo'],
    },
    shownBy: [
      'is one, however many send it at once',
      'under the same id with other bytes is kept beside the first, and a person decides',
      'is kept beside a hazard that has moved on, with its photos, and is no step of it',
      'whose photo the phone has lost waits for it no longer: without one and without a reason it is evidence',
      'has every answer on its disk the moment it is given: the page ended after each kind of step, the browser killed',
      'with its answers lost and the server killed between the record and its photo, sends one record, and forgets it only then',
      'signed out, forgets its list and keeps what is unsent',
    ],
  },
  {
    promise: 'A clock that lies, or is years wrong, dates no check where it cannot have been',
    against: {
      clerk: [
        'visible',
        'the claim stands between the newest checkpoint that the phone knew and the arrival; no finer than the phone met its server',
      ],
      head: ['visible', 'the same; closed days stay closed'],
      thief: ['impossible', 'nothing can be written'],
      root: ['visible', 'the two cosigned sizes around a leaf'],
    },
    shownBy: [
      'is believed no earlier than the checkpoint it knew and no later than it came, whatever its clock said',
      'with a clock that is a day wrong is bracketed by what it knew and when it arrived',
    ],
  },
];
