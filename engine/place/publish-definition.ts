import type { DefinitionKind } from '../../kernel/jurisdiction/definitions.ts';
import type { PublicActor } from '../../kernel/jurisdiction/public-event.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import type { Json } from '../../kernel/stream/event.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { definitionHash } from './create.ts';
import { appendPublic } from './public-stream.ts';

const FIND = statement<{ hash: Buffer }>('find_definition', 'select hash from definition where jurisdiction = $1 and hash = $2');

/** A checked definition that is to be published. */
export interface Publication {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly body: Json;
  /** Whether new matters get it, once it may be cited. */
  readonly replaces: boolean;
  /** May be cited at once, for 72 hours, and marked as such; after seven days it may be cited for good, like any other. */
  readonly emergency?: boolean;
  readonly actor: PublicActor;
  /** The definition that this one corrects: where it may not be cited yet, it never may. */
  readonly supersedes?: string;
  /** The post that said the second word, where one is needed. */
  readonly confirmedBy?: string;
}

/**
 * Publishes a definition: the document, and the event whose leaf stands for it in the log. It may be cited once it has been in a
 * checkpoint for seven days (`put-in-use.ts`, G1). Refused when the very same document was published before (`definition_known`).
 */
export const publishDefinition = async (tx: Transaction, it: Publication, now: Instant): Promise<Buffer | Refusal> => {
  const hash = definitionHash(it.body);
  if ((await tx.run(FIND, [tx.jurisdiction, hash])).length > 0) return refuse('definition_known');
  const body = Buffer.from(canonicalJson(it.body));
  await insertRows(tx, 'definition', ['jurisdiction', 'hash', 'kind', 'name', 'body'], [[tx.jurisdiction, hash, it.kind, it.name, body]]);
  const definition = { kind: it.kind, name: it.name, hash: hash.toString('hex'), replaces: it.replaces };
  const emergency = it.emergency === true;
  const confirmed = it.confirmedBy === undefined ? {} : { confirmedBy: it.confirmedBy };
  const corrected = it.supersedes === undefined ? {} : { supersedes: it.supersedes };
  await appendPublic(
    tx,
    [{ type: 'definition_published', actor: it.actor, data: { definition, emergency, ...confirmed, ...corrected } }],
    now,
  );
  if (emergency) await insertRows(tx, 'usable_definition', ['jurisdiction', 'hash', 'way'], [[tx.jurisdiction, hash, 'emergency']]);
  return hash;
};
