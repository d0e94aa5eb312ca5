import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { asMatter, type MatterEvent } from '../../../../kernel/matter/event.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';
import { isOpen } from '../../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { findMatters, readHistories } from '../../../../engine/store/history.ts';
import { readTexts } from '../../../../engine/store/read-entity.ts';
import type { Surroundings } from '../../domain/decide.ts';
import { fold } from '../../domain/state.ts';
import { timeline } from '../../domain/timeline.ts';
import { entriesOf, type MatterView } from '../read-matter.ts';
import { surroundings } from '../surroundings.ts';

/** What of a matter somebody may see who is not its filer; each looks at all events that there are. */
export interface Sight {
  /** The events from which state, dates and duties are computed. */
  readonly seen: (all: readonly MatterEvent[]) => readonly MatterEvent[];
  /** Whether one of them is listed, and whether its words are read. */
  readonly isListed: (event: MatterEvent, seen: readonly MatterEvent[]) => boolean;
  readonly isRead: (event: MatterEvent, seen: readonly MatterEvent[]) => boolean;
}

/** A matter by such a sight: no file, no option, no draft, and nobody's reads. Beside it all events, for what the server decides by. */
export interface Partial {
  readonly view: MatterView;
  readonly all: readonly MatterEvent[];
  readonly around: Surroundings;
}

/** Reads a matter by a sight; undefined where there is none. */
export const readPartial = async (service: Service, matter: string, sight: Sight): Promise<Partial | undefined> => {
  const it = await service.jurisdiction();
  return service.read(async (tx) => {
    const keys = await service.broker.forFiler(tx, matter);
    const history =
      keys && (await readHistories(tx, hashing, await findMatters(tx, [matter], false), new Map([[matter, keys]]))).get(matter);
    if (!history) return undefined;
    const now = service.clock();
    const around = surroundings(it, history, now);
    const all = asMatter(history.events);
    const seen = sight.seen(all);
    const state = fold(seen);
    const listed = seen.filter((event) => sight.isListed(event, seen));
    const readable = history.payloads.filter((payload) =>
      listed.some((event) => event.level === payload.level && event.n === payload.n && sight.isRead(event, seen)),
    );
    const texts = await readTexts(tx, readable, new Map([[matter, keys]]));
    const owed = obligations(MATTER, seen, around.pack, around.calendar, now);
    const view: MatterView = {
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
      consultation: null,
      isNameOpen: false,
      isInLog: false,
      reads: [],
      drafts: [],
    };
    return { view, all, around };
  });
};
