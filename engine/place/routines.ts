import type { Instant } from '../../kernel/calendar/instant.ts';
import type { Window } from '../../kernel/jurisdiction/definitions.ts';
import { toTerms, type Programme } from '../../kernel/programme/programme.ts';
import type { TermsDefinition } from '../../kernel/programme/terms.ts';
import type { Terms } from '../../kernel/recurrence/surroundings.ts';
import type { NamedDefinitions } from './named.ts';

/** A version of a programme, and when it began to count; null: with the first set-up. */
interface ProgrammeVersion {
  readonly hash: string;
  readonly programme: Programme;
  readonly from: Instant | null;
}

/** What decides which duties come back, and in which terms. */
export interface Routines {
  /** Every version that has counted or counts, in the order in which they were published. */
  readonly programmes: readonly ProgrammeVersion[];
  /** Terms, holidays by name and seasons: those that were published last; null: none are. */
  readonly terms: Terms | null;
  /** Names all of it: another one means that duties are counted anew. */
  readonly basis: string;
}

/** The routines of a place from its definitions: those that have begun, and those that may be cited now. */
export const routinesIn = (
  begun: readonly Window[],
  programmes: NamedDefinitions<Programme>,
  terms: NamedDefinitions<TermsDefinition>,
): Routines => {
  const versions = begun.flatMap(({ kind, hash, from }): readonly ProgrammeVersion[] => {
    const programme = kind === 'programme' ? programmes.get(hash) : undefined;
    return programme ? [{ hash, programme, from }] : [];
  });
  const inForce = [...terms.newest.values()].at(-1);
  const definition = inForce === undefined ? undefined : terms.get(inForce);
  return {
    // One that was published as an emergency has two windows; it is one version.
    programmes: versions.filter((it, i) => versions.findIndex((other) => other.hash === it.hash) === i),
    terms: definition ? toTerms(definition) : null,
    basis: [...versions.map(({ hash }) => hash.slice(0, 16)), inForce?.slice(0, 16) ?? '-'].join(' '),
  };
};
