import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { findPlace } from '../../../kernel/policy/places.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { History } from '../../../engine/store/history.ts';
import type { KindInStore } from '../../../engine/store/lane.ts';
import type { Surroundings } from '../domain/decide.ts';
import { effects } from '../domain/effects.ts';
import { project } from '../domain/project.ts';
import { rowsOf } from '../domain/tables.ts';
import { asMatter } from '../../../kernel/matter/event.ts';

/** Bells of the offices that asked for one, or for one of those on duty. */
export const wantedBells = (it: Jurisdiction, rung: readonly Bell[]): readonly Bell[] =>
  rung.filter((bell) => {
    const office = it.offices.get(bell.office);
    return office?.has_bell === true || (bell.danger === true && office?.has_duty === true);
  });

/** The rules a matter is judged by: its own pack and calendar, the offices of today. */
export const surroundings = (
  it: Jurisdiction,
  matter: Pick<History, 'pack' | 'calendar'>,
  now: Instant,
  { unsealingsLeft = 0, isOpenedThere = false }: { readonly unsealingsLeft?: number; readonly isOpenedThere?: boolean } = {},
): Surroundings & { readonly pack: Pack; readonly calendar: Calendar } => {
  const pack = it.packs.get(matter.pack);
  const calendar = it.calendars.get(matter.calendar);
  if (!pack || !calendar) throw new Error('a matter cites a definition that is not stored');
  return {
    now,
    pack,
    calendar,
    imported: it.imported,
    access: it.access,
    above: (office) => it.offices.get(office)?.parent ?? null,
    officeExists: (office) => it.offices.has(office),
    places: it.places && { hash: it.places.hash, has: (place) => findPlace(it.places?.set ?? null, place) !== undefined },
    troubles: (office) => [...it.troubles.values()].filter((trouble) => trouble.office === office && trouble.endedAt === null),
    custodians: (hash) => it.custodianSets.get(hash),
    unsealingsLeft,
    isOpenedThere,
  };
};

/** What the store is told of grievances, by the rules of today's jurisdiction. */
export const grievanceIn = (it: Jurisdiction, now: Instant): KindInStore => ({
  project: (history) => {
    const { pack, calendar } = surroundings(it, history, now);
    return rowsOf(history.matter, history, project(asMatter(history.events), pack, calendar));
  },
  effects: (history, added) => {
    const told = effects(asMatter(history.events), asMatter(added), surroundings(it, history, now).calendar.zone);
    return { ...told, bells: wantedBells(it, told.bells) };
  },
  calendarNow: (bound) => it.newestCalendar.get(bound) ?? bound,
});
