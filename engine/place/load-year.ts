import { addYear, type YearList, type YearProblem } from '../../kernel/calendar/add-year.ts';
import type { CalendarDefinition } from '../../kernel/calendar/calendar.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { inForce } from '../../kernel/jurisdiction/definitions.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import type { Json } from '../../kernel/stream/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { publishDefinition } from './publish-definition.ts';
import { readPublicStream } from './public-stream.ts';

const BODY = statement<{ body: Buffer }>('definition_body', 'select body from definition where jurisdiction = $1 and hash = $2');

/**
 * Adds a year to the newest calendar that was published: a new definition beside the old one, which counts once it has been public for
 * seven days (G1). With `supersedes` the list takes the place of one that is loaded; one that does not count yet never will. The problems of the list, or an empty list when it was published.
 */
export const loadYear = async (tx: Transaction, list: YearList, now: Instant, supersedes = false): Promise<readonly YearProblem[]> => {
  const { windows } = await readPublicStream(tx);
  const name = inForce(windows, 'calendar', now)?.name;
  // Two years may be loaded within one week: the second one is added to the first.
  const newest = windows.findLast((window) => window.kind === 'calendar' && window.name === name);
  const row = newest && (await tx.run(BODY, [tx.jurisdiction, fromHex(newest.hash)]))[0];
  if (!newest || !row) throw new Error('there is no jurisdiction yet');
  // Only checked definitions are ever published.
  const result = addYear(JSON.parse(row.body.toString('utf8')) as CalendarDefinition, list, supersedes);
  if ('problems' in result) return result.problems;
  const body = result as unknown as Json; // a calendar definition is plain JSON by its own type
  const published = await publishDefinition(
    tx,
    {
      kind: 'calendar',
      name: newest.name,
      body,
      replaces: true,
      actor: { kind: 'machine' },
      ...(supersedes ? { supersedes: newest.hash } : {}),
    },
    now,
  );
  return isRefusal(published) ? [{ code: 'calendar.year.loaded', about: String(list.year) }] : [];
};
