import { hashing } from '../../../../engine/keys/hashing.ts';
import type { StaffMember } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { findMatters, readHistories } from '../../../../engine/store/history.ts';
import { readTexts } from '../../../../engine/store/read-entity.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { CommentOutcome, LeftOut, Publishes } from '../../../../kernel/matter/comment.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { commentRow } from '../../domain/comments/comment.ts';
import { sight, type Asker } from '../../domain/decide.ts';
import { fold } from '../../domain/state.ts';
import { surroundings } from '../surroundings.ts';

/** A comment as the office that consults reads it: its words and its day, and nothing of who wrote it (G10). */
export interface OpenedComment {
  readonly number: string;
  readonly on: PlainDate;
  readonly subject: string;
  readonly body: string;
  readonly lang: string;
  readonly question: number | null;
  readonly group: number | null;
  readonly outcome: CommentOutcome | null;
  readonly publish: Publishes;
  readonly leftOut: LeftOut | null;
}

/**
 * A member of staff opens a page of comments: the broker writes the access record of each before it unwraps, and counts them among what the
 * post may open in a day (G18). What one may not see is left out, like what does not exist.
 */
export const openComments = async (
  service: Service,
  who: StaffMember,
  numbers: readonly string[],
): Promise<readonly OpenedComment[] | Refusal> => {
  const it = await service.jurisdiction();
  const asker: Asker = { kind: 'staff', post: who.post, office: who.office, role: who.role };
  const now = service.clock();
  return service.read(async (tx) => {
    const keys = await service.broker.forStaff(tx, numbers, { who, now, zone: it.zone });
    if (isRefusal(keys)) return keys;
    const histories = await readHistories(tx, hashing, await findMatters(tx, numbers, false), keys);
    const seen = numbers.flatMap((number) => {
      const history = histories.get(number);
      const events = history && sight(asMatter(history.events), asker, surroundings(it, history, now))?.events;
      const row = events && commentRow(fold(events));
      const first = history?.payloads[0];
      const filed = events?.[0];
      return row && first && filed ? [{ number, row, first, filed }] : [];
    });
    const texts = await readTexts(
      tx,
      seen.map(({ first }) => first),
      keys,
      () => undefined, // it is listed without its words sooner than not at all
    );
    return seen.map(({ number, row, first, filed }): OpenedComment => {
      const word = (field: string): string => texts.get(first.texts[field]?.blob ?? '') ?? '';
      const { question, in_group: group, outcome, publish, left_out: leftOut } = row;
      const on = dateIn(filed.recordedAt, it.zone);
      return {
        number,
        on,
        subject: word('subject'),
        body: word('body'),
        lang: String(filed.data['lang']),
        question,
        group,
        outcome,
        publish,
        leftOut,
      };
    });
  });
};
