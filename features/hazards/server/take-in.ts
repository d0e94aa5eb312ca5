import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { Service } from '../../../engine/service.ts';
import { takeInStaffEntity } from '../../../engine/staff-entity.ts';
import { hazards } from './hazards.ts';
import { hazardsOfRecords } from './read-hazards.ts';

/** Something that was found, told by a record: which of its findings, what is said of it, and the office that orders it to be mended. */
export interface Found {
  readonly item: string;
  readonly office: string;
  readonly input: JsonObject;
}

const find = (service: Service, { office, input }: Found, record: string, item: string): Promise<string | null | Refusal> =>
  takeInStaffEntity(service, hazards, office, [{ name: 'find', input }], false, { record, item });

/** A site that has ended since is nobody's to mend: what was found is kept by its words. */
const findAnywhere = async (service: Service, found: Found, record: string): Promise<string | null | Refusal> => {
  const number = await find(service, found, record, found.item);
  if (!isRefusal(number) || number.refused !== 'site_unknown') return number;
  const { site: _, ...input } = found.input;
  return find(service, { ...found, input }, record, found.item);
};

/**
 * Every finding of a record as a hazard of its own, once: late or twice, it comes to the same, by a key of its row. The numbers of them all,
 * in the order of the findings; undefined where one cannot be made now, as without a pack of hazards: what is left waits.
 */
export const takeIn = async (service: Service, record: string, findings: readonly Found[]): Promise<readonly string[] | undefined> => {
  const known = await service.read((tx) => hazardsOfRecords(tx, [record]));
  const made: string[] = [];
  for (const found of findings) {
    const there = known.find(({ item }) => item === found.item)?.matter;
    const number = there ?? (await findAnywhere(service, found, record));
    if (number === null || isRefusal(number)) return undefined;
    made.push(number);
  }
  return made;
};

/** Takes up, page by page, everything that waits, each once: what cannot be done now does not keep the others waiting. */
export const eachWaiting = async (
  page: (after: string) => Promise<readonly { readonly matter: string }[]>,
  take: (matter: string) => Promise<void>,
): Promise<void> => {
  for (let after = ''; ;) {
    const waiting = await page(after);
    for (const { matter } of waiting) await take(matter);
    const last = waiting.at(-1);
    if (!last) return;
    after = last.matter;
  }
};
