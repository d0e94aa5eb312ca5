import { addMs, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Chain } from '../../kernel/callout/chain.ts';
import { nextCalls } from '../../kernel/callout/next-calls.ts';
import type { Obligation } from '../../kernel/obligation/obligation.ts';
import { obligations } from '../../kernel/obligation/obligations.ts';
import type { Words } from '../../kernel/policy/vocabulary.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../kernel/stream/event.ts';
import { minuteText } from '../../kernel/stream/fields.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { judgedBy, kindIn } from '../../engine/kind.ts';
import { beginStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import type { StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import { statement } from '../../engine/store/transaction.ts';
import { callsData, callsNow, fold, incidents, nextCallAt, type IncidentState } from '../../features/incidents/public.ts';
import type { Row } from '../import/rows.ts';
import { readUnitRow, type IncidentMapping, type UnitRow } from './incident-rows.ts';

/** Minutes of the clocks that calls are replayed by: the pack `incident-replay` has them. */
export const CLOCKS = { 'replay.head': 1, 'replay.call': 5, 'replay.scene': 10, 'replay.half': 30, 'replay.hour': 60 } as const;

interface Spread {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
}

/** What a file of calls comes to. Seconds. */
export interface IncidentsReport {
  readonly incidents: number;
  readonly units: number;
  /** By clock: met in time, met late, never met. */
  readonly clocks: { readonly [rule: string]: { readonly met: number; readonly late: number; readonly never: number } };
  readonly calledAfter5: number;
  readonly unitsWithoutAnswer: number;
  readonly answeredAfter2: number;
  readonly incidentsWithoutAnswer: number;
  /** Incidents in which the engine went on calling, since a step was not answered in time. */
  readonly wentOn: number;
  readonly toCall: Spread;
  readonly toAnswer: Spread;
  readonly toScene: Spread;
  readonly there: number;
  readonly refused: readonly { readonly line: number; readonly code: RefusalCode }[];
}

/** The offices of a replay: who takes the calls, who stands above, and each unit. */
export const incidentOffices = (units: readonly string[]) => [
  { office: 'above', zh: '上级单位', en: 'Office above', parent: null },
  { office: 'records', zh: '接警单位', en: 'Office that takes the calls', parent: 'above' },
  ...units.map((unit) => ({
    office: `unit-${unit}`,
    zh: `${unit.toUpperCase()}分队`,
    en: `Unit ${unit.toUpperCase()}`,
    parent: 'records',
  })),
];

const who = (office: string, role: StaffMember['role']): StaffMember => ({
  staff: `${office}.${role}`,
  post: `${office}.${role}`,
  office,
  role,
});
const DUTY = who('records', 'duty');
const AT_ONCE = 32; // incidents in work; a lane takes up to 64 commands a transaction
const ANSWER_MINUTES = 2;
const SILENT_MINUTES = 30;
const GOES_ON_MAX = 200; // rounds of calls of one incident: it ends with its record

const THERE = statement<{ matter: string; plan: string }>(
  'replayed_incidents',
  'select matter, plan from incident where jurisdiction = $1 and plan is not null',
);

const sound = <T>(result: T): Exclude<T, { readonly refused: string }> => {
  if (isRefusal(result)) throw new Error(`a record was refused: ${JSON.stringify(result)}`);
  return result as Exclude<T, { readonly refused: string }>; // it is none
};
const at = (service: Service, time: Instant): Service => Object.create(service, { clock: { value: () => time } }) as Service; // all else is the service's own

/** The units that were called first, each asked for its own answer; then the office itself. */
const chainOf = (units: readonly UnitRow[]): Chain => ({
  steps: [
    {
      id: 'units',
      call: [...new Set(units.map(({ unit }) => `unit-${unit}.duty`))].map((post) => ({ post })),
      need: 'each',
      minutes: ANSWER_MINUTES,
    },
    { id: 'head', call: [{ post: 'records.head' }], need: 'one', minutes: ANSWER_MINUTES },
  ],
  leader: { post: 'above.head' },
  silentMinutes: SILENT_MINUTES,
});
const held = (called: Chain['leader']): readonly string[] => ('post' in called ? [called.post] : []);

interface Found {
  readonly name: string;
  readonly units: readonly UnitRow[];
}

const least = (times: readonly Instant[]): Instant | undefined => times.toSorted((a, b) => a - b)[0];
const timesOf = (units: readonly UnitRow[], name: 'told' | 'called' | 'answered' | 'arrived' | 'over'): readonly Instant[] =>
  units.flatMap((unit) => unit[name] ?? []);

/** How one stands, and what is owed of it: a look of the machine, and no post's read. */
const look = async (service: Service, number: string) => {
  const it = await service.jurisdiction();
  let seen: { readonly state: IncidentState; readonly duties: readonly Obligation<Words>[] } | undefined;
  await service.lane.submit({
    kind: 'step',
    matter: number,
    of: kindIn(incidents, it),
    decide: (history, now) => {
      const events = history.events.toSorted((a, b) => a.n - b.n);
      const { pack, calendar } = judgedBy(it, history);
      seen = { state: fold(events), duties: obligations(incidents.vocabulary, events, pack, calendar, now) };
      return [];
    },
  });
  if (!seen) throw new Error(`${number} is not there`);
  return seen;
};

/** Goes on with the calls up to an instant, each at the minute at which it is due. */
const goOn = async (service: Service, number: string, until: Instant): Promise<void> => {
  const it = await service.jurisdiction();
  for (let rounds = 0; rounds < GOES_ON_MAX; rounds += 1) {
    let wrote = false;
    const next = nextCallAt((await look(service, number)).state);
    if (next === null || next >= until) return;
    await service.lane.submit({
      kind: 'step',
      matter: number,
      of: kindIn(incidents, it),
      at: next,
      decide: ({ events }) => {
        const { calls } = callsNow(fold(events.toSorted((a, b) => a.n - b.n)), held, next);
        wrote = calls.length > 0;
        return wrote
          ? [{ type: 'step_called', level: 0, actor: { kind: 'system' }, visibility: 'open', data: callsData(calls), texts: {} }]
          : [];
      },
    });
    if (!wrote) return;
  }
};

/** A minute is what somebody types; a file gives the second, and the event says that one. */
const knownExactly = (begins: (typeof incidents)['staff']['begins'], known: Instant): typeof begins => {
  const exact = (data: JsonObject): JsonObject => (data['knownAt'] === undefined ? data : { ...data, knownAt: toIso(known) });
  return {
    ...begins,
    adds: (...asked) => exact(begins.adds?.(...asked) ?? {}),
    follows: (...asked) => (begins.follows?.(...asked) ?? []).map((event) => ({ ...event, data: exact(event.data) })),
  };
};

/** Takes one incident, each step at its own second. */
const takeIncident = async (service: Service, { name, units }: Found, { zone }: IncidentMapping): Promise<string> => {
  const known = least(units.map(({ received }) => received)) ?? units[0]?.received;
  const called = least(timesOf(units, 'called'));
  if (known === undefined || called === undefined) throw new Error('a row without its times was let through');
  const chain = chainOf(units);
  const { calls } = nextCalls(chain, [{ kind: 'begun', at: called, by: DUTY.post }], held, called);
  const opened: JsonObject = {
    planHash: toHex(hashing.sha256(utf8Encode(canonicalJson(chain as unknown as Json)))),
    chain: chain as unknown as Json, // plain JSON by its own type
    tasks: [],
    ...callsData(calls),
  };
  // Nobody is called about what is over: there are no messages.
  const { beside: _messages, ...silent } = incidents;
  const kind: typeof incidents = {
    ...silent,
    staff: { ...silent.staff, begins: knownExactly(silent.staff.begins, known) },
    completes: async (_service, _who, { name: step }) => (step === 'open_plan' ? opened : step === 'take_word' ? { above: 'above' } : {}),
  };
  const number = sound(
    await beginStaffEntity(at(service, known), kind, DUTY, {
      kind: units[0]?.kind ?? 'other_thing',
      as: 'incident',
      known: minuteText(known, zone),
      source: 'duty_call',
      words: 'as the records say',
    }),
  );
  const step = async (when: Instant, member: StaffMember, command: string, input: JsonObject): Promise<void> => {
    sound(await takeStaffStep(at(service, when), kind, number, member, { name: command, input }, { at: when }));
  };
  const told = least(timesOf(units, 'told'));
  const minute = (when: Instant): string => minuteText(when, zone);
  const life: { when: Instant; take: () => Promise<void> }[] = [];
  if (told !== undefined)
    life.push({
      when: told,
      take: () => step(told, DUTY, 'enter_call', { whom: 'head', number: '-', answered: '-', from: minute(told), to: minute(told) }),
    });
  life.push({ when: called, take: () => step(called, DUTY, 'open_plan', { plan: name }) });
  for (const { unit, answered, arrived } of units) {
    const member = who(`unit-${unit}`, 'duty');
    if (answered !== null && answered >= called) life.push({ when: answered, take: () => step(answered, member, 'acknowledge_call', {}) });
    if (arrived !== null && arrived >= called) life.push({ when: arrived, take: () => step(arrived, member, 'say_arrived', {}) });
  }
  const over = timesOf(units, 'over').toSorted((a, b) => b - a)[0];
  const last = least([over ?? addMs(called, 3_600_000)]) ?? called;
  for (const { when, take } of life.toSorted((a, b) => a.when - b.when)) {
    if (when > last) continue;
    await goOn(service, number, when);
    await take();
  }
  await goOn(service, number, last);
  if (over !== undefined) await step(over, DUTY, 'end_danger', { words: 'as the records say' });
  return number;
};

const spread = (seconds: readonly number[]): Spread => {
  const sorted = seconds.toSorted((a, b) => a - b);
  const of = (part: number): number | null => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
  return { p50: of(0.5), p90: of(0.9), p99: of(0.99) };
};
const seconds = (from: Instant, to: Instant): number => Math.round((to - from) / 1000);

/** What the engine made of them, asked of what it has stored, and of nothing in the file. */
const reportOf = async (service: Service, numbers: readonly string[]): Promise<Omit<IncidentsReport, 'there' | 'refused'>> => {
  const clocks = new Map<string, { met: number; late: number; never: number }>(
    Object.keys(CLOCKS).map((rule) => [rule, { met: 0, late: 0, never: 0 }]),
  );
  const [toCall, toAnswer, toScene]: [number[], number[], number[]] = [[], [], []];
  let [units, withoutAnswer, answeredAfter2, none, wentOn, calledAfter5] = [0, 0, 0, 0, 0, 0];
  for (const number of numbers) {
    const { state, duties } = await look(service, number);
    for (const { rule, status } of duties) {
      const clock = clocks.get(rule);
      if (clock) clock[status === 'met' ? 'met' : status === 'met_late' ? 'late' : 'never'] += 1;
    }
    const { knownAt, callsBeganAt, calls, answers } = state;
    if (knownAt === null || callsBeganAt === null) continue;
    const called = [...new Set(calls.flatMap(({ posts }) => posts.map(({ post }) => post)))].filter((post) => post.startsWith('unit-'));
    const first = called.map((post) => answers.find((answer) => answer.post === post)?.at);
    const answered = first.filter((time) => time !== undefined);
    units += called.length;
    withoutAnswer += first.length - answered.length;
    answeredAfter2 += answered.filter((time) => time - callsBeganAt > ANSWER_MINUTES * 60_000).length;
    if (answered.length === 0) none += 1;
    if (calls.some(({ step }) => step !== 'units')) wentOn += 1;
    if (callsBeganAt - knownAt > CLOCKS['replay.call'] * 60_000) calledAfter5 += 1;
    toCall.push(seconds(knownAt, callsBeganAt));
    toAnswer.push(...answered.map((time) => seconds(callsBeganAt, time)));
    const scene = least(answers.flatMap((answer) => (answer.answer === 'arrived' ? [answer.at] : [])));
    if (scene !== undefined) toScene.push(seconds(knownAt, scene));
  }
  return {
    incidents: numbers.length,
    units,
    clocks: Object.fromEntries(clocks),
    calledAfter5,
    unitsWithoutAnswer: withoutAnswer,
    answeredAfter2,
    incidentsWithoutAnswer: none,
    wentOn,
    toCall: spread(toCall),
    toAnswer: spread(toAnswer),
    toScene: spread(toScene),
  };
};

/** Reads the rows of a file: the incidents of it with their units, and the rows that are none. */
export const readIncidents = async (rows: AsyncIterable<Row>, mapping: IncidentMapping) => {
  const found = new Map<string, UnitRow[]>();
  const refused: IncidentsReport['refused'][number][] = [];
  for await (const row of rows) {
    const read = readUnitRow(row, mapping);
    if (typeof read === 'string') refused.push({ line: row.line, code: read });
    else found.set(read.incident, [...(found.get(read.incident) ?? []), read]);
  }
  return { found, refused, units: [...new Set([...found.values()].flat().map(({ unit }) => unit))] };
};

/** Takes the calls of a file through the engine that everyone uses. A second run adds nothing. */
export const replayIncidents = async (
  service: Service,
  mapping: IncidentMapping,
  { found, refused }: Awaited<ReturnType<typeof readIncidents>>,
  told: (done: number, of: number) => void,
): Promise<IncidentsReport> => {
  const there = new Map((await service.read((tx) => tx.run(THERE, [tx.jurisdiction]))).map((row) => [row.plan, row.matter]));
  const all = [...found].map(([incident, units]): Found => ({ name: `${mapping.source}-${incident}`, units }));
  const numbers: string[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    numbers.push(...(await Promise.all(some.map(async (one) => there.get(one.name) ?? takeIncident(service, one, mapping)))));
    told(Math.min(all.length, from + AT_ONCE), all.length);
  }
  return { ...(await reportOf(service, numbers)), there: there.size, refused };
};
