import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createJurisdiction } from '../engine/place/create.ts';
import { firstDefinitions } from '../engine/place/first-definitions.ts';
import { formDefinition } from '../engine/place/forms.ts';
import { programmeDefinition, termsDefinition } from '../engine/place/programmes.ts';
import { publishDefinition } from '../engine/place/publish-definition.ts';
import { openService, type Service } from '../engine/service.ts';
import { beginStaffEntity, takeStaffStep } from '../engine/staff-entity.ts';
import { ownerOf } from '../engine/store/owner.ts';
import { tick } from '../engine/log/tick.ts';
import { CHECK } from '../features/checks/domain/vocabulary.ts';
import { readSiteSlots, rulebookOf } from '../features/checks/public.ts';
import { refreshSites } from '../features/checks/server/refresh-sites.ts';
import { readToday } from '../features/checks/server/read-today.ts';
import { recordCheck } from '../features/checks/server/record-check.ts';
import { LOGBOOK } from '../features/logbooks/domain/vocabulary.ts';
import { closeDays } from '../features/logbooks/server/close-days.ts';
import { readBoard } from '../features/logbooks/server/read-board.ts';
import { SITE } from '../features/sites/domain/vocabulary.ts';
import { subjectRows } from '../features/checks/server/subjects.ts';
import { sites } from '../features/sites/public.ts';
import { addMs, instant, toIso, type Instant } from '../kernel/calendar/instant.ts';
import { isRefusal } from '../kernel/refusal.ts';
import type { Json } from '../kernel/stream/event.ts';
import { getForm } from '../policy/form.ts';
import { getPackOf } from '../policy/load.ts';
import { exampleTerms, findProgramme } from '../policy/programme.ts';
import { sweep } from '../server/loops/sweep.ts';
import { VOCABULARIES } from '../server/features.ts';
import { openInstallation } from '../server/instance.ts';
import { testFolder } from '../test/support/folder.ts';

// A county whose sites are patrolled every two hours for a year: rows, size, the morning list, the board, and what closing a day costs in
// the first month and in the last. Budget: the last at most 1.3 times the first (issue "Duties that come back").
// Records of the year are put in as their rows; some are made as everything else is, and tell what one weighs with its event and keys.
// Run: node bench/routines.ts [sites] [days]

const SITES = Number(process.argv[2] ?? 2000);
const DAYS = Number(process.argv[3] ?? 365);
const OFFICES = 40;
const TIMES = 40;
const DAY_MS = 86_400_000;
const BUDGET = 1.3;
const RULES = ['public-venue/venue.patrol', 'public-venue/venue.closing'];

const BEGAN = instant(Date.parse('2025-12-20T02:00:00Z'));
let now: Instant = BEGAN;
const folder = testFolder('routines');
const out = (line: string): void => void process.stdout.write(`${line}\n`);
const who = (office: string) => ({ staff: `${office}.handler`, post: `${office}.handler`, office, role: 'handler' as const });
const officeOf = (i: number): string => `office${String(i % OFFICES).padStart(2, '0')}`;

const p95 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const timed = async (work: (i: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const began = performance.now();
    await work(i);
    times.push(performance.now() - began);
  }
  return p95(times);
};

const it = await openInstallation(join(folder, 'data'));
const owner = new pg.Client(ownerOf(it.reach));
await owner.connect();
const count = async (sql: string): Promise<number> => Number((await owner.query<{ n: string }>(`select (${sql})::text as n`)).rows[0]?.n);

await createJurisdiction(
  it.pools.app,
  it.keys,
  {
    id: 1,
    names: { zh: '青川县', en: 'Qingchuan County' },
    zone: 'Asia/Shanghai',
    purpose: 'service',
    offices: [
      { office: 'county', zh: '县政府', en: 'County', parent: null },
      { office: 'sector', zh: '行业局', en: 'Sector', parent: 'county' },
      { office: 'local', zh: '应急局', en: 'Local', parent: 'county' },
      ...Array.from({ length: OFFICES }, (_, i) => ({ office: officeOf(i), zh: `第${i}单位`, en: `Office ${i}`, parent: 'county' })),
    ],
    deskOffice: 'county',
    definitions: firstDefinitions(VOCABULARIES, ['petition-2022']),
    pack: 'petition-2022',
    calendar: 'cn',
  },
  now,
);
const service: Service = await openService({
  id: 1,
  pools: it.pools,
  keys: it.keys,
  dataDirectory: join(folder, 'data'),
  clock: () => now,
  tickMs: 1000,
});
const programme = findProgramme('public-venue');
if (!programme) throw new Error('public-venue is not there');
const definitions = [
  ...(
    [
      [SITE, 'site-register'],
      [CHECK, 'check-records'],
      [LOGBOOK, 'logbooks'],
    ] as const
  ).map(([kind, name]) => ({ kind: 'pack' as const, name, body: getPackOf([kind], name) as unknown as Json })), // packs are plain JSON
  programmeDefinition(programme),
  ...[...new Set(programme.rules.flatMap((rule) => rule.form ?? []))].map((form) => formDefinition(getForm(form))),
  termsDefinition(exampleTerms()),
];
for (const definition of definitions) {
  const done = await service.read((tx) =>
    publishDefinition(tx, { ...definition, replaces: definition.kind !== 'pack', emergency: false, actor: { kind: 'machine' } }, now),
  );
  if (isRefusal(done)) throw new Error(`${definition.name}: ${done.refused}`);
}
await tick(service);
now = instant(Date.parse('2026-01-01T00:30:00Z')); // half past eight there
await tick(service);
await sweep(service);
await service.jurisdiction('fresh');

out(`entering ${SITES} sites of ${OFFICES} offices`);
const numbers: string[] = [];
for (let i = 0; i < SITES; i += 1) {
  const office = officeOf(i);
  const input = {
    name: `第${i}号商场`,
    english: `Mall ${i}`,
    class: 'public_venue',
    office,
    role: 'handler',
    sector: 'sector',
    local: 'local',
  };
  const number = await beginStaffEntity(service, sites, who(office), input);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  const hours = { hours: '1-7 10:00-22:00', holidays: 'as_week', make_up_days: 'as_week', since: '2026-01-01' };
  const refusal = await takeStaffStep(service, sites, number, who(office), { name: 'set_hours', input: hours });
  if (refusal) throw new Error(JSON.stringify(refusal));
  numbers.push(number);
}
await refreshSites(service, numbers);
await tick(service);

/** The windows of a site's patrols in some days: its hours are those of all. */
const windowsOf = async (from: Instant, to: Instant) => {
  const place = await service.jurisdiction();
  const slots = await service.read(async (tx) =>
    readSiteSlots(tx, await subjectRows(tx, numbers.slice(0, 1)), rulebookOf(place), { from, to }, from),
  );
  return (slots.get(numbers[0] ?? '') ?? []).filter(
    (slot) => RULES.includes(slot.duty.key) && slot.window.from >= from && slot.window.from < to,
  );
};

const bound = (await owner.query<{ pack: Buffer; calendar: Buffer }>("select pack, calendar from entity where kind = 'site' limit 1"))
  .rows[0];
let made = 0;
/** Puts in the records of some days, as their rows: nineteen in twenty patrols are made, ten minutes after they began. */
const putIn = async (from: Instant, to: Instant): Promise<void> => {
  const windows = await windowsOf(from, to);
  await owner.query("begin; set local session_replication_role = replica; set local app.jurisdiction = '1'");
  await owner.query(
    `create temporary table put on commit drop as
     select (row_number() over () + $1)::bigint as seq, site, rule, slot, starts from unnest($2::text[]) s (site)
     cross join unnest($3::text[], $4::text[], $5::timestamptz[]) w (rule, slot, starts) where hashtext(site || rule || slot) % 20 <> 0`,
    [
      made,
      numbers,
      windows.map((slot) => slot.duty.key),
      windows.map((slot) => slot.window.id),
      windows.map((slot) => toIso(addMs(slot.window.from, 600_000))),
    ],
  );
  const number = "lpad(upper(to_hex(seq)), 8, '0')";
  await owner.query(
    `insert into entity (jurisdiction, entity, kind, pack, calendar, since, sort, came_on) select 1, ${number}, 'check', $1, $2, starts, 'check', starts::date from put`,
    [bound?.pack, bound?.calendar],
  );
  await owner.query(
    `insert into check_record (jurisdiction, matter, site, office, form, nil, findings, done_at, received_at, signed_at, voided, completed_at) select 1, ${number}, site, 'office', 'fire-patrol-open', true, 0, starts, starts, starts, false, starts from put`,
  );
  await owner.query(`insert into check_slot (jurisdiction, matter, site, rule, slot) select 1, ${number}, site, rule, slot from put`);
  made += (await owner.query<{ n: number }>('select count(*)::int as n from put')).rows[0]?.n ?? 0;
  await owner.query('commit');
};

interface Seen {
  readonly list: number;
  readonly board: number;
  readonly close: number;
}
/** A morning: the list of an office, the board of the office above, and the closing of the day that is over. */
const morning = async (day: number): Promise<Seen> => {
  const began = Date.parse('2026-01-01T00:30:00Z');
  now = instant(began + day * DAY_MS);
  await service.jurisdiction('fresh');
  await owner.query("set app.jurisdiction = '1'");
  await owner.query('analyze');
  await refreshSites(service, numbers);
  // The days before are closed as far as this is concerned: what is measured is one day.
  await owner.query(`update slot_plan set closed_through = ($1::timestamptz at time zone 'Asia/Shanghai')::date - 3`, [toIso(now)]);
  await closeDays(service);
  now = instant(began + (day + 1) * DAY_MS);
  const closing = performance.now();
  await closeDays(service);
  const close = performance.now() - closing;
  const month = toIso(now).slice(0, 7);
  const list = await timed((i) => service.read((tx) => readToday(tx, officeOf(i), now)));
  const board = await timed(() => service.read((tx) => readBoard(tx, 'local', month, now)));
  return { list, board, close };
};
const say = (name: string, { list, board, close }: Seen): void =>
  out(
    `${name}: morning list p95 ${list.toFixed(1)} ms, board of ${SITES} sites p95 ${board.toFixed(0)} ms, closing a day ${(close / 1000).toFixed(2)} s`,
  );

const start = Date.parse('2025-12-31T16:00:00Z');
const until = (days: number): Instant => instant(start + days * DAY_MS);
out('the first month');
await putIn(until(0), until(30));
const first = await morning(29);
say('month 1', first);
for (let day = 30; day < DAYS; day += 15) await putIn(until(day), until(Math.min(DAYS, day + 15)));
const last = await morning(DAYS - 2);
say('the last month', last);

// What a record weighs with everything that belongs to it.
const before = await count('pg_database_size(current_database())');
const rowsBefore = await count('select count(*) from check_record');
let some = 0;
for (const number of numbers.slice(0, 400)) {
  const office = officeOf(some);
  const slots = await service.read((tx) => readToday(tx, office, now));
  const slot = slots.find((row) => row.site === number && row.rule === 'public-venue/venue.opening');
  some += 1;
  if (!slot) continue;
  const handed = { site: number, rule: slot.rule, slot: slot.slot, answers: {}, doneAt: null, files: [] };
  const record = await recordCheck(service, who(office), handed, null);
  if (isRefusal(record)) throw new Error(JSON.stringify(record));
}
await tick(service);
const whole = (await count('pg_database_size(current_database())')) - before;
const own = (await count('select count(*) from check_record')) - rowsBefore;
const bytes = await count("pg_total_relation_size('check_record') + pg_total_relation_size('check_slot')");
const entities = await count("pg_total_relation_size('entity')");
out(
  `${rowsBefore} records of ${SITES} sites in ${DAYS} days: ${(bytes / 1e9).toFixed(2)} GB of their rows and ${(entities / 1e9).toFixed(2)} GB of entities, ${Math.round((bytes + entities) / rowsBefore)} bytes each; open slots ${await count("select count(*) from obligation where owed_by in ('site_post', 'site_overseer')")}, closed days ${await count('select count(*) from slot_count')} rows, exceptions ${await count('select count(*) from slot_exception')}`,
);
out(`${own} records made whole: ${Math.round(whole / Math.max(1, own))} bytes each, with event, texts, keys and indexes`);
const ratio = last.close / first.close;
out(`closing a day, last ÷ first: ${ratio.toFixed(2)} (budget ${BUDGET})`);
await owner.end();
await it.close();
rmSync(folder, { recursive: true, force: true });
if (ratio > BUDGET) process.exitCode = 1;
