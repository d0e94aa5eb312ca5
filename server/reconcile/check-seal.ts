import { boxHash, sharesHash } from '../../features/grievances/server/seal/seal-filing.ts';
import { openedBoxKey, openReleasedShare } from '../../features/grievances/server/seal/released-shares.ts';
import { quarterOf } from '../../features/grievances/server/seal/unsealings.ts';
import { fold, inOrder } from '../../features/grievances/domain/state.ts';
import {
  lapsesAt,
  readableUntil,
  standingOf,
  unsealRequests,
  type UnsealRequest,
} from '../../features/grievances/domain/seal/unsealing.ts';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import type { JsonObject, Level } from '../../kernel/stream/event.ts';
import type { MatterEvent } from '../../kernel/matter/event.ts';
import { isJsonObject } from '../../kernel/log/shape.ts';
import { openBox, shareCheck, shareOf } from '../../kernel/seal/box.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import { whole, type ContentKeys } from '../../engine/keys/content.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import type { Finding } from './finding.ts';

interface BoxRow {
  readonly matter: string;
  /** These are null where shares are left without their box. */
  readonly custodians: Buffer | null;
  readonly box: Buffer | null;
  readonly checks: Buffer | null;
  /** Null when they were destroyed. */
  readonly shares: Buffer | null;
}
interface Asked {
  readonly matter: string;
  readonly level: Level;
  readonly n: number;
}
interface UnsealingRow extends Asked {
  readonly purpose: string;
  readonly quarter: string;
  readonly nth: number | null;
  readonly state: string;
  readonly lapses_at: number;
}
interface ReleasedRow extends Asked {
  readonly custodian: string;
  readonly wrapped: Buffer;
}
interface OpenedRow extends Asked {
  readonly office: string;
  readonly wrapped: Buffer;
  readonly until: number;
}

const BOXES = statement<BoxRow>(
  'reconcile_boxes',
  'select coalesce(b.matter, s.matter) as matter, b.custodians, b.box, b.checks, s.shares from sealed_box b full join keystore.box_share s on s.jurisdiction = b.jurisdiction and s.matter = b.matter where coalesce(b.jurisdiction, s.jurisdiction) = $1 and coalesce(b.matter, s.matter) = any($2)',
);
const of = 'where jurisdiction = $1 and matter = any($2)';
const UNSEALINGS = statement<UnsealingRow>('reconcile_unsealings', `select * from unsealing ${of}`);
const RELEASED = statement<ReleasedRow>('reconcile_released', `select * from keystore.released_share ${of}`);
const OPENED = statement<OpenedRow>('reconcile_opened', `select * from keystore.opened_box ${of}`);
// Numbers of a quarter begin at 1 and leave none out: a row that was removed shows.
const GAPS = statement<{ quarter: string }>(
  'reconcile_unsealing_gaps',
  'select quarter from unsealing where jurisdiction = $1 and nth is not null group by quarter having max(nth) <> count(*) or min(nth) <> 1 or count(distinct nth) <> count(*)',
);
const UNKNOWN = statement<{ key: string }>(
  'reconcile_unknown_boxes',
  "select 'sealed_box ' || b.matter as key from sealed_box b where b.jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = b.jurisdiction and m.matter = b.matter) union all select 'box_share ' || s.matter from keystore.box_share s where s.jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = s.jurisdiction and m.matter = s.matter) union all select 'unsealing ' || u.matter from unsealing u where u.jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = u.jurisdiction and m.matter = u.matter) union all select 'released_share ' || r.matter from keystore.released_share r where r.jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = r.jurisdiction and m.matter = r.matter) union all select 'opened_box ' || o.matter from keystore.opened_box o where o.jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = o.jurisdiction and m.matter = o.matter)",
);

/** All rows of the seal that belong to some matters. */
export interface SealRows {
  readonly boxes: readonly BoxRow[];
  readonly unsealings: readonly UnsealingRow[];
  readonly released: readonly ReleasedRow[];
  readonly opened: readonly OpenedRow[];
}

export const readSealRows = async (tx: Transaction, matters: readonly string[]): Promise<SealRows> => ({
  boxes: await tx.run(BOXES, [tx.jurisdiction, matters]),
  unsealings: await tx.run(UNSEALINGS, [tx.jurisdiction, matters]),
  released: await tx.run(RELEASED, [tx.jurisdiction, matters]),
  opened: await tx.run(OPENED, [tx.jurisdiction, matters]),
});

/** What is wrong with the seal as a whole: rows of no matter, and a number of a quarter that is missing. */
export const checkSealTables = async (tx: Transaction): Promise<readonly Finding[]> => [
  ...(await tx.run(UNKNOWN, [tx.jurisdiction])).map(({ key }): Finding => ({ code: 'seal', where: key, what: 'matter' })),
  ...(await tx.run(GAPS, [tx.jurisdiction])).map(({ quarter }): Finding => ({ code: 'seal', where: `unsealing ${quarter}`, what: 'nth' })),
];

const where = (table: string, at: Asked): string => `${table} ${at.matter}.${at.level}/${at.n}`;

/** The box of a matter is the one its filing tells; its shares are there until the matter is erased, and not longer. */
const checkBox = (matter: string, told: JsonObject | null, row: BoxRow | undefined, erased: boolean): readonly Finding[] => {
  const finding = (what: string): Finding => ({ code: 'seal', where: `sealed_box ${matter}`, what });
  if (told === null) return row ? [finding('row should not be there')] : [];
  if (!row?.custodians || !row.box || !row.checks) return [finding('row is missing')];
  return [
    ...(row.custodians.toString('hex') === told['custodians'] ? [] : [finding('custodians')]),
    ...(boxHash({ box: row.box, checks: row.checks }) === told['box'] ? [] : [finding('box')]),
    ...(row.shares === null
      ? erased
        ? []
        : [finding('shares')]
      : erased || sharesHash(row.shares) !== told['shares']
        ? [finding('shares')]
        : []),
  ];
};

const stateOf = (request: UnsealRequest, standing: ReturnType<typeof standingOf>): string =>
  request.unsealedAt !== null ? 'opened' : standing === 'refused' ? 'refused' : 'asked';

const same = (a: Asked, b: Pick<UnsealRequest, 'level' | 'n'>): boolean => a.level === b.level && a.n === b.n;

/** One request against its row: everything but the number follows from the events. */
const checkRequestRow = (request: UnsealRequest, rows: readonly UnsealingRow[], matter: string, it: Jurisdiction, now: Instant) => {
  const row = rows.find((one) => same(one, request));
  const set = it.custodianSets.get(request.custodians);
  const at = where('unsealing', { matter, level: request.level, n: request.n });
  if (!row || !set) return [{ code: 'seal' as const, where: at, what: 'row is missing' }];
  const expected = {
    purpose: request.purpose,
    quarter: quarterOf(request.askedAt, it.zone),
    lapses_at: lapsesAt(request, set) as number,
    state: stateOf(request, standingOf(request, set, now)),
  };
  const wrong = Object.entries(expected).filter(([column, value]) => row[column as keyof typeof expected] !== value); // its own keys
  const numbered = (row.nth === null) === (request.purpose === 'filer_asks');
  return [
    ...wrong.map(([column]): Finding => ({ code: 'seal', where: at, what: column })),
    ...(numbered ? [] : [{ code: 'seal' as const, where: at, what: 'nth' }]),
  ];
};

interface Matter {
  readonly matter: string;
  readonly events: readonly MatterEvent[];
  readonly contents: ContentKeys;
}

/** A released share is the one its custodian holds, and its request has had that answer. */
const checkReleased = (row: ReleasedRow, requests: readonly UnsealRequest[], box: BoxRow | undefined, it: Jurisdiction, own: Matter) => {
  const request = requests.find((one) => same(row, one));
  const set = request && it.custodianSets.get(request.custodians);
  const at = { jurisdiction: it.id, matter: row.matter, level: row.level, n: row.n };
  const share = whole(() => openReleasedShare(own.contents, at, row.custodian, row.wrapped));
  const check =
    box?.shares && box.checks && set ? shareOf({ shares: box.shares, checks: box.checks }, set, row.custodian)?.check : undefined;
  const isSound =
    share !== undefined &&
    check !== undefined &&
    bytesEqual(shareCheck(sealingPorts, share), check) &&
    request?.released.includes(row.custodian);
  return isSound ? [] : [{ code: 'seal' as const, where: where('released_share', row), what: row.custodian }];
};

const checkOpened = (row: OpenedRow, requests: readonly UnsealRequest[], box: BoxRow | undefined, it: Jurisdiction, own: Matter) => {
  const request = requests.find((one) => same(row, one));
  const set = request && it.custodianSets.get(request.custodians);
  const state = fold(inOrder(own.events));
  const key = whole(() => openedBoxKey(own.contents, { jurisdiction: it.id, matter: row.matter, level: row.level, n: row.n }, row.wrapped));
  const place = { jurisdiction: it.id, matter: row.matter, custodians: request?.custodians ?? '' };
  const isSound =
    request?.unsealedAt !== null &&
    request?.unsealedAt !== undefined &&
    set !== undefined &&
    row.until === readableUntil(request.unsealedAt, set) &&
    [state.lead, state.above, state.above2].includes(row.office) &&
    key !== undefined &&
    box?.box !== undefined &&
    box.box !== null &&
    openBox(sealingPorts, key, place, box.box) !== undefined;
  return isSound ? [] : [{ code: 'seal' as const, where: where('opened_box', row), what: 'row' }];
};

/** Of a request that runs, every released share is there; of one that is open, the key is, until nobody may read it any more. */
const checkKept = (own: Matter, requests: readonly UnsealRequest[], rows: SealRows, it: Jurisdiction, now: Instant): readonly Finding[] =>
  requests.flatMap((request): readonly Finding[] => {
    const set = it.custodianSets.get(request.custodians);
    const standing = set && standingOf(request, set, now);
    const at = { matter: own.matter, level: request.level, n: request.n };
    const isOf = (row: Asked): boolean => row.matter === own.matter && same(row, request);
    if (standing === 'readable')
      return rows.opened.some(isOf) ? [] : [{ code: 'seal', where: where('opened_box', at), what: 'row is missing' }];
    if (standing !== 'waiting' && standing !== 'open') return [];
    const held = rows.released.filter(isOf).map((row) => row.custodian);
    return request.released
      .filter((custodian) => !held.includes(custodian))
      .map((custodian) => ({ code: 'seal', where: where('released_share', at), what: custodian }));
  });

/** Compares what is stored of the seal of one matter with what its events tell. */
export const checkSeal = (own: Matter, rows: SealRows, it: Jurisdiction, now: Instant): readonly Finding[] => {
  const state = fold(inOrder(own.events));
  const filed = own.events.find((event) => event.type === 'filed');
  const sealed = filed?.data['sealed'];
  const box = rows.boxes.find((row) => row.matter === own.matter);
  const erased = own.events.some((event) => event.type === 'erased');
  const requests = unsealRequests(state);
  const unsealings = rows.unsealings.filter((row) => row.matter === own.matter);
  return [
    ...checkBox(own.matter, isJsonObject(sealed) ? sealed : null, box, erased),
    ...requests.flatMap((request) => checkRequestRow(request, unsealings, own.matter, it, now)),
    ...unsealings
      .filter((row) => !requests.some((request) => same(row, request)))
      .map((row): Finding => ({ code: 'seal', where: where('unsealing', row), what: 'row should not be there' })),
    ...(erased ? [] : checkKept(own, requests, rows, it, now)),
    ...rows.released.filter((row) => row.matter === own.matter).flatMap((row) => checkReleased(row, requests, box, it, own)),
    ...rows.opened.filter((row) => row.matter === own.matter).flatMap((row) => checkOpened(row, requests, box, it, own)),
  ];
};
