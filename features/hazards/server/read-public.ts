import { hashing } from '../../../engine/keys/hashing.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { leafName } from '../../../kernel/canonical/names.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import { hashLeaf } from '../../../kernel/log/tree.ts';
import { siteRows } from '../../sites/public.ts';
import {
  goneSince,
  PUBLIC_STEPS,
  publicHazard,
  type PublicAfter,
  type PublicFilter,
  type PublicHazard,
  type PublicRow,
  type PublicStep,
  type Silence,
} from '../domain/in-public.ts';

/** How many stand on a page: more would weigh more than 20 kB. */
export const PAGE = 25;
/** How many lines of progress a page of one shows at most: a month each, they are more than forty years. */
const TOLD_MAX = 500;

const RESPONSIBLE = 'coalesce(h.mender, h.lead)';
const COLUMNS = `h.matter as number, h.public_what as what, h.public_where as "where", h.danger, h.cites, h.site, h.site_called, h.site_class, ${RESPONSIBLE} as responsible, h.supervisor, h.stage, h.stopped, h.guarded,
  h.found_on::text, h.due_on::text, h.mended_on::text, h.accepted_on::text, h.delisted_on::text, h.published_on::text, h.unlisted_on::text`;
const SEEN = 'h.jurisdiction = $1 and h.published_on is not null and (h.unlisted_on is null or h.unlisted_on > $2::date)';
// The order of `placeOf`, domain/in-public.ts.
const RANK = '(case when h.unlisted_on is not null then 2 when coalesce(h.mended_on, $3::date) > h.due_on then 0 else 1 end)';

const LIST = statement<PublicRow>(
  'hazards_in_public',
  `select ${COLUMNS} from hazard h where ${SEEN} and ($4::text is null or ${RESPONSIBLE} = $4) and ($5::text is null or h.site_class = $5)
    and (${RANK}, h.found_on, h.matter) > ($6::integer, $7::date, $8::text) order by ${RANK}, h.found_on, h.matter limit $9`,
);
const ONE = statement<PublicRow>('hazard_in_public', `select ${COLUMNS} from hazard h where ${SEEN} and h.matter = $3`);
const KINDS = statement<{ responsible: string; site_class: string | null; rank: number; count: number }>(
  'kinds_of_hazards_in_public',
  `select ${RESPONSIBLE} as responsible, h.site_class, ${RANK} as rank, count(*)::integer as count from hazard h where ${SEEN} group by 1, 2, 3 order by 1, 2, 3`,
);
const NEWEST_TOLD = statement<{ matter: string; told_on: PlainDate; told: string }>(
  'newest_progress_of_hazards',
  `select distinct on (p.matter) p.matter, p.told_on::text, p.told from hazard_progress p join hazard h on h.jurisdiction = p.jurisdiction and h.matter = p.matter
    where p.jurisdiction = $1 and p.matter = any($2) and p.told_on >= h.published_on order by p.matter, p.n desc`,
);
const ALL_TOLD = statement<{ told_on: PlainDate; told: string }>(
  'progress_of_hazard',
  `select p.told_on::text, p.told from hazard_progress p join hazard h on h.jurisdiction = p.jurisdiction and h.matter = p.matter
    where p.jurisdiction = $1 and p.matter = $2 and p.told_on >= h.published_on order by p.n desc limit $3`,
);
const STEPS = statement<{ matter: string; type: PublicStep; recorded_at: Instant; leaf: Buffer }>(
  'public_steps_of_hazards',
  'select matter, type, recorded_at, leaf from event where jurisdiction = $1 and stream = any($2) and type = any($3) order by stream, version',
);
const SILENT = statement<{ matter: string; starts_at: Instant; is_late: boolean }>(
  'silence_of_hazards',
  `select matter, max(starts_at) as starts_at, bool_or(due_at <= $4) as is_late from obligation
    where jurisdiction = $1 and matter = any($2) and rule = any($3) and status in ('open', 'late') group by matter`,
);
const BOUND = statement<{ pack: Buffer }>('pack_of_hazard', 'select pack from entity where jurisdiction = $1 and entity = $2');

/** The rules by which somebody owes a word on how far it is: what is late by the pack is said here, and nothing else. */
const tellingRules = ({ packs }: Jurisdiction): readonly string[] => {
  const all: ReadonlyMap<string, Pack<Words>> = packs;
  return [
    ...new Set([...all.values()].flatMap((pack) => pack.rules.filter((rule) => rule.kind === 'tell_progress').map((rule) => rule.id))),
  ];
};

interface Moment {
  readonly it: Jurisdiction;
  readonly now: Instant;
  readonly today: PlainDate;
}

const momentOf = async (service: Service): Promise<Moment> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  return { it, now, today: dateIn(now, it.zone) };
};

/** Everything beside their rows: names of sites, progress, days of steps, silence. */
const withTheRest = async (
  tx: Transaction,
  rows: readonly PublicRow[],
  { it, now, today }: Moment,
  told: ReadonlyMap<string, PublicHazard['progress']>,
): Promise<readonly PublicHazard[]> => {
  const numbers = rows.map(({ number }) => number);
  const english = new Map(
    (
      await siteRows(
        tx,
        rows.flatMap(({ site }) => site ?? []),
      )
    ).map((row) => [row.site, row.english]),
  );
  const streams = numbers.map((number) => `${number}.0`);
  const steps = Map.groupBy(await tx.run(STEPS, [tx.jurisdiction, streams, PUBLIC_STEPS]), (step) => step.matter);
  const silent = new Map(
    (await tx.run(SILENT, [tx.jurisdiction, numbers, tellingRules(it), toIso(now)])).map((row): [string, Silence] => [
      row.matter,
      { since: dateIn(row.starts_at, it.zone), isLate: row.is_late },
    ]),
  );
  return rows.map((row) =>
    publicHazard(
      row,
      {
        siteEnglish: english.get(row.site ?? '') ?? null,
        progress: told.get(row.number) ?? [],
        steps: (steps.get(row.number) ?? []).map(({ type, recorded_at, leaf }) => ({
          type,
          day: dateIn(recorded_at, it.zone),
          leaf: leafName(hashLeaf(hashing, leaf)),
        })),
        silence: silent.get(row.number),
      },
      today,
    ),
  );
};

/** Of an office and a class, how many hang, are late, were taken down. */
export interface PublicKind {
  readonly responsible: string;
  readonly site_class: string | null;
  readonly hanging: number;
  readonly late: number;
  readonly ended: number;
}

export interface PublicList {
  readonly today: PlainDate;
  readonly kinds: readonly PublicKind[];
  readonly hazards: readonly PublicHazard[];
  readonly hasMore: boolean;
}

const kindOf = ({
  responsible,
  site_class,
  rank,
  count,
}: {
  responsible: string;
  site_class: string | null;
  rank: number;
  count: number;
}) => ({
  responsible,
  site_class,
  hanging: rank < 2 ? count : 0,
  late: rank === 0 ? count : 0,
  ended: rank === 2 ? count : 0,
});

/** A page of what hangs in public, or was taken down within a year. */
export const publicList = async (service: Service, { office, siteClass }: PublicFilter, after: PublicAfter): Promise<PublicList> => {
  const moment = await momentOf(service);
  const { today } = moment;
  const since = goneSince(today);
  return service.read(async (tx) => {
    const found = await tx.run(LIST, [tx.jurisdiction, since, today, office, siteClass, after.rank, after.found, after.number, PAGE + 1]);
    const rows = found.slice(0, PAGE);
    const told = await tx.run(NEWEST_TOLD, [tx.jurisdiction, rows.map(({ number }) => number)]);
    const lines = new Map(told.map((row) => [row.matter, [{ day: row.told_on, told: row.told }]] as const));
    return {
      today,
      kinds: (await tx.run(KINDS, [tx.jurisdiction, since, today])).map(kindOf),
      hazards: await withTheRest(tx, rows, moment, lines),
      hasMore: found.length > PAGE,
    };
  });
};

/** One of them with all its lines and the pack that judges it; undefined for a number that does not hang, whatever else it is. */
export const publicOne = async (service: Service, number: string) => {
  const moment = await momentOf(service);
  return service.read(async (tx) => {
    const rows = await tx.run(ONE, [tx.jurisdiction, goneSince(moment.today), number]);
    if (rows.length === 0) return undefined;
    const told = await tx.run(ALL_TOLD, [tx.jurisdiction, number, TOLD_MAX]);
    const lines = new Map([[number, told.map((row) => ({ day: row.told_on, told: row.told }))]]);
    const [hazard] = await withTheRest(tx, rows, moment, lines);
    const [bound] = await tx.run(BOUND, [tx.jurisdiction, number]);
    const pack = moment.it.packs.get(bound?.pack.toString('hex') ?? '');
    return hazard && { hazard, today: moment.today, criterion: pack?.criteria?.find((one) => one.id === hazard.cites) };
  });
};
