import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { itemJson } from '../domain/agenda.ts';
import { foldTaken, projectTaken, TAKEN_MATTERS, TAKEN_STEPS, takeMatter, takenRelationOf, type TakenState } from '../domain/taken.ts';
import { TAKEN } from '../domain/vocabulary.ts';
import { findItem } from './draw-agenda.ts';
import { conferencesOf } from './read-conferences.ts';

/** A matter that a head has taken, as its row tells it. */
export interface TakenRow {
  readonly taken: string;
  readonly of_matter: string;
  readonly subject: string | null;
  readonly office: string;
  readonly post: string;
  readonly by_day: PlainDate;
  readonly ended_on: PlainDate | null;
}

/** How many stand on a list. */
const LISTED_MAX = 60;
const COLUMNS = 't.matter as taken, t.of_matter, t.subject, t.office, t.post, t.by_day, t.ended_on';

const RUNNING = statement<{ readonly taken: string }>(
  'taken_running',
  'select matter as taken from taken_matter where jurisdiction = $1 and of_matter = $2 and ended_on is null',
);
const OF_OFFICE = statement<TakenRow>(
  'taken_of_office',
  `select ${COLUMNS} from taken_matter t where t.jurisdiction = $1 and t.office = $2 order by t.ended_on desc nulls first, t.by_day, t.matter limit ${LISTED_MAX}`,
);
const PUBLIC = statement<Pick<TakenRow, 'post' | 'subject'>>(
  'public_taken',
  `select t.post, t.subject from taken_matter t where t.jurisdiction = $1 and t.ended_on is null order by t.post, t.subject limit ${LISTED_MAX}`,
);
const ONES = statement<TakenRow>('taken_rows', `select ${COLUMNS} from taken_matter t where t.jurisdiction = $1 and t.matter = any($2)`);
const ANSWERED = statement<{ readonly n: number }>(
  'taken_answered',
  "select e.version as n from taken_matter t join event e on e.jurisdiction = t.jurisdiction and e.stream = t.of_matter || '.0' and e.type in ('replied', 'refused') where t.jurisdiction = $1 and t.matter = $2 limit 1",
);

/** Matters that heads of an office have taken, those under way first. */
export const takenOf = (tx: Transaction, office: string): Promise<readonly TakenRow[]> => tx.run(OF_OFFICE, [tx.jurisdiction, office]);

/** What everybody may know: which post has taken a matter, and what it is about. No number, no day. */
export const publicTaken = (tx: Transaction): Promise<readonly Pick<TakenRow, 'post' | 'subject'>[]> => tx.run(PUBLIC, [tx.jurisdiction]);

/** Some of them by their numbers. */
export const takenRows = (tx: Transaction, numbers: readonly string[]): Promise<readonly TakenRow[]> =>
  tx.run(ONES, [tx.jurisdiction, numbers]);

/** The matter, as the head who takes it may see it; refused alike where it does not exist and where it is not to be seen. */
const about = async (service: Service, who: StaffMember, input: JsonObject): Promise<JsonObject | Refusal> => {
  const it = await service.jurisdiction();
  const number = parseEntityNumber(textOf(input, 'number'));
  const conference = textOf(input, 'conference') === '' ? null : (parseEntityNumber(textOf(input, 'conference')) ?? '');
  return service.read(async (tx): Promise<JsonObject | Refusal> => {
    const item = number === undefined ? undefined : await findItem(tx, it, who, number, service.clock());
    if (item?.kind !== 'matter') return refuse('agenda_item_unknown', { field: 'number' });
    if (conference !== null && !(await conferencesOf(tx, who.office)).some((row) => row.conference === conference))
      return refuse('agenda_item_unknown', { field: 'conference' });
    const [running] = await tx.run(RUNNING, [tx.jurisdiction, item.entity]);
    if (running) return refuse('taken_already', { field: 'number' });
    return { number: item.entity, item: itemJson(item), ...(conference === null ? {} : { conference }) };
  });
};

const completeTaken = async (
  service: Service,
  who: StaffMember,
  { name, input }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (name === 'take_matter') return about(service, who, input);
  if (name !== 'conclude_taken' || number === null) return {};
  const [answer] = await service.read((tx) => tx.run(ANSWERED, [tx.jurisdiction, number]));
  return answer ? { answered: true } : {};
};

/** Matters taken by a head: one matter, one post, one plan, until it is decided. */
export const takenMatters: StaffEntityKind<TakenState> = {
  name: 'taken_matter',
  vocabulary: TAKEN,
  staff: { name: 'taken_matter', vocabulary: TAKEN, begins: takeMatter, steps: TAKEN_STEPS, fold: foldTaken, relationOf: takenRelationOf },
  verbs: [takeMatter, ...TAKEN_STEPS].map((verb) => verb.name),
  offers: ['taken-matter'],
  papers: {},
  tables: [TAKEN_MATTERS],
  onlyOne: { taken_matter_running: refuse('taken_already', { field: 'number' }) },
  listedBy: [],
  completes: completeTaken,
  project: (number, _bound, events, { pack, calendar }) => projectTaken(number, events, pack, calendar),
  effects: () => NOBODY_TOLD,
};
