import type { History } from '../../../../engine/store/history.ts';
import { RefusedBeside } from '../../../../engine/store/lane.ts';
import type { Service } from '../../../../engine/service.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { readPublicIn } from '../../../consultations/public.ts';
import { groupComment } from '../../domain/comments/group-comment.ts';
import { leaveOutComment } from '../../domain/comments/leave-out-comment.ts';
import { revokePublishing } from '../../domain/comments/revoke-publishing.ts';
import type { ConsultationNow } from '../../domain/verb.ts';

const NOW = statement<ConsultationNow>(
  'consultation_of_comment',
  `select c.groups, c.ordered from consultation_comment m
     join consultation c on c.jurisdiction = m.jurisdiction and c.matter = m.consultation
    where m.jurisdiction = $1 and m.matter = $2`,
);
// Whoever orders the words to be published changes this row: one of the two waits for the other.
const LOCKED = statement<Pick<ConsultationNow, 'ordered'>>(
  'consultation_unpublished',
  `select c.ordered from consultation_comment m
     join consultation c on c.jurisdiction = m.jurisdiction and c.matter = m.consultation
    where m.jurisdiction = $1 and m.matter = $2 for share of c`,
);

/** Steps that change what will be published: none once that has been ordered. */
export const STILL_UNPUBLISHED: readonly string[] = [leaveOutComment.name, revokePublishing.name];

/** The consultation of a comment, for the steps that ask for it; null for every other step and matter. */
export const consultationOfStep = async (service: Service, matter: string, command: string): Promise<ConsultationNow | null> =>
  command === groupComment.name || STILL_UNPUBLISHED.includes(command) ? await service.read((tx) => readConsultationOf(tx, matter)) : null;

const readConsultationOf = async (tx: Transaction, matter: string): Promise<ConsultationNow | null> =>
  (await tx.run(NOW, [tx.jurisdiction, matter]))[0] ?? null;

/** The consultation that a comment is about, as everybody reads it, for the page of the comment. */
export interface Consulted extends ConsultationNow {
  readonly number: string;
  readonly title: string;
  readonly until: PlainDate | null;
  /** The question that the comment answers; null where it is about the draft as a whole. */
  readonly question: string | null;
  readonly headings: readonly string[];
  readonly isPublished: boolean;
}

/** Reads it; null for every other matter. */
export const readConsulted = async (tx: Transaction, service: Service, { events }: Pick<History, 'events'>): Promise<Consulted | null> => {
  const filed = events.find((event) => event.type === 'filed')?.data;
  const number = filed?.['kind'] === 'comment' ? filed['consultation'] : undefined;
  const view = typeof number === 'string' ? await readPublicIn(tx, service, number) : undefined;
  if (!view) return null;
  const { title, until, groups, ordered, publishedAt } = view.state;
  const { question } = filed ?? {};
  return {
    number: view.number,
    title,
    until,
    question: typeof question === 'number' ? (view.questions[question - 1] ?? null) : null,
    headings: groups.map(({ heading }) => heading),
    groups: groups.length,
    ordered: ordered !== null,
    isPublished: publishedAt !== null,
  };
};

/** Takes the step back where the words were ordered to be published in between. */
export const stayUnpublished = async (tx: Transaction, matter: string): Promise<void> => {
  const [row] = await tx.run(LOCKED, [tx.jurisdiction, matter]);
  if (row?.ordered !== false) throw new RefusedBeside(refuse('words_published'));
};
