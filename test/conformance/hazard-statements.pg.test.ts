import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observe } from '../../engine/store/transaction.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { columnsOf, scansOf, type Seen } from './explain.ts';
import { OFFICES } from '../support/towns/hazard-town.ts';
import { listedIn, publishListed } from '../support/towns/listed-town.ts';
import { openStaffTown } from '../support/towns/staff-town.ts';

/** Hazards that were struck off in the years before, beside those that are open and those that hang in public. */
const STRUCK_OFF = 60_000;
/** Tables that grow with hazards: none of them may be read from end to end on a request's path, or by a sweep. */
const GROWING = [
  'entity',
  'hazard',
  'hazard_day',
  'hazard_progress',
  'stream',
  'event',
  'blob',
  'assignment',
  'obligation',
  'access',
  'matter_key',
];

/** Run once in the life of a process, and look at everything (server/catch-up.ts). */
const ONCE = ['hazards_without_row', 'hazards_without_days'];

const NO = { no_photo: '没有相机' };
const seen = new Map<string, Seen>();
let town: Awaited<ReturnType<typeof openStaffTown>>;

/** Copies the rows of one hazard, each with a number of its own and the day moved over the years. */
const multiply = async (number: string, times: number, first: string): Promise<void> => {
  await town.town.superuser.query('set session_replication_role = replica');
  const fresh = `'${first}' || lpad(upper(to_hex(i)), 7, '0')`;
  const copied = async (table: string, key: string): Promise<void> => {
    const values = (await columnsOf(town.town, table)).map((column) => {
      if (column === key) return fresh;
      if (column === 'stream') return `${fresh} || right(stream, 2)`;
      if (column === 'blob') return `sha256(blob || '${first}' || i::text::bytea)`;
      if (column === 'hour') return "hour - (i % 3000) * interval '1 day'";
      if (column === 'item' || column === 'record') return `case when ${column} is null then null else ${column} || i end`;
      if (column.endsWith('_on') || `${table}.${column}` === 'hazard_day.since') return `${column} - i % 3000`;
      return column.endsWith('_at') ? `${column} - (i % 3000) * interval '1 day'` : column;
    });
    await town.town.superuser.query(
      `insert into ${table} select ${values.join(', ')} from ${table}, generate_series(1, ${times}) i where ${key} = '${number}'`,
    );
  };
  await copied('entity', 'entity');
  for (const table of [
    'hazard',
    'hazard_day',
    'hazard_progress',
    'stream',
    'event',
    'blob',
    'assignment',
    'obligation',
    'access',
    'keystore.matter_key',
  ])
    await copied(table, 'matter');
  await town.town.superuser.query('set session_replication_role = origin');
};

beforeAll(async () => {
  town = await openStaffTown(OFFICES, '2026-11-23T01:00:00Z');
  const stop = observe((sql, values) => seen.set(sql.name, { sql, values }));
  await publishListed(town.town);
  await town.town.tick();
  await town.town.service.jurisdiction('fresh');
  const place = listedIn(town.town);
  const canteen = await place.site('和平小学食堂');
  const struck = await place.found({ site: canteen });
  await place.step(struck, 'housing.handler', 'grade', { grade: 'general', criterion: '能立即排除' });
  await place.step(struck, 'housing.handler', 'mend_at_once', { words: '搬走了', ...NO });
  await place.step(struck, 'housing.head', 'delist');
  const ended = await place.hung({ site: canteen }, { by: '2026-11-27' });
  await place.step(ended, 'water.handler', 'tell_progress', { told: '已换线一半' });
  await place.step(ended, 'water.handler', 'report_mended', { words: '换好了', ...NO });
  await place.step(ended, 'county.head', 'accept_mend', { words: '合格', ...NO });
  await place.step(ended, 'county.head', 'end_listing');
  const hung = await place.hung({ danger: 'electric_gas' }, { by: '2026-12-18' });
  const found = await place.found({ site: canteen });
  const [waits, taken] = [await place.found({ site: canteen }), await place.found()];
  for (const number of [waits, taken]) await place.step(number, 'housing.handler', 'refer', { office: 'water', reason: '归水务管' });
  await place.step(taken, 'water.head', 'take_referral', { words: '归我们' });
  const water = await town.browser('water.handler');
  for (const url of ['/desk/hazards?seat=referred', '/desk/hazards', '/desk/hazards.csv?seat=referred']) await water.get(url);
  const browser = await town.browser('housing.handler');
  for (const url of [
    '/desk',
    '/desk/hazards',
    `/desk/hazards?site=${canteen}`,
    `/desk/hazard/${found}`,
    '/desk/hazards.csv',
    '/desk/statements',
    `/desk/site/${canteen}`,
  ])
    await browser.get(url);
  for (const url of ['/hazards', '/hazards/figures', '/hazards.atom', '/hazards.json', `/hazards/${hung}`, `/hazards/${found}`])
    await town.app.inject({ url });
  await sweep(town.town.service);
  town.town.setClock('2026-12-23T02:00:00Z');
  await town.town.tick();
  await sweep({ ...town.town.service });
  stop();
  await multiply(struck, STRUCK_OFF, 'A');
  await multiply(found, STRUCK_OFF / 30, 'B');
  await multiply(hung, STRUCK_OFF / 300, 'C');
  await multiply(ended, STRUCK_OFF / 100, 'D');
  await multiply(waits, STRUCK_OFF / 200, 'E');
  await multiply(taken, STRUCK_OFF / 200, 'F');
  await town.town.superuser.query('vacuum analyze'); // as the database does by itself
});
afterAll(() => town.close());

describe('every statement of a hazard’s life', () => {
  it('reads no growing table from end to end, at 60,000 that were struck off', async () => {
    const about = [...seen.values()].filter(({ sql }) => /\bhazard/.test(sql.text));
    expect(about.length).toBeGreaterThan(8);
    const { scans, explained } = await scansOf(
      town.town,
      [...seen.values()].filter(({ sql }) => !ONCE.includes(sql.name)),
      GROWING,
    );
    process.stdout.write(
      `explained ${seen.size} statements (${explained} plans), ${about.length} of them about hazards, at ${STRUCK_OFF}: ${scans.length} sequential scans\n`,
    );
    expect(scans).toEqual([]);
  });
});
