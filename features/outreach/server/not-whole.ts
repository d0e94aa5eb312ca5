import type { LessonLack, LessonTopic } from '../../../kernel/form/lesson.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** A lesson that was held and does not count, for who can hold it again or mend its papers in time. */
export interface NotWhole {
  readonly record: string;
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly topic: LessonTopic;
  readonly lacks: readonly LessonLack[];
  readonly differs: readonly ('plan' | 'material')[];
  readonly done_at: Instant;
}

type Row = Omit<NotWhole, 'lacks' | 'differs'> & { readonly lacks: string; readonly differs: string };

/** How many stand on the page, the newest first. */
export const NOT_WHOLE_MAX = 50;

const OF_OFFICE = statement<Row>(
  'lessons_not_whole',
  `select l.matter as record, s.matter as site, s.name, s.english, l.topic, l.lacks, l.differs, l.done_at from (
    select matter, name, english from site where jurisdiction = $1 and office = $2 and until is null
    union select matter, name, english from site where jurisdiction = $1 and local = $2 and until is null
  ) s join check_lesson l on l.jurisdiction = $1 and l.site = s.matter
  where l.done_at >= $3 and l.done_at < $5 and not l.voided and (l.lacks <> '' or l.differs <> '') order by l.done_at desc, l.matter limit $4`,
);

const listed = <T extends string>(text: string): readonly T[] =>
  text.split(' ').filter((it) => it !== '') as readonly string[] as readonly T[]; // written by the projection alone

/** The lessons of sites that an office answers for or supervises which were held from one instant until before another, and do not count. */
export const notWholeOf = async (tx: Transaction, office: string, from: Instant, to: Instant): Promise<readonly NotWhole[]> =>
  (await tx.run(OF_OFFICE, [tx.jurisdiction, office, toIso(from), NOT_WHOLE_MAX, toIso(to)])).map((row) => ({
    ...row,
    lacks: listed<LessonLack>(row.lacks),
    differs: listed<'plan' | 'material'>(row.differs),
  }));
