import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROLES, type Role } from '../../kernel/access/access.ts';
import { addDays, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { parseReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readForFiler } from '../../features/grievances/server/read-matter.ts';
import { collectFor } from '../../features/grievances/server/line/collect-reward.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { paySlip } from '../../features/cash/server/keep-cash.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import type { Installation } from '../../engine/installation.ts';
import { FEATURES, KINDS, VOCABULARIES } from '../features.ts';
import { systemClock } from '../instance.ts';
import { setDuty } from '../../engine/place/duty.ts';
import { createJurisdiction, type NewDefinition, type NewJurisdiction } from '../../engine/place/create.ts';
import { formDefinition } from '../../engine/place/forms.ts';
import { dutyPlanDefinition } from '../../engine/place/duty-plans.ts';
import { emergencyPlanDefinition } from '../../engine/place/plans.ts';
import { programmeDefinition, termsDefinition } from '../../engine/place/programmes.ts';
import { formIds, getForm } from '../../policy/form.ts';
import type { Label } from '../../kernel/policy/pack.ts';
import { withOffices } from '../../kernel/plan/plan.ts';
import { findPlan } from '../../policy/duty.ts';
import { findEmergencyPlan } from '../../policy/plans/plan.ts';
import { exampleTerms, findProgramme } from '../../policy/programme.ts';
import { placesDefinition } from '../../engine/place/places.ts';
import { subjectsDefinition } from '../../engine/place/subjects.ts';
import { countyPlaces } from '../../policy/places.ts';
import { countySubjects } from '../../policy/subjects.ts';
import { custodianDefinition, readCustodians } from '../../engine/place/custodians.ts';
import { firstDefinitions } from '../../engine/place/first-definitions.ts';
import { addPost, addStaff, totpCode } from '../../engine/people/staff.ts';
import { openService, type Service } from '../../engine/service.ts';
import { withDemoKeys } from './custodians.ts';
import { tick } from '../../engine/log/tick.ts';

type Step = readonly [daysAfter: number, command: string, by: string, input: JsonObject];

interface Story {
  readonly ago: number;
  readonly subject: string;
  readonly body: string;
  readonly place?: string;
  readonly ask?: string;
  readonly lang?: 'zh-CN' | 'en';
  readonly pack?: string;
  /** Of a danger in a place or a thing: its kind, and the public place. */
  readonly danger?: { readonly service: string; readonly at: string };
  readonly steps?: readonly Step[];
  /** Of a danger whose reward was granted: its code is made, and waits or was paid. */
  readonly reward?: 'waits' | 'paid';
}

interface Town extends Omit<NewJurisdiction, 'definitions' | 'purpose'> {
  readonly packs: readonly string[];
  readonly custodians: object;
  readonly posts: readonly { readonly office: string; readonly role: Role }[];
  readonly plans: readonly { readonly plan: string; readonly offices: { readonly [id: string]: string } }[];
  readonly duty: readonly {
    readonly plan: string;
    readonly office: string;
    readonly number: string;
    readonly title?: Label;
    readonly shift?: Label;
  }[];
  readonly matters: readonly Story[];
}

// Our own file; a test fills it.
const town = (): Town => parse(readFileSync(join(import.meta.dirname, 'town.yaml'), 'utf8')) as Town;

const PASSWORD = 'demo';
const secretOf = (staff: string): Buffer => createHash('sha256').update(`huiyin demo ${staff}`).digest().subarray(0, 20);

/** The accounts of the demo; each is named after its post. */
export const demoPosts = (): readonly { readonly staff: string; readonly en: string }[] => {
  const it = town();
  return it.posts.map(({ office, role }) => ({
    staff: `${office}.${role}`,
    en: `${it.offices.find((one) => one.office === office)?.en}, ${role}`,
  }));
};

/** The code an authenticator of a demo post shows now; undefined when there is no such post. */
export const demoCode = (staff: string, now: Instant): string | undefined =>
  demoPosts().some((post) => post.staff === staff) ? totpCode(secretOf(staff), now) : undefined;

const askerOf = (by: string): Asker => {
  const [office, role] = by.split('.');
  const known = ROLES.find((it) => it === role);
  return office !== undefined && known ? { kind: 'staff', post: by, office, role: known } : { kind: 'filer' };
};

/** A number of the kind that films use: nobody answers it. */
const DUTY_PHONE = '0571-5550 0110';

const HOUR_MS = 3_600_000;

/** Ten in the morning of a day, later in steps. */
const at = (day: PlainDate, zone: string, step: number, now: Instant): Instant =>
  instant(Math.min(startOfDay(day, zone) + (10 + step * 0.1) * HOUR_MS, now));

/** `day 58` and `due +20` become dates; `last` becomes the number of the newest own event. */
const inputOf = async (service: Service, matter: string, input: JsonObject, filed: PlainDate): Promise<JsonObject> => {
  const view = await readForFiler(service, matter);
  const due = view?.owed.find((it) => it.kind === 'decide')?.due;
  const date = (value: unknown): unknown => {
    const [, kind, days] = /^(day|due) \+?(\d+)$/.exec(String(value)) ?? [];
    const base = kind === 'due' && typeof due === 'string' ? due : filed;
    return kind === undefined ? value : addDays(base, Number(days));
  };
  const last = view?.state.history.findLast((event) => event.actor.kind === 'staff')?.n ?? 0;
  // Values are text, or what the story says.
  return Object.fromEntries(Object.entries(input).map(([key, value]) => (key === 'last' ? ['n', last] : [key, date(value)]))) as JsonObject;
};

/** Makes the code that collects a reward, and pays it at the counter where the story says so; what still waits, in a line. */
const collected = async (
  service: Service,
  answer: { readonly number: string; readonly code: string },
  how: Story['reward'],
): Promise<readonly string[]> => {
  const receipt = parseReceiptCode(answer.code);
  const made = receipt.ok ? await collectFor(service, answer.number, receipt.code) : refuse('code_check');
  if (isRefusal(made)) throw new Error(`reward: ${made.refused}`);
  if (how === 'waits') return [`a reward that waits at /desk/cash under ${made.code}`];
  const { deskOffice } = await service.jurisdiction();
  const paid = await paySlip(service, { post: `${deskOffice}.desk` }, made.code);
  if (isRefusal(paid)) throw new Error(`reward: ${paid.refused}`);
  return [];
};

/** Lives through one story; says what of it somebody at a desk needs to be told. */
const tell = async (service: Service, setClock: (at: Instant) => void, story: Story, now: Instant): Promise<readonly string[]> => {
  const { zone } = await service.jurisdiction();
  const filed = addDays(dateIn(now, zone), -story.ago);
  setClock(at(filed, zone, 0, now));
  const { subject, body, place, ask } = story;
  const fields: JsonObject = { subject, body, ...(place === undefined ? {} : { place }), ...(ask === undefined ? {} : { ask }) };
  const answer = await fileMatter(
    service,
    {
      fields,
      lang: story.lang ?? 'zh-CN',
      ...(story.pack === undefined ? {} : { pack: story.pack }),
      ...(story.danger === undefined ? {} : { kind: 'hazard_report' as const, ...story.danger }),
    },
    { token: null },
  );
  if (isRefusal(answer)) throw new Error(`${subject}: ${answer.refused}`);
  for (const [i, [days, name, by, input]] of (story.steps ?? []).entries()) {
    setClock(at(addDays(filed, days), zone, i + 1, now));
    const refusal = await takeStep(service, answer.number, askerOf(by), {
      name,
      input: await inputOf(service, answer.number, input, filed),
    });
    if (refusal) throw new Error(`${subject}, ${name}: ${JSON.stringify(refusal)}`);
  }
  return story.reward === undefined ? [] : collected(service, answer, story.reward);
};

/** What comes back in the demo, with all forms, and the terms of the example county. */
const ROUTINES = [
  'canteen',
  'school-safety',
  'public-venue',
  'fire-key-unit',
  'special-equipment',
  'school-bus',
  'office-returns',
  'school-lessons',
  'community-outreach',
  'fire-training',
  'work-safety-training',
];
const routineDefinitions = (): readonly NewDefinition[] => [
  ...ROUTINES.flatMap((id) => findProgramme(id) ?? []).map(programmeDefinition),
  ...formIds().map((id) => formDefinition(getForm(id))),
  termsDefinition(exampleTerms()),
];

/** The duty plans of the demo: the first shift of one, on every day, where the town calls it something. */
const dutyDefinitions = (plans: Town['duty']): readonly NewDefinition[] =>
  plans.map(({ plan: id, shift, ...own }) => {
    const plan = findPlan(id);
    if (!plan) throw new Error(`there is no duty plan ${id}`);
    const shifts =
      shift === undefined ? plan.shifts : plan.shifts.slice(0, 1).map((one) => ({ ...one, on: 'every day' as const, label: shift }));
    return dutyPlanDefinition({ ...plan, ...own, shifts });
  });

/** The emergency plans of the demo: each made the one of an office of the county. */
const planDefinitions = (plans: Town['plans']): readonly NewDefinition[] =>
  plans.map(({ plan: id, offices }) => {
    const plan = findEmergencyPlan(id);
    if (!plan) throw new Error(`there is no emergency plan ${id}`);
    return emergencyPlanDefinition(withOffices(plan, new Map(Object.entries(offices))));
  });

/** Sets the demo county up and lives through its matters, each step at its own time, by the deciders that everyone uses. */
export const fillDemo = async (it: Installation, tickMs: number, say: (line: string) => void): Promise<void> => {
  const { packs, posts, matters, custodians, duty, plans, ...rest } = town();
  const now = systemClock();
  const set = readCustodians(withDemoKeys(custodians), rest);
  if (!('outside' in set)) throw new Error(`the demo's custodians: ${JSON.stringify(set)}`);
  const definitions = [
    ...firstDefinitions(VOCABULARIES, [...packs, ...KINDS.flatMap((kind) => kind.offers)]),
    custodianDefinition(set),
    subjectsDefinition(countySubjects()),
    placesDefinition(countyPlaces()),
    ...routineDefinitions(),
    ...dutyDefinitions(duty),
    ...planDefinitions(plans),
  ];
  await createJurisdiction(it.pools.app, it.keys, { ...rest, purpose: 'service', definitions }, now);
  await inJurisdiction(it.pools.app, rest.id, async (tx) => {
    await setDuty(tx, rest.deskOffice, DUTY_PHONE, null);
    for (const { office, role } of posts) {
      await addPost(tx, office, role);
      const staff = `${office}.${role}`;
      await addStaff(tx, it.keys.secret('wrap'), { staff, post: staff, password: PASSWORD, totp: secretOf(staff) });
    }
  });
  let clock = now;
  const service = await openService({
    id: rest.id,
    pools: it.pools,
    keys: it.keys,
    dataDirectory: it.dataDirectory,
    clock: () => clock,
    tickMs,
  });
  const setClock = (to: Instant): void => {
    clock = to;
  };
  const others: string[] = [];
  for (const story of matters) others.push(...(await tell(service, setClock, story, now)));
  for (const { demo } of FEATURES) if (demo) others.push(await demo({ service, now, setClock }));
  clock = now;
  await tick(service);
  say(`${[`${matters.length} matters`, ...others].join(', ')} of a county that does not exist`);
};
