// Hazards on a phone: what is to be looked at again or mended, and what was done about it there. Read by phones as old as those that fill
// forms in: nothing here is newer than ECMAScript 2018.

/** Steps of a hazard that are taken where it is. */
export const LOOK_STEPS = ['accept_mend', 'return_mend', 'report_mended'] as const;
export type LookStep = (typeof LOOK_STEPS)[number];

/** A hazard that waits for this office: no words, so that nothing is opened before it is wanted. */
export interface LookRef {
  readonly hazard: string;
  /** How many steps it has: with another one it is fetched anew. */
  readonly length: number;
  /** From when it is late, in milliseconds; null where no day is known. */
  readonly due: number | null;
}

/** What waits for this office, what ends first on top. */
export interface Looks {
  readonly huiyin: 'looks/1';
  readonly looks: readonly LookRef[];
  /** Whether there are more than a phone takes along. */
  readonly more: boolean;
}

/** One of them as a phone needs it on the spot. It lies there unencrypted: nothing more than this (G21). */
export interface Look {
  readonly huiyin: 'look/1';
  readonly hazard: string;
  readonly length: number;
  /** The number of the step that it rests on: what is decided on the phone is decided about that one. */
  readonly restsOn: number;
  readonly what: string;
  /** The site and the spot. */
  readonly where: string;
  /** The last day for it; null where none is known. */
  readonly by: string | null;
  /** What the order says is to be done, and by which it is accepted; null of a repair, which has no standard. */
  readonly measures: string | null;
  readonly standard: string | null;
  /** What the office that mends says it has done, and why without a photo; null while it is to be mended. */
  readonly mended: string | null;
  readonly noPhoto: string | null;
  /** Why it was not accepted the last time; null otherwise. */
  readonly returned: string | null;
  /** Small photos, JPEG in base64: as it was found, and as it is said to be now. */
  readonly before: string | null;
  readonly after: string | null;
  /** What this post may do about it there; never nothing. */
  readonly steps: readonly LookStep[];
}

/** What was decided on a phone: a proposal about the step that the hazard rested on when the phone took it along. */
export interface Proposal {
  readonly v: 1;
  /** Random, at least 128 bits; stays with the device. */
  readonly id: string;
  readonly hazard: string;
  readonly restsOn: number;
  readonly step: LookStep;
  readonly said: { readonly words: string; readonly by?: string; readonly noPhoto?: string };
  readonly photos: readonly { readonly sha256: string; readonly size: number }[];
  /** Milliseconds of the device's own clock: a claim. */
  readonly doneAt: number;
  /** The newest checkpoint that the device knew then: it was not done before. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}

/** Photos of one: as many as a form has. */
export const LOOK_PHOTOS_MAX = 5;
