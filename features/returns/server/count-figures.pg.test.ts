import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIGURE_SOURCES, type FigureSource } from '../../../kernel/form/form.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { fillDemo } from '../../../server/demo/fill.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';
import { countFigures } from './count-figures.ts';

/** Every day that there was, and some. */
const ALWAYS = { first: getPlainDate('2000-01-01'), last: getPlainDate('2100-01-01') };

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ at: new Date().toISOString(), setUp: (it) => fillDemo(it, 1000, () => undefined) });
}, 120_000);
afterAll(async () => {
  await town.close();
});

const counted = async (office: string): Promise<ReadonlyMap<FigureSource, number>> => {
  const { zone } = await town.service.jurisdiction();
  return town.service.read((tx) => countFigures(tx, FIGURE_SOURCES, office, ALWAYS, town.now(), zone));
};
const one = async (sql: string, office: string): Promise<number> =>
  Number((await town.superuser.query<{ count: string }>(sql, [office])).rows[0]?.count ?? 0);

/** The same from the events, which know none of the rows that are counted. A watch is no incident. */
const BY_EVENTS: { readonly [source in FigureSource]?: string } = {
  hazards_found: `select count(*) from event e join hazard h on h.matter = e.matter where e.version = 0 and e.level = 0 and h.lead = $1`,
  hazards_open: `select count(*) from hazard h where h.lead = $1 and coalesce((select e.type from event e where e.matter = h.matter
      and e.type in ('delisted', 'reopened') order by e.version desc limit 1), 'reopened') <> 'delisted'`,
  incidents_opened: `select count(*) from entity e join incident i on i.matter = e.entity where i.lead = $1 and i.began_at is not null`,
  checks_done: `select count(*) from check_record c where c.office = $1 and not exists (select from event e where e.matter = c.matter and e.type = 'check_voided')`,
};

describe('what the system counts for a return', () => {
  it('is what the events say, for every office of the demo county', async () => {
    const { rows } = await town.superuser.query<{ office: string }>('select office from office order by office');
    const sums = new Map<FigureSource, number>();
    for (const { office } of rows) {
      const figures = await counted(office);
      for (const [source, sql] of Object.entries(BY_EVENTS) as [FigureSource, string][])
        expect([office, source, figures.get(source)]).toEqual([office, source, await one(sql, office)]);
      for (const [source, count] of figures) sums.set(source, (sums.get(source) ?? 0) + count);
    }
    for (const source of ['hazards_found', 'hazards_open', 'incidents_opened', 'checks_done'] as const)
      expect([source, (sums.get(source) ?? 0) > 0]).toEqual([source, true]);
  });

  it('adds up: what was found is closed or open', async () => {
    const { rows } = await town.superuser.query<{ office: string }>('select distinct lead as office from hazard');
    for (const { office } of rows) {
      const figures = await counted(office);
      expect((figures.get('hazards_closed') ?? 0) + (figures.get('hazards_open') ?? 0)).toBe(figures.get('hazards_found'));
    }
  });
});
