import { addYear, type YearList, type YearProblem } from '../../kernel/calendar/add-year.ts';
import type { CalendarDefinition } from '../../kernel/calendar/calendar.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import type { Json } from '../../kernel/matter/event.ts';
import { insertRows } from '../db/insert.ts';
import { statement, type Transaction } from '../db/transaction.ts';
import { definitionHash } from './create.ts';

const IN_FORCE = statement<{ body: Buffer; name: string; zone: string }>(
  'calendar_in_force',
  'select d.body, d.name, j.zone from jurisdiction j join definition d on d.jurisdiction = j.jurisdiction and d.hash = j.calendar where j.jurisdiction = $1',
);
const PUT_IN_FORCE = statement('put_calendar_in_force', 'update jurisdiction set calendar = $2 where jurisdiction = $1');
const PROVISIONAL = statement<{ matter: string }>(
  'provisional_matters',
  "select distinct matter from obligation where jurisdiction = $1 and provisional and status in ('open', 'pending', 'late')",
);

/** Adds a year to the calendar in force: a new definition beside the old one. The problems of the list, or an empty list when it was added. */
export const loadYear = async (tx: Transaction, list: YearList, now: Instant): Promise<readonly YearProblem[]> => {
  const row = (await tx.run(IN_FORCE, [tx.jurisdiction]))[0];
  if (!row) throw new Error('there is no jurisdiction yet');
  // Only checked definitions are ever stored.
  const result = addYear(JSON.parse(row.body.toString('utf8')) as CalendarDefinition, list);
  if ('problems' in result) return result.problems;
  const body = result as unknown as Json; // a calendar definition is plain JSON by its own type
  const hash = definitionHash(body);
  const values = [tx.jurisdiction, hash, 'calendar', row.name, Buffer.from(canonicalJson(body)), dateIn(now, row.zone), false];
  await insertRows(tx, 'definition', ['jurisdiction', 'hash', 'kind', 'name', 'body', 'published_on', 'first_setup'], [values]);
  await tx.run(PUT_IN_FORCE, [tx.jurisdiction, hash]);
  return [];
};

/** Matters with a running date that was computed without the year's list. */
export const provisionalMatters = async (tx: Transaction): Promise<readonly string[]> =>
  (await tx.run(PROVISIONAL, [tx.jurisdiction])).map((row) => row.matter);
