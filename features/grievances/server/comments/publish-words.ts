import { kindIn } from '../../../../engine/kind.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { readHistoryOf, readKept } from '../../../../engine/store/read-entity.ts';
import { statement } from '../../../../engine/store/transaction.ts';
import { fromHex, toHex } from '../../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import type { NewStreamEvent } from '../../../../kernel/stream/event.ts';
import { consultationKind, foldConsultation, WORDS_A_PAGE } from '../../../consultations/public.ts';
import { readCommentWords } from './comment-words.ts';

const LABEL = utf8Encode('huiyin/order-of-comments/v1\n');
const MARK_BYTES = 16;

const ORDERED = statement<{ readonly matter: string }>(
  'consultations_to_publish',
  'select matter from consultation where jurisdiction = $1 and ordered and published_on is null order by matter',
);
const AGREED = statement<{ readonly matter: string }>(
  'comments_to_publish',
  `select matter from consultation_comment
    where jurisdiction = $1 and consultation = $2 and publish = 'agreed' and left_out is null order by matter`,
);

/** What a comment is marked by, under a secret that nobody has drawn before the order: it names nothing, and its order is none of the comments'. */
export const markOf = (seed: string, comment: string): string =>
  toHex(hashing.hmac(fromHex(seed), LABEL, utf8Encode(comment))).slice(0, 2 * MARK_BYTES);

const by = (type: 'words_published' | 'publishing_done', data: NewStreamEvent['data'], texts: NewStreamEvent['texts']): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  texts,
});

/** The next words to be published, or that there are no more; undefined where there is nothing to do. */
const nextOf = (
  service: Service,
  number: string,
): Promise<{ readonly marks: readonly string[]; readonly event: NewStreamEvent } | undefined> =>
  service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    if (!keys || !history) return undefined;
    const { ordered, published, publishedAt } = foldConsultation(history.events);
    const payload = ordered === null ? undefined : history.payloads[ordered];
    const seed = payload && (await readKept(tx, payload, keys.contents, 'seed'));
    if (seed === undefined || publishedAt !== null) return undefined;
    const agreed = await tx.run(AGREED, [tx.jurisdiction, number]);
    const next = agreed
      .map(({ matter }) => ({ matter, mark: markOf(seed, matter) }))
      .filter(({ mark }) => !published.has(mark))
      .toSorted((a, b) => (a.mark < b.mark ? -1 : 1))
      .slice(0, WORDS_A_PAGE);
    if (next.length === 0) return { marks: [], event: by('publishing_done', {}, {}) };
    const words = await readCommentWords(
      tx,
      service,
      next.map(({ matter }) => matter),
    );
    const said = next.flatMap(({ matter }) => words.get(matter) ?? []);
    const marks = next.map(({ mark }) => mark);
    return { marks, event: by('words_published', { marks: [...marks], kept: ['words'] }, { words: JSON.stringify(said) }) };
  });

/** One event more; whether there may be another. */
const publishNext = async (service: Service, number: string): Promise<boolean> => {
  const next = await nextOf(service, number);
  if (!next) return false;
  const it = await service.jurisdiction();
  // The sweeper writes no words.
  const outcome = await service.lane.submit({
    kind: 'step',
    matter: number,
    of: kindIn(consultationKind, it),
    decide: ({ events }) => {
      const { published, publishedAt } = foldConsultation(events);
      return publishedAt !== null || next.marks.some((mark) => published.has(mark)) ? [] : [next.event];
    },
  });
  return outcome.ok && next.marks.length > 0;
};

/**
 * Publishes the words of those who agreed, where their office has ordered it: sealed in events of the consultation, and shown once all are
 * there. Killed in between, it goes on where it was. Late or twice, it comes to the same.
 */
export const publishWords = async (service: Service): Promise<void> => {
  for (const { matter } of await service.read((tx) => tx.run(ORDERED, [tx.jurisdiction]))) while (await publishNext(service, matter));
};
