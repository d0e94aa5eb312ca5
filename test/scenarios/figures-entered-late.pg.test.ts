import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNewestFigures } from '../../features/figures/server/figures.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openDutyTown } from '../support/towns/duty-town.ts';
import { openIncidentTown } from '../support/towns/incident-town.ts';

type Place = Pick<Awaited<ReturnType<typeof openDutyTown>>, 'town'>;
const figures = async ({ town }: Place, month: string) =>
  (await town.service.read((tx) => readNewestFigures(tx, 12)))
    .find((doc) => doc.month === month)
    ?.offices.find(({ office }) => office === 'housing')?.stages;
const differs = async ({ town }: Place) => (await reconcile(town.service)).findings.filter(({ code }) => code === 'figures');

describe('a month that is published late', () => {
  let place: Awaited<ReturnType<typeof openDutyTown>>;
  beforeAll(async () => {
    place = await openDutyTown({ 'housing.head': 6, 'housing.inspector': 4, 'housing.duty': 14 });
  }, 120_000);
  afterAll(async () => {
    await place.close();
  });

  it('has covered nothing on the days before, and changes no month that was told', async () => {
    const november = await place.rosterOf('2026-11');
    expect(await place.onRoster(november, 'housing.head', 'propose_month', { seats: [] })).toBeUndefined();
    await place.goTo('2026-11-20T02:00:00Z');
    expect(await place.onRoster(november, 'housing.head', 'publish_month')).toBeUndefined();
    const december = await place.rosterOf('2026-12');
    expect(await place.onRoster(december, 'housing.head', 'propose_month', { seats: [] })).toBeUndefined();
    await place.goTo('2026-12-01T02:00:00Z');
    const { rows } = await place.town.superuser.query<{ late: number; kept: number }>(
      `select count(*) filter (where begins < '2026-11-20T00:00:00+08')::int as late, count(*) filter (where begins >= '2026-11-20T00:00:00+08')::int as kept
        from duty_seat where matter = $1 and not dropped and holder is not null and ends <= '2026-12-01T00:00:00+08'`,
      [november],
    );
    const [{ late, kept } = { late: 0, kept: 0 }] = rows;
    const told = (await figures(place, '2026-11'))?.shifts?.month;
    expect([late > 10, told?.late]).toEqual([true, late]);
    expect(told?.kept && told.kept.from <= kept && (told.kept.to === null || kept <= told.kept.to)).toBe(true);
    // December was proposed and nobody published it: told on the first of January, published after that.
    await place.goTo('2027-01-01T02:00:00Z');
    expect((await figures(place, '2026-12'))?.shifts?.month.late).toBeGreaterThan(100);
    expect(await place.onRoster(december, 'housing.head', 'publish_month')).toBeUndefined();
    expect(await differs(place)).toEqual([]);
  });
});

describe('what is entered after its month was told', () => {
  let place: Awaited<ReturnType<typeof openIncidentTown>>;
  beforeAll(async () => {
    place = await openIncidentTown();
  }, 120_000);
  afterAll(async () => {
    await place.close();
  });

  it('a report that was due on a day of November, on an incident that was entered in December, counts in December', async () => {
    // The second of December: November has been told.
    expect(await figures(place, '2026-11')).toBeDefined();
    await place.begin('housing.duty', { known: place.minutesAgo(3 * 1440) });
    const { rows } = await place.town.superuser.query<{ n: number }>(
      "select count(*)::int as n from obligation where nature = 'duty' and due_at < '2026-12-01T00:00:00+08' and rule in ('incident.head', 'incident.first', 'incident.written')",
    );
    expect(rows[0]?.n).toBe(3);
    await place.goTo('2027-01-01T02:00:00Z');
    expect((await figures(place, '2026-11'))?.reports?.month.late ?? 0).toBe(0);
    const late = (await figures(place, '2026-12'))?.reports?.month.late ?? 0;
    expect(late).toBeGreaterThanOrEqual(3);
    expect(await differs(place)).toEqual([]);
  });

  it('a part that was told of an office is told on, with nought, where nothing of it is owed any more', async () => {
    // No incident since December: after a year nothing of reports is within the twelve months.
    for (let month = 4; month <= 12; month += 1) await place.goTo(`2027-${String(month).padStart(2, '0')}-01T02:00:00Z`);
    await place.goTo('2028-01-01T02:00:00Z');
    await place.goTo('2028-02-01T02:00:00Z');
    expect((await figures(place, '2028-01'))?.reports).toMatchObject({ month: { late: 0 }, year: { late: 0 } });
    expect(await differs(place)).toEqual([]);
  }, 300_000);
});
