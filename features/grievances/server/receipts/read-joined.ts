import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { asMatter, type MatterEvent } from '../../../../kernel/matter/event.ts';
import { isOpen } from '../../../../kernel/obligation/obligation.ts';
import { findMatters, readHistories } from '../../../../engine/store/history.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { surroundings } from '../surroundings.ts';
import { isListedForJoiner, isReadByJoiner, sightOfJoiner } from '../../domain/joint/joiner-sight.ts';
import { fold } from '../../domain/state.ts';
import { timeline } from '../../domain/timeline.ts';
import { readTexts } from '../../../../engine/store/read-entity.ts';
import { entriesOf, type MatterView } from '../read-matter.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';

/** A correction or a line through a step shows no more than the step itself. */
const targetOf = (event: MatterEvent, all: readonly MatterEvent[]): MatterEvent =>
  event.type === 'corrected' || event.type === 'voided'
    ? (all.find((it) => it.level === event.level && it.n === event.data['n']) ?? event)
    : event;

/**
 * A joint matter as somebody sees it who joined or is about to: its steps, dates and what offices wrote to everybody, and what the filer
 * wrote for them. Not what was filed, no photo, no code, no log key: that would open a step upward to whoever got hold of a joining
 * code (G6). Undefined for a matter that is not joint.
 */
export const readForJoiner = async (service: Service, matter: string): Promise<MatterView | undefined> => {
  const it = await service.jurisdiction();
  return service.read(async (tx) => {
    const keys = await service.broker.forFiler(tx, matter);
    const history =
      keys && (await readHistories(tx, hashing, await findMatters(tx, [matter], false), new Map([[matter, keys]]))).get(matter);
    if (!history) return undefined;
    const now = service.clock();
    const around = surroundings(it, history, now);
    const seen = sightOfJoiner(asMatter(history.events));
    const state = fold(seen);
    if (!seen.some((event) => event.type === 'opened_to_others')) return undefined;
    const listed = seen.filter((event) => isListedForJoiner(targetOf(event, seen)));
    const readable = history.payloads.filter((payload) =>
      listed.some(
        (event) => event.level === payload.level && event.n === payload.n && isReadByJoiner(event) && isReadByJoiner(targetOf(event, seen)),
      ),
    );
    const texts = await readTexts(tx, readable, new Map([[matter, keys]]));
    const owed = obligations(MATTER, seen, around.pack, around.calendar, now);
    return {
      number: matter,
      jurisdiction: it,
      pack: around.pack,
      state,
      today: dateIn(now, it.zone),
      events: seen,
      entries: entriesOf(listed, history, { texts, kept: new Set() }, state).map((entry) => ({ ...entry, files: [] })),
      stages: timeline(seen, around.pack, around.calendar, now),
      owed: owed.filter((one) => isOpen(one, now) || one.status === 'running'),
      options: [],
      length: seen.length,
      reportedAt: null,
      hazard: null,
      openHazards: [],
      isNameOpen: false,
      isInLog: false,
      reads: [],
      drafts: [],
    };
  });
};
