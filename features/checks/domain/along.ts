import type { Form } from '../../../kernel/form/form.ts';
import type { Label } from '../../../kernel/policy/pack.ts';

/** A site as a device shows it. */
export interface AlongSite {
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly spots: readonly { readonly spot: number; readonly name: string }[];
}

/** A slot that a device can fill in: it is open, or opens soon. Times in milliseconds. */
export interface AlongSlot {
  readonly site: string;
  readonly rule: string;
  readonly slot: string;
  readonly label: Label;
  readonly clause: Label;
  /** SHA-256 (hex) of its form; null: some words. */
  readonly form: string | null;
  readonly from: number;
  readonly due: number;
  /** The last day of it, where it ends with a day. */
  readonly last: string | null;
}

/** What a device takes along. It lies there unencrypted: so nothing more than this (G21). */
export interface Along {
  readonly huiyin: 'along/1';
  /** The server's clock, in milliseconds. */
  readonly at: number;
  readonly zone: string;
  readonly post: string;
  readonly office: Label;
  /** The newest checkpoint of the log, so that what is done now is not said to have been done before it. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
  readonly sites: readonly AlongSite[];
  readonly slots: readonly AlongSlot[];
  readonly forms: { readonly [hash: string]: Form };
  /** Whether the office has more sites than a device takes along. */
  readonly more: boolean;
}
