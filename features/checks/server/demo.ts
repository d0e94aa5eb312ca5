import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DemoPlace } from '../../../desk/feature.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Answer, Answers } from '../../../kernel/form/evaluate.ts';
import { canFail, questionsOf, type Form, type Question } from '../../../kernel/form/form.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { assets } from '../../assets/public.ts';
import { sites } from '../../sites/public.ts';
import type { SiteSlot } from '../domain/site-duties.ts';
import { checks } from './checks.ts';
import { recordCheck } from './record-check.ts';
import { refreshSites } from './refresh-sites.ts';
import { rulebookOf } from './rulebook.ts';
import { readSiteSlots } from './site-slots.ts';
import { subjectRows } from './subjects.ts';

/** What hangs on a site of the demo; the days of its proof are counted from today. */
interface DemoAsset {
  readonly is: JsonObject & { readonly name: string };
  readonly inspection?: { readonly number: string; readonly on: number; readonly by: number };
  readonly certificate?: { readonly number: string; readonly on: number; readonly by: number };
}

interface DemoSite {
  readonly ago: number;
  readonly hours: JsonObject;
  readonly skips: number;
  readonly finds: number;
  readonly is: JsonObject & { readonly name: string; readonly office: string };
  readonly assets?: readonly DemoAsset[];
}

// Our own file; a test lives through it.
const demo = () =>
  parse(readFileSync(join(import.meta.dirname, 'demo.yaml'), 'utf8')) as {
    readonly sites: readonly DemoSite[];
    readonly spots: readonly string[];
  };

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

const sound = (refusal: { readonly refused: string } | undefined): void => {
  if (refusal) throw new Error(JSON.stringify(refusal));
};

/** An answer that finds nothing; undefined where only a photo is asked. */
const fine = ({ item }: Question): Answer | undefined => {
  switch (item.kind) {
    case 'check':
      return { value: 'pass' };
    case 'one_of':
      return { value: item.options.find((it) => !it.fail)?.id ?? '' };
    case 'some_of':
      return { value: item.options.filter((it) => !it.fail).map((it) => it.id) };
    case 'certificates':
      return { value: { valid: 6, of: 6 } };
    case 'count':
    case 'measure':
      return { value: item.bounds?.max ?? item.bounds?.min ?? 1 };
    case 'people':
      return { value: 0 };
    default:
      return undefined;
  }
};

/** A filled form; with `finds`, its first check is not in order. */
const filled = (form: Form, finds: boolean): Answers => {
  const bad = finds ? questionsOf(form).find(({ item }) => item.kind === 'check' && canFail(item))?.key : undefined;
  return Object.fromEntries(
    questionsOf(form).flatMap((question) => {
      const answer = question.key === bad ? { value: 'fail', words: '已记下，当天处理' } : fine(question);
      return answer === undefined ? [] : [[question.key, answer] as const];
    }),
  );
};

/** What begins on a day and is to be done by somebody of the demo, in the order of time. */
const slotsOfDay = async (
  { service }: DemoPlace,
  it: Jurisdiction,
  numbers: readonly string[],
  from: Instant,
): Promise<readonly (readonly [string, SiteSlot])[]> => {
  const to = addMs(from, 24 * 3_600_000);
  const found = await service.read(async (tx) => readSiteSlots(tx, await subjectRows(tx, numbers), rulebookOf(it), { from, to }, from));
  return [...found]
    .flatMap(([site, some]) => some.map((slot) => [site, slot] as const))
    .filter(
      ([, { window, provisional, duty }]) => provisional === null && from <= window.from && window.from < to && duty.rule.form !== null,
    )
    .toSorted(([, a], [, b]) => a.window.from - b.window.from);
};

/** Enters what hangs on a site, with its proofs; the numbers. */
const enterAssets = async ({ service }: DemoPlace, site: string, { assets: some = [], is }: DemoSite, today: PlainDate) => {
  const who = memberOf(`${is.office}.handler`);
  const numbers: string[] = [];
  for (const asset of some) {
    const number = await beginStaffEntity(service, assets, who, { site, ...asset.is });
    if (isRefusal(number)) throw new Error(`${asset.is.name}: ${JSON.stringify(number)}`);
    for (const what of ['inspection', 'certificate'] as const) {
      const proof = asset[what];
      if (!proof) continue;
      const input = { number: proof.number, on: addDays(today, proof.on), by: addDays(today, proof.by) };
      sound(await takeStaffStep(service, assets, number, who, { name: `tell_${what}`, input }));
    }
    numbers.push(number);
  }
  return numbers;
};

/** Lives through weeks of checks at the sites of the demo by the same deciders; some are missed, some find something. */
export const fillDemo = async (place: DemoPlace): Promise<string> => {
  const { service, now, setClock } = place;
  const it = await service.jurisdiction();
  const { sites: some, spots } = demo();
  const today = dateIn(now, it.zone);
  const known = new Map<string, DemoSite>();
  let [made, counter] = [0, 0];
  const first = Math.max(...some.map(({ ago }) => ago));
  for (let ago = first; ago >= 0; ago -= 1) {
    const begin = startOfDay(addDays(today, -ago), it.zone);
    for (const site of some.filter((one) => one.ago === ago)) {
      setClock(addMs(begin, 60_000));
      const who = memberOf(`${site.is.office}.handler`);
      const number = await beginStaffEntity(service, sites, who, site.is);
      if (isRefusal(number)) throw new Error(`${site.is.name}: ${JSON.stringify(number)}`);
      sound(
        await takeStaffStep(service, sites, number, who, { name: 'set_hours', input: { ...site.hours, since: dateIn(begin, it.zone) } }),
      );
      for (const name of spots) sound(await takeStaffStep(service, sites, number, who, { name: 'add_spot', input: { name } }));
      if (ago > 10) sound(await takeStaffStep(service, sites, number, memberOf('county.head'), { name: 'confirm_site', input: {} }));
      known.set(number, site);
      for (const asset of await enterAssets(place, number, site, today)) known.set(asset, site);
    }
    for (const [number, slot] of await slotsOfDay(place, it, [...known.keys()], begin)) {
      const site = known.get(number);
      const at = addMs(slot.window.from, 25 * 60_000);
      const form = it.forms.get(it.forms.newest.get(slot.duty.rule.form ?? '') ?? '');
      counter += 1;
      // Lessons have a part of the demo of their own (features/outreach).
      if (form?.use !== undefined) continue;
      if (!site || !form || at >= now || slot.duty.rule.owedBy === 'supervising_office' || counter % site.skips === 0) continue;
      setClock(instant(Math.min(at, now)));
      const finds = counter % site.finds === 0;
      const post = memberOf(`${site.is.office}.handler`);
      const handed = { site: number, rule: slot.duty.key, slot: slot.id, answers: filled(form, finds), doneAt: null, files: [] };
      const record = await recordCheck(service, post, handed, null);
      if (isRefusal(record)) throw new Error(`${site.is.name} ${slot.duty.key} ${slot.id}: ${JSON.stringify(record)}`);
      made += 1;
      if (slot.duty.rule.countersign || slot.duty.rule.form === 'fire-patrol')
        await takeStaffStep(service, checks, record, memberOf(`${site.is.office}.head`), { name: 'sign_check', input: {} });
      if (finds && ago > 2)
        sound(
          await takeStaffStep(service, checks, record, post, { name: 'deal_with_findings', input: { words: '当天换了新的，已复查。' } }),
        );
    }
  }
  setClock(now);
  await refreshSites(service, [...known.keys()]);
  const hanging = known.size - some.length;
  return `${some.length} sites and ${hanging} assets with ${made} checks`;
};
