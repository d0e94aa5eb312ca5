import { readHistories, findMatters } from '../../../../engine/store/history.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { readTexts } from '../../../../engine/store/read-entity.ts';
import type { Service } from '../../../../engine/service.ts';
import type { Transaction } from '../../../../engine/store/transaction.ts';

/** What a comment said, as its filer agreed to have it published: words, their language, the question. No number and no day. */
export interface CommentWords {
  readonly subject: string;
  readonly body: string;
  readonly lang: string;
  readonly question: number | null;
}

/** The words of some comments, by their numbers, to be published: nobody reads them here. What was erased is absent. */
export const readCommentWords = async (
  tx: Transaction,
  service: Service,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, CommentWords>> => {
  const opened = await service.broker.forSystem(tx, numbers);
  const keys = new Map([...opened].map(([number, { contents }]) => [number, contents]));
  const histories = await readHistories(tx, hashing, await findMatters(tx, numbers, false), keys);
  const filed = [...histories].flatMap(([number, { events, payloads }]) => {
    const at = events.findIndex((event) => event.type === 'filed');
    const [event, payload] = [events[at], payloads[at]];
    return event && payload ? [{ number, event, payload }] : [];
  });
  const texts = await readTexts(
    tx,
    filed.map(({ payload }) => payload),
    keys,
    () => undefined, // it is left out sooner than none is published
  );
  return new Map(
    filed.flatMap(({ number, event, payload }) => {
      const word = (field: string): string | undefined => texts.get(payload.texts[field]?.blob ?? '');
      const { lang, question } = event.data;
      const [subject, body] = [word('subject'), word('body')];
      if (subject === undefined || body === undefined) return [];
      return [[number, { subject, body, lang: String(lang), question: typeof question === 'number' ? question : null }] as const];
    }),
  );
};
