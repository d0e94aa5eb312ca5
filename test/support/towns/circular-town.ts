import { CIRCULAR } from '../../../features/circulars/domain/vocabulary.ts';
import { officeField } from '../../../features/circulars/domain/state.ts';
import { circulars } from '../../../features/circulars/server/circulars.ts';
import { addPost } from '../../../engine/people/staff.ts';
import { addOffices } from '../../../engine/place/add-office.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import type { TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** The fields of a form that name offices, in their order. */
export const sentTo = (...offices: readonly string[]): JsonObject =>
  Object.fromEntries(offices.map((office, i) => [officeField(i + 1), office]));

/** A circular of the county on the first day of the town, a Monday: to be received by Friday, and nothing more. */
export const CIRCULAR_INPUT: JsonObject = {
  title: '冬季用火用电安全检查',
  paper: '青政办〔2026〕34号',
  words: '各单位检查线路、电热器具和消防通道。',
  receipt_by: '2026-11-27',
  ...sentTo('housing', 'water'),
};

/** What tests do with circulars in a town where the pack of them is in force. */
export const withCirculars = async (town: TestTown) => {
  const { service } = town;
  await publishPack(town, CIRCULAR, 'circulars', false);
  await town.tick();
  let papers = 100;
  const begin = (input: JsonObject = {}, post = 'county.head', token: string | null = null) =>
    beginStaffEntity(service, circulars, member(post), { ...CIRCULAR_INPUT, ...input }, token);
  /** One more, under a number of its own. */
  const issued = async (input: JsonObject = {}, post = 'county.head'): Promise<string> => {
    const number = await begin({ paper: `青政办〔2026〕${(papers += 1)}号`, ...input }, post);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const take = (number: string, post: string, name = 'confirm_receipt', input: JsonObject = {}, token?: string) =>
    takeStaffStep(service, circulars, number, member(post), { name, input }, token === undefined ? {} : { token });
  const took = async (number: string, post: string, name = 'confirm_receipt', input: JsonObject = {}): Promise<void> => {
    const refusal = await take(number, post, name, input);
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const open = (number: string, post: string) => readStaffEntity(service, circulars, number, member(post));
  const view = async (number: string, post = 'county.head') => {
    const found = await open(number, post);
    if (found === undefined || isRefusal(found)) throw new Error('not shown');
    return found;
  };
  /** Offices of the county, each with a head and a handler, and nobody who signs in. */
  const addBelow = async (offices: readonly string[]): Promise<void> => {
    await service.read(async (tx) => {
      await addOffices(
        tx,
        offices.map((office) => ({ office, zh: `${office}镇人民政府`, en: `Township of ${office}`, parent: 'county' })),
        town.now(),
      );
      for (const office of offices) for (const role of ['head', 'handler'] as const) await addPost(tx, office, role);
    });
    await service.jurisdiction('fresh');
  };
  return { begin, issued, take, took, open, view, addBelow };
};

/** A town with staff where circulars are issued, a week after their rules were published. */
export const openCircularTown = async (at = '2026-11-23T01:00:00Z') => {
  const place = await openStaffTown(['county', 'housing', 'water', 'letters'], '2026-11-14T01:00:00Z');
  const does = await withCirculars(place.town);
  place.town.setClock(at);
  await place.town.tick();
  await sweep(place.town.service);
  await place.town.service.jurisdiction('fresh');
  return { ...place, ...does };
};
