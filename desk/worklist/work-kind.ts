import type { Words } from '../../kernel/language/words.ts';
import type { Relation } from '../../kernel/access/access.ts';
import type { Rule } from '../../kernel/policy/pack.ts';
import type { Words as KindWords } from '../../kernel/policy/vocabulary.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Reader } from '../../engine/keys/broker.ts';
import type { Service } from '../../engine/service.ts';
import type { Transaction } from '../../engine/store/transaction.ts';
import type { Lang } from '../../portal/page.ts';

/** A rule that stands in no pack, as a list says it. */
export type OwnRule = Pick<Rule<KindWords>, 'id' | 'kind' | 'label' | 'clause' | 'within' | 'extend'>;

/** What a row of a list is called; empty where the words are erased or damaged. */
export interface Title {
  readonly title: string;
  /** The language it was written in. */
  readonly lang: Lang;
}

/** All that a list knows of one kind of entity. A kind is handed in by the feature that has it; the list itself knows none. */
export interface WorkKind {
  /** As it stands in the store: `matter`. */
  readonly name: string;
  /**
   * As which party an office owes, by how it stands to the entity. No two kinds have a party of one name (server/features.test.ts): what is
   * owed is found by it.
   */
  readonly parties: readonly (readonly [Relation, string])[];
  /** What its entities are told apart by in a filter, in the order a form lists them. */
  readonly sorts: readonly { readonly value: string; readonly label: Words<string> }[];
  /** The number that was typed, as it is kept; undefined for what cannot be one. */
  readonly readNumber: (typed: string) => string | undefined;
  /** The page of an entity, below the language prefix. */
  readonly path: (number: string) => string;
  /** Where what was passed on is taken back, below the language prefix; absent where nothing is passed on. */
  readonly takeBackPath?: (number: string) => string;
  /** Titles for a member of staff. A title may be a read that leaves a record (G18), so only those of the page shown are asked for. */
  readonly readTitles: (
    tx: Transaction,
    service: Service,
    numbers: readonly string[],
    reader: Reader,
  ) => Promise<ReadonlyMap<string, Title> | Refusal>;
  /** Duties that stand in no pack: those that come back, each with its own words. */
  readonly besides?: (it: Jurisdiction) => readonly OwnRule[];
  /** What an office owes, in the words of who does it; undefined for a duty that it does not know. */
  readonly owed: (duty: string, lang: Lang) => string | undefined;
  /** Where an entity stands, by its newest step. */
  readonly standing: (step: string, lang: Lang) => string;
  /** What a step is called; undefined for what is none. */
  readonly stepName: (command: string, lang: Lang) => string | undefined;
}
