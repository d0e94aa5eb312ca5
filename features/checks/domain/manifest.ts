import type { Answers } from '../../../kernel/form/evaluate.ts';

// Read by phones as old as those that fill forms in: nothing here is newer than ECMAScript 2018.

/** What a device sends first of a record: all of it but the bytes of its photos. Its canonical form (RFC 8785) is what it is known by. */
export interface Manifest {
  /** Version of this form. The server takes the last two. */
  readonly v: 1;
  /** Random, at least 128 bits; stays with the device. */
  readonly id: string;
  readonly site: string;
  /** For which slots of which duties: `programme/rule`, and a window's name. */
  readonly for: readonly { readonly rule: string; readonly slot: string }[];
  /** SHA-256 (hex) of the form that was filled in; null: some words under `note`. */
  readonly form: string | null;
  /** Answers name photos by their SHA-256 (hex). */
  readonly answers: Answers;
  readonly photos: readonly { readonly sha256: string; readonly size: number }[];
  /** Milliseconds of the device's own clock: a claim. */
  readonly doneAt: number;
  /** The newest checkpoint that the device knew then: it was not done before. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}

/** Bounds of a manifest. Photos: six of each of a few answers; bytes of one as everywhere (10 MB). */
export const INTAKE = { photos: 99, photoBytes: 10_485_760, slots: 20, idMin: 22, idMax: 80, partBytes: 1_048_576 } as const;

/** What the server holds of a record: a device may forget it when this lists every photo of its manifest as `stored`. */
export interface Receipt {
  readonly huiyin: 'intake/1';
  readonly id: string;
  /** SHA-256 (hex) of the manifest. */
  readonly manifest: string;
  /** The number of the record. */
  readonly record: string;
  readonly photos: readonly {
    readonly sha256: string;
    readonly size: number;
    /** Bytes that have arrived and lie safe. */
    readonly held: number;
    readonly stored: boolean;
    /** Of a proposal: it is not waited for any more. */
    readonly lost?: boolean;
  }[];
  /** Whether it counts for what it was made for: all of it is here, and every answer fits. What does not is kept all the same. */
  readonly counts: boolean;
  /** The record that came before under the same id with other bytes. */
  readonly twin: string | null;
  /** Of a proposal about a hazard (look.ts), whose `record` is the hazard: whether it became a step or evidence beside it. */
  readonly settled?: boolean;
  /** Why it was kept beside the hazard and is no step of it, in the language that was asked for. */
  readonly because?: string | null;
}

/**
 * Whether a receipt says that all of a record is safe there: the same manifest, and every photo of it, whole. A proposal is safe when it has
 * become something: photos that the phone has lost come no more.
 */
export const isSafe = (receipt: Receipt, manifest: Pick<Manifest, 'id' | 'photos'>, hash: string): boolean =>
  receipt.huiyin === 'intake/1' &&
  receipt.id === manifest.id &&
  receipt.manifest === hash &&
  receipt.record !== '' &&
  (receipt.settled === undefined
    ? manifest.photos.every(({ sha256, size }) => receipt.photos.some((it) => it.sha256 === sha256 && it.size === size && it.stored))
    : receipt.settled);
