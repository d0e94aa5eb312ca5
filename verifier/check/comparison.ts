import type { Params } from './verdict.ts';

/** Two things the same log said cannot both be true. */
export const CONTRADICTIONS = ['server_smaller', 'other_root', 'leaf_differs', 'entry_differs', 'tiles_contradict_head'] as const;

export const COMPARISON_CANNOT_TELL = ['no_head', 'head_not_signed', 'other_log', 'tile_missing', 'unreachable'] as const;

export type ComparisonCannotTell = (typeof COMPARISON_CANNOT_TELL)[number];
export type Contradiction = (typeof CONTRADICTIONS)[number];
export type ConsistentCode = 'consistent' | 'promise_kept' | 'promise_not_due';

/** What holding a bundle against a server found. */
export type Comparison =
  | { readonly finding: 'consistent'; readonly code: ConsistentCode; readonly params: Params }
  | { readonly finding: 'contradicted'; readonly code: Contradiction; readonly params: Params }
  | { readonly finding: 'promise_without_inclusion'; readonly code: 'promise_without_inclusion'; readonly params: Params }
  | { readonly finding: 'cannot_tell'; readonly code: ComparisonCannotTell; readonly params: Params };

export const contradicted = (code: Contradiction, params: Params): Comparison => ({ finding: 'contradicted', code, params });

/** The server, or the way to it, failed: says nothing about the bundle. */
export class Unreachable extends Error {}
