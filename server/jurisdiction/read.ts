import { getCalendar, type Calendar, type CalendarDefinition } from '../../kernel/calendar/calendar.ts';
import type { AccessRule, Role } from '../../kernel/access/access.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import { statement, type Transaction } from '../db/transaction.ts';

export interface Office {
  readonly office: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly parent: string | null;
  /** Whether it wants to be told when its list has something new. */
  readonly has_bell: boolean;
}

/** What rules and offices a jurisdiction has now. */
export interface Jurisdiction {
  readonly id: number;
  readonly names: { readonly 'zh-CN': string; readonly en: string };
  readonly zone: string;
  /** True for records of another system, taken in as if they had been filed here. */
  readonly imported: boolean;
  readonly origin: string;
  readonly deskOffice: string;
  /** Hash of the pack that new matters get unless the form names another. */
  readonly pack: string;
  readonly calendar: string;
  readonly offices: ReadonlyMap<string, Office>;
  readonly packs: ReadonlyMap<string, Pack>;
  /** Calendar by the hash a matter is bound to; always with every year that has been loaded since. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** Hash a matter is bound to → hash of the same calendar with all years loaded so far. */
  readonly newestCalendar: ReadonlyMap<string, string>;
  readonly access: readonly AccessRule[];
}

interface JurisdictionRow {
  readonly name_zh: string;
  readonly name_en: string;
  readonly zone: string;
  readonly purpose: string;
  readonly origin: string;
  readonly desk_office: string | null;
  readonly pack: Buffer | null;
  readonly calendar: Buffer | null;
}

const READ = statement<JurisdictionRow>(
  'read_jurisdiction',
  'select name_zh, name_en, zone, purpose, origin, desk_office, pack, calendar from jurisdiction where jurisdiction = $1',
);
const OFFICES = statement<Office>(
  'read_offices',
  'select office, name_zh, name_en, parent, bell_url is not null as has_bell from office where jurisdiction = $1 order by office',
);
const DEFINITIONS = statement<{ hash: Buffer; kind: string; body: Buffer }>(
  'read_definitions',
  'select hash, kind, body from definition where jurisdiction = $1',
);

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

/** Reads a jurisdiction whole; undefined when it does not exist or has not been set up to the end. */
export const findJurisdiction = async (tx: Transaction): Promise<Jurisdiction | undefined> => {
  const row = (await tx.run(READ, [tx.jurisdiction]))[0];
  if (!row?.desk_office || !row.pack || !row.calendar) return undefined;
  const offices = await tx.run(OFFICES, [tx.jurisdiction]);
  const definitions = await tx.run(DEFINITIONS, [tx.jurisdiction]);
  const bodies = <T>(kind: string): readonly (readonly [string, T])[] =>
    // Only checked definitions are ever stored; their hash is their key.
    definitions.filter((it) => it.kind === kind).map((it) => [it.hash.toString('hex'), JSON.parse(it.body.toString('utf8')) as T] as const);
  return {
    id: tx.jurisdiction,
    names: { 'zh-CN': row.name_zh, en: row.name_en },
    zone: row.zone,
    imported: row.purpose === 'import',
    origin: row.origin,
    deskOffice: row.desk_office,
    pack: row.pack.toString('hex'),
    calendar: row.calendar.toString('hex'),
    offices: new Map(offices.map((it) => [it.office, it] as const)),
    packs: new Map(bodies<Pack>('pack')),
    ...calendarsOf(bodies<CalendarDefinition>('calendar')),
    access: bodies<{ rules: readonly AccessRule[] }>('access').flatMap(([, body]) => body.rules),
  };
};

/** A member of staff as the desk needs to know them. */
export interface StaffMember {
  readonly staff: string;
  readonly post: string;
  readonly office: string;
  readonly role: Role;
}
