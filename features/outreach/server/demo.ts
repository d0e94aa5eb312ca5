import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DemoPlace } from '../../../desk/feature.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Answer, Answers } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form, type Item } from '../../../kernel/form/form.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { readSiteSlots, recordCheck, rulebookOf, subjectRows, type SiteSlot } from '../../checks/public.ts';
import { everySiteOf, sites } from '../../sites/public.ts';
import { isOutreach } from './read-coverage.ts';

interface DemoSite {
  readonly ago: number;
  readonly expected: number;
  readonly is: JsonObject & { readonly name: string; readonly office: string };
}

/** A site at which something is taught, and by whose post it is recorded. */
interface Taught {
  readonly site: string;
  readonly office: string;
  readonly expected: number;
}

// Our own file; a test lives through it.
const demo = () =>
  parse(readFileSync(join(import.meta.dirname, 'demo.yaml'), 'utf8')) as {
    readonly sites: readonly DemoSite[];
    readonly schools: { readonly office: string; readonly expected: number };
  };

/** Of so many lessons one is not held, and one lacks its plan or its material. */
const SKIPS = 6;
const LACKS = 5;
const MINUTE_MS = 60_000;
/** A lesson is held in the second half of the first morning of its window. */
const AFTER_MS = 10 * 60 * MINUTE_MS;

const memberOf = (office: string): StaffMember => ({ staff: `${office}.handler`, post: `${office}.handler`, office, role: 'handler' });

const pick = <T>(all: readonly T[], nth: number): T | undefined => all[nth % Math.max(1, all.length)];

/** The options of a plan or a material that are about a topic; of other questions any. */
const fitting = (item: Item, topic: string): readonly string[] =>
  item.kind === 'one_of' || item.kind === 'some_of'
    ? item.options
        .filter(({ id, about }) => id !== 'own' && (about === undefined || about.some((one) => one === topic)))
        .map(({ id }) => id)
    : [];

const answerTo = (item: Item, topic: string, nth: number, expected: number): Answer | undefined => {
  switch (item.kind) {
    case 'one_of':
      return { value: item.id === 'topic' ? topic : (pick(fitting(item, topic), nth) ?? '') };
    case 'some_of':
      return { value: fitting(item, topic).slice(0, 1) };
    case 'measure':
      return { value: (item.least ?? 30) + (nth % 3) * 10 };
    case 'people':
      return { value: item.of === 'expected' ? expected : expected - (nth % 4) * 3 };
    case 'count':
      return {
        value: { leaflets: 80 + (nth % 5) * 20, letters: expected, tours: 1, banners: 1 + (nth % 2), posters: 6 }[item.id] ?? nth % 2,
      };
    default:
      return undefined;
  }
};

/** A lesson as it was held; now and then without its plan, or without its material. */
const heldAs = (form: Form, nth: number, expected: number): Answers => {
  const asked = questionsOf(form);
  const topics = asked.flatMap(({ item }) => (item.id === 'topic' && item.kind === 'one_of' ? item.options.map(({ id }) => id) : []));
  const topic = pick(topics, nth) ?? '';
  const lacking = nth % LACKS === LACKS - 1 ? (asked.some(({ key }) => key === 'plan') ? 'plan' : 'material') : null;
  return Object.fromEntries(
    asked.flatMap(({ key, item }) => {
      const answer = key === lacking ? undefined : answerTo(item, topic, nth, expected);
      return answer === undefined ? [] : [[key, answer] as const];
    }),
  );
};

const enter = async ({ service, now, setClock }: DemoPlace, it: Jurisdiction, { ago, expected, is }: DemoSite): Promise<Taught> => {
  setClock(addMs(startOfDay(addDays(dateIn(now, it.zone), -ago), it.zone), MINUTE_MS));
  const site = await beginStaffEntity(service, sites, memberOf(is.office), is);
  if (isRefusal(site)) throw new Error(`${is.name}: ${JSON.stringify(site)}`);
  return { site, office: is.office, expected };
};

const slotsOf = async ({ service, now }: DemoPlace, it: Jurisdiction, taught: readonly Taught[], from: Instant) => {
  const numbers = taught.map(({ site }) => site);
  const read = await service.read(async (tx) =>
    readSiteSlots(tx, await subjectRows(tx, numbers), rulebookOf(it), { from, to: now }, from, ({ rule }) => isOutreach(it, rule)),
  );
  return taught
    .flatMap((one) => (read.get(one.site) ?? []).map((slot): readonly [Taught, SiteSlot] => [one, slot]))
    .filter(([, { window, provisional }]) => provisional === null && addMs(window.from, AFTER_MS) < now)
    .toSorted(([, a], [, b]) => a.window.from - b.window.from);
};

/** Lives through a season of lessons and campaigns: most are held whole, some lack a part, some are not held. */
export const fillDemo = async (place: DemoPlace): Promise<string> => {
  const { service, now, setClock } = place;
  const it = await service.jurisdiction();
  const { sites: some, schools } = demo();
  const taught: Taught[] = [];
  for (const one of some) taught.push(await enter(place, it, one));
  const there = (await service.read((tx) => everySiteOf(tx, schools.office))).filter((row) => row.class === 'school');
  taught.push(...there.map(({ site }) => ({ site, office: schools.office, expected: schools.expected })));
  const first = Math.max(...some.map(({ ago }) => ago));
  let [made, counter] = [0, 0];
  for (const [{ site, office, expected }, slot] of await slotsOf(
    place,
    it,
    taught,
    startOfDay(addDays(dateIn(now, it.zone), -first), it.zone),
  )) {
    const form = it.forms.get(it.forms.newest.get(slot.duty.rule.form ?? '') ?? '');
    counter += 1;
    if (!form || counter % SKIPS === 0) continue;
    setClock(instant(slot.window.from + AFTER_MS + counter * MINUTE_MS));
    const handed = { site, rule: slot.duty.key, slot: slot.id, answers: heldAs(form, counter, expected), doneAt: null, files: [] };
    const record = await recordCheck(service, memberOf(office), handed, null);
    if (isRefusal(record)) throw new Error(`${site} ${slot.duty.key} ${slot.id}: ${JSON.stringify(record)}`);
    made += 1;
  }
  setClock(now);
  return `${made} lessons and campaigns`;
};
