import { addMs, instant } from '../../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { brokenRules, type Broken, type Filled } from '../../../kernel/roster/rules.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { accountsOf, holdersFor, holdingOf, type Account } from './holders.ts';
import { proposalOf } from './propose-month.ts';
import { findRoster, seatsAround, seatsOfRoster, type RosterRow, type SeatRow } from './read-roster.ts';

const SWAP = statement<{ seat: string; back: string | null; asker: string | null; taker: string | null }>(
  'duty_swap_by_number',
  `select w.seat, w.back, a.staff as asker, b.staff as taker from duty_swap w
   left join duty_holder a on a.jurisdiction = w.jurisdiction and a.matter = w.matter and a.holder = w.asked_by
   left join duty_holder b on b.jurisdiction = w.jurisdiction and b.matter = w.matter and b.holder = w.taken_by
   where w.jurisdiction = $1 and w.matter = $2 and w.n = $3`,
);

/** The largest number of a step, as everywhere. */
const STEP_MAX = 999_999_999;
const REACH_MS = 6 * 86_400_000;
/** What a broken rule is refused as; the database says the same under the same names. */
const CODES = { empty: 'duty_empty', double: 'duty_double', rest: 'duty_rest', post: 'duty_post' } as const;

/** Who would have a seat: an account. */
interface Change {
  readonly seat: string;
  readonly staff: string;
}

const filledOf = (row: SeatRow, holder: string | null): Filled => ({
  seat: row.seat,
  holder,
  from: row.begins,
  to: row.ends,
  posts: row.posts.split(' '),
  restHours: row.rest_hours,
});

/** The rules that a change would break, among all seats that its people have at the time. */
const wouldBreak = async (
  tx: Transaction,
  row: RosterRow,
  changes: readonly Change[],
  accounts: readonly Account[],
  zone: string,
): Promise<readonly Broken[]> => {
  const own = await seatsOfRoster(tx, row.matter);
  const to = new Map(changes.map((change) => [change.seat, change.staff] as const));
  const seats = own.filter(({ seat }) => to.has(seat));
  const [from, until] = [Math.min(...seats.map(({ begins }) => begins)), Math.max(...seats.map(({ ends }) => ends))];
  if (seats.length === 0) return [];
  const around = (await seatsAround(tx, row.office, instant(from - REACH_MS), addMs(instant(until), REACH_MS))).filter(
    ({ matter, seat }) => matter !== row.matter || !to.has(seat),
  );
  return brokenRules(
    seats.map((seat) => filledOf(seat, to.get(seat.seat) ?? null)),
    (staff) => accounts.filter((one) => one.staff === staff).map(({ role }) => holdingOf(role, null, zone)),
    // Seats of two plans of an office may have the same name.
    around.map((seat) => ({ ...filledOf(seat, seat.staff), seat: `${seat.matter} ${seat.seat}` })),
  );
};

interface Around {
  readonly tx: Transaction;
  readonly row: RosterRow;
  readonly accounts: readonly Account[];
  readonly zone: string;
}

const judged = async ({ tx, row, accounts, zone }: Around, changes: readonly Change[]): Promise<Refusal | undefined> => {
  const [broken] = await wouldBreak(tx, row, changes, accounts, zone);
  return broken && refuse(CODES[broken.rule], { field: 'seat', seat: broken.seat });
};

/** A seat is given to an account that the head names: the account becomes a holder, and the event names that. */
const given = async (around: Around, input: JsonObject): Promise<JsonObject | Refusal> => {
  const account = around.accounts.find(({ staff }) => staff === textOf(input, 'who').trim());
  if (!account) return refuse('duty_post', { field: 'who' });
  const broken = await judged(around, [{ seat: textOf(input, 'seat'), staff: account.staff }]);
  if (broken) return broken;
  const holder = (await holdersFor(around.tx, around.row.matter, [account.staff])).get(account.staff) ?? '';
  return { who: holder, post: account.post };
};

/** Who asks or withdraws. */
const self = async ({ tx, row }: Around, who: StaffMember): Promise<JsonObject> => ({
  me: (await holdersFor(tx, row.matter, [who.staff])).get(who.staff) ?? '',
});

const changesIn = async ({ tx, row }: Around, n: number, taker: string | null): Promise<readonly Change[]> => {
  const [swap] = n >= 0 && n <= STEP_MAX ? await tx.run(SWAP, [tx.jurisdiction, row.matter, n]) : [];
  const staff = taker ?? swap?.taker ?? null;
  if (!swap || staff === null) return [];
  const own = { seat: swap.seat, staff };
  return swap.back === null || swap.asker === null ? [own] : [own, { seat: swap.back, staff: swap.asker }];
};

const numberIn = (input: JsonObject): number => Number(textOf(input, 'of') || -1);

const addedBy = async (around: Around, who: StaffMember, { name, input }: StaffCommand): Promise<JsonObject | Refusal> => {
  switch (name) {
    case 'fill_seat':
    case 'change_at_once':
      return given(around, input);
    case 'ask_exchange':
    case 'ask_leave':
    case 'withdraw_swap':
      return self(around, who);
    case 'take_swap': {
      const broken = await judged(around, await changesIn(around, numberIn(input), who.staff));
      return broken ?? { ...(await self(around, who)), post: who.post };
    }
    case 'approve_swap':
      return (await judged(around, await changesIn(around, numberIn(input), null))) ?? {};
    default:
      return {};
  }
};

/** What the server adds to a step of a roster: the proposal of the search, holders for accounts; or the rule that it would break. */
export const completeRoster = async (
  service: Service,
  who: StaffMember,
  command: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (number === null) return {};
  const it = await service.jurisdiction();
  const row = await service.read((tx) => findRoster(tx, number));
  // What somebody may not see is refused by the decision, which says no more of it.
  if (row?.office !== who.office) return {};
  if (row.forgotten) return refuse('duty_no_shifts');
  if (command.name === 'propose_month') return who.role === 'head' ? proposalOf(service, number) : {};
  return service.read(async (tx): Promise<JsonObject | Refusal> => {
    return addedBy({ tx, row, accounts: await accountsOf(tx, row.office), zone: it.zone }, who, command);
  });
};
