import { afterAll, beforeAll, expect, it } from 'vitest';
import { OFFICES } from '../support/towns/hazard-town.ts';
import { listedIn, publishListed } from '../support/towns/listed-town.ts';
import { openStaffTown } from '../support/towns/staff-town.ts';

// Every loop is stopped, nobody does anything, nothing is swept: only the clock moves.
let town: Awaited<ReturnType<typeof openStaffTown>>;
let number: string;
beforeAll(async () => {
  town = await openStaffTown(OFFICES, '2026-11-23T01:00:00Z');
  await publishListed(town.town);
  await town.town.tick();
  await town.town.service.jurisdiction('fresh');
  number = await listedIn(town.town).hung({}, { by: '2026-12-18' });
});
afterAll(() => town.close());

const at = async (moment: string): Promise<readonly string[]> => {
  town.town.setClock(moment);
  return Promise.all(
    ['/hazards', `/hazards/${number}`, '/hazards.atom', '/hazards.json'].map(async (url) => (await town.app.inject({ url })).body),
  );
};
/** Which of list, page, feed and data carry a mark. */
const carry = (pages: readonly string[], mark: RegExp): readonly boolean[] => pages.map((page) => mark.test(page));
const NONE = [false, false, false, false];
const ALL = [true, true, true, true];
const LATE = /逾期\d+天|"daysLate":[1-9]/;
const SILENT = /\d+天没有写明进展|"silentDays":[1-9]/;

it('late by itself on the day after the day that was set, not the day before', async () => {
  expect(carry(await at('2026-12-18T15:59:59Z'), LATE)).toEqual(NONE);
  const after = await at('2026-12-18T16:00:00Z');
  expect(carry(after, LATE)).toEqual(ALL);
  expect(after[0]).toContain('逾期1天');
  expect(after[0]).toContain('其中逾期1处');
});

it('silent by itself once a month has passed by the rule of the pack, not the day before', async () => {
  // Published on Monday 23 November 2026; a month later is Wednesday 23 December.
  expect(carry(await at('2026-12-23T15:59:59Z'), SILENT)).toEqual(NONE);
  const after = await at('2026-12-23T16:00:00Z');
  expect(carry(after, SILENT)).toEqual(ALL);
  expect(after[0]).toContain('31天没有写明进展');
});

it('once progress is told the mark is gone, and a month later it opens again', async () => {
  town.town.setClock('2026-12-28T02:00:00Z');
  await listedIn(town.town).step(number, 'water.handler', 'tell_progress', { told: '门已经订了' });
  expect(carry(await at('2027-01-28T15:59:59Z'), SILENT)).toEqual(NONE);
  expect(carry(await at('2027-01-28T16:00:00Z'), SILENT)).toEqual(ALL);
});

it('the figures of the office show the one that is late from that day on', async () => {
  const late = async (moment: string): Promise<string> => {
    town.town.setClock(moment);
    const page = (await town.app.inject({ url: '/hazards/figures' })).body;
    return /<th scope="row">[^<]*<\/th><td>[^<]*<\/td><td>[^<]*<\/td><td>(\d+)<\/td><td>(\d+)<\/td>/.exec(page)?.slice(1).join(' ') ?? '';
  };
  expect(await late('2026-12-18T15:59:59Z')).toBe('0 0');
  expect(await late('2026-12-18T16:00:00Z')).toBe('0 1');
});
