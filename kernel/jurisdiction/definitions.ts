import { addMs, type Instant } from '../calendar/instant.ts';
import { isHash32Hex } from '../canonical/bytes.ts';
import { isJsonObject } from '../log/shape.ts';
import type { Json } from '../stream/event.ts';
import type { PublicEvent } from './public-event.ts';

/** Kinds of definition: what shapes what staff can record or owe. */
export const DEFINITION_KINDS = [
  'pack',
  'calendar',
  'access',
  'custodians',
  'papers',
  'door',
  'subjects',
  'places',
  // Several of each of these stand beside each other, each under its own name.
  'form',
  'programme',
  'terms',
  'duty_plan',
  'emergency_plan',
] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

const DAY_MS = 86_400_000;
/** In a checkpoint for so long before an event may cite it (G1). */
export const PUBLISHED_MS = 7 * DAY_MS;
/** So long an emergency holds, from the moment it is recorded (G1). */
export const EMERGENCY_MS = 3 * DAY_MS;

/** Why a definition may be cited. */
export type Way = 'first_setup' | 'waited' | 'emergency';

/** A definition and when events may cite it; `until` is the first instant at which they may not. */
export interface Window {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** SHA-256 (hex) of its RFC 8785 bytes. */
  readonly hash: string;
  readonly way: Way;
  /** The public event that published it. */
  readonly n: number;
  /** Null while its leaf is in no checkpoint. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** Whether new matters get it from then on, in place of the one before. */
  readonly replaces: boolean;
}

interface Named {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly hash: string;
  readonly replaces: boolean;
}

const namedOf = (value: Json | undefined): Named | undefined => {
  if (!isJsonObject(value)) return undefined;
  const kind = DEFINITION_KINDS.find((it) => it === value.kind);
  const { name, hash, replaces } = value;
  if (!kind || typeof name !== 'string' || typeof hash !== 'string' || !isHash32Hex(hash)) return undefined;
  return { kind, name, hash, replaces: replaces === true };
};

/**
 * When each definition may be cited, from the public stream alone. `inCheckpointAt` says when the leaf of event n was first in a
 * published checkpoint, null while it is in none. Total: what is no definition is passed over.
 */
export const definitionWindows = (events: readonly PublicEvent[], inCheckpointAt: (n: number) => Instant | null): readonly Window[] =>
  withCorrections(events, windowsOf(events, inCheckpointAt));

/**
 * A calendar that another one corrects before it counts never does: its dates would be confirmed by a list that is known to be wrong.
 * One that counts already is not touched; the newer one follows it.
 */
const withCorrections = (events: readonly PublicEvent[], windows: readonly Window[]): readonly Window[] => {
  const corrections = events.filter((event) => event.type === 'definition_published' && typeof event.data['supersedes'] === 'string');
  if (corrections.length === 0) return windows;
  return windows.map((window) => {
    const by = corrections.find((event) => event.n > window.n && event.data['supersedes'] === window.hash);
    const isEarly = by !== undefined && window.kind === 'calendar' && window.way === 'waited';
    return isEarly && (window.from === null || window.from > by.recordedAt) ? { ...window, until: window.from ?? by.recordedAt } : window;
  });
};

const windowsOf = (events: readonly PublicEvent[], inCheckpointAt: (n: number) => Instant | null): readonly Window[] =>
  events.flatMap((event): readonly Window[] => {
    if (event.type === 'set_up') {
      const listed = Array.isArray(event.data['definitions']) ? (event.data['definitions'] as readonly Json[]) : []; // an array of JSON
      return listed.flatMap((it) => {
        const named = namedOf(it);
        // Before the first event there was nothing: what is listed there may be cited at once, and by what was there before.
        return named ? [{ ...named, way: 'first_setup' as const, n: event.n, from: null, until: null }] : [];
      });
    }
    const named = event.type === 'definition_published' ? namedOf(event.data['definition']) : undefined;
    if (!named) return [];
    const published = inCheckpointAt(event.n);
    // A checkpoint cannot be older than what it holds.
    const from = published === null ? null : addMs(published > event.recordedAt ? published : event.recordedAt, PUBLISHED_MS);
    const waited: Window = { ...named, way: 'waited', n: event.n, from, until: null };
    if (event.data['emergency'] !== true) return [waited];
    return [{ ...named, way: 'emergency', n: event.n, from: event.recordedAt, until: addMs(event.recordedAt, EMERGENCY_MS) }, waited];
  });

/** Whether an event of this instant may cite it. */
export const isUsable = (window: Window, at: Instant): boolean =>
  window.way === 'first_setup' || (window.from !== null && window.from <= at && (window.until === null || at < window.until));

/** Kinds of which each name has a newest of its own; of every other kind the newest replaces all before it. */
const BY_NAME: readonly DefinitionKind[] = [
  // A list of its own lines, so that a kind is one more of them.
  'programme',
  'terms',
];

/** The definition of a kind that new matters get at an instant: the newest usable one that replaces; of kinds that go by name, of that name. */
export const inForce = (windows: readonly Window[], kind: DefinitionKind, at: Instant, name?: string): Window | undefined =>
  windows.findLast(
    (window) =>
      window.kind === kind &&
      window.replaces &&
      isUsable(window, at) &&
      (!BY_NAME.includes(kind) || name === undefined || window.name === name),
  );
