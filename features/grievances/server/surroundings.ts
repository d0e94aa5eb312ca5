import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { findPlace } from '../../../kernel/policy/places.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { judgedBy } from '../../../engine/kind.ts';
import type { History } from '../../../engine/store/history.ts';
import type { Surroundings } from '../domain/decide.ts';
import { ofMatters } from './matters.ts';

/** The rules a matter is judged by: its own pack and calendar, the offices of today. */
export const surroundings = (
  it: Jurisdiction,
  matter: Pick<History, 'pack' | 'calendar'>,
  now: Instant,
  {
    unsealingsLeft = 0,
    isOpenedThere = false,
    hazard = null,
    consultation = null,
  }: Partial<Pick<Surroundings, 'unsealingsLeft' | 'isOpenedThere' | 'hazard' | 'consultation'>> = {},
): Surroundings & { readonly pack: Pack; readonly calendar: Calendar } => {
  return {
    now,
    ...ofMatters(judgedBy(it, matter)),
    imported: it.imported,
    access: it.access,
    above: (office) => it.offices.get(office)?.parent ?? null,
    officeExists: (office) => it.offices.has(office),
    twoSign: (office) => it.twoSigners.has(office),
    places: it.places && { hash: it.places.hash, has: (place) => findPlace(it.places?.set ?? null, place) !== undefined },
    troubles: (office) => [...it.troubles.values()].filter((trouble) => trouble.office === office && trouble.endedAt === null),
    custodians: (hash) => it.custodianSets.get(hash),
    unsealingsLeft,
    isOpenedThere,
    hazard,
    consultation,
  };
};
