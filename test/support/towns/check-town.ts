import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { formDefinition } from '../../../engine/place/forms.ts';
import { programmeDefinition, termsDefinition } from '../../../engine/place/programmes.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import type { NewDefinition } from '../../../engine/place/create.ts';
import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form, type Question } from '../../../kernel/form/form.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { getForm } from '../../../policy/form.ts';
import { exampleTerms, findProgramme } from '../../../policy/programme.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { ASSET } from '../../../features/assets/domain/vocabulary.ts';
import { CHECK } from '../../../features/checks/domain/vocabulary.ts';
import { readToday, type OpenSlot } from '../../../features/checks/server/read-today.ts';
import { recordCheck } from '../../../features/checks/server/record-check.ts';
import { LOGBOOK } from '../../../features/logbooks/domain/vocabulary.ts';
import { SITE } from '../../../features/sites/domain/vocabulary.ts';
import { sites } from '../../../features/sites/server/sites.ts';
import type { TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** A canteen of the housing office, overseen by the county, with hours and meals. */
export const CANTEEN = {
  name: '和平小学食堂',
  english: 'Canteen of Peace School',
  class: 'canteen',
  gas: true,
  school_site: true,
  office: 'housing',
  role: 'handler',
  sector: 'water',
  local: 'county',
};
export const HOURS = {
  hours: '1-5 06:00-19:00',
  holidays: 'closed',
  make_up_days: 'as_week',
  meals: 'breakfast 06:30-07:30; lunch 11:00-12:30',
};

/** An answer in order to one question; undefined where a photo is all that is asked. */
const inOrder = ({ item }: Question): Answers[string] | undefined => {
  switch (item.kind) {
    case 'check':
      return { value: 'pass' };
    case 'one_of':
      return { value: item.options.find((it) => !it.fail)?.id ?? '' };
    case 'some_of':
      return { value: item.options.filter((it) => !it.fail).map((it) => it.id) };
    case 'certificates':
      return { value: { valid: 3, of: 3 } };
    case 'count':
    case 'measure':
      return { value: item.bounds?.max ?? item.bounds?.min ?? 1 };
    case 'people':
      return { value: 0 };
    case 'date':
      return { value: '2026-11-20' };
    case 'note':
    case 'photo':
      return undefined;
  }
};

/** Everything in order, as somebody fills a form in who has found nothing. */
export const allInOrder = (form: Form): Answers =>
  Object.fromEntries(
    questionsOf(form).flatMap((question) => {
      const answer = inOrder(question);
      return answer === undefined ? [] : [[question.key, answer] as const];
    }),
  );

/** Publishes the packs of sites, assets, records and logbooks, programmes with their forms, and terms; as an emergency all of it counts after the tick. */
export const publishRoutines = async (town: TestTown, programmes: readonly string[], emergency = true): Promise<void> => {
  const publish = async (definition: NewDefinition): Promise<void> => {
    const done = await town.service.read((tx) =>
      publishDefinition(tx, { ...definition, replaces: true, emergency, actor: { kind: 'machine' } }, town.now()),
    );
    if (isRefusal(done)) throw new Error(`${definition.name}: ${done.refused}`);
  };
  for (const [kind, pack] of [
    [SITE, 'site-register'],
    [ASSET, 'asset-register'],
    [CHECK, 'check-records'],
    [LOGBOOK, 'logbooks'],
  ] as const)
    await publishPack(town, kind, pack, emergency);
  const loaded = programmes.flatMap((id) => findProgramme(id) ?? []);
  for (const programme of loaded) await publish(programmeDefinition(programme));
  for (const form of new Set(loaded.flatMap((it) => it.rules.flatMap((rule) => rule.form ?? []))))
    await publish(formDefinition(getForm(form)));
  await publish(termsDefinition(exampleTerms()));
  await town.tick();
  await town.service.jurisdiction('fresh');
};

/**
 * A town in which duties of canteens come back, and what its tests do. `ago`: how many days before its first morning everything was
 * published; none: as an emergency, for three days.
 */
export const openCheckTown = async (at = '2026-11-22T22:00:00Z', programmes: readonly string[] = ['canteen'], ago = 0) => {
  const place = await openStaffTown(['housing', 'water', 'county', 'letters'], toIso(addMs(instant(Date.parse(at)), -ago * 86_400_000)));
  const { town } = place;
  await publishRoutines(town, programmes, ago === 0);
  if (ago > 0) {
    town.setClock(at);
    await sweep(town.service);
    await town.tick();
    await town.service.jurisdiction('fresh');
  }

  const opened = async (input: JsonObject = CANTEEN, hours: JsonObject | null = HOURS): Promise<string> => {
    const number = await beginStaffEntity(town.service, sites, member('housing.handler'), input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    const since = dateIn(town.now(), 'Asia/Shanghai');
    const refusal =
      hours &&
      (await takeStaffStep(town.service, sites, number, member('housing.handler'), { name: 'set_hours', input: { ...hours, since } }));
    if (refusal) throw new Error(JSON.stringify(refusal));
    return number;
  };
  /** A clock at an hour there: `11-23 07:00`. */
  const goTo = async (text: string): Promise<void> => {
    town.setClock(`2026-${text.replace(' ', 'T')}:00+08:00`);
    await town.service.jurisdiction('fresh');
    await sweep(town.service);
  };
  const today = (office = 'housing'): Promise<readonly OpenSlot[]> => town.service.read((tx) => readToday(tx, office, town.now()));
  const make = (
    slot: Pick<OpenSlot, 'site' | 'rule' | 'slot'>,
    answers: Answers,
    post = 'housing.handler',
    doneAt: Instant | null = null,
  ) => recordCheck(town.service, member(post), { site: slot.site, rule: slot.rule, slot: slot.slot, answers, doneAt, files: [] }, null);
  /** The one open slot of a rule; throws where there is none. */
  const slotOf = async (rule: string, office = 'housing'): Promise<OpenSlot> => {
    const found = (await today(office)).find((it) => it.rule === rule);
    if (!found) throw new Error(`${rule} is not open`);
    return found;
  };
  const hour = (text: string): Instant => instant(Date.parse(`2026-${text.replace(' ', 'T')}:00+08:00`));
  return { ...place, opened, goTo, today, make, slotOf, hour };
};
