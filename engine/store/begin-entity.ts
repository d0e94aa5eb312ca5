import type { Calendar } from '../../kernel/calendar/calendar.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import type { Words } from '../../kernel/policy/vocabulary.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { NewStreamEvent } from '../../kernel/stream/event.ts';
import { hashing } from '../keys/hashing.ts';
import { randomBytes } from '../keys/random.ts';
import type { EntityKind } from '../kind.ts';
import type { Jurisdiction } from '../place/read.ts';
import type { Service } from '../service.ts';
import { composeEvents, NO_HEADS } from './compose.ts';
import { isNumberTaken, newEntityNumber } from './entity-number.ts';
import type { MatterWrite } from './write-matter.ts';

/** What a new entity of a kind is judged by: the newest pack of the kind that may be cited now, and the calendar that it names. */
interface Rules {
  readonly pack: Pack<Words>;
  readonly calendar: Calendar;
  readonly bound: { readonly pack: string; readonly calendar: string };
}

export const rulesFor = (kind: EntityKind, it: Jurisdiction): Rules | undefined => {
  for (const hash of it.newestPack.values()) {
    const pack: Pack<Words> | undefined = it.packs.get(hash);
    if (!pack || !kind.vocabulary.packs.includes(pack.kind)) continue;
    for (const [id, calendar] of it.calendars)
      if (calendar.id === pack.calendar.id && it.newestCalendar.get(id) === id)
        return { pack, calendar, bound: { pack: hash, calendar: id } };
  }
  return undefined;
};

/** Begins an entity with what was decided, under keys of its own; its number. Nobody outside is given a receipt for it. */
export const beginEntity = async (
  service: Service,
  kind: EntityKind,
  it: Jurisdiction,
  { pack, calendar, bound }: Rules,
  decided: readonly NewStreamEvent[],
): Promise<string | Refusal> => {
  for (let tries = 0; ; tries += 1) {
    const matter = newEntityNumber();
    const log = randomBytes(16);
    const keys = { epoch: 0, doc: randomBytes(32), log, logs: [log], internal: randomBytes(32) };
    const recordedAt = service.clock();
    const binding = { jurisdiction: service.id, matter, ...bound, recordedAt };
    const composed = composeEvents(hashing, keys, binding, NO_HEADS, decided);
    const { events, heads } = composed;
    const rows = kind.project(matter, bound, events, { pack, calendar });
    const history = { matter, kind: kind.name, ...bound, events, payloads: [], rows: [], heads };
    const write: MatterWrite = {
      matter,
      kind: kind.name,
      ...bound,
      recordedAt,
      composed: [composed],
      heads,
      includeBy: service.includeBy(recordedAt),
      rows,
      listedBy: [],
      effects: kind.effects(it, history, events),
      keyRows: service.broker.wrapFor(binding, keys, rows.streams),
      forgotten: null,
      fresh: [],
    };
    try {
      const outcome = await service.lane.submit({ kind: 'filing', write, key: null, answer: Buffer.alloc(0) });
      return outcome.ok ? matter : outcome.refusal;
    } catch (error) {
      if (!isNumberTaken(error) || tries > 4) throw error;
    }
  }
};
