import { assets } from '../../../features/assets/server/assets.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { member } from '../sign-in.ts';
import { CANTEEN, HOURS, openCheckTown } from './check-town.ts';

/** A school of the housing office, with lifts and an own well. */
export const SCHOOL = { ...CANTEEN, name: '和平小学', english: 'Peace School', class: 'school', lifts: true, own_well: true };

/** A town with a school, and what its tests do with what hangs on it. */
export const openAssetTown = async (programmes: readonly string[] = ['special-equipment', 'school-safety', 'canteen', 'school-bus']) => {
  const place = await openCheckTown('2026-11-22T22:00:00Z', programmes, 9);
  const school = await place.opened(SCHOOL, HOURS);

  const entered = async (input: JsonObject, post = 'housing.handler'): Promise<string> => {
    const number = await beginStaffEntity(place.town.service, assets, member(post), { site: school, ...input });
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const step = (number: string, name: string, input: JsonObject = {}, post = 'housing.handler') =>
    takeStaffStep(place.town.service, assets, number, member(post), { name, input });
  /** The open slots of one thing, as the list of the day has them. */
  const slotsOf = async (number: string, office = 'housing') => (await place.today(office)).filter((it) => it.site === number);
  return { ...place, school, entered, step, slotsOf };
};
