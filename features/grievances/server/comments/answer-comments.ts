import type { Service } from '../../../../engine/service.ts';
import { readHistoryOf, readTexts } from '../../../../engine/store/read-entity.ts';
import { statement } from '../../../../engine/store/transaction.ts';
import { foldConsultation, type Group } from '../../../consultations/public.ts';
import { answerFromGroup } from './answer-from-group.ts';

/** How many are answered in one go: a lane takes so many in one transaction. */
const BATCH = 64;
/** How many at most before somebody else has a turn. */
const AT_ONCE = 512;

const GROUPS = statement<{ readonly consultation: string; readonly in_group: number }>(
  'comment_groups_waiting',
  `select c.matter as consultation, m.in_group from consultation c
     join consultation_comment m on m.jurisdiction = c.jurisdiction and m.consultation = c.matter
    where c.jurisdiction = $1 and c.answered > 0 and m.outcome is null and not m.withdrawn and m.in_group is not null
    group by 1, 2 order by 1, 2`,
);
const WAITING = statement<{ readonly matter: string }>(
  'comments_of_group_waiting',
  `select matter from consultation_comment
    where jurisdiction = $1 and consultation = $2 and in_group = $3 and outcome is null and not withdrawn and matter > $4 order by matter limit $5`,
);

/** The groups of a consultation that are answered, with the reasons. */
const answersOf = (service: Service, number: string) =>
  service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    if (!keys || !history) return new Map<number, never>();
    const { groups } = foldConsultation(history.events);
    const said = groups.flatMap(({ nth, answer }) => (answer === null ? [] : [{ nth, answer, payload: history.payloads[answer.n] }]));
    const payloads = said.flatMap(({ payload }) => (payload ? [payload] : []));
    const words = await readTexts(tx, payloads, new Map([[number, keys.contents]]));
    return new Map(
      said.map(({ nth, answer, payload }) => [nth, { answer, reason: words.get(payload?.texts['reason']?.blob ?? '') ?? '' }]),
    );
  });

interface Told {
  readonly answer: NonNullable<Group['answer']>;
  readonly reason: string;
}

/** Tells the comments of one group, some at a time; how many were told. */
const tellGroup = async (
  service: Service,
  consultation: string,
  group: number,
  { answer, reason }: Told,
  most: number,
): Promise<number> => {
  const { outcome, post, office, rule } = answer;
  const said = { group, outcome, reason, actor: { kind: 'staff', post, office } as const, rule };
  let [told, after] = [0, ''];
  while (told < most) {
    const limit = Math.min(BATCH, most - told);
    const found = await service.read((tx) => tx.run(WAITING, [tx.jurisdiction, consultation, group, after, limit]));
    const done = await Promise.all(found.map(({ matter }) => answerFromGroup(service, matter, said)));
    told += done.filter(Boolean).length;
    const last = found.at(-1);
    if (!last || found.length < limit) break;
    after = last.matter;
  }
  return told;
};

/**
 * Gives each comment of a group that is answered the answer of its group, in bounded batches. Killed in between, it goes on where it was: what
 * has its answer is not asked for again. Late or twice, it comes to the same.
 */
export const answerComments = async (service: Service, most = AT_ONCE): Promise<number> => {
  const waiting = await service.read((tx) => tx.run(GROUPS, [tx.jurisdiction]));
  let told = 0;
  for (const [consultation, rows] of Map.groupBy(waiting, (row) => row.consultation)) {
    const answers: ReadonlyMap<number, Told> = await answersOf(service, consultation);
    for (const { in_group: group } of rows) {
      const answer = answers.get(group);
      if (answer && told < most) told += await tellGroup(service, consultation, group, answer, most - told);
    }
  }
  return told;
};
