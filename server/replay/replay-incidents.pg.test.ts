import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createJurisdiction } from '../../engine/place/create.ts';
import { definitionsOf } from '../../engine/place/first-definitions.ts';
import { openService, type Service } from '../../engine/service.ts';
import { getPackOf } from '../../policy/load.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { systemClock } from '../instance.ts';
import { VOCABULARIES } from '../features.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { openRows, type Row } from '../import/rows.ts';
import { readIncidentMapping, type IncidentMapping } from './incident-rows.ts';
import { incidentOffices, readIncidents, replayIncidents } from './replay-incidents.ts';

const MAPPING = {
  source: 'town',
  zone: 'America/Los_Angeles',
  columns: {
    incident: 'id',
    kind: 'type',
    received: 'received',
    told: 'entry',
    called: 'dispatch',
    answered: 'response',
    arrived: 'scene',
    over: 'available',
    unit: 'unit',
  },
  kinds: { Fire: 'fire' },
};
const mapping = readIncidentMapping(MAPPING) as IncidentMapping; // looked at in the first test

const row = (line: number, text: string): Row => {
  const [id = '', type = '', received = '', entry = '', dispatch = '', response = '', scene = '', available = '', unit = ''] =
    text.split(',');
  return { line, fields: { id, type, received, entry, dispatch, response, scene, available, unit } };
};
const at = (time: string): string => `2009-01-10T${time}`;
/** One in good time; one called after six minutes by two units of which one never answers; one without any answer; one that is no row. */
const ROWS = [
  row(2, `A1,Fire,${at('10:00:00')},${at('10:00:30')},${at('10:02:00')},${at('10:03:00')},${at('10:07:00')},${at('10:20:00')},E1`),
  row(3, `A2,Alarm,${at('11:00:00')},${at('11:02:00')},${at('11:06:01')},${at('11:07:00')},,${at('11:50:00')},E1`),
  row(4, `A2,Alarm,${at('11:00:00')},${at('11:02:00')},${at('11:06:01')},,,${at('11:50:00')},E2`),
  row(5, `A3,Fire,${at('23:55:00')},${at('23:55:10')},${at('23:56:00')},,,2009-01-11T01:00:00,E3`),
  row(6, 'A4,Fire,not a time,,,,,,E1'),
];
const rows = async function* (): AsyncGenerator<Row> {
  for (const one of ROWS) yield one;
};

let town: TestTown;
let service: Service;
beforeAll(async () => {
  town = await openTown();
  const { units } = await readIncidents(rows(), mapping);
  const { pools, keys, dataDirectory } = town.installation;
  const definitions = definitionsOf(
    ['petition-2022', 'incident-replay'].map((pack) => getPackOf(VOCABULARIES, pack)),
    mapping.zone,
  );
  const place = {
    id: 7,
    names: { zh: '重放', en: 'Replay' },
    zone: mapping.zone,
    purpose: 'import' as const,
    offices: incidentOffices(units),
    deskOffice: 'records',
  };
  await createJurisdiction(pools.app, keys, { ...place, definitions, pack: 'petition-2022', calendar: 'cn' }, systemClock());
  service = await openService({ id: 7, pools, keys, dataDirectory, clock: systemClock, tickMs: 600_000 });
});
afterAll(async () => {
  await town.close();
});

describe('calls of a file', () => {
  it('go through the engine at their own seconds, and the engine goes on where nobody answers', async () => {
    const report = await replayIncidents(service, mapping, await readIncidents(rows(), mapping), () => undefined);
    expect(report).toMatchObject({
      incidents: 3,
      units: 4,
      calledAfter5: 1,
      unitsWithoutAnswer: 2,
      answeredAfter2: 0,
      incidentsWithoutAnswer: 1,
      wentOn: 2,
      toCall: { p50: 120, p99: 361 },
      toAnswer: { p50: 60 },
      there: 0,
      refused: [{ line: 6, code: 'field_date' }],
    });
    expect(report.clocks).toEqual({
      'replay.head': { met: 2, late: 1, never: 0 },
      'replay.call': { met: 2, late: 1, never: 0 },
      'replay.scene': { met: 1, late: 0, never: 2 },
      'replay.half': { met: 1, late: 2, never: 0 },
      'replay.hour': { met: 2, late: 1, never: 0 },
    });
  });

  it('are taken once', async () => {
    const again = await replayIncidents(service, mapping, await readIncidents(rows(), mapping), () => undefined);
    expect(again).toMatchObject({ incidents: 3, there: 3 });
  });

  it.each([
    [{ ...MAPPING, more: 1 }, 'more'],
    [{ ...MAPPING, zone: 'Nowhere/City' }, 'zone'],
    [{ ...MAPPING, kinds: { Fire: 'assembly' } }, 'kinds'],
    [{ ...MAPPING, columns: { incident: 'id' } }, 'columns'],
    [null, 'mapping'],
  ])('need a mapping that says what is what', (raw, about) => {
    const read = readIncidentMapping(raw);
    expect('problem' in read && read.problem).toContain(about);
  });
});

const CALLS = shared('data/places/sf-fire-calls.csv');
/** So many rows of the file: the command takes all of it (docs/how-to/incidents.md). */
const SOME = 400;

describe.runIf(CALLS)('real calls of a fire brigade', wants('shared'), () => {
  it('come to the same figures in the engine as counted straight from their rows', async () => {
    const real = readIncidentMapping(parse(readFileSync('docs/how-to/import/sf-fire-calls.yaml', 'utf8'))) as IncidentMapping; // it comes with the program
    const open = await openRows(CALLS ?? '');
    const some = async function* (): AsyncGenerator<Row> {
      let left = SOME;
      for await (const one of open.rows()) {
        if (left === 0) return;
        left -= 1;
        yield one;
      }
    };
    const read = await readIncidents(some(), real);
    const { pools, keys, dataDirectory } = town.installation;
    const definitions = definitionsOf(
      ['petition-2022', 'incident-replay'].map((pack) => getPackOf(VOCABULARIES, pack)),
      real.zone,
    );
    const place = {
      id: 8,
      names: { zh: '重放', en: 'Replay' },
      zone: real.zone,
      purpose: 'import' as const,
      offices: incidentOffices(read.units),
      deskOffice: 'records',
    };
    await createJurisdiction(pools.app, keys, { ...place, definitions, pack: 'petition-2022', calendar: 'cn' }, systemClock());
    const brigade = await openService({ id: 8, pools, keys, dataDirectory, clock: systemClock, tickMs: 600_000 });
    const report = await replayIncidents(brigade, real, read, () => undefined);

    // The same, from the rows alone: of each unit the first word of it, as an answer or on the scene.
    const all = [...read.found.values()];
    const first = (times: readonly (number | null)[]): number => Math.min(...times.filter((time) => time !== null));
    const called = all.map((units) => (first(units.map((one) => one.called)) - first(units.map((one) => one.received))) / 1000);
    const answers = all.flatMap((units) => {
      const begun = first(units.map((one) => one.called));
      return [...new Set(units.map(({ unit }) => unit))].map(
        (unit) => (first(units.filter((one) => one.unit === unit).flatMap((one) => [one.answered, one.arrived])) - begun) / 1000,
      );
    });
    const answered = answers.filter(Number.isFinite);
    const part = (numbers: readonly number[], share: number): number | undefined => {
      const sorted = numbers.toSorted((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    };
    expect(report.refused).toEqual([]);
    expect([report.incidents, report.units]).toEqual([all.length, answers.length]);
    expect(report.calledAfter5).toBe(called.filter((seconds) => seconds > 300).length);
    expect(report.unitsWithoutAnswer).toBe(answers.length - answered.length);
    expect(report.answeredAfter2).toBe(answered.filter((seconds) => seconds > 120).length);
    expect(report.toCall).toEqual({ p50: part(called, 0.5), p90: part(called, 0.9), p99: part(called, 0.99) });
    expect(report.toAnswer).toEqual({ p50: part(answered, 0.5), p90: part(answered, 0.9), p99: part(answered, 0.99) });
  });
});
