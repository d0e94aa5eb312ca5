import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { instant, type Instant } from '../kernel/calendar/instant.ts';
import { getPlainDate } from '../kernel/calendar/plain-date.ts';
import { startOfDay } from '../kernel/calendar/zone.ts';
import type { Actor, JsonObject, Level } from '../kernel/stream/event.ts';
import type { EventKind, MatterEvent } from '../kernel/matter/event.ts';
import { obligations } from '../kernel/obligation/obligations.ts';
import { yearlyDuties } from '../kernel/obligation/yearly.ts';
import type { Pack } from '../kernel/policy/pack.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { KINDS, VOCABULARIES } from '../server/features.ts';
import { findPackOf, getPackOf, packIds } from './load.ts';
import { MATTER } from '../kernel/matter/vocabulary.ts';

interface Case {
  readonly name: string;
  readonly why: string;
  readonly calendar?: Pack['calendar'];
  readonly events: readonly {
    readonly type: EventKind;
    readonly at: string;
    readonly occurredOn?: string;
    readonly level?: Level;
    readonly data?: JsonObject;
  }[];
  readonly asOf: string;
  readonly expect: readonly {
    readonly rule: string;
    readonly breachOf?: string;
    readonly from: string;
    readonly due: string | null;
    readonly provisional?: boolean;
    readonly status: string;
  }[];
  readonly years?: {
    readonly first: number;
    readonly done: readonly { readonly rule: string; readonly year: number; readonly on: string }[];
  };
  readonly expectYears?: readonly {
    readonly rule: string;
    readonly year: number;
    readonly due: string;
    readonly provisional?: boolean;
    readonly status: string;
  }[];
}

const FILERS: readonly EventKind[] = [
  'filed',
  'notice_opened',
  'take_up_asked',
  'review_asked',
  'rereview_asked',
  'withdrawal_asked',
  'resumed',
  'confirmation_asked',
];

/** `2026-09-28` is ten in the morning there; `2026-09-28T23:59` is what it says. */
const localTime = (text: string, zone: string): Instant => {
  const [date = '', time = '10:00'] = text.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instant(startOfDay(getPlainDate(date), zone) + (hours * 60 + minutes) * 60_000);
};

const eventsOf = (example: Case, zone: string): readonly MatterEvent[] => {
  const counts = [0, 0, 0];
  return example.events.map((given): MatterEvent => {
    const level = given.level ?? 0;
    const n = counts[level] ?? 0;
    counts[level] = n + 1;
    const actor: Actor = FILERS.includes(given.type) ? { kind: 'filer' } : { kind: 'staff', post: 'handler', office: 'county-housing' };
    return {
      type: given.type,
      v: 1,
      level,
      n,
      actor,
      recordedAt: localTime(given.at, zone),
      visibility: 'open',
      policy: '',
      calendar: '',
      data: given.data ?? {},
      ...(given.occurredOn === undefined ? {} : { occurredOn: getPlainDate(given.occurredOn) }),
    };
  });
};

const readCases = (id: string): readonly Case[] => parse(readFileSync(join(import.meta.dirname, id, 'cases.yaml'), 'utf8'));

describe.each(packIds())('the worked examples of %s', (id) => {
  const kind = KINDS.find((it) => findPackOf(it.vocabulary, id) !== undefined);
  const of = kind?.vocabulary ?? MATTER;
  const pack = getPackOf(VOCABULARIES, id);
  const cases = readCases(id);

  it('are at least twelve where it is offered, and three elsewhere, each with its reasoning', () => {
    expect(cases.length).toBeGreaterThanOrEqual(pack.offered ? 12 : 3);
    for (const example of cases) expect(example.why.length).toBeGreaterThan(10);
  });

  it.each(cases.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const calendar = getPackCalendar(example.calendar ?? pack.calendar);
    const found = obligations(of, eventsOf(example, calendar.zone), pack, calendar, localTime(example.asOf, calendar.zone));
    for (const wanted of example.expect) {
      const all = found.filter(
        (other) => other.rule === wanted.rule && (wanted.breachOf === undefined || other.breachOf === wanted.breachOf),
      );
      // What is told again and again is owed several times: the one that began on that day, and of several that is due then, is meant.
      const due = wanted.due?.includes('T') ? localTime(wanted.due, calendar.zone) : wanted.due;
      const thatDay = all.filter((other) => other.from === wanted.from);
      const one = thatDay.find((other) => other.due === due) ?? thatDay[0] ?? all[0];
      expect(one && { rule: one.rule, from: one.from, due: one.due, provisional: one.provisional, status: one.status }).toEqual({
        rule: wanted.rule,
        from: wanted.from,
        due,
        provisional: wanted.provisional ?? false,
        status: wanted.status,
      });
    }
    const { first = 0, done = [] } = example.years ?? {};
    const years = example.years
      ? yearlyDuties(
          pack,
          calendar,
          { first, done: new Map(done.map((it) => [`${it.rule} ${it.year}`, getPlainDate(it.on)])) },
          localTime(example.asOf, calendar.zone),
        )
      : [];
    for (const wanted of example.expectYears ?? []) {
      const one = years.find((it) => it.rule === wanted.rule && it.year === wanted.year);
      expect(one && { due: one.due, provisional: one.provisional, status: one.status }).toEqual({
        due: wanted.due,
        provisional: wanted.provisional ?? false,
        status: wanted.status,
      });
    }
  });
});

const incidentPacks = packIds().filter((id) => ['incident', 'drill'].includes(getPackOf(VOCABULARIES, id).kind));

describe.each(incidentPacks)('every rule of %s', (id) => {
  const rulesIn = (of: string): ReadonlySet<string> => new Set(readCases(of).flatMap((example) => example.expect.map(({ rule }) => rule)));

  it('has a worked example: its own, or, where it was taken over unchanged, one of the pack it is from', () => {
    const { rules, from } = getPackOf(VOCABULARIES, id);
    const base = from === undefined ? [] : getPackOf(VOCABULARIES, from).rules.map((rule) => JSON.stringify(rule));
    const [own, taken] = [rulesIn(id), from === undefined ? new Set<string>() : rulesIn(from)];
    const bare = rules.filter((rule) => !own.has(rule.id) && !(base.includes(JSON.stringify(rule)) && taken.has(rule.id)));
    expect(bare.map((rule) => rule.id)).toEqual([]);
  });
});
