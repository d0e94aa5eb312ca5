import { getCalendar, type Calendar, type CalendarDefinition } from '../../kernel/calendar/calendar.ts';
import type { AccessRule, Role } from '../../kernel/access/access.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { inForce, isUsable, type DefinitionKind, type Window } from '../../kernel/jurisdiction/definitions.ts';
import { logKeysOf, type NamedLogKeys } from '../../kernel/jurisdiction/log-keys.ts';
import { troublesOf, type Trouble } from '../../kernel/jurisdiction/troubles.ts';
import { twoSignersOf } from '../../kernel/jurisdiction/transfers.ts';
import { peersOf, printedOf, quorumOf, type Peer, type PrintedHead } from '../../kernel/jurisdiction/peers.ts';
import type { Purpose } from '../../kernel/matter/kinds.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import { namedIn, type NamedDefinitions } from './named.ts';
import type { Form } from '../../kernel/form/form.ts';
import type { Programme } from '../../kernel/programme/programme.ts';
import type { EmergencyPlan } from '../../kernel/plan/plan.ts';
import type { DutyPlan } from '../../kernel/roster/plan.ts';
import type { TermsDefinition } from '../../kernel/programme/terms.ts';
import type { Places } from '../../kernel/policy/places.ts';
import type { Subjects } from '../../kernel/policy/subjects.ts';
import type { PaperTexts } from '../../kernel/policy/papers.ts';
import type { Door } from '../../kernel/door/door.ts';
import { checkCustodians, parseCustodians, type CustodianSet } from '../../kernel/seal/custodians.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { doorsIn, type NamedDoor } from './door.ts';
import { findRelay, type NamedRelay } from './relay.ts';
import { readPublicStream } from './public-stream.ts';
import { routinesIn, type Routines } from './routines.ts';

export interface Office {
  readonly office: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly parent: string | null;
  /** Whether it wants to be told when its list has something new. */
  readonly has_bell: boolean;
  /** Whether an address is rung there when a life is said to be in danger. */
  readonly has_duty: boolean;
  /** The telephone of who is on duty, for every page; null where there is none. */
  readonly duty_phone: string | null;
  /** Where it is found, as receipts and papers print it. */
  readonly address: string | null;
  readonly hours: string | null;
  readonly phone: string | null;
}

/** What rules and offices a jurisdiction has now. */
export interface Jurisdiction {
  readonly id: number;
  readonly names: { readonly 'zh-CN': string; readonly en: string };
  readonly zone: string;
  /** What it is run for: which kinds of matter it takes hangs on it. */
  readonly purpose: Purpose;
  /** True for records of another system, taken in as if they had been filed here. */
  readonly imported: boolean;
  readonly origin: string;
  readonly deskOffice: string;
  /** Hash of the pack that new matters get unless the form names another. */
  readonly pack: string;
  readonly calendar: string;
  readonly offices: ReadonlyMap<string, Office>;
  /** By hash: every pack that a matter may be bound to. */
  readonly packs: ReadonlyMap<string, Pack>;
  /** By hash: when each of them began to count; null: with the first set-up. */
  readonly packsFrom: ReadonlyMap<string, Instant | null>;
  /** By the id of a pack, the hash of its newest version that may be cited now. */
  readonly newestPack: ReadonlyMap<string, string>;
  /** Calendar by the hash a matter is bound to; always with every year that has been loaded since. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** Hash a matter is bound to → hash of the same calendar with all years loaded so far. */
  readonly newestCalendar: ReadonlyMap<string, string>;
  readonly access: readonly AccessRule[];
  /** By hash: every set of custodians that a name may be sealed under. */
  readonly custodianSets: ReadonlyMap<string, CustodianSet>;
  /** The set in force, where it is valid as the offices stand today; null: no names are taken (G4). */
  readonly custodians: { readonly hash: string; readonly set: CustodianSet } | null;
  /** By hash: every published set of words for papers. */
  readonly paperTexts: ReadonlyMap<string, PaperTexts>;
  /** The hash of the one that new papers get; null: the words that come with the program. */
  readonly papers: string | null;
  /** The office outside that accusations go to, where one may be cited and is valid as the offices stand (G5); null: they are not offered. */
  readonly door: NamedDoor | null;
  /** By hash: every door that was ever in force, with boxes on their way to it. */
  readonly doors: ReadonlyMap<string, Door>;
  /** What a filing can be about; null: no list is published, and nobody is asked. */
  readonly subjects: { readonly hash: string; readonly set: Subjects } | null;
  /** Public places that offices name; null: no list is published. */
  readonly places: { readonly hash: string; readonly set: Places } | null;
  /** What is asked at checks, returns, lessons and drills. */
  readonly forms: NamedDefinitions<Form>;
  /** Duties that come back. */
  readonly programmes: NamedDefinitions<Programme>;
  /** How offices are on duty. */
  readonly dutyPlans: NamedDefinitions<DutyPlan>;
  /** What offices do when something happens. */
  readonly plans: NamedDefinitions<EmergencyPlan>;
  /** Terms, holidays by name and seasons that they count with. */
  readonly terms: NamedDefinitions<TermsDefinition>;
  /** The same as duties are counted: every version with its time. */
  readonly routines: Routines;
  /** Troubles of its offices, by number, ended ones too. */
  readonly troubles: ReadonlyMap<string, Trouble>;
  /** Who tells filers that there is something new; null: nobody, and nobody is asked for an address. */
  readonly relay: NamedRelay | null;
  /** Other installations whose logs are cosigned here, and who cosign this one's. */
  readonly peers: readonly Peer[];
  /** Which keys sign the log now, and which did. */
  readonly logKeys: NamedLogKeys;
  /** How many witnesses the policy file of the log asks for. */
  readonly quorum: number;
  /** Offices where a matter is registered by two posts, never by one. */
  readonly twoSigners: ReadonlySet<string>;
  /** The largest head of the log that hangs printed somewhere; null: none was recorded. */
  readonly printed: PrintedHead | null;
}

export interface JurisdictionRow {
  readonly name_zh: string;
  readonly name_en: string;
  readonly zone: string;
  readonly purpose: Purpose;
  readonly origin: string;
  readonly desk_office: string | null;
}

const READ = statement<JurisdictionRow>(
  'read_jurisdiction',
  'select name_zh, name_en, zone, purpose, origin, desk_office from jurisdiction where jurisdiction = $1',
);
const OFFICES = statement<Office>(
  'read_offices',
  'select office, name_zh, name_en, parent, bell_url is not null as has_bell, duty_url is not null as has_duty, duty_phone, address, hours, phone from office where jurisdiction = $1 order by office',
);
// What was only slipped in has no row there, and what was slipped in there is in no window of the public stream (G1).
const DEFINITIONS = statement<DefinitionRow>(
  'read_definitions',
  'select d.hash, d.kind, d.body from definition d join usable_definition u on u.jurisdiction = d.jurisdiction and u.hash = d.hash where d.jurisdiction = $1',
);

interface DefinitionRow {
  readonly hash: Buffer;
  readonly kind: string;
  readonly body: Buffer;
}

/** A year is only ever added (`addYear`), so of one calendar's versions the one with the most years says all that the others say. */
const calendarsOf = (
  definitions: readonly (readonly [string, CalendarDefinition])[],
): Pick<Jurisdiction, 'calendars' | 'newestCalendar'> => {
  const newest = definitions.map(([hash, { id }]) => {
    const versions = definitions.filter(([, other]) => other.id === id).toSorted(([, a], [, b]) => b.years.length - a.years.length);
    return [hash, versions[0] ?? [hash, undefined]] as const;
  });
  return {
    newestCalendar: new Map(newest.map(([hash, [newer]]) => [hash, newer] as const)),
    calendars: new Map(newest.flatMap(([hash, [, body]]) => (body ? [[hash, getCalendar(body)] as const] : []))),
  };
};

/** What may be cited at an instant, in the order in which it was published. */
const citable = (windows: readonly Window[], rows: readonly DefinitionRow[], now: Instant) => {
  const stored = new Map(rows.map((row) => [row.hash.toString('hex'), row] as const));
  const here = windows.filter((window) => stored.get(window.hash)?.kind === window.kind);
  // A matter stays bound to what could be cited when it was filed, so what has ended is still read.
  const begun = here.filter((window) => window.way === 'first_setup' || (window.from !== null && window.from <= now));
  const bodies = <T>(kind: DefinitionKind, some: readonly Window[]): readonly (readonly [string, T])[] =>
    some.flatMap((window) => {
      const row = window.kind === kind ? stored.get(window.hash) : undefined;
      // Only checked definitions are ever published; their hash is their key.
      return row ? [[window.hash, JSON.parse(row.body.toString('utf8')) as T] as const] : [];
    });
  return { bodies, begun, usable: here.filter((window) => isUsable(window, now)), bodyOf: (hash: string) => stored.get(hash)?.body };
};

/** The sets that were published, and the one in force if it is valid as the offices stand (G4: checked at every use). */
const custodiansIn = (
  sets: readonly (readonly [string, unknown])[],
  newest: string | undefined,
  row: JurisdictionRow,
  offices: readonly Office[],
): Pick<Jurisdiction, 'custodianSets' | 'custodians'> => {
  const custodianSets = new Map(
    sets.flatMap(([hash, body]) => {
      const set = parseCustodians(body);
      return set ? [[hash, set] as const] : [];
    }),
  );
  const set = custodianSets.get(newest ?? '');
  const parents = new Map(offices.map((it) => [it.office, it.parent] as const));
  const tree = { parentOf: (office: string) => parents.get(office), deskOffice: row.desk_office ?? '' };
  const isValid = set !== undefined && checkCustodians(set, tree).length === 0;
  return { custodianSets, custodians: newest !== undefined && isValid ? { hash: newest, set } : null };
};

/** The list in force; the newest alone, since a matter keeps the id and the hash it was filed or named with. */
const listIn = <T>(
  lists: readonly (readonly [string, T])[],
  newest: string | undefined,
): { readonly hash: string; readonly set: T } | null => {
  const set = new Map(lists).get(newest ?? '');
  return newest !== undefined && set ? { hash: newest, set } : null;
};

/** Every access table that has been in force, each as it was published: what a place took away is known from them. */
export const accessEver = async (tx: Transaction, now: Instant): Promise<readonly (readonly AccessRule[])[]> => {
  const { windows } = await readPublicStream(tx);
  const { bodies, begun } = citable(windows, await tx.run(DEFINITIONS, [tx.jurisdiction]), now);
  return bodies<{ readonly rules: readonly AccessRule[] }>('access', begun).map(([, { rules }]) => rules);
};

/** Reads a jurisdiction whole; undefined when it does not exist, has not been set up to the end, or has no rules in force. */
export const findJurisdiction = async (tx: Transaction, now: Instant): Promise<Jurisdiction | undefined> => {
  const row = (await tx.run(READ, [tx.jurisdiction]))[0];
  if (!row?.desk_office) return undefined;
  const offices = await tx.run(OFFICES, [tx.jurisdiction]);
  const { windows, events } = await readPublicStream(tx);
  const { bodies, begun, usable, bodyOf } = citable(windows, await tx.run(DEFINITIONS, [tx.jurisdiction]), now);
  const [pack, calendar, access] = (['pack', 'calendar', 'access'] as const).map((kind) => inForce(usable, kind, now)?.hash);
  if (!pack || !calendar || !access) return undefined;
  const programmes = namedIn<Programme>('programme', begun, usable, bodyOf);
  const terms = namedIn<TermsDefinition>('terms', begun, usable, bodyOf);
  return {
    id: tx.jurisdiction,
    names: { 'zh-CN': row.name_zh, en: row.name_en },
    zone: row.zone,
    purpose: row.purpose,
    imported: row.purpose === 'import',
    origin: row.origin,
    deskOffice: row.desk_office,
    pack,
    calendar,
    offices: new Map(offices.map((it) => [it.office, it] as const)),
    packs: new Map(bodies<Pack>('pack', begun)),
    // One that was published as an emergency has two windows, and counted from the first.
    packsFrom: new Map(begun.toReversed().flatMap(({ kind, hash, from }) => (kind === 'pack' ? [[hash, from] as const] : []))),
    newestPack: new Map(bodies<Pack>('pack', usable).map(([hash, body]) => [body.id, hash] as const)),
    ...calendarsOf(bodies<CalendarDefinition>('calendar', begun)),
    access: new Map(bodies<{ rules: readonly AccessRule[] }>('access', usable)).get(access)?.rules ?? [],
    ...custodiansIn(bodies<unknown>('custodians', begun), inForce(usable, 'custodians', now)?.hash, row, offices),
    paperTexts: new Map(bodies<PaperTexts>('papers', begun)),
    papers: inForce(usable, 'papers', now)?.hash ?? null,
    ...doorsIn(bodies<unknown>('door', begun), inForce(usable, 'door', now)?.hash, row, offices),
    subjects: listIn(bodies<Subjects>('subjects', usable), inForce(usable, 'subjects', now)?.hash),
    places: listIn(bodies<Places>('places', usable), inForce(usable, 'places', now)?.hash),
    forms: namedIn<Form>('form', begun, usable, bodyOf),
    programmes,
    dutyPlans: namedIn<DutyPlan>('duty_plan', begun, usable, bodyOf),
    plans: namedIn<EmergencyPlan>('emergency_plan', begun, usable, bodyOf),
    terms,
    routines: routinesIn(begun, programmes, terms),
    troubles: troublesOf(events),
    relay: await findRelay(tx, events),
    peers: peersOf(events),
    logKeys: logKeysOf(events),
    quorum: quorumOf(events),
    twoSigners: twoSignersOf(events),
    printed: printedOf(events),
  };
};

/** A member of staff as the desk needs to know them. */
export interface StaffMember {
  readonly staff: string;
  readonly post: string;
  readonly office: string;
  readonly role: Role;
}
