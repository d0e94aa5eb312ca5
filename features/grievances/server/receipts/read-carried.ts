import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';
import { isOpen } from '../../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { findMatters, readHistories } from '../../../../engine/store/history.ts';
import { isListedForJoiner, sightOfJoiner } from '../../domain/joint/joiner-sight.ts';
import { fold } from '../../domain/state.ts';
import { timeline } from '../../domain/timeline.ts';
import { entriesOf, type MatterView } from '../read-matter.ts';
import { surroundings } from '../surroundings.ts';

/**
 * A matter as somebody sees it who was asked to carry it: which office has it, dates and steps, without a word, a photo or a key. The carrier
 * may sit in an office: nothing of a step upward shows before the office above has told the one below (G6). Undefined where there is none.
 */
export const readForCarrier = async (service: Service, matter: string): Promise<MatterView | undefined> => {
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
    const owed = obligations(MATTER, seen, around.pack, around.calendar, now);
    return {
      number: matter,
      jurisdiction: it,
      pack: around.pack,
      state,
      today: dateIn(now, it.zone),
      events: seen,
      entries: entriesOf(seen.filter(isListedForJoiner), history, { texts: new Map(), kept: new Set() }, state).map((entry) => ({
        ...entry,
        texts: {},
        files: [],
      })),
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
