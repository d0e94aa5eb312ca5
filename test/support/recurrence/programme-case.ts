import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { atWallTime, startOfDay } from '../../../kernel/calendar/zone.ts';
import { rulesFor, slotRuleOf, spanMs, toTerms, type Programme, type Subject } from '../../../kernel/programme/programme.ts';
import { parseClock, type Dated, type Use } from '../../../kernel/recurrence/cadence.ts';
import { slots, type ActRecord, type Excuse, type Slot, type SlotFacts } from '../../../kernel/recurrence/slots.ts';
import { ASSET_CLASSES, SITE_CLASSES, type SiteFact } from '../../../kernel/site/classes.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { exampleHours, hoursNameOf } from '../../../policy/example-hours.ts';
import { exampleTerms } from '../../../policy/programme.ts';

/** A worked case of a programme, as `cases.yaml` has it. Times are those of a wall clock in the programme's zone. */
export interface ProgrammeCase {
  readonly name: string;
  readonly why: string;
  /** A class of sites or assets, or `office`. */
  readonly site: string;
  readonly facts?: readonly SiteFact[];
  /** Name of example hours, where not those of the class. */
  readonly hours?: string;
  readonly terms?: 'none';
  readonly from: string;
  readonly to: string;
  /** Ten days after `to` where it is left out. */
  readonly asOf?: string;
  readonly cover?: { readonly from: string; readonly to?: string };
  readonly closures?: readonly { readonly from: string; readonly to: string; readonly told: string }[];
  readonly uses?: readonly { readonly id: string; readonly use: Use; readonly at: string }[];
  readonly dated?: readonly { readonly id: string; readonly dated: Dated; readonly at: string; readonly known: string }[];
  readonly incidents?: readonly { readonly id: string; readonly from: string; readonly to?: string }[];
  readonly excuses?: readonly { readonly from: string; readonly to: string; readonly told: string; readonly rules?: readonly string[] }[];
  readonly records?: readonly {
    /** Rule to window. */
    readonly for: { readonly [rule: string]: string | number | null };
    readonly at: string;
    readonly got?: string;
    readonly knew?: string;
    readonly nil?: boolean;
    readonly list?: boolean;
    readonly signed?: string;
  }[];
  /** Of each rule named, every slot of the range: its name and state, `*` after what is provisional. */
  readonly expect: { readonly [rule: string]: readonly string[] };
}

/** `2026-09-28` is the beginning of the day there, `2026-09-28T23:59` what it says. */
const localTime = (text: string, zone: string): Instant => {
  const [date = '', time = '00:00'] = text.split('T');
  const minutes = parseClock(time);
  if (minutes === undefined) throw new Error(`not a time: ${text}`);
  return atWallTime(getPlainDate(date), minutes, zone);
};

const subjectOf = ({ site, facts = [] }: ProgrammeCase): Subject => {
  if (site === 'office') return { about: 'office' };
  const place = SITE_CLASSES.find((it) => it === site);
  if (place) return { about: 'site', class: place, facts };
  const asset = ASSET_CLASSES.find((it) => it === site);
  if (!asset) throw new Error(`no class ${site}`);
  return { about: 'asset', class: asset, facts };
};

const recordsOf = (example: ProgrammeCase, zone: string): readonly ActRecord[] =>
  (example.records ?? []).map((it, i): ActRecord => ({
    id: `r${String(i).padStart(2, '0')}`,
    for: Object.entries(it.for).map(([rule, window]) => ({ rule, window: window === null ? null : String(window) })),
    doneAt: localTime(it.at, zone),
    notBefore: it.knew === undefined ? null : localTime(it.knew, zone),
    receivedAt: localTime(it.got ?? it.at, zone),
    nil: it.nil ?? false,
    hasList: it.list ?? true,
    countersignedAt: it.signed === undefined ? null : localTime(it.signed, zone),
  }));

const excusesOf = (example: ProgrammeCase, zone: string): readonly Excuse[] =>
  (example.excuses ?? []).map((it, i) => ({
    id: `x${i}`,
    rules: it.rules ?? null,
    from: localTime(it.from, zone),
    to: localTime(it.to, zone),
    recordedAt: localTime(it.told, zone),
  }));

const factsOf = (programme: Programme, example: ProgrammeCase): SlotFacts => {
  const calendar = getPackCalendar(programme.calendar);
  const { zone } = calendar;
  const hours = exampleHours(example.hours ?? hoursNameOf(example.site) ?? 'around-the-clock');
  return {
    surroundings: {
      calendar,
      terms: example.terms === 'none' ? null : toTerms(exampleTerms()),
      hours: hours ? [hours] : [],
      closures: (example.closures ?? []).map((it) => ({
        from: getPlainDate(it.from),
        to: getPlainDate(it.to),
        recordedAt: localTime(it.told, zone),
      })),
      uses: (example.uses ?? []).map((it) => ({ ...it, at: localTime(it.at, zone) })),
      dated: (example.dated ?? []).map((it) => ({
        id: it.id,
        dated: it.dated,
        at: localTime(it.at, zone),
        knownSince: localTime(it.known, zone),
      })),
      incidents: (example.incidents ?? []).map((it) => ({
        id: it.id,
        from: localTime(it.from, zone),
        to: it.to === undefined ? null : localTime(it.to, zone),
      })),
    },
    cover: example.cover
      ? { from: localTime(example.cover.from, zone), to: example.cover.to === undefined ? null : localTime(example.cover.to, zone) }
      : { from: instant(0), to: null },
    records: recordsOf(example, zone),
    excuses: excusesOf(example, zone),
    closings: [],
    arrivesMs: spanMs(programme.arrives),
  };
};

/** The slots of a case, of the rules that bind its site, in its range and as of its instant. */
export const slotsOfCase = (programme: Programme, example: ProgrammeCase): readonly Slot[] => {
  const { zone } = programme.calendar;
  const range = { from: startOfDay(getPlainDate(example.from), zone), to: startOfDay(addDays(getPlainDate(example.to), 1), zone) };
  const asOf = example.asOf === undefined ? startOfDay(addDays(getPlainDate(example.to), 11), zone) : localTime(example.asOf, zone);
  const rules = rulesFor(programme, subjectOf(example)).map(slotRuleOf);
  return slots(rules, factsOf(programme, example), range, asOf);
};

/** As `expect` writes a slot. */
export const said = (slot: Slot): string => `${slot.id} ${slot.state}${slot.provisional === null ? '' : ' *'}`;
