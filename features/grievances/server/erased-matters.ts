import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { parsePlainDate, toEpochDay } from '../../../kernel/calendar/plain-date.ts';
import { findMatters, readHistories } from '../../../engine/store/history.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Service } from '../../../engine/service.ts';
import { eraseMatter } from './erase-matter.ts';

/** A matter whose texts are gone for good. */
export interface ErasedMatter {
  readonly jurisdiction: number;
  readonly matter: string;
  readonly basis: string;
  readonly askedBy: 'filer' | 'office';
  /** An instant: a matter may be erased again when it has got new texts. */
  readonly erasedAt: string;
  readonly completeOn: string;
}

const PAGE = 200;
const ERASED = statement<{ matter: string }>(
  'list_erased',
  "select distinct v.matter from event v join entity e on e.jurisdiction = v.jurisdiction and e.entity = v.matter where v.jurisdiction = $1 and v.type = 'erased' and v.matter > $2 and e.kind = 'matter' order by v.matter limit $3",
);

const readPage = async (tx: Transaction, service: Service, after: string) => {
  const matters = (await tx.run(ERASED, [tx.jurisdiction, after, PAGE])).map((row) => row.matter);
  const keys = await service.broker.forSystem(tx, matters);
  const contents = new Map([...keys].map(([matter, opened]) => [matter, opened.contents] as const));
  return { matters, histories: await readHistories(tx, hashing, await findMatters(tx, matters, false), contents) };
};

/** Every matter whose texts were destroyed, with the newest reason: what a keys archive carries, so that a restore destroys them again. */
export const listErased = async (service: Service): Promise<readonly ErasedMatter[]> => {
  const found: ErasedMatter[] = [];
  for (let after = ''; ;) {
    const { matters, histories } = await service.read((tx) => readPage(tx, service, after));
    for (const matter of matters) {
      const event = histories.get(matter)?.events.findLast((it) => it.type === 'erased');
      if (!event) continue;
      found.push({
        jurisdiction: service.id,
        matter,
        basis: String(event.data['basis']),
        askedBy: event.data['askedBy'] === 'filer' ? 'filer' : 'office',
        erasedAt: toIso(event.recordedAt),
        completeOn: String(event.data['completeOn']),
      });
    }
    if (matters.length < PAGE) return found;
    after = matters.at(-1) ?? '';
  }
};

/**
 * After a restore of an older data archive: what was erased since is erased there, too, under the same clause and with the day on which
 * it was complete. Returns how many matters that were. What already says so is left as it is.
 */
export const eraseAgain = async (service: Service, erased: readonly ErasedMatter[]): Promise<number> => {
  const own = erased.filter((it) => it.jurisdiction === service.id);
  const known = new Map((await listErased(service)).map((it) => [it.matter, it.erasedAt] as const));
  const today = dateIn(service.clock(), (await service.jurisdiction()).zone);
  let done = 0;
  for (const { matter, basis, askedBy, completeOn, erasedAt } of own) {
    if ((known.get(matter) ?? '') >= erasedAt) continue;
    const day = parsePlainDate(completeOn);
    const completeAfterDays = day ? Math.max(0, toEpochDay(day) - toEpochDay(today)) : 0;
    // It was lawful when it was done; here the office may still seem to owe what it had answered after the data archive.
    const refusal = await eraseMatter(service, matter, { basis, askedBy, completeAfterDays, again: true });
    if (!refusal) done += 1;
  }
  return done;
};
