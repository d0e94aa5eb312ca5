import type { Service } from '../../../engine/service.ts';
import type { History } from '../../../engine/store/history.ts';
import { readHistoryOf, readKept, readTexts } from '../../../engine/store/read-entity.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { leafName } from '../../../kernel/canonical/names.ts';
import { hashLeaf } from '../../../kernel/log/tree.ts';
import { isMatterNumber } from '../../../kernel/leaf/payload.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { fold, questionField, type ConsultationState } from '../domain/state.ts';
import { findConsultation } from './read-consultations.ts';

type Texts = { readonly [field: string]: string };

/** A consultation as everybody reads it: what its office wrote, and how it stands. Nothing of any comment. */
export interface PublicView {
  readonly number: string;
  readonly state: ConsultationState;
  readonly events: readonly StreamEvent[];
  /** What an event says in words, by its number. */
  readonly textsOf: (n: number) => Texts;
  readonly questions: readonly string[];
  /** The definitions that it is judged by. */
  readonly bound: Pick<History, 'pack' | 'calendar'>;
  /** The name of the leaf of an event in the log. */
  readonly leafOf: (n: number) => string;
}

/** One of the comments that are published: its words, their language, the question that it answers. */
export interface PublishedComment {
  readonly subject: string;
  readonly body: string;
  readonly lang: string;
  readonly question: number | null;
}

/**
 * Opens a consultation for everybody: all that its office writes there is written for that, so nobody reads it as a post does and no record is
 * made. Undefined where there is none of that number.
 */
export const readPublicIn = async (tx: Transaction, service: Service, number: string): Promise<PublicView | undefined> => {
  if (!isMatterNumber(number)) return undefined;
  // A matter of that number is not opened for this: it is as little there as none.
  if (!(await findConsultation(tx, number))) return undefined;
  const keys = (await service.broker.forSystem(tx, [number])).get(number);
  const history = keys && (await readHistoryOf(tx, number, keys.contents));
  if (!keys || !history) return undefined;
  const words = await readTexts(tx, history.payloads, new Map([[number, keys.contents]]));
  const textsOf = (n: number): Texts =>
    Object.fromEntries(Object.entries(history.payloads[n]?.texts ?? {}).map(([field, ref]) => [field, words.get(ref.blob) ?? '']));
  const state = fold(history.events);
  const first = textsOf(0);
  const questions = Array.from({ length: state.questions }, (_, i) => first[questionField(i + 1)] ?? '');
  const leafOf = (n: number): string => {
    const row = history.rows[n];
    return row ? leafName(hashLeaf(hashing, row.leaf)) : '';
  };
  return { number, state, events: history.events, textsOf, questions, bound: history, leafOf };
};

/** The same, for a page. */
export const readPublic = (service: Service, number: string): Promise<PublicView | undefined> =>
  service.read((tx) => readPublicIn(tx, service, number));

/**
 * A page of the words that are published, from 1; undefined where there is no such page. They are sealed like all words, so that no table, log
 * or backup holds them, and stand in an order that has nothing to do with who came first.
 */
export const readPublished = async (service: Service, number: string, page: number): Promise<readonly PublishedComment[] | undefined> =>
  service.read(async (tx) => {
    if (!isMatterNumber(number) || !(await findConsultation(tx, number))) return undefined;
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    if (!keys || !history || fold(history.events).publishedAt === null) return undefined;
    const at = history.events.flatMap((event, i) => (event.type === 'words_published' ? [i] : []))[page - 1];
    const payload = at === undefined ? undefined : history.payloads[at];
    const text = payload && (await readKept(tx, payload, keys.contents, 'words'));
    return text === undefined ? undefined : (JSON.parse(text) as readonly PublishedComment[]); // as publish-words.ts has written it
  });
